"""Running limits follow the calendar and the agency's recorded positions, each change in the journal.

Day 15 is day 15 of the calendar that is in force: a new holiday moves a statutory limit and an agency
clock alike. A day that a letter names stays the day of the letter, and what was told with a decision that
was served keeps the days that it used (``Deadline.anchor``). The review of a report is a limit of the
agency's own and follows too.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from cases import clocks, lawbook
from cases.actions import deadlines, intake
from cases.actions.pauses import spans
from cases.models import Case, Deadline, Report
from neutrality.audit.actions import SYSTEM, record
from neutrality.counsel import queries as counsel
from neutrality.law.catalogue import load
from neutrality.law.readings import reading_of
from neutrality.law.summons import summons_window
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
        first_day = earliest(row, calendar, positions)
        if differs(row, clocks.recount(row, spans(row), calendar, positions)) or first_day != row.earliest_on:
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


def earliest(row: Deadline, calendar: Calendar, positions: dict[str, str]) -> date | None:
    """The first day of an examination that draws no warning, where the limit keeps one (Q-SUMMONS)."""
    if row.earliest_on is None or row.rule not in clocks.SUMMONS_RULES:
        return row.earliest_on
    reading = reading_of("Q-SUMMONS", positions, load()).option or "clear7"
    window = summons_window(row.starts_on, calendar, clear_days=lawbook.clear_days(), reading=reading)
    return window[0]


@transaction.atomic
def recount_one(pk: int, calendar: Calendar, positions: dict[str, str]) -> bool:
    """One limit, locked after its case. Whoever holds the task learns of a new last day, once."""
    case_id = Deadline.objects.values_list("case_id", flat=True).get(pk=pk)
    case = Case.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case_id)
    row = Deadline.objects.select_for_update().get(pk=pk)
    counted, first_day = clocks.recount(row, spans(row), calendar, positions), earliest(row, calendar, positions)
    if row.met_on or row.cancelled_on or not (differs(row, counted) or first_day != row.earliest_on):
        return False
    before = row.due_on, row.calendar_version, row.earliest_on
    row.earliest_on = first_day
    row.due_on, row.skipped, row.provisional, row.day_type = counted
    row.calendar_version = calendar.version
    if row.missed_on and row.due_on >= today(case.agency):
        row.missed_on = None
    row.save(
        update_fields=["due_on", "skipped", "provisional", "day_type", "calendar_version", "missed_on", "earliest_on"]
    )
    if row.due_on != before[0]:
        deadlines.remind_head(case)
        _tell_holder(row)
    changes = {"rule": row.rule, "due_on": [before[0], row.due_on],
               "calendar_version": [before[1], row.calendar_version]}  # fmt: skip
    if first_day != before[2]:
        changes["earliest_on"] = [before[2], first_day]
    record("deadline.recounted", actor=SYSTEM, subject=case, changes=changes)
    return True


# --- the review of reports -------------------------------------------------------------


def running_reviews(agency: Agency, dates: Sequence[date] = ()) -> QuerySet[Report]:
    """Reports that wait to be decided, of an agency; with ``dates`` those whose days reach one of them."""
    rows = Report.objects.filter(agency=agency, settled_on__isnull=True, review_due__isnull=False)
    if dates:
        rows = rows.filter(received_on__lt=max(dates), review_due__gte=min(dates))
    return rows


def recount_reviews(agency: Agency, dates: Sequence[date] = ()) -> int:
    """Count the review of every waiting report anew; how many changed. Each in a transaction of its own."""
    calendar, changed = calendar_for(agency), 0
    for pk, received, due in running_reviews(agency, dates).values_list("pk", "received_on", "review_due"):
        if intake.review_due(agency, received, calendar) != due:
            changed += _recount_review(pk, calendar)
    return changed


@transaction.atomic
def _recount_review(pk: int, calendar: Calendar) -> bool:
    report = Report.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)
    due = intake.review_due(report.agency, report.received_on, calendar)
    if report.settled_on or report.review_due is None or due == report.review_due:
        return False
    moved = (due - report.review_due).days
    report.review_due = due
    report.save(update_fields=["review_due"])
    # The journal of this side holds no days of the report's own: by how many it moved is enough.
    record("report.recounted", actor=SYSTEM, subject=report, changes={"moved_days": moved})
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
