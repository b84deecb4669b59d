"""The chain of superiors of a case: who must act, who is passed over, who acts for whom.

Computed from appointments when a case opens, and again whenever they change. Duty lies with
the direct superior (PP 94/2021 Pasal 26-28); the subject, subjects of the same event, family,
officers of a contestant and those who declared themselves conflicted are passed over upwards,
and the case does not exist for them. That somebody reported is never looked at here.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cases.models import Case, CaseAccess, CaseWall, Tier
from neutrality.accounts.models import User
from neutrality.audit.actions import SYSTEM, Actor, record
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
    """One step of the line with the reason for which its holder is passed over, if any."""

    link: Link
    reason: str


def line_for(case: Case, on: date) -> list[Step]:
    """The line of superiors on a day, each with its conflict by rule or by a wall of the case.

    Somebody who holds no post any more has the line of the day of the event.
    """
    links = organization.line_of_superiors(case.person, on) or organization.line_of_superiors(
        case.person, case.event_date
    )
    conflicts = organization.conflicts_in_line(links, case.person, on)
    walls = dict(case.walls.values_list("person_id", "reason"))
    steps = []
    for link in links:
        person = link.holder.person_id if link.holder else None
        found = conflicts.get(person, []) if person else []
        reason = (walls.get(person, "") if person else "") or (_REASONS[found[0].code] if found else "")
        steps.append(Step(link, str(reason)))
    return steps


def build(case: Case, on: date) -> None:
    """Tiers and walls of a new case."""
    wall(case, case.person, CaseWall.Reason.SUBJECT, on)
    _wall_subjects_of_the_event(case, on)
    for order, step in enumerate(line_for(case, on), start=1):
        _add(case, order, step, on)


def _wall_subjects_of_the_event(case: Case, on: date) -> None:
    """Subjects of one event learn nothing of one another's case."""
    for other in Case.objects.filter(incident=case.incident).exclude(pk=case.pk).select_related("person"):
        if other.person_id == case.person_id:
            continue
        wall(case, other.person, CaseWall.Reason.SAME_INCIDENT, on)
        wall(other, case.person, CaseWall.Reason.SAME_INCIDENT, on)
        refresh(other, on)


def wall(case: Case, who: Person | User, reason: str, on: date) -> None:
    """Wall off a person, or an account that stands for nobody of the register."""
    if isinstance(who, User):
        who = who.person or who
    field = {"account": who} if isinstance(who, User) else {"person": who}
    CaseWall.objects.get_or_create(case=case, reason=reason, defaults={"since": on}, **field)


def _add(case: Case, order: int, step: Step, on: date) -> Tier:
    link = step.link
    if step.reason and link.holder:
        wall(case, link.holder.person, step.reason, on)
    return Tier.objects.create(
        case=case,
        order=order,
        position=link.position,
        holder=link.holder,
        relation=link.relation,
        state=Tier.State.PASSED_OVER if step.reason else Tier.State.WAITING,
        vacant=link.state == "vacant",
        passed_reason=step.reason,
    )


@transaction.atomic
def refresh(case: Case, on: date | None = None) -> list[str]:
    """Compute the line again; what changed, in sentences (empty when nothing did).

    Steps that were reached keep their place in the file. Whoever holds the case and has become
    conflicted is passed over; the desk then moves the duty by a written order.
    """
    day = on or today(case.agency)
    steps = line_for(case, day)
    wanted = {step.link.position.pk: step for step in steps}
    tiers = list(case.tiers.select_related("position", "holder__person"))
    if [tier.position_id for tier in tiers] != [step.link.position.pk for step in steps]:
        changed = _rebuild(case, tiers, steps, day)
    else:
        changed = []
    for tier in case.tiers.select_related("position", "holder__person"):
        step = wanted.get(tier.position_id)
        if step is not None:
            changed += _update(case, tier, step, day)
    return changed


def _rebuild(case: Case, tiers: list[Tier], steps: list[Step], on: date) -> list[str]:
    """Steps that were reached stay, those not yet reached follow today's line."""
    reached = [tier for tier in tiers if tier.reached_on]
    kept = {tier.position_id for tier in reached}
    case.tiers.exclude(pk__in=[tier.pk for tier in reached]).delete()
    order = max((tier.order for tier in reached), default=0)
    for step in steps:
        if step.link.position.pk not in kept:
            order += 1
            _add(case, order, step, on)
    return [_("Jalur atasan dihitung ulang karena jabatan atau unit berubah.")]


def _update(case: Case, tier: Tier, step: Step, on: date) -> list[str]:
    changed = []
    link = step.link
    if step.reason and link.holder:
        wall(case, link.holder.person, step.reason, on)
    if tier.holder_id != (link.holder.pk if link.holder else None):
        changed.append(
            _("%(post)s kini dipegang %(who)s.") % {"post": tier.position.name, "who": link.holder.person.full_name}
            if link.holder
            else _("%(post)s kini lowong.") % {"post": tier.position.name}
        )
    state = tier.state
    if step.reason:
        state = Tier.State.PASSED_OVER
    elif tier.state == Tier.State.PASSED_OVER:
        state = Tier.State.ACTED if tier.acted_on else Tier.State.WAITING
    if state != tier.state:
        changed.append(_("%(post)s: %(state)s.") % {"post": tier.position.name, "state": Tier.State(state).label})
        if case.holder_id == tier.position_id and state == Tier.State.PASSED_OVER:
            case.holder = None
            case.save(update_fields=["holder"])
    tier.holder, tier.vacant, tier.state, tier.passed_reason = link.holder, link.state == "vacant", state, step.reason
    tier.save(update_fields=["holder", "vacant", "state", "passed_reason"])
    return changed


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
    from cases.competence import is_desk

    themself = actor == person if isinstance(person, User) else actor.person_id == person.pk
    if not themself and not is_desk(locked, actor):
        raise Refusal("forbidden", _("Hanya yang bersangkutan atau meja penerima yang mencatat halangan."), status=403)
    wall(locked, person, CaseWall.Reason.DECLARED, day)
    if isinstance(person, Person):
        CaseAccess.objects.filter(case=locked, person=person, ended_on__isnull=True).update(ended_on=day)
    refresh(locked, day)
    record("case.conflict_declared", actor=actor, subject=locked, changes={"declared_on": day})
    return locked


def pass_over_walled(case: Case) -> bool:
    """Steps whose holder was walled off since the line was computed are passed over now."""
    walled = case.walls.values("person_id")
    stale = case.tiers.filter(holder__person_id__in=walled).exclude(state=Tier.State.PASSED_OVER)
    if not stale.exists():
        return False
    refresh(case)
    return True


def pass_over_all_walled() -> int:
    """The same for every running case; the number that changed."""
    hit = CaseWall.objects.filter(case=OuterRef("case"), person=OuterRef("holder__person"))
    stale = Tier.objects.filter(Exists(hit)).exclude(state=Tier.State.PASSED_OVER)
    cases = Case.objects.open().filter(pk__in=stale.values("case")).select_related("agency", "incident", "person")
    return sum(pass_over_walled(case) for case in cases)


def refresh_for(appointment: Appointment, actor: Actor = SYSTEM) -> int:
    """Running cases whose line contains the post of ``appointment``; the number that changed."""
    cases = Case.objects.open().filter(tiers__position_id=appointment.position_id).distinct()
    count = 0
    for case in cases.select_related("agency", "incident", "person"):
        changed = refresh(case)
        if changed:
            count += 1
            record("case.chain_changed", actor=actor, subject=case, changes={"line": changed})
    return count
