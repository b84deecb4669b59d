"""The signature: the moves ``decide`` and ``mark_not_proven``."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import papers
from cases.actions import deadlines
from cases.models import Case
from cases.registry import Act, Missing
from cases.signals import case_decided
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.documents import actions as documents
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.law import assess
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency, Appointment
from neutrality.workdays.kept import kept_calendar
from sanctions import letters
from sanctions.check import Check, keep, legal_check, reason_for
from sanctions.models import PRESIDENT, Decision, RegisterEntry


def decide_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """What stands in the way of a signature today, told before anybody presses the button."""
    decision = case.decisions.filter(state__in=("draft", "proposed", "returned")).first()
    if decision is None:
        return [Missing("draft_missing", _("Belum ada draf keputusan. Susun drafnya dahulu."))]
    if decision.state != Decision.State.PROPOSED:
        return [Missing("not_proposed", _("Draf belum diajukan untuk diparaf."))]
    if (decision.authority == PRESIDENT) != (case.status == "proposed_to_president"):
        text = _("Hukuman ini wewenang Presiden: usulkan dahulu.") if decision.authority == PRESIDENT else _NOT_HIS
        return [Missing("president_decides", text)]
    return unmet(decision, legal_check(decision, on))


def unmet(decision: Decision, check: Check) -> list[Missing]:
    """Blocking lines, and warnings or questions that still lack the decision-maker's reason."""
    missing = [Missing(line.code, line.title) for line in check.blocking]
    missing += [
        Missing(f"reason_missing:{line.key}", _("Tulis alasan untuk: %(title)s") % {"title": line.title})
        for line in check.needs_reason
        if not reason_for(decision, line)
    ]
    return missing


def decide(act: Act) -> str:
    """Issue the proposed decision: checked once more, frozen, numbered, signed, entered.

    Nothing issues with a blocking finding, whoever asks. The stored facts, positions,
    calendar version and assessment give the same answer when assessed again.
    """
    decision = _proposed(act)
    by_president = decision.authority == PRESIDENT
    decider = None if by_president else _decider(decision, act.acted_by)
    decision.decider = decider
    check = legal_check(decision, act.acted_on)
    missing = unmet(decision, check)
    if missing:
        raise Refusal(
            "decision_blocked",
            _("Keputusan belum dapat ditetapkan: %(number)s syarat belum terpenuhi.") % {"number": len(missing)},
            missing=[item.as_dict() for item in missing],
        )
    keep(decision, check)
    if decider is None:
        decision.document = _presidents_paper(act, decision)
    else:
        decision.document = papers.issue(
            act,
            letters.kind_of(decision),
            letters.decision_context(decision, decider, act.acted_on),
            signer=decider,
            number=act.data["number"],
        )
    number = decision.document.number if decision.document else act.data["number"]
    decision.state, decision.decided_on = Decision.State.ISSUED, act.acted_on
    decision.save()
    _enter(decision, number)
    deadlines.start(act.case, "D-SAMPAI", starts_on=act.acted_on)
    record(
        "decision.issued",
        actor=act.actor,
        subject=decision,
        chain=f"case:{act.case.code}",
        agency=act.case.agency,
        changes={
            "number": number,
            "sanction": decision.sanction,
            "decider": decider.code if decider else PRESIDENT,
            "catalogue": decision.catalogue_version,
            "calendar": decision.calendar.get("version"),
        },
    )
    case_decided.send(
        sender=Case, case=act.case, level=check.assessment["level"] or "", sanction=decision.sanction, on=act.acted_on
    )
    title = load().sanctions[decision.sanction].title["id"]
    return _("%(title)s ditetapkan dengan nomor %(number)s") % {"title": title, "number": number}


_NOT_HIS = gettext_lazy("Hukuman dalam draf ini bukan wewenang Presiden; pilih hukuman yang diusulkan.")


