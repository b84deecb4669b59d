"""The draft of a report between its steps.

It lies in a server-side session of its own, apart from the session of people who
log in: signed by the framework, its content encrypted under the source key, gone
after a day, named by a cookie that ends with the browser and is never sent from
another site. Sending, quick exit and the purge remove it with its files.
"""

import base64
import json
from datetime import timedelta
from functools import cached_property
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cases.public import files
from neutrality import crypto

LIFE = timedelta(hours=24)
_STORE = import_module(settings.SESSION_ENGINE).SessionStore


class Sealed:
    """A dictionary in a server-side session, read and written encrypted.

    ``cookie`` and ``path`` limit where the browser sends the session's key.
    """

    cookie = ""
    path = "/"
    life = LIFE

    def __init__(self, request: HttpRequest) -> None:
        self.secure = request.is_secure()
        self.session = _STORE(request.COOKIES.get(self.cookie) or None)

    @cached_property
    def data(self) -> dict[str, Any]:
        sealed = self.session.get("isi")
        if not sealed:
            return {}
        try:
            plain = crypto.decrypt(base64.b64decode(sealed), key="SOURCE_KEY", context=f"session:{self.cookie}")
        except ValueError:  # altered, or written under a key that is gone
            return {}
        found: dict[str, Any] = json.loads(plain)
        return found

    @property
    def exists(self) -> bool:
        return bool(self.data)

    def save(self, response: HttpResponse) -> None:
        sealed = crypto.encrypt(json.dumps(self.data).encode(), key="SOURCE_KEY", context=f"session:{self.cookie}")
        self.session["isi"] = base64.b64encode(sealed).decode()
        self.session.set_expiry(self.life)
        self.session.save()
        response.set_cookie(
            self.cookie,
            self.session.session_key or "",
            path=self.path,
            secure=self.secure,
            httponly=True,
            samesite="Strict",
        )

    def forget(self, response: HttpResponse | None = None) -> None:
        self.session.flush()
        self.data = {}
        if response is not None:
            response.delete_cookie(self.cookie, path=self.path, samesite="Strict")


class Draft(Sealed):
    """``data``: ``key``, ``folder`` (of its files), ``how``, ``event``, ``persons``, ``unknown``,
    ``done`` (steps), and after sending only ``receipt``, ``mode``, ``sent_on``, ``shown``."""

    cookie = "isian"
    path = "/lapor/"

    def put(self, **changes: Any) -> None:
        self.data.update(changes)

    @property
    def folder(self) -> str:
        return str(self.data.get("folder", ""))

    @property
    def done(self) -> list[int]:
        return list(self.data.get("done", []))

    def finish_step(self, step: int) -> None:
        self.put(done=sorted({*self.done, step}))

    def first_open_step(self) -> int:
        """The earliest step that still has to be answered; 4 when only sending is left."""
        return next((step for step in (1, 2, 3) if step not in self.done), 4)

    def forget(self, response: HttpResponse | None = None) -> None:
        files.drop_all(self.folder)
        super().forget(response)

    def replace_by_receipt(self, receipt: str, mode: str, sent_on: str) -> None:
        """After sending nothing of the report stays, only what the receipt page needs."""
        files.drop_all(self.folder)
        self.data = {"receipt": receipt, "mode": mode, "sent_on": sent_on, "shown": False}


class Tracking(Sealed):
    """An opened report at the tracking door: which one, for half an hour without a visit."""

    cookie = "pantau"
    path = "/pantau/"
    life = timedelta(minutes=30)


def purge() -> int:
    """Remove drafts' files older than a day and ended sessions; returns how many drafts had files."""
    removed = files.purge(LIFE)
    _STORE.clear_expired()
    return removed
