"""A date as people write it: exact, a month, or a year. Approximate is allowed.

>>> period("24/09/2024")
(datetime.date(2024, 9, 24), datetime.date(2024, 9, 24))
>>> period("September 2024")
(datetime.date(2024, 9, 1), datetime.date(2024, 9, 30))
"""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb pebruari",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu aug agt ags",
            "september sep sept",
            "oktober october okt oct",
            "november nov nopember nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2}|[a-z]+)\s*[/.\-\s]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{1,2}|[a-z]+)\s*[/.\-\s]\s*(\d{4})")
_YEAR = re.compile(r"(\d{4})")


def period(text: str, now: date | None = None) -> tuple[date, date] | None:
    """First and last possible day, or None when the text cannot be read. ``now`` reads "kemarin"."""
    words = re.sub(r"^(kira-kira|sekitar|tanggal|tgl|about|around)\s+", "", text.strip().lower())
    if now and words in ("hari ini", "tadi", "today"):
        return now, now
    if now and words in ("kemarin", "yesterday"):
        return now - timedelta(days=1), now - timedelta(days=1)
    try:
        return _read(words)
    except ValueError:
        return None


def _read(words: str) -> tuple[date, date] | None:
    if found := _ISO.fullmatch(words):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _DAY_FIRST.fullmatch(words):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        day = date(year, _month(found[2]), int(found[1]))
        return day, day
    if found := _MONTH.fullmatch(words):
        year, month = int(found[2]), _month(found[1])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if found := _YEAR.fullmatch(words):
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text not in MONTHS:
        raise ValueError(text)
    return MONTHS[text]
