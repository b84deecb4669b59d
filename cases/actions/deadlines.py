"""Clocks of a case: started with the trace of skipped days, met, cancelled, handed over.

How a limit is counted is in ``cases.clocks``; pauses, warnings and counting anew have modules of their
own. No clock moves a duty. Whoever locks here locks the case first, then its limits.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef
from django.utils import translation

from cases import clocks
from cases.clocks import AGENCY_CLOCKS, clock_days
from cases.models import Case, Deadline, DeadlinePause
from neutrality.counsel import queries as counsel
from neutrality.organization.models import Position
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar


def start(
    case: Case,
    rule: str,
    *,
    starts_on: date,
    holder: Position | None = None,
    due_on: date | None = None,
    earliest_on: date | None = None,
    label: str = "",
    positions: Mapping[str, str] | None = None,
) -> Deadline:
    """Start the clock ``rule`` (an agency clock or a deadline id of the catalogue); the day after
    ``starts_on`` is day 1. A clock that already runs under the rule is replaced.

    ``due_on`` fixes the end where a letter names the day itself (the day of an examination);
    ``positions`` are the recorded readings that a decision was issued under, by default today's.
    """
    running_rows(case).filter(rule=rule).update(cancelled_on=max(starts_on, case.opened_on))
    calendar = calendar_for(case.agency)
    with translation.override("id"):  # the file speaks Indonesian, whatever its recorder reads
        if rule in AGENCY_CLOCKS:
            fields, counted = _agency(case, rule, starts_on, calendar)
        else:
            fields, counted = _statute(rule, starts_on, calendar, _positions(case) if positions is None else positions)
    if due_on is not None:
        counted = clocks.traced(calendar, starts_on, due_on)
    deadline = Deadline.objects.create(
        case=case,
        rule=rule,
        starts_on=starts_on,
        due_on=counted.due_on,
        earliest_on=earliest_on,
        skipped=counted.skipped,
        provisional=counted.provisional,
        day_type=counted.day_type,
        anchor=clocks.anchor_of(rule, due_on),
        calendar_version=calendar.version,
        holder=holder,
        **fields | ({"label": label} if label else {}),
    )
    remind_head(case)
    return deadline


def _positions(case: Case) -> dict[str, str]:
    return counsel.positions_in_force(case.agency, today(case.agency))


def _agency(case: Case, rule: str, starts_on: date, calendar: Calendar) -> tuple[dict[str, Any], clocks.Count]:
    clock, days = AGENCY_CLOCKS[rule], clock_days(case.agency, rule)
    fields = {
        "basis": Deadline.Basis.AGENCY, "citation": "", "label": str(clock.label),
        "start_event": str(clock.start_event), "days": days,
    }  # fmt: skip
    return fields, clocks.count(calendar, starts_on, days)


def _statute(
    rule: str, starts_on: date, calendar: Calendar, positions: Mapping[str, str]
) -> tuple[dict[str, Any], clocks.Count]:
    limit = clocks.statute(rule, positions)
    fields = {
        "basis": Deadline.Basis.STATUTE, "citation": str(limit.citation)[:200],
        "label": clocks.sentence(str(limit.target["id"])), "start_event": str(limit.start.get("id", ""))[:100],
        "days": int(limit.n or 0),
    }  # fmt: skip
    return fields, clocks.count_statute(rule, starts_on, calendar, positions)


def running_rows(case: Case) -> Any:
    return case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True)


def running(case: Case, rule: str) -> Deadline | None:
    found: Deadline | None = running_rows(case).filter(rule=rule).first()
    return found


def meet(case: Case, rule: str, on: date) -> None:
    """What the clock waited for was done on ``on``; nothing to do when it does not run. One that was met
    after its last day stays missed."""
    for row in running_rows(case).filter(rule=rule):
        row.met_on = on
        if on > row.due_on:
            row.missed_on = row.missed_on or row.due_on + timedelta(days=1)
        row.save(update_fields=["met_on", "missed_on"])
    remind_head(case)


def cancel(case: Case, *rules: str, on: date) -> None:
    """Stop clocks that no longer have an object; with no rule, all of them."""
    found = running_rows(case)
    (found.filter(rule__in=rules) if rules else found).update(cancelled_on=on)
    remind_head(case)


def hand_over(case: Case, rule: str, holder: Position | None) -> None:
    """The same clock, another holder (a team takes over from the superior)."""
    running_rows(case).filter(rule=rule).update(holder=holder)


def remind_head(case: Case) -> None:
    """Copy the nearest running limit to the case, for lists: no paused one, and not the window of the
    person concerned, which nobody here can be late for."""
    stopped = DeadlinePause.objects.filter(deadline=OuterRef("pk"), ends_on__isnull=True)
    found = running_rows(case).exclude(rule__in=clocks.WINDOW_RULES).exclude(Exists(stopped))
    due = found.aggregate(due=Min("due_on"))["due"]
    if case.next_due != due:
        case.next_due = due
        case.save(update_fields=["next_due"])


def days_left(deadline: Deadline, on: date | None = None) -> int:
    """Working days left; negative when overdue."""
    agency = deadline.case.agency
    return calendar_for(agency).working_days_between(on or today(agency), deadline.due_on)
