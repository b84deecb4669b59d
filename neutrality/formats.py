"""Dates, times and numbers as people read them, in the active language.

Indonesian: ``16 Oktober 2024``, ``09.42 WIB``, ``4.812``, ``6,1``. English:
``16 October 2024``, ``09:42 WIB``, ``4,812``, ``6.1``. Letters and notices use
these functions too, so that one fact is written in one way everywhere.
"""

from datetime import date, datetime, time
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from neutrality.capped import Capped

# Patterns by the word used in templates: {{ day|tanggal:"hari" }}.
PATTERNS = {
    "": "d MMMM y",  # 16 Oktober 2024
    "hari": "EEEE, d MMMM y",  # Rabu, 16 Oktober 2024
    "hari-singkat": "EEEE, d MMMM",  # Rabu, 16 Oktober
    "hari-pendek": "EEEE, d MMM y",  # Rabu, 16 Okt 2024
    "pendek": "d MMM y",  # 16 Okt 2024
    "singkat": "d MMM",  # 16 Okt
    "tanpa-tahun": "d MMMM",  # 16 Oktober
    "bulan": "MMMM y",  # Oktober 2024
    "nama-hari": "EEE",  # Rab
}
ZONE_LABELS = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def locale() -> Locale:
    """Babel's locale of the active language; Indonesian where it is neither of ours."""
    return Locale.parse("en_GB" if (get_language() or "").startswith("en") else "id_ID")


def as_day(value: date | datetime) -> date:
    """The calendar day of ``value`` in the installation's time zone."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def day(value: date | datetime, style: str = "") -> str:
    """``16 Oktober 2024`` and its shorter and longer forms (see ``PATTERNS``)."""
    return format_date(as_day(value), PATTERNS[style], locale=locale())


def clock(value: datetime | time) -> str:
    """``09.42 WIB``: hour and minute with the name of the zone."""
    moment = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    separator = ":" if locale().language == "en" else "."
    return f"{moment:%H}{separator}{moment:%M} {ZONE_LABELS.get(settings.TIME_ZONE, '')}".rstrip()


def number(value: int | float | Decimal, digits: int | None = None) -> str:
    """``4.812``; with ``digits`` that many decimals: ``6,1``. A capped count has its plus: ``1.000+``."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    plain = format_decimal(value, pattern if digits is not None or isinstance(value, int) else None, locale=locale())
    return f"{plain}+" if isinstance(value, Capped) else plain


def percent(part: float, whole: float) -> int:
    """Whole percent; 100 only when nothing is missing, 0 only when nothing is there."""
    if not whole:
        return 0
    share = round(100 * part / whole)
    if share == 100 and part < whole:
        return 99
    return 1 if share == 0 and part else share


def size(octets: int) -> str:
    """``240 KB``, ``3,8 MB``, ``10 MB``."""
    if octets < 1_000_000:
        return f"{number(max(1, round(octets / 1000)))} KB"
    tenths = round(octets / 100_000)
    return f"{number(tenths // 10) if tenths % 10 == 0 else number(tenths / 10, 1)} MB"


def nip(value: str) -> str:
    """``19870231 201101 1 999``: birth date, start, sex, sequence."""
    return f"{value[:8]} {value[8:14]} {value[14]} {value[15:]}" if len(value) == 18 else value


def working_days(days: int) -> str:
    """Working days left in words: ``hari kerja`` or ``hari lewat``, never a bare number."""
    if days < 0:
        return ngettext("Lewat %(days)s hari", "Lewat %(days)s hari", -days) % {"days": number(-days)}
    if days == 0:
        return _("Hari ini")
    if days == 1:
        return _("Besok")
    return ngettext("%(days)s hari kerja", "%(days)s hari kerja", days) % {"days": number(days)}


def measured(n: int, unit: str | None) -> str:
    """How long a limit or a sanction runs, by the unit of the catalogue: ``7 hari kerja``, ``12 bulan``."""
    words = {
        "hari_kerja": ngettext("%(n)s hari kerja", "%(n)s hari kerja", n),
        "hari_kalender": ngettext("%(n)s hari kalender", "%(n)s hari kalender", n),
        "hari": ngettext("%(n)s hari", "%(n)s hari", n),
        "bulan": ngettext("%(n)s bulan", "%(n)s bulan", n),
        "jam": ngettext("%(n)s jam", "%(n)s jam", n),
    }
    return words.get(unit or "", "%(n)s") % {"n": number(n)}


def day_unit(days: int) -> str:
    """What stands under the number of a big deadline: ``hari kerja`` or ``hari lewat``."""
    if days < 0:
        return ngettext("hari lewat", "hari lewat", -days)
    return ngettext("hari kerja", "hari kerja", days)


def urgency(days: int | None) -> str:
    """Class of a deadline: ``lewat`` below zero, ``segera`` 0 to 3, else ``aman``."""
    if days is None:
        return "aman"
    return "lewat" if days < 0 else "segera" if days <= 3 else "aman"
