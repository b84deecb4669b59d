"""Leasing what is due, handing it to Celery, running it, and taking back what was lost.

The row is the only record that something is owed; a message is only a wake-up.
Losing every message delays work by a sweep, and a message too many finds
nothing left to do.
"""

import logging
import traceback
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from neutrality.errors import Refusal
from neutrality.outbox import actions, registry
from neutrality.outbox.models import Owed, State
from neutrality.outbox.signals import given_up

log = logging.getLogger(__name__)

BACKOFF_SECONDS = 5
BACKOFF_MOST = 900


def _setting(name: str, default: int) -> int:
    return int(getattr(settings, name, default))


def queue_lease() -> timedelta:
    """How long a message may lie in the queue before the row is handed out again."""
    return timedelta(seconds=_setting("OUTBOX_QUEUE_LEASE", 30))


def run_lease(handler: registry.Handler) -> timedelta:
    """How long a worker has the row. An atomic run is held by its row lock beyond that."""
    longest_task = _setting("CELERY_TASK_TIME_LIMIT", 300) + 30
    default = _setting("OUTBOX_RUN_LEASE", 30) if handler.atomic else longest_task
    return timedelta(seconds=handler.lease_seconds or default)


@dataclass(frozen=True)
class Lease:
    owed_id: int
    token: str


# --- handing out ------------------------------------------------------------


def wake(owed_id: int) -> None:
    """Hand out one row just committed. Called after the commit; never raises."""
    try:
        _publish(lease_due(limit=1, only=owed_id))
    except Exception as error:
        log.warning("outbox: wake-up failed (%s); the sweep will find it", type(error).__name__)


def sweep() -> int:
    """Hand out everything due, including leases that ran out. The number handed out."""
    owe_daily_work(timezone.localtime())
    stop_lost_for_good()
    leases = lease_due(limit=_room_in_queue())
    _publish(leases)
    return len(leases)


def owe_daily_work(now: datetime) -> None:
    """Owe today's daily work whose hour has come (real date, installation's timezone)."""
    day = now.date().isoformat()
    due = {f"{daily.kind}:{day}": daily.kind for daily in registry.every_day() if daily.at <= now.time()}
    known = set(Owed.objects.filter(key__in=due).values_list("key", flat=True))
    for key in due.keys() - known:
        actions.owe(due[key], key=key, payload={"day": day})


@transaction.atomic
def stop_lost_for_good() -> int:
    """Rows whose last allowed attempt killed its worker become visible as failed."""
    lost = Owed.objects.select_for_update(skip_locked=True).filter(
        state=State.RUNNING, leased_until__lt=timezone.now(), attempts__gte=F("max_attempts")
    )
    rows = list(lost)
    stopped = Owed.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.FAILED, leased_until=None, lease_token=None, last_error="worker_lost"
    )
    for row in rows:
        _tell_given_up(row)
    return stopped


def _tell_given_up(owed: Owed) -> None:
    """A listener that fails must not keep the row from being marked: it is told in the log, by its type."""
    for receiver, answer in given_up.send_robust(sender=Owed, kind=owed.kind, payload=owed.payload):
        if isinstance(answer, Exception):
            log.error("outbox: %s failed on hearing of %s: %s", receiver, owed.kind, type(answer).__name__)


@transaction.atomic
def lease_due(*, limit: int, only: int | None = None) -> list[Lease]:
    """Mark up to ``limit`` due rows as queued. Rows that another sweep or a run holds are skipped."""
    now = timezone.now()
    due = Q(state=State.WAITING, not_before__lte=now) | Q(state__in=[State.QUEUED, State.RUNNING], leased_until__lt=now)
    rows = Owed.objects.select_for_update(skip_locked=True).filter(due, attempts__lt=F("max_attempts"))
    if only is not None:
        rows = rows.filter(pk=only)
    leases = [Lease(row.pk, str(uuid.uuid4())) for row in rows.order_by("not_before", "pk")[:limit]]
    for lease in leases:
        Owed.objects.filter(pk=lease.owed_id).update(
            state=State.QUEUED, leased_until=now + queue_lease(), lease_token=lease.token
        )
    return leases


def _room_in_queue() -> int:
    """Keep the queue short, so that no message outlives its lease while it waits its turn."""
    queued = Owed.objects.filter(state=State.QUEUED, leased_until__gte=timezone.now()).count()
    return max(0, _setting("OUTBOX_IN_QUEUE", 100) - queued)


