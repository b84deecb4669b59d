"""Keberatan and banding: filed within their days, answered, decided."""

from datetime import date

from django.utils.translation import gettext as _

from cases.actions import deadlines
from cases.models import Case
from cases.registry import Act, Missing
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.workdays import calendar_for
from sanctions import letters, remedy_letters
from sanctions.actions.allowed import allowed_remedy
from sanctions.actions.effect import into_force
from sanctions.actions.serving import issued
from sanctions.models import RegisterEntry, Remedy


def file_objection(act: Act) -> str:
    return _file(act, Remedy.Kind.OBJECTION)


def file_appeal(act: Act) -> str:
    return _file(act, Remedy.Kind.APPEAL)


def _file(act: Act, kind: str) -> str:
    decision = issued(act.case)
    allowed = allowed_remedy(decision)
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


def _remedy_words(kind: str) -> str:
    return {"keberatan": _("Keberatan"), "banding": _("Banding administratif")}.get(kind, _("tidak ada"))


def remedy_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """Objection or appeal: whichever the decision allows."""
    kind = Remedy.Kind.APPEAL if move.code == "file_appeal" else Remedy.Kind.OBJECTION
    allowed = allowed_remedy(issued(case))
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
    remedy_letters.issue_objection_decision(act, remedy)
    into_force(act.case, act.acted_on)
    return _("Keberatan dinyatakan tidak dapat diterima karena lewat waktu")


def answer_appeal(act: Act) -> str:
    remedy = _open_remedy(act.case)
    remedy.answered_on = act.data["answered_on"]
    remedy.save(update_fields=["answered_on"])
    remedy_letters.issue_appeal_answer(act, remedy)
    deadlines.meet(act.case, "D-BANDING-TANGGAPAN", on=remedy.answered_on)
    return _("Tanggapan PPK dikirim kepada BPASN")


def decide_remedy(act: Act) -> str:
    """What was decided: upheld, lighter, heavier, changed or annulled; the register follows."""
    remedy = _open_remedy(act.case)
    data = act.data
    by_letter = act.acted_by is not None and remedy.kind == Remedy.Kind.OBJECTION and not act.legacy
    if by_letter and data["decided_on"] != act.acted_on:  # the letter bears the day of the act
        text = _("Tanggal putusan harus sama dengan hari pejabat bertindak, %(day)s.") % {
            "day": formats.day(act.acted_on)
        }
        raise Refusal("decided_another_day", text, status=400, fields={"decided_on": [text]})
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
    remedy_letters.issue_objection_decision(act, remedy, data["consideration"])
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
