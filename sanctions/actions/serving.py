"""From the signature to a decision in force: called, handed over, received, remedies, effect."""

from datetime import date
from typing import TypedDict

from dateutil.relativedelta import relativedelta
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
from neutrality.law.catalogue import load
from neutrality.workdays import calendar_for, today
from sanctions import letters
from sanctions.models import Decision, RegisterEntry, Remedy, Service

DISMISSALS = ("B3", "X_PTDH_PARPOL", "K_PHK_DHTAPS", "K_PHK_TDH_PARPOL")


class Allowed(TypedDict):
    """The remedy that the assessment names: what, to whom, within how many working days."""

    type: str
    to: str | None
    working_days: int


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
    rule = "D-BANDING" if decision.sanction in DISMISSALS else "D-KEBERATAN"
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


def file_objection(act: Act) -> str:
    return _file(act, Remedy.Kind.OBJECTION)


def file_appeal(act: Act) -> str:
    return _file(act, Remedy.Kind.APPEAL)


def _file(act: Act, kind: str) -> str:
    decision = issued(act.case)
    allowed = _remedy(decision)
    if allowed["type"] != kind:
        raise Refusal(
            "wrong_remedy",
            _("Terhadap keputusan ini upayanya %(remedy)s.") % {"remedy": _remedy_words(allowed["type"])},
        )
    received = decision.service.received_on or act.acted_on
    last = _last_day(act.case, kind, received, allowed["working_days"])
    filed = act.data["filed_on"]
    if filed < received:
        text = _("Tanggal pengajuan mendahului tanggal keputusan diterima.")
        raise Refusal("filed_before_receipt", text, fields={"filed_on": [text]}, status=400)
    remedy = Remedy.objects.create(
        decision=decision,
        kind=kind,
        filed_to=allowed["to"] or "",
        filed_on=filed,
        grounds=act.data["grounds"],
        late=filed > last,
        scan=act.scan,
    )
    deadlines.meet(act.case, "D-BANDING" if kind == Remedy.Kind.APPEAL else "D-KEBERATAN", on=filed)
    deadlines.cancel(act.case, letters.EFFECT_RULE, on=act.acted_on)
    if kind == Remedy.Kind.APPEAL:
        deadlines.start(act.case, "D-BANDING-TANGGAPAN", starts_on=filed, label=_("Kirim tanggapan PPK kepada BPASN"))
        deadlines.start(act.case, "D-BANDING-PUTUS", starts_on=filed, label=_("Putusan BPASN"))
    else:
        deadlines.start(act.case, "D-KEBERATAN-PUTUS", starts_on=filed, label=_("Putus keberatan"))
    record(
        "remedy.filed",
        actor=act.actor,
        subject=decision,
        chain=f"case:{act.case.code}",
        agency=act.case.agency,
        changes={"kind": kind, "filed_on": filed, "late": remedy.late},
    )
    words = _remedy_words(kind)
    if remedy.late:
        return _("%(remedy)s dicatat; lewat batas %(day)s") % {"remedy": words, "day": formats.day(last)}
    return _("%(remedy)s dicatat") % {"remedy": words}


def _last_day(case: Case, kind: str, received: date, working_days: int) -> date:
    """The end of the window: the day told on receipt, or a later one where a holiday came in between."""
    told = deadlines.running(case, "D-BANDING" if kind == Remedy.Kind.APPEAL else "D-KEBERATAN")
    counted = calendar_for(case.agency).add_working_days(received, working_days)
    return max(told.due_on, counted) if told is not None else counted


def _remedy(decision: Decision) -> Allowed:
    """The remedy of the chosen sanction and the competent authority, as assessed."""
    rows = decision.assessment.get("permitted", [])
    row = next((one for one in rows if one["sanction"] == decision.sanction), None)
    if row is None:
        return Allowed(type="none", to=None, working_days=0)
    for authority in row["authorities"]:
        if authority["authority"] == decision.authority and authority.get("remedy"):
            row = authority
    allowed: Allowed = row["remedy"]
    return allowed


def _remedy_words(kind: str) -> str:
    return {"keberatan": _("Keberatan"), "banding": _("Banding administratif")}.get(kind, _("tidak ada"))


