"""Who does what is owed: handlers by kind, and work that falls due every day.

A room registers its handlers in its ``tasks.py``; ``AppConfig.ready()`` of the
outbox imports that module of every room::

    @handler("documents.render")
    def render(payload: dict[str, Any]) -> None:
        actions.render_document(document_id=payload["document"])

A handler runs inside one transaction that also marks the row done, with the
row locked: what it changes in the database and the end of the debt are one
commit, so it happens once even when the worker is killed. With
``atomic=False`` it runs outside any transaction (it then needs its own
idempotency) under a lease longer than the longest task.

Work on many subjects owes one debt for each (``owe_many``), or runs with
``atomic=False`` and one transaction for each: a single long transaction would
hold the journal chain of every subject it has written, and keep everybody who
opens one of them waiting.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.core.exceptions import ImproperlyConfigured

Payload = dict[str, Any]
Run = Callable[[Payload], None]


class UnknownKind(LookupError):
    """A kind of debt that no room has a handler for."""


@dataclass(frozen=True)
class Handler:
    """``atomic``: run in one transaction with the row locked. ``lease_seconds`` of a run."""

    kind: str
    run: Run
    atomic: bool = True
    max_attempts: int = 5
    lease_seconds: int | None = None


@dataclass(frozen=True)
class Daily:
    """Work owed once each day from ``at`` (local time of the installation) on."""

    kind: str
    at: time


_handlers: dict[str, Handler] = {}
_daily: dict[str, Daily] = {}


def handler(
    kind: str, *, atomic: bool = True, max_attempts: int = 5, lease_seconds: int | None = None
) -> Callable[[Run], Run]:
    """Register the function that does what is owed under ``kind``."""

    def register(run: Run) -> Run:
        known = _handlers.get(kind)
        if known and (known.run.__module__, known.run.__qualname__) != (run.__module__, run.__qualname__):
            raise ImproperlyConfigured(f"Two handlers for {kind!r}.")
        _handlers[kind] = Handler(kind, run, atomic, max_attempts, lease_seconds)
        return run

    return register


def daily(kind: str, *, at: time, atomic: bool = True, max_attempts: int = 5) -> Callable[[Run], Run]:
    """Register work that falls due once a day; its payload is ``{"day": "2024-10-16"}`` (real date)."""

    def register(run: Run) -> Run:
        handler(kind, atomic=atomic, max_attempts=max_attempts)(run)
        _daily[kind] = Daily(kind, at)
        return run

    return register


def find(kind: str) -> Handler:
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(f"Nobody handles {kind!r}; register a handler in the room's tasks.py.") from None


def every_day() -> list[Daily]:
    return list(_daily.values())
