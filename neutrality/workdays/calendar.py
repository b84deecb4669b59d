"""Working-day arithmetic on an immutable snapshot of the calendar. No ORM, no clock.

The day after the event is day 1, and a count in working days never ends on a
day that is not worked (law/discipline: ``working_days``; Perpres 21/2023
Pasal 3, 6, 7, 13).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
# The week of five days: Monday is 0.
WORKED_WEEKDAYS = frozenset(range(5))


class Skipped(NamedTuple):
    """A weekday that was not worked, and why."""

    date: date
    reason: str


class ContestStep(NamedTuple):
    """A step of a contest (ids of the law catalogue) on days of its own in one region."""

    contest: str
    stage: str
    start: date
    end: date
    verified: bool


@dataclass(frozen=True)
class CountResult:
    """The end of a count with its trace. Unpack-friendly values, ready to be stored."""

    end: date
    skipped: list[Skipped]
    provisional: bool
    calendar_version: str

    def as_json(self) -> dict[str, object]:
        """The shape of ``POST /api/v1/workdays/count/``, also kept with a deadline."""
        return {
            "end": self.end.isoformat(),
            "skipped": [{"date": day.isoformat(), "reason": reason} for day, reason in self.skipped],
            "provisional": self.provisional,
            "calendar_version": self.calendar_version,
        }


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, as one version of the calendar says.

    ``reasons`` maps every day off to its name; weekends are not in it unless a
    holiday falls on one. ``confirmed_years`` have their decree on record.
    ``contest_steps`` are the steps of contests that stand on days of the region's own,
    for the law engine.
    """

    version: str
    reasons: Mapping[date, str] = field(repr=False)
    confirmed_years: frozenset[int] = field(repr=False)
    contest_steps: tuple["ContestStep", ...] = field(default=(), repr=False)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() in WORKED_WEEKDAYS and day not in self.reasons

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        return self.add_working_days(day, 1)

    def on_or_after(self, day: date) -> date:
        """``day`` itself when it is worked, else the next working day."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def add_working_days(self, start: date, number: int) -> date:
        """The ``number``-th working day after ``start`` (before it when negative; itself for 0)."""
        step = ONE_DAY if number > 0 else -ONE_DAY
        day, left = start, abs(number)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def count(self, start: date, days: int) -> CountResult:
        """Count ``days`` (at least 1) working days from the day after ``start``, naming the days skipped."""
        if days < 1:
            raise ValueError("A count needs at least one working day.")
        end = self.add_working_days(start, days)
        return CountResult(end, self.skipped(start, end), self.is_provisional(start, end), self.version)

    def skipped(self, start: date, end: date) -> list[Skipped]:
        """Holidays on weekdays after ``start`` up to and with ``end``."""
        found = []
        day = start + ONE_DAY
        while day <= end:
            if day.weekday() in WORKED_WEEKDAYS and day in self.reasons:
                found.append(Skipped(day, self.reasons[day]))
            day += ONE_DAY
        return found

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and with ``end``; negative when ``end`` is earlier.

        ``working_days_between(today, due)`` is what is left, and below zero what is overdue.
        """
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether the span touches a year whose decree is not on record."""
        return any(year not in self.confirmed_years for year in range(start.year, end.year + 1))
