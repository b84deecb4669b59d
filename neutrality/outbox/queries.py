"""What is owed, what waits too long, what failed."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from neutrality.outbox.models import OPEN_STATES, Owed, State


def failed(kind: str | None = None) -> QuerySet[Owed]:
    """Rows that used up their attempts, newest first; an administrator may retry them."""
    rows = Owed.objects.filter(state=State.FAILED).order_by("-pk")
    return rows.filter(kind=kind) if kind else rows


def state_of(key: str) -> str | None:
    """The state of the debt with ``key``, or None when it was never owed."""
    return Owed.objects.filter(key=key).values_list("state", flat=True).first()


def backlog() -> dict[str, Any]:
    """``{"open": n, "failed": n, "oldest": age of the oldest due row as timedelta}``."""
    now = timezone.now()
    due = Owed.objects.filter(state__in=OPEN_STATES, not_before__lte=now)
    found = due.aggregate(count=Count("pk"), oldest=Min("not_before"))
    return {
        "open": found["count"],
        "failed": failed().count(),
        "oldest": now - found["oldest"] if found["oldest"] else timedelta(0),
    }
