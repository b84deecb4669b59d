"""Knocking at a door without leaving a trace: what was answered, and which tables were written."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.test import Client

from neutrality.accounts.models import User

_WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
# A session and a throttle are no matter of ours.
NO_MATTER = {"django_session", "cache"}
REFUSED = {401, 403, 404, 405}


@dataclass
class Answer:
    status: int
    text: str
    to_sign_in: bool
    written: set[str] = field(default_factory=set)

    @property
    def refused(self) -> bool:
        return self.status in REFUSED or self.to_sign_in

    @property
    def code(self) -> str:
        """The stable code of an API refusal."""
        try:
            return str(json.loads(self.text)["code"])
        except (ValueError, KeyError, TypeError):
            return ""


@contextmanager
def watching() -> Iterator[set[str]]:
    """The tables that the block writes to, whatever the transaction becomes."""
    written: set[str] = set()

    def note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITE.match(str(sql)):
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
    written -= NO_MATTER


def knock(user: User | None, method: str, path: str, body: Any = None) -> Answer:
    """One request by ``user``; everything that it did is taken back."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if user is not None:
            client.force_login(user)
        with watching() as written:
            answer = _ask(client, method, path, body)
        transaction.set_rollback(True)
    away = answer.headers.get("Location", "")
    content = b"" if answer.streaming else answer.content
    return Answer(answer.status_code, content.decode(errors="replace"), away.startswith(("/masuk/", "/kelola/login")),
                  written)  # fmt: skip


def _ask(client: Client, method: str, path: str, body: Any) -> Any:
    if method in ("post", "patch") and path.startswith("/api/"):
        if any(hasattr(value, "read") for value in (body or {}).values()):
            return client.post(path, body)
        return getattr(client, method)(path, json.dumps(body or {}, default=str), content_type="application/json")
    return getattr(client, method)(path, body or {})
