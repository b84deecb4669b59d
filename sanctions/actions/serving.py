"""From the signature to the receipt: called, handed over or sent, received."""

from datetime import date

from django.utils.translation import gettext as _

from cases import papers
from cases.actions import deadlines
from cases.models import Case
from cases.registry import Act, Missing
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.documents import actions as documents
from neutrality.documents.codes import Basis, Manner
from neutrality.errors import Refusal
from neutrality.workdays import today
from sanctions import letters
from sanctions.actions.allowed import allowed_remedy
from sanctions.models import Decision, Service

# The clock of each remedy; none runs where the law gives none (a decision of the President).
REMEDY_CLOCKS = {"banding": "D-BANDING", "keberatan": "D-KEBERATAN"}


def issued(case: Case) -> Decision:
    return case.decisions.select_related("document", "decider", "register_entry").get(state=Decision.State.ISSUED)


def serve(act: Act) -> str:
    """Called to receive (form 16). A repeated call after an absence is a new day for the same service."""
    decision = issued(act.case)
    data = act.data
    if decision.decided_on and data["call_date"] < decision.decided_on:
        text = _("Hari penyerahan mendahului tanggal keputusan.")
        raise Refusal("call_before_decision", text, fields={"call_date": [text]}, status=400)
    service, _created = Service.objects.get_or_create(decision=decision)
    signer = act.acted_by or decision.decider
    if signer is None or decision.document is None:
        raise Refusal("decision_incomplete", _("Keputusan ini belum mempunyai surat atau pejabat."))
    service.call_document = papers.issue(
        act,
        "F16_PANGGILAN_TERIMA_KEPUTUSAN",
        letters.call_context(
            service, on=data["call_date"], at=data["call_time"], place=data["place"], signer=signer, report_to=signer
        ),
        signer=signer,
    )
    service.called_on, service.call_date = act.acted_on, data["call_date"]
    service.save()
    record(
        "service.called",
        actor=act.actor,
        subject=decision,
        chain=f"case:{act.case.code}",
        agency=act.case.agency,
        changes={"call_date": service.call_date},
    )
    return _("Dipanggil menerima keputusan pada %(day)s") % {"day": formats.day(service.call_date)}


def receipt_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    if not Service.objects.filter(decision__case=case, call_document__isnull=False).exists():
        return [Missing("not_called", _("Terlapor belum dipanggil untuk menerima keputusan."))]
    return []


def record_receipt(act: Act) -> str:
    """The day of receipt: it starts the remedy window and the count to working day 15.

    Handed over in person or received at the address; a refusal with a witness counts as handed over.
    """
    decision = issued(act.case)
    service = decision.service
    data = act.data
    problems = {}
    if decision.decided_on and data["delivered_on"] < decision.decided_on:
        problems["delivered_on"] = [_("Penyerahan mendahului tanggal keputusan.")]
    if data["received_on"] > today():
        problems["received_on"] = [_("Tanggal diterima belum tiba.")]
    if act.scan is None:
        problems["basis"] = [_("Lampirkan pindaian tanda terima atau bukti kirim.")]
    if problems:
        raise Refusal("receipt_incomplete", _("Catatan penerimaan belum lengkap."), fields=problems, status=400)
    for name in ("manner", "delivered_on", "received_on", "received_by", "refused", "witness"):
        setattr(service, name, data[name])
    service.proof = act.scan
    service.save()
    _prove(act, decision, service)
    entry = decision.register_entry
    received: date = data["received_on"]
    effect = deadlines.start(  # counted as the letter says, under the readings that the decision was issued with
        act.case, letters.EFFECT_RULE, starts_on=received, label=_("Keputusan mulai berlaku"),
        positions=decision.positions,
    )  # fmt: skip
    in_force = effect.due_on
    entry.received_on, entry.in_force_on = received, in_force
    entry.save(update_fields=["received_on", "in_force_on"])
    if rule := REMEDY_CLOCKS.get(allowed_remedy(decision)["type"]):
        deadlines.start(act.case, rule, starts_on=received, label=_("Batas upaya administratif"))
    record(
        "service.received",
        actor=act.actor,
        subject=decision,
        chain=f"case:{act.case.code}",
        agency=act.case.agency,
        changes={"received_on": received, "in_force_on": in_force},
    )
    return _("Keputusan diterima %(day)s, berlaku %(effect)s bila tidak ada upaya administratif") % {
        "day": formats.day(received),
        "effect": formats.day(in_force),
    }


def _prove(act: Act, decision: Decision, service: Service) -> None:
    """The proof of service on the letter itself, and the minutes of the handing over (form P07)."""
    if decision.document is None or act.acted_by is None:
        return
    day = service.delivered_on or act.acted_on
    documents.record_service(
        document=decision.document,
        actor=act.actor,
        manner=Manner(service.manner),
        acted_on=day,
        acted_by=act.acted_by,
        handed_to=service.received_by,
        received_on=service.received_on,
        refused=service.refused,
        witnesses=[service.witness] if service.witness else [],
        basis=Basis.SCAN if act.scan else Basis.SCREEN,
        scan=act.scan.read() if act.scan else None,
    )
    context = letters.delivery_context(service, deliverer=act.acted_by, number=decision.document.number)
    service.document = papers.issue(act, "P07_BA_PENYAMPAIAN", context, signer=act.acted_by)
    service.save(update_fields=["document"])