def _presidents_paper(act: Act, decision: Decision) -> OfficialDocument | None:
    """The President's decision as it came: its scan, number and date; a second person confirms them."""
    if act.legacy:
        return None
    problems = {}
    if act.scan is None:
        problems["scan"] = [_("Lampirkan pindaian keputusan Presiden.")]
    if not act.data["number"].strip():
        problems["number"] = [_("Isi nomor keputusan Presiden seperti tertulis.")]
    if problems or act.scan is None:
        raise Refusal("scan_missing", _("Keputusan Presiden dicatat dari kertasnya."), fields=problems, status=400)
    return documents.upload_external(
        kind=letters.kind_of(decision), actor=act.actor, agency=act.case.agency, owner=("case", act.case.code),
        content=act.scan.read(), number=act.data["number"], dated=act.acted_on,
        signed_by_name="Presiden Republik Indonesia", issuing_unit=papers.issuing_unit(act.case),
    )  # fmt: skip


def _proposed(act: Act) -> Decision:
    code = act.data.get("decision")
    decision = act.case.decisions.select_for_update().filter(code=code).first()
    if decision is None:
        raise Refusal(
            "draft_missing",
            _("Draf %(code)s tidak ada pada perkara ini.") % {"code": code},
            fields={"decision": [_("Sebut kode draf keputusan perkara ini.")]},
        )
    if decision.state != Decision.State.PROPOSED:
        raise Refusal(
            "not_proposed",
            _("Draf berstatus “%(state)s”. Ajukan dahulu untuk diparaf.") % {"state": decision.get_state_display()},
        )
    if decision.conclusion != Decision.Conclusion.PROVEN:
        raise Refusal(
            "not_proven_draft", _("Draf ini menyimpulkan tidak terbukti; pakai langkah “Nyatakan tidak terbukti”.")
        )
    return decision


def _decider(decision: Decision, acted_by: Appointment | None) -> Appointment:
    if acted_by is None or acted_by.position_id != decision.decider_position_id:
        who = decision.decider_position.name if decision.decider_position else _("pejabat yang berwenang")
        raise Refusal(
            "authority_not_competent",
            _("Keputusan ini wewenang %(who)s. Anda dapat memaraf bila diminta.") % {"who": who},
        )
    return acted_by


def _enter(decision: Decision, number: str) -> RegisterEntry:
    case, day = decision.case, decision.decided_on
    if day is None:
        raise ValueError("An issued decision has its date.")
    return RegisterEntry.objects.create(
        agency=case.agency,
        code=random_code("RG", day),
        register_number=next_register_number(case.agency_id),
        person=case.person,
        decision=decision,
        sanction=decision.sanction,
        violations=[finding["violation"] for finding in decision.findings],
        number=number,
        decided_on=day,
    )


def next_register_number(agency_id: int) -> int:
    """The next running number, without gap or double: the agency's row is locked until commit."""
    Agency.objects.select_for_update().get(pk=agency_id)
    last = RegisterEntry.objects.filter(agency_id=agency_id).aggregate(last=Max("register_number"))["last"]
    return (last or 0) + 1  # entries of earlier sanctions have no number of ours


def mark_not_proven(act: Act) -> str:
    """The competent official finds that the breach is not proven (PP 94/2021 Pasal 33)."""
    report = act.case.reports.last()
    decision = act.case.decisions.filter(state__in=("draft", "proposed", "returned")).first()
    if decision:
        decision.conclusion = Decision.Conclusion.NOT_PROVEN
        decision.state = Decision.State.WITHDRAWN
        decision.save(update_fields=["conclusion", "state"])
    return _("Dinyatakan tidak terbukti%(of)s") % {
        "of": _(" atas laporan hasil tanggal %(day)s") % {"day": formats.day(report.submitted_on)} if report else ""
    }


def reassess(decision: Decision) -> dict[str, Any]:
    """The assessment again from what the decision stored; equal to ``decision.assessment``."""
    return assess(
        decision.facts, catalogue=load(decision.catalogue_version), calendar=kept_calendar(decision.calendar),
        positions=decision.positions,
    ).as_dict()  # fmt: skip
