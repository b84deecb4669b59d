"""Warnings of limits: at 50, 80 and 100 % to the holder and the holder's superior, and once when missed.

No clock moves a duty: a warning tells, and nothing else changes. Each mark is told of once, however
often and by however many processes the run is started. A notice carries a date or a number of days,
never what the matter is; the superior's leads to the desk, as the case is not at their tier.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from cases import clocks, competence
from cases.actions import chain, recount
from cases.actions.pauses import spans
from cases.models import Case, Deadline
from neutrality.accounts.models import User
from neutrality.audit.actions import SYSTEM, record
from neutrality.notifications.actions import notify
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment
from neutrality.workdays import calendar_for, today

MARKS = clocks.MARKS


@dataclass(frozen=True)
class Run:
    """What one run did: limits counted anew, limits that reached a mark, limits found missed."""

    recounted: int
    warned: int
    missed: int


def run(on: date | None = None) -> Run:
    """The daily run: the calendar first, then the marks. Every limit in its own transaction."""
    chain.pass_over_all_walled()
    recounted = recount.recount_everywhere()
    missed_before = _missed()
    return Run(recounted, warn_all(on), _missed() - missed_before)


def _missed() -> int:
    return Deadline.objects.filter(missed_on__isnull=False).count()


def warn_all(on: date | None = None) -> int:
    """Every running limit; the number of limits that reached a mark, or were missed, since the last run."""
    due = Deadline.objects.filter(met_on__isnull=True, cancelled_on__isnull=True).exclude(rule__in=clocks.NOT_OURS)
    open_marks = due.filter(Q(warned__lt=100) | Q(missed_on__isnull=True, due_on__lt=on or today()))
    return sum(warn(pk, on) for pk in open_marks.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000))


@transaction.atomic
def warn(deadline_id: int, on: date | None = None) -> bool:
    """One limit, in its own transaction. Two runs at once: the second waits, then finds it told."""
    case_id = Deadline.objects.filter(pk=deadline_id).values_list("case_id", flat=True).first()
    if case_id is None:
        return False
    # Moves lock the case before its limits; the other order here could hold both up for ever.
    case = Case.objects.select_for_update(of=("self",)).select_related("agency__parent").get(pk=case_id)
    deadline = (
        Deadline.objects.select_for_update(of=("self",))
        .select_related("holder__unit")
        .filter(pk=deadline_id, met_on__isnull=True, cancelled_on__isnull=True)
        .first()
    )
    if deadline is None or any(span.end is None for span in spans(deadline)):
        return False
    deadline.case = case
    day = on or today(case.agency)
    mark, late = mark_on(deadline, day), _late(deadline, day)
    missed = late > 0 and deadline.missed_on is None
    if mark <= deadline.warned and not missed:
        return False
    deadline.warned = max(mark, deadline.warned)
    if missed:
        deadline.missed_on = deadline.due_on + timedelta(days=1)
    deadline.save(update_fields=["warned", "missed_on"])
    _tell(deadline, mark, late, day)
    changes = {"rule": deadline.rule, "percent": mark} | ({"missed_on": deadline.missed_on} if missed else {})
    record("deadline.missed" if missed else "deadline.warned", actor=SYSTEM, subject=case, changes=changes)
    return True


def mark_on(deadline: Deadline, on: date) -> int:
    """The highest mark reached on ``on``: 0, 50, 80 or 100 (the last day has come)."""
    return clocks.mark(deadline, spans(deadline), calendar_for(deadline.case.agency), on)


def _late(deadline: Deadline, on: date) -> int:
    return clocks.late_by(deadline, calendar_for(deadline.case.agency), on)


def _tell(deadline: Deadline, mark: int, late: int, on: date) -> None:
    for account in holders_of(deadline, on):
        _notify(account, deadline, mark, late, on, deadline.case.get_absolute_url())
    # The superior learns that something of theirs is late or near it, not what: the case is not at their tier.
    for account in superiors_of(deadline, on):
        _notify_above(account, deadline, mark, late)


def _notify(account: User, deadline: Deadline, mark: int, late: int, on: date, link: str) -> None:
    key = f"deadline:{deadline.pk}:{'late' if late else mark}"
    if late:
        notify(account, "late", key=key, link=link, days=late)
    elif deadline.due_on == on + timedelta(days=1):
        notify(account, "day_before", key=key, link=link)
    else:
        notify(account, "task", key=key, link=link, due=deadline.due_on)


def _notify_above(account: User, deadline: Deadline, mark: int, late: int) -> None:
    """In words of their own: the task is not the superior's."""
    key = f"deadline:{deadline.pk}:{'late' if late else mark}"
    if late:
        notify(account, "late_below", key=key, link="/meja/", days=late)
    else:
        notify(account, "below", key=key, link="/meja/", due=deadline.due_on)


def _accounts(position_ids: list[int], case: Case, on: date) -> list[User]:
    people = Appointment.objects.on(on).filter(position_id__in=position_ids).values("person")
    accounts = User.objects.filter(is_active=True, person__in=people)
    return [one for one in accounts if not competence.walled(case, one.person_id or 0)]


def holders_of(deadline: Deadline, on: date) -> list[User]:
    """Accounts of whoever holds the post today; of the desk where nobody of the line does."""
    case = deadline.case
    if deadline.holder_id is not None:
        return _accounts([deadline.holder_id], case, on)
    role = competence.DESK_ROLES[Case.Desk(case.desk)]
    desk = User.objects.filter(is_active=True, agency=case.agency, grants__role=role).distinct()
    return [one for one in desk if one.has_role(role) and Case.objects.visible_to(one).filter(pk=case.pk).exists()]


def superiors_of(deadline: Deadline, on: date) -> list[User]:
    """The next superior of the holder who can act: of the chain where the holder stands in it."""
    case = deadline.case
    if deadline.holder is None:
        head = organization.office_holder(case.agency, competence.DESK_OFFICES[Case.Desk(case.desk)], on)
        return _accounts([head.position_id], case, on) if head else []
    held = case.tiers.filter(position=deadline.holder).first()
    if held is not None:
        above = next(iter(chain.above(case, held)), None)
        return _accounts([above.position_id], case, on) if above else []
    line = organization.line_of_unit(deadline.holder.unit, on)
    above_unit = [link.position.pk for link in line if link.holder and link.position.pk != deadline.holder_id]
    return _accounts(above_unit[:1], case, on)
