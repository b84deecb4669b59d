"""The chain of superiors of a case: who must act, who is passed over, who acts for whom.

Computed from appointments when a case opens, and again whenever they change. Duty lies with
the direct superior (PP 94/2021 Pasal 26-28); the subject, subjects of the same event, family,
officers of a contestant and those who declared themselves conflicted are passed over upwards,
and the case does not exist for them. That somebody reported is never looked at here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cases.models import Case, CaseAccess, CaseWall, Tier
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment, Person
from neutrality.organization.queries import Link
from neutrality.workdays import today

_REASONS = {
    "subject": CaseWall.Reason.SUBJECT,
    "family": CaseWall.Reason.FAMILY,
    "contestant": CaseWall.Reason.CONTESTANT,
    "contestant_family": CaseWall.Reason.CONTESTANT,
    "contestant_officer": CaseWall.Reason.CONTESTANT,
}


@dataclass(frozen=True)
class Step:
    """One step of the line: who speaks for the post in this case, and why nobody of it can, if so.

    ``aside`` are those who hold the post and stand outside, each with the reason.
    """

    link: Link
    holder: Appointment | None
    reason: str
    aside: tuple[tuple[Person, str], ...] = ()

    @property
    def vacant(self) -> bool:
        return self.holder is None


def line_for(case: Case, on: date) -> list[Step]:
    """The line of superiors on a day, each with its conflict by rule or by a wall of the case.

    Somebody who holds no post any more has the line of the day of the event. Where who speaks for
    a post stands aside and another holds it too (a Pjs. for a mayor who runs), that one acts.
    """
    links = organization.line_of_superiors(case.person, on) or organization.line_of_superiors(
        case.person, case.event_date
    )
    others = _other_holders(links, on)
    people = {link.holder.person_id for link in links if link.holder}
    people |= {one.person_id for held in others.values() for one in held}
    conflicts = organization.conflicts_of(people, case.person, on)
    walls = dict(case.walls.values_list("person_id", "reason"))

    def reason_of(held: Appointment) -> str:
        found = conflicts.get(held.person_id, [])
        return str(walls.get(held.person_id, "") or (_REASONS[found[0].code] if found else ""))

    return [_step(link, others.get(link.position.pk, []), reason_of) for link in links]


def _other_holders(links: list[Link], on: date) -> dict[int, list[Appointment]]:
    """Who else holds the posts of the line, by post."""
    speaking = [link.holder.pk for link in links if link.holder]
    rows = (
        Appointment.objects.on(on)
        .filter(position__in=[link.position.pk for link in links if link.holder])
        .exclude(pk__in=speaking)
        .select_related("person", "position")
        .order_by("-starts_on", "-pk")
    )
    found: dict[int, list[Appointment]] = {}
    for row in rows:
        found.setdefault(row.position_id, []).append(row)
    return found


def _step(link: Link, others: list[Appointment], reason_of: Callable[[Appointment], str]) -> Step:
    if link.holder is None:
        return Step(link, None, "")
    held = [link.holder, *others]
    aside = tuple((one.person, why) for one in held if (why := reason_of(one)))
    able = next((one for one in held if not reason_of(one)), None)
    if able is not None:
        return Step(link, able, "", aside)
    return Step(link, link.holder, aside[0][1], aside)


def build(case: Case, on: date) -> None:
    """Tiers and walls of a new case."""
    wall(case, case.person, CaseWall.Reason.SUBJECT, on)
    _wall_subjects_of_the_event(case, on)
    for order, step in enumerate(line_for(case, on), start=1):
        add(case, order, step, on)


def _wall_subjects_of_the_event(case: Case, on: date) -> None:
    """Subjects of one event learn nothing of one another's case."""
    from cases.actions import line

    for other in Case.objects.filter(incident=case.incident).exclude(pk=case.pk).select_related("person"):
        if other.person_id == case.person_id:
            continue
        wall(case, other.person, CaseWall.Reason.SAME_INCIDENT, on)
        wall(other, case.person, CaseWall.Reason.SAME_INCIDENT, on)
        line.refresh(other, on)


def wall(case: Case, who: Person | User, reason: str, on: date) -> None:
    """Wall off a person, or an account that stands for nobody of the register."""
    if isinstance(who, User):
        who = who.person or who
    field = {"account": who} if isinstance(who, User) else {"person": who}
    CaseWall.objects.get_or_create(case=case, reason=reason, defaults={"since": on}, **field)


