"""Warnings of limits: at 50, 80 and 100 % to the holder and the holder's superior.

No clock moves a duty: a warning tells, and nothing else changes. Each limit is warned of once a
mark, however often and by however many processes the run is started.
"""

from datetime import date

from django.db import transaction

from cases import competence
from cases.actions import chain
from cases.models import Case, Deadline
from neutrality.accounts.models import User
from neutrality.audit.actions import SYSTEM, record
from neutrality.notifications.actions import notify
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment
from neutrality.workdays import calendar_for, today

MARKS = (50, 80, 100)


def warn_all(on: date | None = None) -> int:
    """Every running limit; the number of limits that reached a mark since the last run."""
    due = Deadline.objects.filter(met_on__isnull=True, cancelled_on__isnull=True, warned__lt=100)
    return sum(warn(pk, on) for pk in due.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000))


@transaction.atomic
def warn(deadline_id: int, on: date | None = None) -> bool:
    """One limit, in its own transaction. A row that another run holds is left to it."""
    deadline = (
        Deadline.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("case__agency__parent", "holder__unit")
        .filter(pk=deadline_id, met_on__isnull=True, cancelled_on__isnull=True)
        .first()
    )
    if deadline is None or deadline.pauses.filter(ends_on__isnull=True).exists():
        return False
    day = on or today(deadline.case.agency)
    mark = mark_on(deadline, day)
    if mark <= deadline.warned:
        return False
    deadline.warned = mark
    deadline.save(update_fields=["warned"])
    _tell(deadline, mark, day)
    record("deadline.warned", actor=SYSTEM, subject=deadline.case, changes={"rule": deadline.rule, "percent": mark})
    return True


def mark_on(deadline: Deadline, on: date) -> int:
    """The highest mark reached on ``on``: 0, 50, 80 or 100 (the last day has come)."""
    if on >= deadline.due_on:
        return 100
    calendar = calendar_for(deadline.case.agency)
    whole = max(1, calendar.working_days_between(deadline.starts_on, deadline.due_on))
    used = 100 * max(0, calendar.working_days_between(deadline.starts_on, on)) / whole
    return max((mark for mark in MARKS[:2] if used >= mark), default=0)


def _tell(deadline: Deadline, mark: int, on: date) -> None:
    case = deadline.case
    late = calendar_for(case.agency).working_days_between(deadline.due_on, on) if on > deadline.due_on else 0
    for account in holders_of(deadline, on):
        _notify(account, deadline, mark, late, case.get_absolute_url())
    # The superior learns that something of theirs is late or near it, not what: the case is not at their tier.
    for account in superiors_of(deadline, on):
        _notify(account, deadline, mark, late, "/meja/")


def _notify(account: User, deadline: Deadline, mark: int, late: int, link: str) -> None:
    key = f"deadline:{deadline.pk}:{mark}"
    if late > 0:
        notify(account, "late", key=key, link=link, days=late)
    else:
        notify(account, "task", key=key, link=link, due=deadline.due_on)


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
    return [one for one in desk if one.has_role(role) and not competence.walled(case, one.person_id or 0)]


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
