"""Notices of one account."""

from typing import Any

from neutrality.notifications.models import Notice, NoticeQuerySet

UNREAD_CAP = 99


def notices_for(user: Any) -> NoticeQuerySet:
    """Everything shown to ``user``, newest first."""
    return Notice.objects.shown().filter(recipient=user).order_by("-pk")


def unread_count(user: Any) -> int:
    """Unread notices for the bell of the shell, counted up to 99; 0 for someone not signed in."""
    if not getattr(user, "is_authenticated", False):
        return 0
    return len(notices_for(user).unread().values_list("pk", flat=True)[:UNREAD_CAP])