def _publish(leases: Iterable[Lease]) -> None:
    from neutrality.outbox.tasks import run_owed

    for lease in leases:
        try:
            run_owed.apply_async((lease.owed_id, lease.token), retry=False)
        except Exception as error:
            # The row goes back at once; the next sweep hands it out again.
            log.warning("outbox: broker refused a message (%s)", type(error).__name__)
            Owed.objects.filter(pk=lease.owed_id, state=State.QUEUED, lease_token=lease.token).update(
                state=State.WAITING, leased_until=None, lease_token=None
            )


# --- running ----------------------------------------------------------------


def run(owed_id: int, token: str) -> bool:
    """Do what is owed, if it still is. True when it was done here and now."""
    owed = begin(owed_id, token)
    if owed is None:
        return False
    try:
        return _carry_out(owed)
    except Exception as error:
        fail(owed, error)
        return False


@transaction.atomic
def begin(owed_id: int, token: str) -> Owed | None:
    """Take the row for one attempt, which counts from now on whatever becomes of the worker.

    A message whose lease ran out while it waited may still begin; a row that
    someone is running, or that is finished, may not.
    """
    owed = Owed.objects.select_for_update(skip_locked=True).filter(pk=owed_id).first()
    if owed is None or owed.attempts >= owed.max_attempts:
        return None
    now = timezone.now()
    taken_from_queue = owed.state == State.QUEUED
    waiting = owed.state == State.WAITING and owed.not_before <= now
    if not (taken_from_queue or waiting):
        return None
    owed.state = State.RUNNING
    owed.attempts += 1
    # A fresh token: of two messages for one row, only the one that began may finish it.
    owed.lease_token = uuid.uuid4()
    owed.leased_until = now + run_lease(registry.find(owed.kind))
    owed.save(update_fields=["state", "attempts", "lease_token", "leased_until"])
    return owed


def _carry_out(owed: Owed) -> bool:
    handler = registry.find(owed.kind)
    if not handler.atomic:
        handler.run(owed.payload)
        return finish(owed)
    with transaction.atomic():
        held = Owed.objects.select_for_update().filter(pk=owed.pk, state=State.RUNNING, lease_token=owed.lease_token)
        if not held.exists():
            return False
        handler.run(owed.payload)
        return finish(owed)


def finish(owed: Owed) -> bool:
    """Mark done under our own token; False when the lease was lost to another run meanwhile."""
    return bool(
        Owed.objects.filter(pk=owed.pk, state=State.RUNNING, lease_token=owed.lease_token).update(
            state=State.DONE, done_at=timezone.now(), leased_until=None, lease_token=None, last_error=""
        )
    )


def fail(owed: Owed, error: Exception) -> None:
    """Put the row back with a growing delay, or stop it as failed. Keeps a code, never a message."""
    code = error.code if isinstance(error, Refusal) else type(error).__name__
    last = owed.attempts >= owed.max_attempts
    delay = min(BACKOFF_SECONDS * 2 ** (owed.attempts - 1), BACKOFF_MOST)
    with transaction.atomic():
        mine = Owed.objects.filter(pk=owed.pk, state=State.RUNNING, lease_token=owed.lease_token).update(
            state=State.FAILED if last else State.WAITING,
            not_before=timezone.now() + timedelta(seconds=delay),
            leased_until=None,
            lease_token=None,
            last_error=code[:80],
        )
        if mine and last:
            _tell_given_up(owed)
    where = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "outbox: %s attempt %s of %s failed with %s at %s:%s",
        owed.kind,
        owed.attempts,
        owed.max_attempts,
        code,
        where.filename,
        where.lineno,
    )


# --- without a worker ---------------------------------------------------------


def drain(*, include_held: bool = False, most: int = 10_000) -> int:
    """Run everything due in this process (tests, demo, ``manage.py outbox drain``).

    ``include_held`` also runs what is held back for "undo". Errors of handlers
    are raised, so that a test sees them. The number of rows done.
    """
    done = 0
    for _turn in range(most):
        now = timezone.now()
        rows = Owed.objects.filter(state__in=[State.WAITING, State.QUEUED])
        if not include_held:
            rows = rows.filter(Q(state=State.QUEUED) | Q(not_before__lte=now))
        owed_id = rows.order_by("not_before", "pk").values_list("pk", flat=True).first()
        if owed_id is None:
            break
        Owed.objects.filter(pk=owed_id, not_before__gt=now).update(not_before=now)
        owed = begin(owed_id, "")
        if owed is None:
            break
        try:
            done += _carry_out(owed)
        except Exception as error:
            fail(owed, error)
            raise
    return done
