"""What the receipt promises: three stages with dates.

The dates are counted in working days from the day of receipt by one fixed rule, the
same for every report, so that they tell nothing about any other.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases import receipts
from cases.models import Message
from cases.outward import NEWS_EVERY, STARTED_AFTER
from neutrality import formats


def promised(received_on: date, calendar: Any) -> list[dict[str, str]]:
    """``[{"label", "note", "state"}]`` for the day of sending; ``calendar`` counts working days."""
    starts = formats.day(calendar.add_working_days(received_on, STARTED_AFTER), "hari")
    news = formats.day(calendar.add_working_days(received_on, NEWS_EVERY), "hari")
    return [
        {"label": _("Diterima"), "note": _("Hari ini"), "state": "sudah"},
        {"label": _("Sedang diproses"), "note": _("Mulai %(day)s") % {"day": starts}, "state": "kini"},
        {
            "label": _("Selesai"),
            "note": _("Kabar berikutnya %(day)s. Buka dengan kode ini.") % {"day": news},
            "state": "nanti",
        },
    ]


def headline(status: str) -> str:
    """Title of the tracking page by outward status."""
    return {
        "received": _("Laporan Anda diterima"),
        "in_process": _("Laporan Anda sedang diproses"),
        "waiting_for_reporter": _("Menunggu jawaban Anda"),
        "finished": _("Laporan Anda selesai"),
    }[status]


def with_read_marks(messages: list[dict[str, Any]], receipt: str, day: date) -> list[dict[str, Any]]:
    """The messages of a tracked report, each of the reporter's own with ``read``.

    A mark shows from the day after reading, like everything here: the tracker must not tell
    at which hour an officer is at work on which report.
    """
    own = Message.objects.filter(report__receipt_hash=receipts.receipt_hash(receipt), sender=Message.Sender.REPORTER)
    marks = [read is not None and read < day for read in own.order_by("pk").values_list("read_on", flat=True)]
    marked = iter(marks)
    return [
        message | {"read": next(marked, False) if message["from"] == Message.Sender.REPORTER else False}
        for message in messages
    ]
