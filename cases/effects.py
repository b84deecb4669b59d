"""What a change of the calendar, or an answer to a legal question, would do to running limits. Changes nothing.

Limits are named only of cases that the reader may see. Of the others a figure is told in steps of five, so
that nobody who is kept outside a case can count it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases import clocks, limits
from cases.actions.intake import review_due
from cases.actions.pauses import spans
from cases.actions.recount import earliest, running_limits, running_reviews
from cases.models import Case, Deadline, Report
from neutrality.accounts.models import User
from neutrality.counsel import queries as counsel
from neutrality.organization.models import Agency
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar
from neutrality.workdays.changes import Proposal
from neutrality.workdays.queries import calendar_after

STEP = 5
SHOWN = 100


@dataclass(frozen=True)
class Effect:
    """One running limit: ``new`` is its last day afterwards. ``kept``: it was told with a served decision and
    stays; ``day_off``: the day that a letter names would not be worked any more; ``too_early``: the day of an
    examination would come before this first day that draws no warning."""

    row: Deadline
    new: date
    kept: bool = False
    day_off: bool = False
    too_early: date | None = None

    @property
    def case(self) -> Case:
        return self.row.case

    @property
    def title(self) -> str:
        return limits.title(self.row)


@dataclass(frozen=True)
class Effects:
    shown: Sequence[Effect]
    more: int  # seen by the reader, beyond the rows shown
    hidden: int  # of cases that the reader does not see, rounded down to a step
    reviews: int = 0  # reports on the reader's own desk whose review would end on another day

    @property
    def elsewhere(self) -> str:
        """The figure of the others; the same words whether there are none or a few."""
        if self.hidden < STEP:
            return _("Di perkara yang tidak tampak bagi Anda: kurang dari lima batas.")
        return _("Di perkara yang tidak tampak bagi Anda: sedikitnya %(number)s batas.") % {"number": self.hidden}


def of_proposal(viewer: User, proposal: Proposal) -> Effects:
    """The effect of a change of the calendar on every agency that it reaches."""
    if not proposal.dates:
        return _sorted_out(viewer, [])
    found: list[Effect] = []
    for agency in _reached(proposal):
        positions = counsel.positions_in_force(agency, today(agency))
        found += _of(agency, proposal.dates, calendar_after(agency, proposal), positions)
    own = viewer.agency
    reaches_own = own is not None and proposal.agency_id in (None, own.pk)
    reviews = _reviews(viewer, own, proposal.dates, calendar_after(own, proposal)) if own and reaches_own else 0
    return _sorted_out(viewer, found, reviews)


def _reached(proposal: Proposal) -> Iterable[Agency]:
    agencies = Agency.objects.select_related("parent").filter(cases__deadlines__met_on__isnull=True).distinct()
    return agencies if proposal.agency_id is None else agencies.filter(pk=proposal.agency_id)


def of_position(viewer: User, agency: Agency, question: str, option: str) -> Effects:
    """The effect of an answer to a legal question on the agency's own limits."""
    positions = counsel.positions_in_force(agency, today(agency)) | {question: option}
    calendar = counsel.calendar_by(positions, agency) if question == "Q-CUTI" else calendar_for(agency)
    return _sorted_out(viewer, _of(agency, (), calendar, positions), _reviews(viewer, agency, (), calendar))


def _reviews(viewer: User, agency: Agency, dates: Sequence[date], calendar: Calendar) -> int:
    """Reports that the reader's desk would decide by another day. Of other desks nothing is told."""
    rows = running_reviews(agency, dates) & Report.objects.visible_to(viewer)
    return sum(
        review_due(agency, received, calendar) != due for received, due in rows.values_list("received_on", "review_due")
    )


def _of(agency: Agency, dates: Sequence[date], calendar: Calendar, positions: dict[str, str]) -> list[Effect]:
    rows = running_limits(agency, dates).select_related("case__agency", "case__person", "holder")
    return [effect for row in rows if (effect := _effect(row, calendar, positions)) is not None]


def _effect(row: Deadline, calendar: Calendar, positions: dict[str, str]) -> Effect | None:
    new = clocks.would_count(row, spans(row), calendar, positions).due_on
    kept = row.anchor == Deadline.Anchor.SERVED
    day_off = row.anchor == Deadline.Anchor.NAMED and not calendar.is_working_day(row.due_on)
    first_day = earliest(row, calendar, positions)
    early = first_day if first_day and first_day > row.due_on and first_day != row.earliest_on else None
    return Effect(row, new, kept, day_off, early) if new != row.due_on or day_off or early else None


def _sorted_out(viewer: User, found: list[Effect], reviews: int = 0) -> Effects:
    seen = set(
        Case.objects.visible_to(viewer).filter(pk__in={one.row.case_id for one in found}).values_list("pk", flat=True)
    )
    visible = sorted((one for one in found if one.row.case_id in seen), key=lambda one: (one.row.due_on, one.row.pk))
    hidden = len(found) - len(visible)
    return Effects(visible[:SHOWN], max(0, len(visible) - SHOWN), hidden - hidden % STEP, reviews)
