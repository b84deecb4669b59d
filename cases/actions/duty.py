"""The duty of a superior: written orders and their service, reminders, a chance to explain, and neglect.

No clock moves a duty. A named higher official orders it in writing (``P17_PERINTAH_PENGALIHAN``),
signs, and the service of the order moves it. Words of PP 94/2021 Pasal 28 stand in no paper before
a served order, a reminder and a chance to explain; a case about the neglect opens only by the
decision of a named higher official, never by itself.
"""

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import competence, papers, transitions
from cases.actions import chain
from cases.actions.moves import lock
from cases.models import Case, CaseFile, DutyNote, DutyOrder, Tier
from cases.registry import Missing
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.documents import actions as documents
from neutrality.documents.codes import Basis, Manner, State
from neutrality.documents.forms.parts import Party
from neutrality.documents.models import OfficialDocument
from neutrality.documents.parties import party, signatory
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment
from neutrality.workdays import today

NEGLECT = re.compile(r"\b(?:pasal|ps\.?)\s*28\b", re.IGNORECASE)
NEGLECT_BASIS = "PP 94/2021 Pasal 28"
ORDER_BASIS = "PP 94/2021 Pasal 26 dan Pasal 27"
_KINDS = DutyNote.Kind


# --- who may order ------------------------------------------------------------------------


def held_step(case: Case) -> Tier | None:
    """The step that has the duty; where its holder stands aside, the last that had it."""
    held = chain.current(case)
    if held is not None:
        return held
    reached = case.tiers.filter(reached_on__isnull=False).select_related("position__unit", "holder__person")
    return reached.order_by("-reached_on", "-order").first()


def higher(case: Case) -> list[Tier]:
    """Steps above the duty that can act, the next one first."""
    held = held_step(case)
    return chain.above(case, held) if held is not None else chain.able(case)


def superiors(case: Case, on: date) -> list[Appointment]:
    """Who may order a transfer, remind or decide, and to whom the duty may go."""
    return [tier.holder for tier in higher(case) if tier.holder is not None]


def step_of(case: Case, to: Appointment | None) -> Tier | None:
    """The step above the duty that ``to`` holds; without one, the next."""
    return next((one for one in higher(case) if to is None or one.position_id == to.position_id), None)


def no_higher() -> Refusal:
    return Refusal("no_higher_superior", _("Tidak ada atasan yang lebih tinggi yang dapat menerima tugas."))


# --- words of Pasal 28 ----------------------------------------------------------------------


def before_neglect(case: Case) -> list[Missing]:
    """What must have happened before Pasal 28 may be named to whoever holds the duty now."""
    held = chain.current(case)
    if held is None or held.holder is None:
        return [Missing("nobody_holds", _("Tidak ada pejabat yang memegang tugas ini."))]
    order = served_order(case, held)
    if order is None or order.served_on is None:
        return [Missing("order_not_served", _("Perintah kepada %(post)s belum terbukti diserahkan.")
                        % {"post": held.position.name})]  # fmt: skip
    told = case.duty_notes.filter(about__person=held.holder.person, on__gte=order.served_on)
    reminder = told.filter(kind=_KINDS.REMINDER).first()
    missing = []
    if reminder is None:
        missing.append(Missing("not_reminded", _("Pemegang tugas belum diingatkan secara tertulis.")))
    chance = told.filter(kind=_KINDS.CHANCE).last()
    explained = told.filter(kind=_KINDS.EXPLANATION).exists()
    over = chance is not None and chance.due_on is not None and chance.due_on < today(case.agency)
    if chance is None or not (explained or over):
        missing.append(
            Missing("not_heard", _("Pemegang tugas belum menjelaskan, atau waktunya menjelaskan belum lewat."))
        )
    return missing


def served_order(case: Case, held: Tier) -> DutyOrder | None:
    """The order by which the present holder has the duty, where its service is proved."""
    orders = case.duty_orders.filter(to__position=held.position, withdrawn_on__isnull=True)
    if held.holder is not None:
        orders = orders.filter(to__person=held.holder.person)
    return orders.filter(served_on__isnull=False).last()


def check_words(case: Case, *texts: str, field: str = "reason") -> None:
    """Refuse a text that names Pasal 28 too early."""
    if not any(NEGLECT.search(text or "") for text in texts):
        return
    missing = before_neglect(case)
    if missing:
        text = _("Pasal 28 belum dapat disebut: %(why)s") % {"why": missing[0].message}
        raise Refusal("too_early", text, fields={field: [text]}, missing=[one.as_dict() for one in missing])


