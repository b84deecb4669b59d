"""Knocking at a door without leaving a trace: what was answered, and which tables were written."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from neutrality.accounts.models import User
from neutrality.audit.models import JournalEntry

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
    journal: list[tuple[str, str]] = field(default_factory=list)  # (chain, event) of each new row

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


def signed_in(user: User | None) -> str:
    """The key of a new session of ``user``; empty for the public."""
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def knock(session: str, method: str, path: str, body: Any = None, *, journal: bool = False) -> Answer:
    """One request in ``session`` (empty: nobody's); everything that it did is taken back.

    ``journal``: tell the new rows of the journal as well.
    """
    client = Client(raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        last = _last_row() if journal else 0
        with watching() as written:
            answer = _ask(client, method, path, body)
        rows = JournalEntry.objects.filter(pk__gt=last).order_by("pk").values_list("chain", "event") if journal else ()
        told = list(rows)
        transaction.set_rollback(True)
    away = answer.headers.get("Location", "")
    content = b"" if answer.streaming else answer.content
    return Answer(answer.status_code, content.decode(errors="replace"), away.startswith(("/masuk/", "/kelola/login")),
                  written, told)  # fmt: skip


def _last_row() -> int:
    return JournalEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _ask(client: Client, method: str, path: str, body: Any) -> Any:
    if method in ("post", "patch") and path.startswith("/api/"):
        if any(hasattr(value, "read") for value in (body or {}).values()):
            return client.post(path, body)
        return getattr(client, method)(path, json.dumps(body or {}, default=str), content_type="application/json")
    return getattr(client, method)(path, body or {})
