"""Limits as people read them: what must be done, on what basis, which days were skipped, what moves them.

Statutory limits and agency clocks are told apart in words everywhere. The file keeps Indonesian words; a
reader in another language gets those of the catalogue and of the translation.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, gettext

from cases import clocks
from cases.models import Case, Deadline, DeadlinePause
from neutrality.counsel import queries as counsel
from neutrality.law.catalogue import load
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar


def title(row: Deadline) -> str:
    return _words(row, row.label, "target")


def begins(row: Deadline) -> str:
    """The event from which the limit runs."""
    return _words(row, row.start_event, "start")


def _words(row: Deadline, kept: str, column: str) -> str:
    """The catalogue's own words in the reader's language, else the translation of what was kept."""
    known = load().deadlines.get(row.rule)
    told = (getattr(known, column, None) or {}) if known else {}
    if told and kept.lower() == str(told["id"])[: len(kept)].lower():
        found = str(told.get((get_language() or "id")[:2]) or told["id"])
        return clocks.sentence(found) if column == "target" else found
    return gettext(kept)


@dataclass(frozen=True)
class Limit:
    """One running limit on the page of its case."""

    row: Deadline
    days: int  # working days left, negative when late
    begins: str
    skipped: list[tuple[date, str]]
    pauses: list[DeadlinePause]
    not_worked: bool  # the day that a letter names has become a day off
    others: list[tuple[date, str]] = field(default_factory=list)  # the reading not taken, while none is recorded

    @property
    def statutory(self) -> bool:
        return self.row.basis == Deadline.Basis.STATUTE

    @property
    def stopped(self) -> DeadlinePause | None:
        """The pause that has not ended."""
        return next((one for one in self.pauses if one.ends_on is None), None)

    @property
    def measured(self) -> bool:
        """Whether the day was counted from a number of days, rather than named in a letter."""
        return self.row.anchor != Deadline.Anchor.NAMED and self.row.days > 0

    @property
    def in_working_days(self) -> bool:
        return self.row.day_type == clocks.WORKING


def panel(case: Case) -> list[Limit]:
    """The running limits of a case, the nearest first."""
    rows = list(
        case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True)
        .prefetch_related("pauses").order_by("due_on", "pk")
    )  # fmt: skip
    if not rows:
        return []
    calendar, on = calendar_for(case.agency), today(case.agency)
    positions = counsel.positions_in_force(case.agency, on)
    return [
        Limit(
            row=row,
            days=calendar.working_days_between(on, row.due_on),
            begins=begins(row),
            skipped=[(date.fromisoformat(one["date"]), one["reason"]) for one in row.skipped],
            pauses=list(row.pauses.all()),
            not_worked=row.anchor == Deadline.Anchor.NAMED and not calendar.is_working_day(row.due_on),
            others=_others(row, calendar, positions),
        )
        for row in rows
    ]


def _others(row: Deadline, calendar: Calendar, positions: dict[str, str]) -> list[tuple[date, str]]:
    """Days of the readings not taken, where no position is recorded: to be warned of, not to be applied."""
    if row.basis != Deadline.Basis.STATUTE or row.anchor == Deadline.Anchor.NAMED or row.rule not in load().deadlines:
        return []
    limit = clocks.statute(row.rule, positions)
    effects = {one.reading.option: one.reading.effect for one in limit.others if one.reading is not None}
    lang = (get_language() or "id")[:2]
    return [
        (day, str(effects[option].get(lang) or effects[option]["id"]))
        for option, day in limit.other_days(row.starts_on, calendar).items()
    ]
