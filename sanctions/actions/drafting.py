"""A decision in the making: draft, change, propose, initial, return."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from cases import papers
from cases.models import Case, CaseAccess
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.law.catalogue import load
from neutrality.organization.models import Appointment, Position
from neutrality.workdays import today
from sanctions.check import answer_for, keep, legal_check
from sanctions.differences import text_digest, text_of
from sanctions.models import PRESIDENT, ApprovalStep, Decision

OPEN_STATES = (Decision.State.DRAFT, Decision.State.PROPOSED, Decision.State.RETURNED)
DRAFTABLE = ("reported", "escalated", "proposed_to_president")

# Offices that initial before the signature, in order; an agency may choose others.
INITIALLING_OFFICES = (Position.Office.HEAD_BKPSDM, Position.Office.HEAD_LEGAL, Position.Office.SEKDA)


def may_draft(case: Case, user: User) -> bool:
    """The desk drafts; so does an official who decides alone at the current tier."""
    return user.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE) or case.holder_id in user.position_ids


@transaction.atomic
def draft_decision(*, case_code: str, actor: User) -> Decision:
    """A draft for a case whose report is in, prefilled from the report of the examination.

    An existing draft is given back unchanged. Refusal ``wrong_status`` before the report.
    """
    case = _case(case_code, actor)
    existing = case.decisions.filter(state__in=OPEN_STATES).first()
    if existing:
        return existing
    if not may_draft(case, actor):
        raise Refusal("not_yours", _("Draf keputusan disusun BKPSDM atau pejabat yang berwenang."), status=403)
    if case.status not in DRAFTABLE:
        raise Refusal(
            "wrong_status",
            _(
                "Perkara %(code)s berstatus “%(status)s”. Draf keputusan disusun setelah laporan hasil pemeriksaan masuk."
            )
            % {"code": case.code, "status": case.get_status_display()},
        )
    report = case.reports.last()
    decision = Decision.objects.create(
        case=case,
        code=random_code("KP", today()),
        drafted_by=actor,
        drafted_on=today(),
        conclusion="proven" if report is None or report.proven else "not_proven",
        findings=[
            {"violation": row.violation, "act": report.breach if report else case.brief, "citation": row.citation}
            for row in case.allegations.all()
        ],
        sanction=report.recommended if report else "",
        aggravating=report.aggravating if report else "",
        mitigating=report.mitigating if report else "",
        catalogue_version=load().version,
    )
    _choose_decider(decision, today())
    keep(decision, legal_check(decision, today()))
    decision.save()
    record("decision.drafted", actor=actor, subject=decision, chain=f"case:{case.code}", agency=case.agency)
    return decision


CHANGEABLE = (
    "conclusion",
    "findings",
    "sanction",
    "aggravating",
    "mitigating",
    "no_mitigating",
    "starts_on",
    "detail",
    "warning_reasons",
    "told",
)


@transaction.atomic
def change_decision(*, code: str, actor: User, changes: Mapping[str, Any]) -> Decision:
    """Change a draft. ``changes`` may hold the CHANGEABLE fields and ``decider`` (an Appointment).

    A changed text takes back initials already given: whoever initialled sees the difference.
    """
    decision = _open_decision(code, actor)
    if not may_draft(decision.case, actor) and not decides(decision, actor):
        raise Refusal("not_yours", _("Draf ini disusun pejabat lain."), status=403)
    before = {name: getattr(decision, name) for name in CHANGEABLE}
    apply_changes(decision, changes)
    keep(decision, legal_check(decision, today()))
    decision.full_clean(exclude=["document", "facts", "positions", "rests_on", "calendar", "assessment"])
    decision.save()
    reopened = _take_back_initials(decision)
    after = {name: getattr(decision, name) for name in CHANGEABLE}
    diff = {name: [before[name], after[name]] for name in CHANGEABLE if before[name] != after[name]}
    if diff or reopened:
        record(
            "decision.changed",
            actor=actor,
            subject=decision,
            chain=f"case:{decision.case.code}",
            changes=diff | ({"initials_taken_back": reopened} if reopened else {}),
            agency=decision.case.agency,
        )
    return decision


@transaction.atomic
def keep_what_is_shown(*, code: str, actor: User, changes: Mapping[str, Any]) -> None:
    """Before an initial or a signature: what stands on the screen is what is signed.

    Reasons and facts told there are saved. Another text than the one that others initialled is refused
    (``text_unsaved``): saving it is a step of its own, since they are asked to look again.
    """
    decision = _open_decision(code, actor)
    before = text_of(decision)
    apply_changes(decision, changes)
    initialled = decision.steps.filter(state=ApprovalStep.State.INITIALLED).exists()
    if initialled and text_of(decision) != before:
        raise Refusal(
            "text_unsaved",
            _("Isian di layar berbeda dari yang sudah diparaf. Simpan draf dahulu; pemaraf diminta melihatnya lagi."),
        )
    change_decision(code=code, actor=actor, changes=changes)


def _take_back_initials(decision: Decision) -> list[str]:
    """Initials given to another text wait again, with that text kept to be compared; the posts concerned."""
    stale = decision.steps.filter(state=ApprovalStep.State.INITIALLED).exclude(text_digest=text_digest(decision))
    reopened = [step.position.name for step in stale.select_related("position")]
    stale.update(state=ApprovalStep.State.WAITING)
    return reopened


@transaction.atomic
def recheck(*, code: str, actor: User) -> Decision:
    """The draft was looked at again under rules that changed since it was saved; its text stays."""
    decision = _open_decision(code, actor)
    if not may_draft(decision.case, actor) and not decides(decision, actor):
        raise Refusal("not_yours", _("Draf ini disusun pejabat lain."), status=403)
    was = {"catalogue": decision.catalogue_version, "positions": decision.positions}
    keep(decision, legal_check(decision, today()))
    decision.save()
    record(
        "decision.rechecked",
        actor=actor,
        subject=decision,
        chain=f"case:{decision.case.code}",
        changes={
            "catalogue": [was["catalogue"], decision.catalogue_version],
            "positions": [was["positions"], decision.positions],
        },
        agency=decision.case.agency,
    )
    return decision


def apply_changes(decision: Decision, changes: Mapping[str, Any]) -> None:
    """Put ``changes`` into the instance without saving it; a preview of the check uses it too."""
    before = decision.sanction
    for name in CHANGEABLE:
        if name in changes:
            setattr(decision, name, changes[name])
    _check_choice(decision)
    if decision.sanction != before or decision.decider is None:
        _choose_decider(decision, today())
    chosen = changes.get("decider")
    if chosen and chosen.position_id != decision.decider_position_id:
        _set_decider(decision, chosen, today())


def _check_choice(decision: Decision) -> None:
    catalogue = load()
    if decision.sanction and decision.sanction not in catalogue.sanctions:
        raise Refusal(
            "sanction_unknown",
            _("Hukuman itu tidak ada dalam katalog."),
            status=400,
            fields={"sanction": [_("Pilih salah satu hukuman dari daftar.")]},
        )


@transaction.atomic
def propose(*, code: str, actor: User, positions: Sequence[Position] | None = None) -> Decision:
    """Send the draft to those who initial, in order. Default: Kepala BKPSDM, Bagian Hukum, Sekda.

    Whoever is walled off from the case, or decides it, is left out.
    """
    decision = _open_decision(code, actor)
    case = decision.case
    if not may_draft(case, actor):
        raise Refusal("not_yours", _("Draf ini diajukan oleh penyusunnya."), status=403)
    if decision.conclusion == Decision.Conclusion.PROVEN and not decision.sanction:
        raise Refusal("sanction_empty", _("Pilih hukuman sebelum mengajukan draf."))
    walled = set(case.walls.values_list("person_id", flat=True)) | {case.person_id}
    chosen = list(positions) if positions is not None else _initialling_positions(case)
    # Who initialled an earlier round sees what changed since.
    before = {step.position_id: step for step in decision.steps.exclude(text_digest="")}
    decision.steps.all().delete()
    order = 0
    for position in chosen:
        holders = Appointment.objects.on(today()).filter(position=position)
        if position == decision.decider_position or not holders.exclude(person_id__in=walled).exists():
            continue
        order += 1
        step = ApprovalStep(decision=decision, order=order, position=position)
        if earlier := before.get(position.pk):
            step.acted_on, step.acted_by = earlier.acted_on, earlier.acted_by
            step.text, step.text_digest = earlier.text, earlier.text_digest
        step.save()
        _let_read(case, position, CaseAccess.Capacity.INITIALLER)
    if decision.decider_position:
        _let_read(case, decision.decider_position, CaseAccess.Capacity.DECIDER)
    decision.state = Decision.State.PROPOSED
    decision.save(update_fields=["state"])
    record("decision.proposed", actor=actor, subject=decision, chain=f"case:{case.code}", agency=case.agency)
    return decision


def _initialling_positions(case: Case) -> list[Position]:
    found = {
        position.office: position
        for position in Position.objects.filter(
            agency=case.agency, office__in=INITIALLING_OFFICES, closed_on__isnull=True
        )
    }
    return [found[office] for office in INITIALLING_OFFICES if office in found]


def _let_read(case: Case, position: Position, capacity: str) -> None:
    CaseAccess.objects.get_or_create(
        case=case, position=position, capacity=capacity, ended_on=None, defaults={"since": today()}
    )


@transaction.atomic
def initial(
    *,
    code: str,
    actor: User,
    note: str = "",
    acted_by: Appointment | None = None,
    acted_on: date | None = None,
    scan: bytes | None = None,
) -> Decision:
    """One initial, on screen by its office-holder or recorded from paper with a scan."""
    decision, step, holder = _step_of(code, actor, acted_by, acted_on or today(), scan)
    if decision.steps.filter(order__lt=step.order).exclude(state=ApprovalStep.State.INITIALLED).exists():
        raise Refusal("not_your_turn", _("Pemaraf sebelum Anda belum memaraf draf ini."))
    step.state = ApprovalStep.State.INITIALLED
    _fill(step, decision, holder, actor, acted_on or today(), scan, note)
    record(
        "decision.initialled",
        actor=actor,
        subject=decision,
        chain=f"case:{decision.case.code}",
        changes={"as": step.position.name, "acted_on": step.acted_on, "note": note},
        agency=decision.case.agency,
    )
    return decision


@transaction.atomic
def return_draft(
    *,
    code: str,
    actor: User,
    note: str,
    acted_by: Appointment | None = None,
    acted_on: date | None = None,
    scan: bytes | None = None,
) -> Decision:
    """Back to the drafter, with what must change. Whoever initials or decides may return it."""
    if not note.strip():
        raise Refusal(
            "note_empty",
            _("Tulis apa yang harus diperbaiki."),
            status=400,
            fields={"note": [_("Tulis apa yang harus diperbaiki.")]},
        )
    day = acted_on or today()
    decision = _open_decision(code, actor)
    if not decides(decision, actor):
        decision, step, holder = _step_of(code, actor, acted_by, day, scan)
        step.state = ApprovalStep.State.RETURNED
        _fill(step, decision, holder, actor, day, scan, note)
    decision.state = Decision.State.RETURNED
    decision.save(update_fields=["state"])
    record(
        "decision.returned",
        actor=actor,
        subject=decision,
        chain=f"case:{decision.case.code}",
        changes={"note": note},
        agency=decision.case.agency,
    )
    return decision


def _step_of(
    code: str, actor: User, acted_by: Appointment | None, on: date, scan: bytes | None
) -> tuple[Decision, ApprovalStep, Appointment]:
    decision = _open_decision(code, actor)
    if decision.state != Decision.State.PROPOSED:
        raise Refusal("wrong_status", _("Draf ini belum diajukan untuk diparaf."))
    steps = decision.steps.select_for_update().filter(state=ApprovalStep.State.WAITING)
    if acted_by is None:
        mine = {a.position_id: a for a in actor.appointments_today}
        step = steps.filter(position_id__in=mine).first()
        if step is None:
            raise Refusal("not_yours", _("Paraf Anda tidak diminta pada draf ini, atau sudah diberikan."), status=403)
        return decision, step, mine[step.position_id]
    if acted_by.person != actor.person:
        if not may_draft(decision.case, actor):
            raise Refusal("not_yours", _("Hanya BKPSDM mencatat paraf dari kertas."), status=403)
        if scan is None:
            raise Refusal(
                "scan_missing",
                _("Lampirkan pindaian paraf di kertas."),
                status=400,
                fields={"basis": [_("Lampirkan pindaian.")]},
            )
    if not Appointment.objects.on(on).filter(pk=acted_by.pk).exists():
        raise Refusal("not_in_office", _("Pejabat itu tidak memegang jabatannya pada tanggal tersebut."))
    step = steps.filter(position_id=acted_by.position_id).first()
    if step is None:
        raise Refusal("not_yours", _("Paraf pejabat itu tidak diminta pada draf ini, atau sudah diberikan."))
    return decision, step, acted_by


def _fill(
    step: ApprovalStep,
    decision: Decision,
    holder: Appointment,
    actor: User,
    on: date,
    scan: bytes | None,
    note: str,
) -> None:
    step.acted_by, step.acted_on, step.recorded_by = holder, on, actor
    step.on_paper, step.note = scan is not None, note
    if scan:
        step.scan = papers.keep_scan(case=decision.case, agency=decision.case.agency, content=scan, actor=actor)
    step.text, step.text_digest = text_of(decision), text_digest(decision)
    step.save()


def _choose_decider(decision: Decision, on: date) -> None:
    """The lowest competent official of the chain for the chosen sanction, where one can act."""
    decision.authority, decision.decider, decision.decider_position = "", None, None
    if not decision.sanction:
        return
    check = answer_for(decision, on)
    rows = [row for row in check.assessment["permitted"] if row["sanction"] == decision.sanction]
    if rows and [one["authority"] for one in rows[0]["authorities"]] == [PRESIDENT]:
        decision.authority = PRESIDENT  # nobody of the agency signs
        return
    for officer in check.officers:
        decision.authority = officer.authority
        decision.decider, decision.decider_position = officer.appointment, officer.position
        if officer.appointment:
            return


def _set_decider(decision: Decision, appointment: Appointment, on: date) -> None:
    for officer in answer_for(decision, on).officers:
        if officer.position == appointment.position:
            decision.authority, decision.decider = officer.authority, appointment
            decision.decider_position = appointment.position
            return
    raise Refusal(
        "authority_not_competent",
        _("%(who)s tidak berwenang menjatuhkan hukuman ini kepada terlapor.") % {"who": appointment.title},
        fields={"decider": [_("Pilih pejabat dari daftar pejabat yang berwenang.")]},
    )


def decides(decision: Decision, actor: User) -> bool:
    return decision.decider_position_id is not None and decision.decider_position_id in actor.position_ids


def _case(code: str, actor: User) -> Case:
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).filter(code=code).first()
    if case is None:
        raise Http404
    return case


def _open_decision(code: str, actor: User) -> Decision:
    decision = Decision.objects.visible_to(actor).select_for_update(of=("self",)).filter(code=code).first()
    if decision is None:
        raise Http404
    if decision.state not in OPEN_STATES:
        raise Refusal(
            "wrong_status",
            _("Keputusan ini sudah %(state)s dan tidak dapat diubah.")
            % {"state": decision.get_state_display().lower()},
        )
    return decision
