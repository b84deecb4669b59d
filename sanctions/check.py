"""The legal check of a draft decision: the engine's findings and the agency's own rules.

Errors block, warnings ask for a reason, questions ask a person; each line names its source.
Recomputed by the server on every change and once more at signing.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.counsel import queries as counsel
from neutrality.law import assess
from neutrality.law.catalogue import load
from sanctions.facts import facts_for
from sanctions.models import ApprovalStep, Decision
from sanctions.officers import Officer, officer_for

AGENCY_RULE = "aturan instansi"


@dataclass(frozen=True)
class Line:
    """One line of the check. ``state``: fail, warn, ask, pass, wait, na. ``code`` is stable."""

    state: str
    code: str
    title: str
    source: str
    field: str = ""  # the input that mends it


@dataclass
class Check:
    lines: list[Line] = field(default_factory=list)
    assessment: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    calendar: Any = None
    officers: list[Officer] = field(default_factory=list)

    def of(self, *states: str) -> list[Line]:
        return [line for line in self.lines if line.state in states]

    @property
    def blocking(self) -> list[Line]:
        return self.of("fail")

    @property
    def needs_reason(self) -> list[Line]:
        return self.of("warn", "ask")


def text(pair: dict[str, str]) -> str:
    """The words of ``{"id", "en"}`` in the reader's language."""
    return pair.get(get_language() or "id") or pair["id"]


def legal_check(decision: Decision, on: date) -> Check:
    """The whole check of ``decision`` as if it were signed on ``on``."""
    case = decision.case
    positions = counsel.positions_in_force(case.agency, on)
    calendar = counsel.calendar_by(positions, case.agency)
    violations = [finding["violation"] for finding in decision.findings]
    facts = facts_for(
        case,
        decided_on=on,
        violations=violations or None,
        sanction=decision.sanction,
        authority=decision.authority,
        decider=decision.decider,
    ) | {"legal_positions": positions}
    assessment = assess(facts, catalogue=load(), calendar=calendar, positions=positions).as_dict()
    check = Check(assessment=assessment, facts=facts, positions=positions, calendar=calendar)
    check.officers = officers_of(decision, assessment, on)
    check.lines = sorted(
        [*_from_engine(assessment), *_agency_rules(decision, assessment), *_passes(assessment, decision)],
        key=lambda line: ["fail", "warn", "ask", "wait", "pass", "na"].index(line.state),
    )
    return check


def officers_of(decision: Decision, assessment: dict[str, Any], on: date) -> list[Officer]:
    """The competent officials for the chosen sanction, the lowest first, who can act in this case."""
    chosen = next((row for row in assessment["permitted"] if row["sanction"] == decision.sanction), None)
    if chosen is None:
        return []
    found = (officer_for(decision.case, row["authority"], on) for row in chosen["authorities"])
    return [officer for officer in found if officer is not None]


_STATES = {"error": "fail", "warning": "warn", "question": "ask", "info": "na"}


def _from_engine(assessment: dict[str, Any]) -> list[Line]:
    return [
        Line(
            _STATES[finding["severity"]],
            finding["code"],
            text(finding["message"]),
            finding.get("citation") or "",
            finding.get("path") or "",
        )
        for finding in assessment["findings"]
    ]


def _agency_rules(decision: Decision, assessment: dict[str, Any]) -> list[Line]:
    lines = []
    if decision.conclusion == Decision.Conclusion.PROVEN:
        if not decision.findings:
            lines.append(
                Line("fail", "findings_empty", _("Pasal yang dilanggar belum dipilih"), AGENCY_RULE, "findings")
            )
        if not decision.sanction:
            lines.append(Line("fail", "sanction_empty", _("Hukuman belum dipilih"), AGENCY_RULE, "sanction"))
        elif decision.decider is None:
            lines.append(
                Line("fail", "decider_empty", _("Pejabat yang menetapkan belum dipilih"), AGENCY_RULE, "decider")
            )
        if not decision.aggravating.strip():
            lines.append(
                Line("fail", "aggravating_empty", _("Pertimbangan memberatkan kosong"), AGENCY_RULE, "aggravating")
            )
        if not decision.mitigating.strip() and not decision.no_mitigating:
            lines.append(
                Line("fail", "mitigating_empty", _("Pertimbangan meringankan kosong"), AGENCY_RULE, "mitigating")
            )
    case = decision.case
    if case.history_checked_on is None:
        lines.append(Line("fail", "history_unchecked", _("Riwayat hukuman belum diperiksa"), _rule("SR2"), "history"))
    else:
        title = _("Riwayat hukuman: %(source)s diperiksa %(day)s") % {
            "source": case.history_source,
            "day": formats.day(case.history_checked_on),
        }
        lines.append(Line("pass", "history_checked", title, _rule("SR2")))
    for step in decision.steps.select_related("position"):
        if step.state == ApprovalStep.State.WAITING:
            lines.append(
                Line(
                    "fail",
                    "initial_missing",
                    _("Paraf %(who)s belum ada") % {"who": step.position.name},
                    AGENCY_RULE,
                    "steps",
                )
            )
    return lines


def _passes(assessment: dict[str, Any], decision: Decision) -> list[Line]:
    """What holds, said as plainly as what does not."""
    codes = {finding["code"] for finding in assessment["findings"]}
    rule = assessment.get("level_rule") or {}
    lines = []
    if "statute_not_in_force" not in codes:
        lines.append(
            Line(
                "pass",
                "in_force",
                _("Pasal berlaku pada %(day)s") % {"day": formats.day(decision.case.event_date)},
                ", ".join(sorted({row["citation"] for row in assessment["statutes"]})[:2]),
            )
        )
    if decision.sanction and "sanction_not_in_level" not in codes and assessment["level"]:
        lines.append(
            Line(
                "pass",
                "level_fits",
                _("Jenis hukuman sesuai tingkat %(level)s") % {"level": assessment["level"]},
                rule.get("citation", ""),
            )
        )
    if not codes & {"summons_missing", "summons_not_served", "minutes_missing", "report_missing"}:
        source = str(load().deadlines["D-TANPA-PERIKSA"].article)
        lines.append(Line("pass", "procedure", _("Pemanggilan dan pemeriksaan lengkap"), source))
    if decision.sanction and "authority_not_competent" not in codes and decision.decider:
        lines.append(Line("pass", "competent", _("Pejabat berwenang"), _competence(assessment, decision)))
    return lines


def _rule(name: str) -> str:
    """The citation of a rule on sanctions."""
    return str(load().sanction_rules[name].citation)


def _competence(assessment: dict[str, Any], decision: Decision) -> str:
    """The citation of the rule that makes the chosen official competent."""
    for row in assessment["permitted"]:
        for officer in row["authorities"]:
            if row["sanction"] == decision.sanction and officer["authority"] == decision.authority:
                return str(officer["citation"])
    return ""
