"""Running limits follow the calendar and the agency's recorded positions, each change in the journal.

Day 15 is day 15 of the calendar that is in force: a new holiday moves a statutory limit and an agency
clock alike. A day that a letter names stays the day of the letter, and what was told with a decision that
was served keeps the days that it used (``Deadline.anchor``).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from cases import clocks
from cases.actions import deadlines
from cases.actions.pauses import spans
from cases.models import Case, Deadline
from neutrality.audit.actions import SYSTEM, record
from neutrality.counsel import queries as counsel
from neutrality.notifications.actions import notify
from neutrality.organization.models import Agency
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar

BATCH = 500


def running_limits(agency: Agency, dates: Sequence[date] = ()) -> QuerySet[Deadline]:
    """Limits that run, of an agency; with ``dates`` those whose days reach one of them.

    A day changes a count only when it lies after the start and not after the end.
    """
    rows = Deadline.objects.filter(case__agency=agency, met_on__isnull=True, cancelled_on__isnull=True)
    if dates:
        rows = rows.filter(starts_on__lt=max(dates), due_on__gte=min(dates))
    return rows.prefetch_related("pauses").order_by("pk")


def recount_agency(agency: Agency, dates: Sequence[date] = ()) -> int:
    """Count the running limits of ``agency`` anew; how many changed. Each in a transaction of its own; a
    second run finds nothing to do."""
    calendar = calendar_for(agency)
    positions = counsel.positions_in_force(agency, today(agency))
    rows = running_limits(agency, dates).exclude(anchor=Deadline.Anchor.SERVED)
    changed, same = 0, []
    for row in rows.iterator(chunk_size=BATCH):
        if differs(row, clocks.recount(row, spans(row), calendar, positions)):
            changed += recount_one(row.pk, calendar, positions)
        elif row.calendar_version != calendar.version:
            same.append(row.pk)
    for first in range(0, len(same), BATCH):
        Deadline.objects.filter(pk__in=same[first : first + BATCH]).update(calendar_version=calendar.version)
    return changed


def recount_everywhere(agency_ids: Iterable[int] | None = None) -> int:
    """Every agency with running limits that were counted under an older calendar; how many limits changed."""
    agencies = Agency.objects.filter(
        cases__deadlines__met_on__isnull=True, cases__deadlines__cancelled_on__isnull=True
    ).distinct()
    if agency_ids is not None:
        agencies = agencies.filter(pk__in=agency_ids)
    return sum(recount_agency(agency) for agency in agencies.select_related("parent"))


def differs(row: Deadline, counted: clocks.Count) -> bool:
    return (row.due_on, row.skipped, row.provisional, row.day_type) != tuple(counted)


@transaction.atomic
def recount_one(pk: int, calendar: Calendar, positions: dict[str, str]) -> bool:
    """One limit, locked after its case. Whoever holds the task learns of a new last day, once."""
    case_id = Deadline.objects.values_list("case_id", flat=True).get(pk=pk)
    case = Case.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case_id)
    row = Deadline.objects.select_for_update().get(pk=pk)
    counted = clocks.recount(row, spans(row), calendar, positions)
    if row.met_on or row.cancelled_on or not differs(row, counted):
        return False
    before = row.due_on, row.calendar_version
    row.due_on, row.skipped, row.provisional, row.day_type = counted
    row.calendar_version = calendar.version
    if row.missed_on and row.due_on >= today(case.agency):
        row.missed_on = None
    row.save(update_fields=["due_on", "skipped", "provisional", "day_type", "calendar_version", "missed_on"])
    if row.due_on != before[0]:
        deadlines.remind_head(case)
        _tell_holder(row)
    record(
        "deadline.recounted", actor=SYSTEM, subject=case,
        changes={"rule": row.rule, "due_on": [before[0], row.due_on],
                 "calendar_version": [before[1], row.calendar_version]},
    )  # fmt: skip
    return True


def _tell_holder(row: Deadline) -> None:
    from cases.actions import warnings

    if row.rule in clocks.NOT_OURS:
        return
    for account in warnings.holders_of(row, today(row.case.agency)):
        notify(
            account, "task", key=f"deadline:{row.pk}:due:{row.due_on.isoformat()}",
            link=row.case.get_absolute_url(), due=row.due_on,
        )  # fmt: skip
