"""Telling people that something waits for them, in the app and by e-mail."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from neutrality.notifications import wording
from neutrality.notifications.models import Notice
from neutrality.outbox.actions import cancel, owe, owe_many

# A path of this site without query and fragment, which could carry content.
_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.\-]*")
EMAIL = "notifications.email"
# The notice's row stays locked while its mail is handed over.
MAIL_TIMEOUT_SECONDS = 15
BATCH = 1_000


@transaction.atomic
def notify(user: Any, kind: str, *, key: str, link: str, hold_seconds: float = 0, **params: Any) -> Notice:
    """Leave one notice for ``user``; the same ``key`` tells the same person once.

    ``kind`` and ``params`` as in ``wording.clean`` (ValueError otherwise): dates,
    numbers, never a name or content. ``link`` is a path of this site.
    ``hold_seconds`` keeps it unseen and unsent while the screen offers "undo";
    ``withdraw(key)`` takes it back within that time. E-mail goes through the
    outbox, once, where the account has an address.
    """
    fields = _checked(kind, link, params)
    visible_from = timezone.now() + timedelta(seconds=hold_seconds)
    notice, created = Notice.objects.get_or_create(
        recipient=user, key=key, defaults=fields | {"visible_from": visible_from}
    )
    if created and user.email:
        owe(EMAIL, key=_email_key(notice), payload={"notice": notice.pk}, delay_seconds=hold_seconds)
    return notice


@transaction.atomic
def notify_many(users: Iterable[Any], kind: str, *, key: str, link: str, hold_seconds: float = 0, **params: Any) -> int:
    """``notify`` for thousands at once (a circular to everybody); how many were told for the first time."""
    fields = _checked(kind, link, params)
    visible_from = timezone.now() + timedelta(seconds=hold_seconds)
    told = set(Notice.objects.filter(key=key).values_list("recipient_id", flat=True))
    new = [
        Notice(recipient=user, key=key, visible_from=visible_from, **fields) for user in users if user.pk not in told
    ]
    Notice.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    mailed = Notice.objects.filter(key=key, emailed_at__isnull=True).exclude(recipient__email="")
    debts = [(_email_key(notice), {"notice": notice.pk}) for notice in mailed.only("pk")]
    owe_many(EMAIL, debts, delay_seconds=hold_seconds)
    return len(new)


def _checked(kind: str, link: str, params: dict[str, Any]) -> dict[str, Any]:
    if kind == wording.Kind.REPORTER_MESSAGE:
        raise ValueError("A reporter has no account; the intake desk sends this sentence itself.")
    if not _PATH.fullmatch(link):
        raise ValueError("A notice links to a plain path of this site.")
    return {"kind": kind, "link": link, "params": wording.clean(kind, params)}


@transaction.atomic
def withdraw(key: str) -> int:
    """Take back notices with ``key`` that are still held; the number taken back."""
    held = Notice.objects.select_for_update().filter(key=key, visible_from__gt=timezone.now())
    taken = list(held)
    for notice in taken:
        cancel(_email_key(notice))
        notice.delete()
    return len(taken)


@transaction.atomic
def send_email(*, notice_id: int) -> bool:
    """Send the e-mail of a notice unless it was sent; False when nothing was left to do.

    The row stays locked while sending; the fixed Message-ID lets the receiver's
    server drop a repeat after a crash between sending and commit.
    """
    notice = Notice.objects.select_for_update().select_related("recipient").filter(pk=notice_id).first()
    address = notice.recipient.email if notice and notice.recipient.is_active else ""
    if notice is None or notice.emailed_at or not address:
        return False
    with translation.override(getattr(notice.recipient, "language", "") or settings.LANGUAGE_CODE):
        message = EmailMessage(
            subject=_("Pemberitahuan"),
            body=wording.sentence(notice.kind, notice.params, settings.BASE_URL + notice.link),
            to=[address],
            headers={
                "Message-ID": f"<notice-{notice.pk}@{_mail_host()}>",
                "Auto-Submitted": "auto-generated",
            },
            connection=get_connection(timeout=MAIL_TIMEOUT_SECONDS),
        )
    message.send()
    notice.emailed_at = timezone.now()
    notice.save(update_fields=["emailed_at"])
    return True


def mark_read(*, user: Any, notice_id: int | None = None) -> int:
    """Mark one notice of ``user`` (or all that are shown) as read; the number marked."""
    notices = Notice.objects.shown().unread().filter(recipient=user)
    if notice_id is not None:
        notices = notices.filter(pk=notice_id)
    return notices.update(read_at=timezone.now())


def _email_key(notice: Notice) -> str:
    return f"notice-email:{notice.pk}"


def _mail_host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
