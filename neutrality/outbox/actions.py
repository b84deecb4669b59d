"""Owing, cancelling and retrying. Running what is owed is in ``runner.py``."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from neutrality.audit.actions import Actor, record
from neutrality.errors import Refusal
from neutrality.outbox import registry
from neutrality.outbox.models import Owed, State

# An id, a code, a date or a path-like key: nothing that could hold a sentence or a name.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:_.\-/]{0,99}")


@transaction.atomic
def owe(kind: str, *, key: str, payload: Mapping[str, Any], delay_seconds: float = 0) -> Owed:
    """Leave a debt in the transaction of its cause; the same ``key`` is owed once for ever.

    ``payload`` holds ids only (numbers, codes, dates, or lists of them): ValueError
    otherwise. ``delay_seconds`` is the hold during which ``cancel(key)`` takes the
    debt back (10 where the screen offers "undo"). A debt that was cancelled is
    owed again. UnknownKind when no room handles ``kind``.
    """
    chosen = registry.find(kind)
    ids = _ids_only(payload)
    not_before = timezone.now() + timedelta(seconds=delay_seconds)
    owed, created = Owed.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "payload": ids,
            "not_before": not_before,
            "max_attempts": chosen.max_attempts,
        },
    )
    if not created:
        revived = Owed.objects.filter(pk=owed.pk, state=State.CANCELLED).update(
            state=State.WAITING, payload=ids, not_before=not_before, attempts=0, last_error=""
        )
        if not revived:
            return owed
        owed.refresh_from_db()
    if delay_seconds <= 0:
        transaction.on_commit(partial(_wake, owed.pk), robust=True)
    return owed


@transaction.atomic
def owe_many(kind: str, debts: Iterable[tuple[str, Mapping[str, Any]]], *, delay_seconds: float = 0) -> int:
    """Owe thousands of ``(key, payload)`` in few statements; known keys are left as they are.

    The sweep hands them out; there is no wake-up for each.
    """
    chosen = registry.find(kind)
    not_before = timezone.now() + timedelta(seconds=delay_seconds)
    rows = [
        Owed(kind=kind, key=key, payload=_ids_only(payload), not_before=not_before, max_attempts=chosen.max_attempts)
        for key, payload in debts
    ]
    Owed.objects.bulk_create(rows, batch_size=1_000, ignore_conflicts=True)
    return len(rows)


def cancel(key: str) -> bool:
    """Take back a debt that nobody has begun; False when it is too late or unknown."""
    return bool(
        Owed.objects.filter(key=key, state__in=[State.WAITING, State.QUEUED]).update(
            state=State.CANCELLED, leased_until=None, lease_token=None
        )
    )


@transaction.atomic
def retry(*, owed_id: int, actor: Actor) -> Owed:
    """Put a failed debt back with fresh attempts; only a failed one can be retried."""
    owed = Owed.objects.select_for_update().get(pk=owed_id)
    if owed.state != State.FAILED:
        raise Refusal("not_failed", _("Hanya pekerjaan yang gagal dapat diulang."))
    record("outbox.retried", actor=actor, subject=owed, changes={"last_error": [owed.last_error, ""]})
    owed.state, owed.attempts, owed.last_error = State.WAITING, 0, ""
    owed.save(update_fields=["state", "attempts", "last_error"])
    Owed.objects.filter(pk=owed.pk).update(not_before=Now())
    transaction.on_commit(partial(_wake, owed.pk), robust=True)
    return owed


def _wake(owed_id: int) -> None:
    from neutrality.outbox import runner  # runner imports tasks, tasks import actions of other rooms

    runner.wake(owed_id)


def _ids_only(payload: Mapping[str, Any]) -> dict[str, Any]:
    def check(value: Any) -> Any:
        if isinstance(value, bool) or value is None or isinstance(value, int):
            return value
        if isinstance(value, (list, tuple)):
            return [check(item) for item in value]
        text = value.isoformat() if hasattr(value, "isoformat") else str(value)
        if not _ID.fullmatch(text):
            raise ValueError("An outbox payload holds ids only: numbers, codes and dates.")
        return text

    return {str(name): check(value) for name, value in payload.items()}