def remedy_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """Objection or appeal: whichever the decision allows."""
    kind = Remedy.Kind.APPEAL if move.code == "file_appeal" else Remedy.Kind.OBJECTION
    allowed = _remedy(issued(case))
    if allowed["type"] != kind:
        return [
            Missing(
                "wrong_remedy",
                _("Terhadap keputusan ini upayanya: %(remedy)s.") % {"remedy": _remedy_words(allowed["type"])},
            )
        ]
    return []


def reject_late_objection(act: Act) -> str:
    remedy = _open_remedy(act.case)
    if not remedy.late:
        raise Refusal("not_late", _("Keberatan ini diajukan dalam waktu, jadi harus diputus."))
    _close_remedy(remedy, Remedy.Outcome.INADMISSIBLE, act.acted_on)
    _into_force(act.case, act.acted_on)
    return _("Keberatan dinyatakan tidak dapat diterima karena lewat waktu")


def answer_appeal(act: Act) -> str:
    remedy = _open_remedy(act.case)
    remedy.answered_on = act.data["answered_on"]
    remedy.save(update_fields=["answered_on"])
    deadlines.meet(act.case, "D-BANDING-TANGGAPAN", on=remedy.answered_on)
    return _("Tanggapan PPK dikirim kepada BPASN")


def decide_remedy(act: Act) -> str:
    """What was decided: upheld, lighter, heavier, changed or annulled; the register follows."""
    remedy = _open_remedy(act.case)
    data = act.data
    if data["new_sanction"] and data["new_sanction"] not in load().sanctions:
        raise Refusal(
            "sanction_unknown",
            _("Hukuman itu tidak ada dalam katalog."),
            status=400,
            fields={"new_sanction": [_("Sebut kode hukuman dari katalog.")]},
        )
    remedy.new_sanction = data["new_sanction"]
    remedy.effective_on = data["effective_on"]
    _close_remedy(remedy, data["outcome"], data["decided_on"])
    entry = remedy.decision.register_entry
    if data["outcome"] == Remedy.Outcome.ANNULLED:
        entry.state = RegisterEntry.State.ANNULLED
    elif data["new_sanction"]:
        entry.sanction = data["new_sanction"]
    entry.in_force_on = data["effective_on"] or data["decided_on"]
    entry.save(update_fields=["state", "sanction", "in_force_on"])
    for rule in ("D-KEBERATAN-PUTUS", "D-BANDING-PUTUS"):
        deadlines.meet(act.case, rule, on=data["decided_on"])
    record(
        "remedy.decided",
        actor=act.actor,
        subject=remedy.decision,
        chain=f"case:{act.case.code}",
        agency=act.case.agency,
        changes={"outcome": remedy.outcome, "new_sanction": remedy.new_sanction},
    )
    return _("Putusan upaya administratif: %(outcome)s") % {"outcome": remedy.get_outcome_display().lower()}


def _open_remedy(case: Case) -> Remedy:
    return Remedy.objects.select_for_update(of=("self",)).get(decision__case=case, outcome="")


def _close_remedy(remedy: Remedy, outcome: str, on: date) -> None:
    remedy.outcome, remedy.decided_on = outcome, on
    remedy.save()


def effect_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """No effect before working day 15, none while a remedy is open, none once annulled."""
    decision = issued(case)
    if decision.remedies.filter(outcome="").exists():
        return [Missing("remedy_open", _("Upaya administratif masih berjalan."))]
    entry = decision.register_entry
    if entry.state == RegisterEntry.State.ANNULLED:
        return [Missing("annulled", _("Keputusan ini dibatalkan; tutup perkaranya."))]
    if entry.in_force_on and on < entry.in_force_on:
        return [
            Missing("too_early", _("Keputusan baru berlaku pada %(day)s.") % {"day": formats.day(entry.in_force_on)})
        ]
    return []


def take_effect(act: Act) -> str:
    entry = issued(act.case).register_entry
    _into_force(act.case, entry.in_force_on or act.acted_on)
    return _("Keputusan berlaku sejak %(day)s") % {"day": formats.day(entry.in_force_on or act.acted_on)}


