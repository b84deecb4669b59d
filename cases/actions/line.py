"""The line of a running case over time: computed again, what changed, who has to confirm it.

Powers follow an appointment at once, so the step of a post knows its holder of the day. The duty
itself stays with the post that has it: what changed is shown to the case's desk, which confirms the
register; a confirmation moves nothing, a served order does (``cases.actions.duty``).
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from cases import transitions
from cases.actions import chain
from cases.actions.chain import Step
from cases.models import Case, ChainChange, Tier
from neutrality.accounts.models import User
from neutrality.audit.actions import SYSTEM, Actor, record
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment, OrgUnit, Position
from neutrality.workdays import today

# Before anybody of the line has the case nothing needs confirming: assigning computes it anew.
_NOT_YET = ("opened", "clarified")


@transaction.atomic
def refresh(case: Case, on: date | None = None, actor: Actor = SYSTEM) -> list[str]:
    """Compute the line again; what changed, in sentences (empty when nothing did).

    Steps that were reached keep their place in the file. Whoever holds the case and has become
    conflicted is passed over; the desk then moves the duty by a written order.
    """
    day = on or today(case.agency)
    steps = chain.line_for(case, day)
    with translation.override("id"):  # kept in the file
        changed = _in_order(case, steps, day)
        wanted = {step.link.position.pk: step for step in steps}
        for tier in case.tiers.select_related("position", "holder__person"):
            step = wanted.get(tier.position_id)
            if step is not None:
                changed += _update(case, tier, step, day)
        changed += _chair(case)
    if changed:
        _note(case, changed, day, actor)
    return changed


def _chair(case: Case) -> list[str]:
    """A chair who stands aside holds nothing: the turn goes back to the superior who has the duty."""
    chair = case.team.filter(role="ketua").select_related("appointment__position").first()
    if chair is None or case.holder_id != chair.appointment.position_id:
        return []
    if not case.walls.filter(person_id=chair.appointment.person_id).exists():
        return []
    held = chain.current(case)
    if held is not None and held.position_id == case.holder_id:
        return []
    case.holder = held.position if held else None
    case.save(update_fields=["holder"])
    return [_("Ketua tim pemeriksa tidak dapat melanjutkan; susunan tim perlu diubah.")]


OUT = "tidak lagi dalam jalur"  # relation of a step that has or had the case and stands in today's line no more


def _in_order(case: Case, steps: list[Step], on: date) -> list[str]:
    """Steps not yet reached follow today's line; those reached stay, below today's line where they left it."""
    tiers = list(case.tiers.select_related("position"))
    wanted = [step.link.position.pk for step in steps]
    reached = {tier.position_id: tier for tier in tiers if tier.reached_on}
    left = [tier for tier in tiers if tier.reached_on and tier.position_id not in wanted]
    before = {tier.position_id for tier in tiers}
    gone = [tier for tier in tiers if tier.position_id not in wanted and tier.relation != OUT]
    if [*(tier.position_id for tier in left), *wanted] != [tier.position_id for tier in tiers]:
        _place(case, steps, left, reached, on)
    case.tiers.filter(pk__in=[tier.pk for tier in left]).update(relation=OUT)
    added = [step for step in steps if step.link.position.pk not in before]
    said = [_("Jalur atasan dihitung ulang karena jabatan atau unit berubah.")] if added or gone else []
    said += [_("%(post)s kini termasuk jalur.") % {"post": step.link.position.name} for step in added]
    said += [_("%(post)s tidak lagi termasuk jalur.") % {"post": tier.position.name} for tier in gone]
    return said


def _place(case: Case, steps: list[Step], left: list[Tier], reached: dict[int, Tier], on: date) -> None:
    case.tiers.exclude(pk__in=[tier.pk for tier in reached.values()]).delete()
    case.tiers.update(order=F("order") + 1000)  # out of the way: an order stands once
    for order, tier in enumerate(left, start=1):
        Tier.objects.filter(pk=tier.pk).update(order=order)
    for order, step in enumerate(steps, start=len(left) + 1):
        kept = reached.get(step.link.position.pk)
        if kept is None:
            chain.add(case, order, step, on)
        else:
            Tier.objects.filter(pk=kept.pk).update(order=order, relation=step.link.relation)


def _update(case: Case, tier: Tier, step: Step, on: date) -> list[str]:
    chain.put_aside(case, step, on)
    changed = []
    if tier.holder_id != (step.holder.pk if step.holder else None):
        changed.append(
            _("%(post)s kini dipegang %(who)s (%(how)s).")
            % {"post": tier.position.name, "who": step.holder.person.full_name,
               "how": step.holder.get_capacity_display().rstrip(".").lower()}
            if step.holder
            else _("%(post)s kini lowong.") % {"post": tier.position.name}
        )  # fmt: skip
    state = tier.state
    if step.reason:
        state = Tier.State.PASSED_OVER
        changed = []  # who stands in a post that is passed over is nobody's business
    elif tier.state == Tier.State.PASSED_OVER:
        state = Tier.State.ACTED if tier.acted_on else Tier.State.WAITING
    if state != tier.state:
        changed.append(_("%(post)s: %(state)s.") % {"post": tier.position.name, "state": Tier.State(state).label})
        if case.holder_id == tier.position_id and state == Tier.State.PASSED_OVER:
            case.holder = None
            case.save(update_fields=["holder"])
    tier.holder, tier.vacant, tier.state, tier.passed_reason = step.holder, step.vacant, state, step.reason
    tier.save(update_fields=["holder", "vacant", "state", "passed_reason"])
    return changed


# --- what changed, and who confirms -----------------------------------------------------


def _note(case: Case, lines: list[str], on: date, actor: Actor) -> None:
    """Into the journal always; before the desk where somebody of the line already has the case."""
    if case.status not in _NOT_YET and case.status not in transitions.OFF_THE_DESK:
        ChainChange.objects.create(case=case, noticed_on=on, lines=lines, duty=duty_needs_order(case))
    record("case.chain_changed", actor=actor, subject=case, changes={"line": lines})


def duty_needs_order(case: Case) -> bool:
    """Whether nobody can act in the post that has the duty: vacant, passed over, or out of the line."""
    held = chain.current(case)
    if held is not None:
        return held.vacant
    return case.holder_id is None and case.status in transitions.LINE_ACTS


def unconfirmed(case: Case) -> list[ChainChange]:
    return list(case.chain_changes.filter(confirmed_on__isnull=True))


@transaction.atomic
def confirm(*, case_code: str, actor: User, note: str = "") -> int:
    """The desk confirms the changes of the line that were noticed; the number confirmed. Nothing moves."""
    from cases import competence
    from cases.actions.moves import lock

    case = lock(case_code, actor)
    if not competence.is_desk(case, actor):
        raise Refusal("forbidden", _("Perubahan jalur dipastikan meja penerima perkara ini."), status=403)
    waiting = case.chain_changes.filter(confirmed_on__isnull=True)
    count = waiting.update(confirmed_on=today(case.agency), confirmed_by=actor, note=note.strip()[:300])
    if not count:
        raise Refusal("nothing_to_confirm", _("Tidak ada perubahan jalur yang menunggu kepastian."))
    record("case.chain_confirmed", actor=actor, subject=case, changes={"confirmed": count, "note": note.strip()[:300]})
    return count


# --- when it is computed again ------------------------------------------------------------


def _refresh(cases: Iterable[int], actor: Actor = SYSTEM) -> int:
    """Those of ``cases`` (keys) that still run; the number whose line changed."""
    running = Case.objects.open().exclude(status__in=transitions.OFF_THE_DESK)
    wanted = running.filter(pk__in=set(cases)).order_by("pk").values_list("pk", flat=True)
    return sum(_refresh_one(pk, actor) for pk in wanted)


@transaction.atomic
def _refresh_one(pk: int, actor: Actor) -> bool:
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency__parent", "incident", "person")
        .filter(pk=pk)
        .first()
    )
    return case is not None and bool(refresh(case, actor=actor))


# Each way to a case by an index of its own: a disjunction over steps would read every case of the country.
def _through(*positions: int) -> Iterable[int]:
    return Tier.objects.filter(position_id__in=positions).values_list("case_id", flat=True)


def _held_by(people: list[int]) -> Iterable[int]:
    held = Appointment.objects.filter(person_id__in=people).values("pk")
    return Tier.objects.filter(holder_id__in=held).values_list("case_id", flat=True)


def _about(*people: int) -> Iterable[int]:
    return Case.objects.filter(person_id__in=people).values_list("pk", flat=True)


def _below(unit: OrgUnit) -> Iterable[int]:
    below = Case.objects.open().filter(agency_id=unit.agency_id, unit_path__startswith=unit.path)
    return below.values_list("pk", flat=True)


def refresh_for(appointment: Appointment, actor: Actor = SYSTEM) -> int:
    """An appointment was made, ended or corrected: cases with its post, its person, or below its unit."""
    post = appointment.position
    found = [*_through(post.pk), *_about(appointment.person_id), *(_below(post.unit) if post.is_head else [])]
    return _refresh(found, actor)


def refresh_for_post(position: Position) -> int:
    """A post was made, moved or closed."""
    return _refresh([*_through(position.pk), *(_below(position.unit) if position.is_head else [])])


def refresh_for_unit(unit: OrgUnit) -> int:
    """A unit was moved in the tree: cases from it and below."""
    return _refresh(_below(unit))


def refresh_for_people(person_ids: Iterable[int]) -> int:
    """Something about people changed (a tie, a candidacy, their standing): cases of theirs or on their way."""
    people = [one for one in person_ids if one]
    return _refresh([*_about(*people), *_held_by(people)])


def refresh_agency(agency_id: int) -> int:
    """Every running case of an agency: after an import, or where somebody new runs for office."""
    return _refresh(Case.objects.open().filter(agency_id=agency_id).values_list("pk", flat=True))


def refresh_all() -> int:
    """Once a day: what begins or ends today has no other messenger."""
    changed = 0
    for agency in Case.objects.order_by().values_list("agency_id", flat=True).distinct():
        changed += refresh_agency(agency)
    return changed
