"""Working days: the only source of today, and day arithmetic on an editable calendar.

``from neutrality.workdays import calendar_for, today``
"""

from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from neutrality.workdays.calendar import Calendar


def today(agency: Any = None) -> date:
    """Today in the timezone of ``agency`` (anything with ``timezone``), else of the installation.

    ``settings.TODAY`` fixes the day, in a training installation only.
    """
    if settings.TRAINING and settings.TODAY:
        return date.fromisoformat(str(settings.TODAY))
    zone = getattr(agency, "timezone", None) or settings.TIME_ZONE
    return timezone.now().astimezone(ZoneInfo(str(zone))).date()


def calendar_for(agency: Any = None, *, exclude_cuti_bersama: bool | None = None) -> "Calendar":
    """The calendar that ``agency`` works by; see ``queries.calendar_for``."""
    from neutrality.workdays import queries  # models load only after this package

    return queries.calendar_for(agency, exclude_cuti_bersama=exclude_cuti_bersama)