def basis(case: Case) -> tuple[str, ...]:
    """What an order rests on; Pasal 28 only when it may be named."""
    return (ORDER_BASIS,) if before_neglect(case) else (ORDER_BASIS, NEGLECT_BASIS)


# --- orders -------------------------------------------------------------------------------


def given(
    case: Case, *, by: Appointment, to: Appointment, document: OfficialDocument | None, on: date,
    kind: str = DutyOrder.Kind.ASSIGNMENT, before: Tier | None = None, reason: str = "",
) -> DutyOrder:  # fmt: skip
    return DutyOrder.objects.create(
        case=case, kind=kind, document=document, ordered_by=by, to=to, drafted_on=on, reason=reason[:500],
        position_from=before.position if before else None,
    )  # fmt: skip


def transfer_text(case: Case, before: Tier | None, to: Appointment, reason: str, on: date) -> dict[str, Any]:
    """The fields of the order (P17)."""
    return {
        "dasar": basis(case),
        "dari": post_as_party(before) if before else Party(nama="-"),
        "kepada": party(to.person, on),
        "terperiksa": party(case.person, on),
        "alasan": reason,
    }


def post_as_party(tier: Tier) -> Party:
    """The official from whom the duty moves; of a vacant post, or one that is passed over, only the post."""
    hidden = tier.vacant or tier.holder is None or tier.state == Tier.State.PASSED_OVER
    name = "(lowong)" if tier.vacant else "-" if hidden or tier.holder is None else tier.holder.person.full_name
    return Party(nama=name, jabatan=tier.position.name, unit=tier.position.unit.name)


@transaction.atomic
def draft_transfer(
    *, case_code: str, actor: User, ordered_by: Appointment, to: Appointment | None = None, reason: str,
    number: str = "",
) -> DutyOrder:  # fmt: skip
    """The order of a named higher official, numbered and waiting for that signature. Nothing moves yet."""
    case = lock(case_code, actor)
    _may_record(case, actor, ordered_by)
    if transitions.find(case.track, "reassign", case.status) is None:
        raise Refusal("wrong_status", _("Dalam status ini tugas tidak dialihkan."))
    _check_higher(case, ordered_by)
    step = step_of(case, to)
    if step is None or step.holder is None:
        raise no_higher()
    refuse_second_order(case)
    refuse_own_order(case, ordered_by, step)
    check_words(case, reason)
    day, before = today(case.agency), held_step(case)
    document = papers.numbered(
        case, "P17_PERINTAH_PENGALIHAN",
        transfer_text(case, before, step.holder, reason, day) | {"penandatangan": signatory(ordered_by, day)},
        actor=actor, signer=ordered_by, on=day, number=number,
    )  # fmt: skip
    order = given(
        case, by=ordered_by, to=step.holder, document=document, on=day, kind=DutyOrder.Kind.TRANSFER, before=before,
        reason=reason,
    )  # fmt: skip
    record(
        "case.duty_order_drafted", actor=actor, subject=case,
        changes={"ordered_by": ordered_by.code, "to": step.holder.code, "document": document.code},
    )  # fmt: skip
    return order


def waiting_order(case: Case) -> DutyOrder | None:
    """The transfer that is drafted or signed and not served."""
    return case.duty_orders.filter(kind="transfer", served_on__isnull=True, withdrawn_on__isnull=True).first()


def refuse_second_order(case: Case) -> None:
    if waiting_order(case) is not None:
        raise Refusal("order_waits", _("Satu perintah pengalihan sudah menunggu. Serahkan, atau tarik dahulu."))


def refuse_own_order(case: Case, by: Appointment, step: Tier) -> None:
    """Nobody orders themself while somebody higher could; at the top there is nobody else."""
    if by.position_id == step.position_id and any(tier.order > step.order for tier in higher(case)):
        text = _("Perintah kepada diri sendiri tidak memindahkan tugas. Sebut pejabat di atas %(post)s.") % {
            "post": step.position.name,
        }  # fmt: skip
        raise Refusal("not_competent", text, fields={"ordered_by": [text]})


