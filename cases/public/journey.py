"""What the receipt promises: three stages with dates.

The dates are counted in working days from the day of receipt by one fixed rule, the
same for every report, so that they tell nothing about any other.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

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