def add(case: Case, order: int, step: Step, on: date) -> Tier:
    put_aside(case, step, on)
    return Tier.objects.create(
        case=case,
        order=order,
        position=step.link.position,
        holder=step.holder,
        relation=step.link.relation,
        state=Tier.State.PASSED_OVER if step.reason else Tier.State.WAITING,
        vacant=step.vacant,
        passed_reason=step.reason,
    )


def put_aside(case: Case, step: Step, on: date) -> None:
    """Whoever of the post stands outside has a wall."""
    for person, reason in step.aside:
        wall(case, person, reason, on)


# --- whose turn it is -------------------------------------------------------------


def able(case: Case) -> list[Tier]:
    """Steps that can act, the lowest first: neither passed over nor vacant (PP 94/2021 Pasal 25)."""
    return [
        tier
        for tier in case.tiers.select_related("position__unit", "holder__person__employee")
        if tier.state != Tier.State.PASSED_OVER and not tier.vacant
    ]


def first_able(case: Case) -> Tier | None:
    return next(iter(able(case)), None)


def current(case: Case) -> Tier | None:
    """The step that holds the case now."""
    return (
        case.tiers.select_related("position__unit", "holder__person__employee").filter(state=Tier.State.HOLDING).first()
    )


def above(case: Case, tier: Tier) -> list[Tier]:
    """Steps over ``tier`` that can act, the next one first."""
    return [one for one in able(case) if one.order > tier.order]


def ppk_tier(case: Case) -> Tier | None:
    return next((tier for tier in reversed(list(case.tiers.all())) if tier.position.office == "ppk"), None)


def give_to(case: Case, tier: Tier, on: date) -> None:
    """The case reaches ``tier``, which holds it from now on; the step before has acted or let go."""
    for held in case.tiers.filter(state=Tier.State.HOLDING).exclude(pk=tier.pk):
        held.state = Tier.State.ACTED if held.acted_on else Tier.State.WAITING
        held.save(update_fields=["state"])
    tier.state = Tier.State.HOLDING
    tier.reached_on = tier.reached_on or on
    tier.save(update_fields=["state", "reached_on"])
    case.holder = tier.position
    case.save(update_fields=["holder"])


def acted(case: Case, did: str, on: date) -> None:
    """Note on the step that holds the case what it did."""
    tier = current(case)
    if tier is not None:
        tier.did, tier.acted_on = did[:200], on
        tier.save(update_fields=["did", "acted_on"])


def give_to_desk(case: Case) -> None:
    """Nobody of the line holds the case; it is the desk's turn."""
    for held in case.tiers.filter(state=Tier.State.HOLDING):
        held.state = Tier.State.ACTED
        held.save(update_fields=["state"])
    case.holder = None
    case.save(update_fields=["holder"])


# --- declared conflicts -----------------------------------------------------------


@transaction.atomic
def declare_conflict(*, case: Case, person: Person | User, actor: User, on: date | None = None) -> Case:
    """The person stands aside ("berhalangan"), told by themself or recorded by the desk. The case then does
    not exist for the person; what others see is "dilewati, alasan tercatat". Whoever is not in the register
    stands aside as an account."""
    if isinstance(person, User):
        person = person.person or person
    day = on or today(case.agency)
    locked = Case.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=case.pk).first()
    if locked is None:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    from cases.actions import line
    from cases.competence import is_desk

    themself = actor == person if isinstance(person, User) else actor.person_id == person.pk
    if not themself and not is_desk(locked, actor):
        raise Refusal("forbidden", _("Hanya yang bersangkutan atau meja penerima yang mencatat halangan."), status=403)
    wall(locked, person, CaseWall.Reason.DECLARED, day)
    if isinstance(person, Person):
        CaseAccess.objects.filter(case=locked, person=person, ended_on__isnull=True).update(ended_on=day)
    line.refresh(locked, day)
    record("case.conflict_declared", actor=actor, subject=locked, changes={"declared_on": day})
    return locked


def pass_over_walled(case: Case) -> bool:
    """Steps whose holder was walled off since the line was computed are passed over now."""
    walled = case.walls.values("person_id")
    stale = case.tiers.filter(holder__person_id__in=walled).exclude(state=Tier.State.PASSED_OVER)
    if not stale.exists():
        return False
    from cases.actions import line

    line.refresh(case)
    return True


def pass_over_all_walled() -> int:
    """The same for every running case; the number that changed."""
    hit = CaseWall.objects.filter(case=OuterRef("case"), person=OuterRef("holder__person"))
    stale = Tier.objects.filter(Exists(hit)).exclude(state=Tier.State.PASSED_OVER)
    cases = Case.objects.open().filter(pk__in=stale.values("case")).select_related("agency", "incident", "person")
    return sum(pass_over_walled(case) for case in cases)