@transaction.atomic
def withdraw(*, case_code: str, actor: User, order: DutyOrder, reason: str) -> DutyOrder:
    """An order that was not served is taken back; its number stays in the register, cancelled."""
    case = lock(case_code, actor)
    _may_record(case, actor, order.ordered_by)
    if order.case_id != case.pk or order.served_on is not None or order.withdrawn_on is not None:
        raise Refusal("order_not_open", _("Perintah ini tidak menunggu penyerahan."))
    if order.document is not None:
        documents.cancel(document=order.document, actor=actor, reason=reason)
    order.withdrawn_on = today(case.agency)
    order.save(update_fields=["withdrawn_on"])
    record("case.duty_order_withdrawn", actor=actor, subject=case, changes={"reason": reason})
    return order


def signed(order: DutyOrder) -> bool:
    return order.document is None or order.document.state in (State.SIGNED, State.SERVED)


def served(
    order: DutyOrder, *, actor: User, on: date, how: str, handed_to: str, file: CaseFile, scan: bytes
) -> DutyOrder:
    """The service of an order with its proof."""
    if not signed(order):
        text = _("Perintah ini belum ditandatangani %(who)s.") % {"who": order.ordered_by.title}
        raise Refusal("order_not_signed", text, fields={"order": [text]})
    if order.served_on is not None:
        raise Refusal("already_served", _("Penyerahan perintah ini sudah dicatat."))
    name = handed_to.strip() or order.to.person.full_name
    if order.document is not None:
        documents.record_service(
            document=order.document, actor=actor, manner=Manner(how), acted_on=on, handed_to=name, basis=Basis.SCAN,
            scan=scan,
        )  # fmt: skip
    order.served_on, order.served_how, order.handed_to, order.proof = on, how, name, file
    order.save(update_fields=["served_on", "served_how", "handed_to", "proof"])
    return order


@transaction.atomic
def serve_assignment(
    *, case_code: str, actor: User, order: DutyOrder, served_on: date, how: str, handed_to: str = "",
    proof: bytes | None,
) -> DutyOrder:  # fmt: skip
    """The proof that the order to the superior was handed over. The duty is already there."""
    case = lock(case_code, actor)
    _desk_only(case, actor)
    if order.case_id != case.pk or order.kind != DutyOrder.Kind.ASSIGNMENT:
        raise Refusal("order_not_open", _("Perintah ini tidak menunggu penyerahan."))
    if not proof:
        text = _("Lampirkan tanda terima perintah.")
        raise Refusal("scan_missing", text, fields={"proof": [text]}, status=400)
    if served_on > today(case.agency):
        text = _("Tanggal itu belum tiba.")
        raise Refusal("in_future", text, fields={"served_on": [text]}, status=400)
    file = papers.keep_scan(case=case, agency=case.agency, content=proof, actor=actor)
    served(order, actor=actor, on=served_on, how=how, handed_to=handed_to, file=file, scan=proof)
    record(
        "case.duty_order_served", actor=actor, subject=case,
        changes={"served_on": served_on, "how": how, "proof_sha256": file.sha256},
    )  # fmt: skip
    return order


# --- rights ---------------------------------------------------------------------------------


def _desk_only(case: Case, actor: User) -> None:
    if not competence.may_record(case, actor):
        raise Refusal("forbidden", _("Hanya meja penerima yang mencatat ini dari kertas."), status=403)


def _may_record(case: Case, actor: User, by: Appointment) -> None:
    """The named official on screen, or the desk from paper."""
    if by.person_id != actor.person_id:
        _desk_only(case, actor)


def _check_higher(case: Case, by: Appointment, field: str = "ordered_by") -> None:
    if by.position_id not in {tier.position_id for tier in higher(case)}:
        text = _("%(who)s bukan atasan yang lebih tinggi daripada pemegang tugas.") % {"who": by.title}
        raise Refusal("not_competent", text, fields={field: [text]})


def late_since(case: Case) -> str:
    """A sentence about the limit that the holder let pass, for the reason of an order; empty when none."""
    held = chain.current(case)
    rows = case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True, due_on__lt=today(case.agency))
    row = rows.filter(holder=held.position).order_by("due_on").first() if held else None
    if row is None:
        return ""
    return _("Sampai %(day)s belum dilakukan: %(what)s.") % {
        "day": formats.day(row.due_on), "what": str(row.label)[:1].lower() + str(row.label)[1:],
    }  # fmt: skip
