"""How a limit is counted, and how far it has run. Pure arithmetic on a calendar; changes nothing.

A statutory limit comes from the catalogue, read as the agency's recorded positions say. Where the law
gives no number the clock is the agency's own ("batas internal instansi") with the defaults below, which
an agency may change (``agency.choices["clocks"]``); only those pause.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from cases.models import Deadline
from neutrality.law import readings
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency
from neutrality.workdays.calendar import Calendar

MARKS = (50, 80, 100)
WORKING = "hari_kerja"
ONE_DAY = timedelta(days=1)
# The day is told in the letter that calls the person.
SUMMONS_RULES = ("D-PANGGIL-1", "D-PANGGIL-2-EXAM")
# Counted from the receipt of a decision and told with it: what was served keeps the days that it used.
SERVED_RULES = ("D-KEBERATAN", "D-BANDING", "D-BERLAKU")
# Not a duty of this agency: the person's own window, another body's limit. Nobody here is warned of them.
WINDOW_RULES = ("D-KEBERATAN", "D-BANDING", "D-PTUN")
NOT_OURS = (*WINDOW_RULES, "D-BANDING-PUTUS")
LONGEST_CLOCK = 60


@dataclass(frozen=True)
class Clock:
    """An agency clock: what must be done, from which event, in how many working days by default."""

    label: Any
    start_event: Any
    days: int


AGENCY_CLOCKS = {
    "verification": Clock(gettext_lazy("Verifikasi dan tugasi atasan langsung"), gettext_lazy("perkara dibuka"), 5),
    "start": Clock(gettext_lazy("Panggil dan periksa terlapor"), gettext_lazy("atasan ditugasi"), 5),
    "service": Clock(gettext_lazy("Serahkan surat panggilan"), gettext_lazy("surat panggilan ditandatangani"), 2),
    "lhp": Clock(gettext_lazy("Sampaikan laporan hasil pemeriksaan"), gettext_lazy("pemeriksaan selesai"), 5),
    "tier": Clock(gettext_lazy("Teruskan kepada pejabat yang berwenang"), gettext_lazy("laporan hasil disampaikan"), 5),
    "decision": Clock(gettext_lazy("Tetapkan keputusan"), gettext_lazy("laporan hasil diterima pejabat berwenang"), 10),
    "answer": Clock(gettext_lazy("Tanyakan jawaban kepada penerima"), gettext_lazy("surat penerusan dikirim"), 20),
}


def clock_days(agency: Agency, rule: str) -> int:
    """Working days of an agency clock: the agency's choice (``choices["clocks"]``), else the default."""
    return int(agency.choices.get("clocks", {}).get(rule, AGENCY_CLOCKS[rule].days))


def anchor_of(rule: str, named_day: date | None) -> Deadline.Anchor:
    if named_day is not None:
        return Deadline.Anchor.NAMED
    return Deadline.Anchor.SERVED if rule in SERVED_RULES else Deadline.Anchor.COUNTED


# --- counting ----------------------------------------------------------------------


class Span(NamedTuple):
    """A pause: both days are lost. ``end`` None: it has not ended, and nothing is added yet."""

    start: date
    end: date | None


class Count(NamedTuple):
    """The last day of a limit with the days that were skipped on the way."""

    due_on: date
    skipped: list[dict[str, str]]
    provisional: bool
    day_type: str


def paused(day: date, pauses: Iterable[Span]) -> bool:
    return any(span.end is not None and span.start <= day <= span.end for span in pauses)


def count(calendar: Calendar, starts_on: date, days: int, pauses: Iterable[Span] = ()) -> Count:
    """Working days from the day after ``starts_on``, without those of ended pauses."""
    spans = list(pauses)
    day, left = starts_on, days
    while left > 0:
        day += ONE_DAY
        left -= calendar.is_working_day(day) and not paused(day, spans)
    return traced(calendar, starts_on, day)


def traced(calendar: Calendar, starts_on: date, due_on: date, day_type: str = WORKING) -> Count:
    """``due_on`` with what was skipped on the way; a count in calendar days or months skips nothing."""
    if day_type != WORKING or due_on <= starts_on:
        return Count(due_on, [], False, day_type)
    skipped = [{"date": day.isoformat(), "reason": reason} for day, reason in calendar.skipped(starts_on, due_on)]
    return Count(due_on, skipped, calendar.is_provisional(starts_on, due_on), day_type)


def statute(rule: str, positions: Mapping[str, str]) -> readings.DeadlineReading:
    """A limit of the catalogue as the agency reads it; KeyError when there is none of that name."""
    return readings.deadline(rule, positions, load())


def count_statute(rule: str, starts_on: date, calendar: Calendar, positions: Mapping[str, str]) -> Count:
    """A statutory limit; one without a number ends on the day on which it starts."""
    limit = statute(rule, positions)
    return traced(calendar, starts_on, limit.due(starts_on, calendar) or starts_on, str(limit.day_type or WORKING))


def recount(row: Deadline, pauses: Iterable[Span], calendar: Calendar, positions: Mapping[str, str]) -> Count:
    """The same limit under another calendar or other positions. A day named in a letter stays the day;
    so does what was told with a decision that was served."""
    if row.anchor == Deadline.Anchor.SERVED:
        return Count(row.due_on, row.skipped, row.provisional, row.day_type)
    return would_count(row, pauses, calendar, positions)


def would_count(row: Deadline, pauses: Iterable[Span], calendar: Calendar, positions: Mapping[str, str]) -> Count:
    """As ``recount``, and for what was served what the count would give today."""
    if row.anchor == Deadline.Anchor.NAMED:
        return traced(calendar, row.starts_on, row.due_on)
    if row.basis == Deadline.Basis.AGENCY or row.rule not in load().deadlines:
        return count(calendar, row.starts_on, row.days, pauses)
    return count_statute(row.rule, row.starts_on, calendar, positions)


def sentence(words: str) -> str:
    """What must be done, in words that begin with a capital."""
    return words[:1].upper() + words[1:200]


# --- how far it has run --------------------------------------------------------------


def used(row: Deadline, pauses: Iterable[Span], calendar: Calendar, on: date) -> int:
    """Days of the limit used up by ``on`` in its own measure, without paused ones; never below zero."""
    return _spent(row, list(pauses), calendar, min(on, row.due_on))


def percent(row: Deadline, pauses: Iterable[Span], calendar: Calendar, on: date) -> int:
    """0 to 100; the last day is 100."""
    if on >= row.due_on:
        return 100
    spans = list(pauses)
    whole = _spent(row, spans, calendar, row.due_on)
    return 100 * _spent(row, spans, calendar, on) // whole if whole else 0


def _spent(row: Deadline, spans: list[Span], calendar: Calendar, until: date) -> int:
    if until <= row.starts_on:
        return 0
    days = (row.starts_on + timedelta(days=n) for n in range(1, (until - row.starts_on).days + 1))
    if row.day_type != WORKING:
        return (until - row.starts_on).days
    return sum(calendar.is_working_day(day) and not paused(day, spans) for day in days)


def mark(row: Deadline, pauses: Iterable[Span], calendar: Calendar, on: date) -> int:
    """The highest mark reached on ``on``: 0, 50, 80 or 100 (the last day has come)."""
    reached = percent(row, pauses, calendar, on)
    return max((one for one in MARKS if reached >= one), default=0)


def late_by(row: Deadline, calendar: Calendar, on: date) -> int:
    """Working days since the last day; 0 while it has not passed."""
    return max(0, calendar.working_days_between(row.due_on, on)) if on > row.due_on else 0
