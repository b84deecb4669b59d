"""Working days: the only source of today, and day arithmetic on an editable calendar.

from neutrality.workdays import today
from neutrality.workdays.queries import calendar_for
"""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def today(agency: Any = None) -> date:
    """Today in the timezone of ``agency`` (anything with ``timezone``), else of the installation.

    ``settings.TODAY`` fixes the day, in a training installation only.
    """
    if settings.TRAINING and settings.TODAY:
        return date.fromisoformat(str(settings.TODAY))
    zone = getattr(agency, "timezone", None) or settings.TIME_ZONE
    return timezone.now().astimezone(ZoneInfo(str(zone))).date()