def _into_force(case: Case, on: date) -> None:
    entry = issued(case).register_entry
    entry.state, entry.in_force_on = RegisterEntry.State.IN_FORCE, entry.in_force_on or on
    entry.save(update_fields=["state", "in_force_on"])
    deadlines.meet(case, letters.EFFECT_RULE, on=on)
    deadlines.cancel(case, "D-KEBERATAN", "D-BANDING", on=on)


def serving_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    entry = issued(case).register_entry
    if load().sanctions[entry.sanction].duration_months is None:
        return [Missing("no_period", _("Hukuman ini tidak mempunyai masa menjalani; tutup perkaranya."))]
    return []


def start_serving(act: Act) -> str:
    """The day on which serving starts (TMT), which is not the day of effect."""
    entry = issued(act.case).register_entry
    start = act.data["starts_on"]
    if entry.in_force_on and start < entry.in_force_on:
        text = _("TMT mendahului tanggal berlaku %(day)s.") % {"day": formats.day(entry.in_force_on)}
        raise Refusal("starts_before_effect", text, fields={"starts_on": [text]}, status=400)
    months = load().sanctions[entry.sanction].duration_months or 0
    entry.starts_on, entry.ends_on = start, start + relativedelta(months=months) - relativedelta(days=1)
    entry.state = RegisterEntry.State.SERVING
    entry.save(update_fields=["starts_on", "ends_on", "state"])
    return _("Menjalani %(start)s sampai %(end)s; tidak ada pengembalian otomatis") % {
        "start": formats.day(start),
        "end": formats.day(entry.ends_on),
    }


def close_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """Serving is closed once its period ended; a sanction with a period must be served first."""
    decision = case.decisions.filter(state=Decision.State.ISSUED).select_related("register_entry").first()
    if decision is None or case.status == "not_proven":
        return []
    entry = decision.register_entry
    if case.status == "serving" and entry.ends_on and on <= entry.ends_on:
        return [
            Missing(
                "still_serving",
                _("Hukuman masih dijalani sampai %(day)s.") % {"day": formats.day(entry.ends_on)},
            )
        ]
    if case.status == "in_force" and load().sanctions[entry.sanction].duration_months:
        return [Missing("not_served", _("Catat dahulu mulai menjalani."))]
    if case.status == "remedy_decided" and entry.state != RegisterEntry.State.ANNULLED:
        return [Missing("not_annulled", _("Keputusan tidak dibatalkan; nyatakan dahulu berlakunya."))]
    return []


def close(act: Act) -> str:
    entry = RegisterEntry.objects.filter(decision__case=act.case).first()
    if entry and entry.state in (RegisterEntry.State.SERVING, RegisterEntry.State.IN_FORCE):
        entry.state = RegisterEntry.State.ENDED
        entry.save(update_fields=["state"])
    act.case.close_reason = (act.data.get("reason") or "selesai")[:40]
    return _("Perkara ditutup")


def replace_by_heavier(act: Act) -> str:
    """A new heavier sanction ends the one that is served (rule SR4)."""
    entry = issued(act.case).register_entry
    entry.state, entry.ends_on = RegisterEntry.State.ENDED, act.acted_on
    entry.save(update_fields=["state", "ends_on"])
    act.case.close_reason = "replaced"
    return _("Diganti hukuman yang lebih berat")


def heavier_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    entry = issued(case).register_entry
    level = load().sanctions[entry.sanction]
    later = RegisterEntry.objects.filter(
        person=case.person,
        state__in=(RegisterEntry.State.IN_FORCE, RegisterEntry.State.SERVING),
        decided_on__gt=entry.decided_on,
    ).exclude(pk=entry.pk)
    weight = {"ringan": 0, "sedang": 1, "berat": 2}

    def heft(code: str) -> tuple[int, int]:
        row = load().sanctions[code]
        return weight.get(row.level, -1), row.order

    if not any(heft(row.sanction) > (weight.get(level.level, -1), level.order) for row in later):
        return [Missing("no_heavier", _("Belum ada hukuman lebih berat yang berlaku bagi orang ini."))]
    return []
