"""The legal check of a draft decision: the engine's findings and the agency's own rules.

Errors block, warnings ask for a reason, questions ask a person; each line names its source.
Recomputed by the server on every change and once more at signing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.counsel import queries as counsel
from neutrality.counsel.models import LegalPosition
from neutrality.counsel.presenters import level_name
from neutrality.counsel.reading import basis_words
from neutrality.counsel.reliance import STATED_LIMITS, Resting
from neutrality.documents.forms import form_of
from neutrality.law import assess
from neutrality.law.catalogue import Catalogue, load
from neutrality.law.readings import reading_of
from neutrality.workdays import today
from neutrality.workdays.kept import kept_calendar, stored_calendar
from sanctions import letters, rules
from sanctions.facts import earlier_in_words, facts_for
from sanctions.models import PRESIDENT, ApprovalStep, Decision
from sanctions.officers import Line as OfficeLine
from sanctions.officers import Officer
from sanctions.told import facts_told


@dataclass(frozen=True)
class Line:
    """One line of the check. ``state``: fail, warn, ask, pass, na. ``code`` is stable, ``rule`` a row of the catalogue."""

    state: str
    code: str
    title: str
    source: str
    field: str = ""  # the input that mends it
    rule: str = ""

    @property
    def key(self) -> str:
        """Names this line among others of its code: each legal question wants a reason of its own."""
        return f"{self.code}:{self.rule}" if self.code == "legal_position_open" else self.code


@dataclass
class Check:
    lines: list[Line] = field(default_factory=list)
    assessment: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    recorded: dict[str, LegalPosition] = field(default_factory=dict)
    resting: list[Resting] = field(default_factory=list)
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

    @property
    def rests_on(self) -> list[dict[str, Any]]:
        """The legal questions that bear on the decision, as it keeps them."""
        return [
            {
                "question": one.question, "option": one.option, "answered": one.answered,
                "decided_on": self.recorded[one.question].decided_on.isoformat() if one.answered else None,
            }
            for one in self.resting
        ]  # fmt: skip


def agency_rule() -> str:
    return _("aturan instansi")


def text(pair: dict[str, str]) -> str:
    """The words of ``{"id", "en"}`` in the reader's language."""
    return pair.get(get_language() or "id") or pair["id"]


def answer_for(decision: Decision, on: date) -> Check:
    """The engine's answer to ``decision`` as if it were signed on ``on``, and the officials who could sign."""
    case = decision.case
    recorded = counsel.recorded(case.agency, on)
    positions = {question: row.option for question, row in recorded.items()}
    calendar = counsel.calendar_by(positions, case.agency)
    violations = [finding["violation"] for finding in decision.findings]
    line = OfficeLine.of(case, on)
    facts = facts_for(
        case,
        decided_on=on,
        violations=violations or None,
        sanction=decision.sanction,
        authority=decision.authority,
        decider=decision.decider,
        told=facts_told(decision),
        line=line,
    ) | {"legal_positions": positions}
    assessment = assess(facts, catalogue=load(), calendar=calendar, positions=positions).as_dict()
    check = Check(assessment=assessment, facts=facts, positions=positions, recorded=recorded, calendar=calendar)
    check.officers = officers_of(decision, assessment, line)
    return check


def legal_check(decision: Decision, on: date) -> Check:
    """The whole check of ``decision`` as if it were signed on ``on``."""
    check = answer_for(decision, on)
    check.resting = counsel.resting(
        check.facts, check.assessment, agency=decision.case.agency, positions=check.positions,
        sanction=decision.sanction, stated=STATED_LIMITS,
    )  # fmt: skip
    check.lines = sorted(
        [
            *_rules_changed(decision, check),
            *_from_engine(check.assessment),
            *_open_questions(check),
            *_letter(decision, check),
            *_agency_rules(decision),
            *_passes(check.assessment, decision),
        ],
        key=_by_state,
    )
    return check


def read_check(decision: Decision, on: date) -> Check:
    """The check as people read it: of a draft as if it were signed on ``on``, of an issued decision as it was."""
    issued = decision.state == Decision.State.ISSUED and decision.assessment
    return kept_check(decision) if issued else legal_check(decision, on)


def kept_check(decision: Decision) -> Check:
    """The check of an issued decision out of what it kept: no later answer, holiday or catalogue changes it."""
    catalogue, on = load(decision.catalogue_version), decision.decided_on or today(decision.case.agency)
    recorded = counsel.recorded(decision.case.agency, on)
    check = Check(
        assessment=decision.assessment, facts=decision.facts, positions=decision.positions,
        recorded={name: row for name, row in recorded.items() if decision.positions.get(name) == row.option},
        calendar=kept_calendar(decision.calendar),
    )  # fmt: skip
    asked = {row["rule"] for row in decision.assessment["findings"]}
    check.resting = [_kept_resting(row, asked, decision, catalogue) for row in decision.rests_on]
    check.lines = sorted(
        [
            *_from_engine(check.assessment), *_open_questions(check), *_agency_rules(decision),
            *_passes(check.assessment, decision),
        ],
        key=_by_state,
    )  # fmt: skip
    return check


def _kept_resting(row: Mapping[str, Any], asked: set[str], decision: Decision, catalogue: Catalogue) -> Resting:
    taken = reading_of(row["question"], decision.positions, catalogue)
    return Resting(
        row["question"], row["option"], row["answered"], row["question"] in asked,
        taken.effect if row["option"] else {}, catalogue.questions[row["question"]].text, taken.citation,
    )  # fmt: skip


def _by_state(line: Line) -> int:
    return ["fail", "warn", "ask", "pass", "na"].index(line.state)


def reason_for(decision: Decision, line: Line) -> str:
    """The reason given for a warning or question: for that one, or under its code for all of its kind."""
    given = decision.warning_reasons
    return str(given.get(line.key) or given.get(line.code) or "").strip()


def keep(decision: Decision, check: Check) -> None:
    """Put into the decision what it rests on: facts, positions, days off, catalogue and the whole answer."""
    decision.facts = check.facts
    decision.positions = check.positions
    decision.rests_on = check.rests_on
    decision.calendar = stored_calendar(check.calendar)
    decision.assessment = check.assessment
    decision.catalogue_version = check.assessment["catalogue_version"]


def officers_of(decision: Decision, assessment: dict[str, Any], line: OfficeLine) -> list[Officer]:
    """The competent officials for the chosen sanction, the lowest first, who can act in this case."""
    chosen = next((row for row in assessment["permitted"] if row["sanction"] == decision.sanction), None)
    if chosen is None:
        return []
    found = (line.officer(row["authority"]) for row in chosen["authorities"])
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
            finding.get("rule") or "",
        )
        for finding in assessment["findings"]
    ]


def _open_questions(check: Check) -> list[Line]:
    """Questions that nobody answered, on which the decision rests although the engine does not ask them."""
    return [
        Line(
            "ask",
            "legal_position_open",
            _("%(question)s Dipakai: %(reading)s")
            % {"question": text(dict(one.question_text)), "reading": text(dict(one.reading))}
            if one.reading
            else text(dict(one.question_text)),
            one.citation,
            rule=one.question,
        )
        for one in check.resting
        if not one.answered and not one.asked
    ]


def _rules_changed(decision: Decision, check: Check) -> list[Line]:
    """Whether the catalogue or a recorded position changed the answer since the draft was last saved."""
    change = rules.since_saved(decision, check.positions, check.recorded, check.calendar)
    if change is None:
        return []
    title = _("Aturan diperbarui %(day)s. Periksa ulang bagian %(parts)s.") % {
        "day": formats.day(change.on, "singkat"),
        "parts": ", ".join(change.parts),
    }
    return [Line("fail", "rules_changed", title, "; ".join(change.sources), "recheck")]


def _letter(decision: Decision, check: Check) -> list[Line]:
    """Whether the letter of the chosen sanction can be made, and what of its form nobody has verified."""
    if decision.conclusion != Decision.Conclusion.PROVEN or not decision.sanction:
        return []
    kind = letters.kind_of(decision, check.positions)
    row = load().documents[kind]
    lines = []
    if not row.official:
        title = _("Formulir setempat: %(title)s. Tidak ada formulir resmi; Bagian Hukum memeriksa naskahnya.")
        state = "warn" if row.data.get("review") else "na"
        lines.append(Line(state, "local_form", title % {"title": row.title}, basis_words(row.basis), rule=row.id))
    fields = form_of(kind).__dataclass_fields__
    for name in letters.missing_fields(decision, kind):
        label = _("TMT") if name == "starts_on" else str(fields[name].metadata["label"])
        field = name if name == "starts_on" else f"detail-{name}"
        title = _("Surat belum dapat dibuat: isi %(label)s") % {"label": label}
        lines.append(Line("fail", "letter_incomplete", title, agency_rule(), field))
    return lines


def _agency_rules(decision: Decision) -> list[Line]:
    lines = []
    if decision.conclusion == Decision.Conclusion.PROVEN:
        if not decision.findings:
            lines.append(
                Line("fail", "findings_empty", _("Pasal yang dilanggar belum dipilih"), agency_rule(), "findings")
            )
        if not decision.sanction:
            lines.append(Line("fail", "sanction_empty", _("Hukuman belum dipilih"), agency_rule(), "sanction"))
        elif decision.decider is None and decision.authority != PRESIDENT:
            lines.append(
                Line("fail", "decider_empty", _("Pejabat yang menetapkan belum dipilih"), agency_rule(), "decider")
            )
        if not decision.aggravating.strip():
            lines.append(
                Line("fail", "aggravating_empty", _("Pertimbangan memberatkan kosong"), agency_rule(), "aggravating")
            )
        if not decision.mitigating.strip() and not decision.no_mitigating:
            lines.append(
                Line("fail", "mitigating_empty", _("Pertimbangan meringankan kosong"), agency_rule(), "mitigating")
            )
    case = decision.case
    lines += [
        Line(
            "ask", f"earlier_in_words:{entry.code}",
            _("Hukuman lama tidak ada dalam katalog: %(title)s, %(number)s. Bandingkan beratnya dan tulis hasilnya.")
            % {"title": entry.sanction_title, "number": entry.number},
            _rule("SR2"), "history",
        )
        for entry in earlier_in_words(case)
    ]  # fmt: skip
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
                    agency_rule(),
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
                "; ".join(dict.fromkeys(row["citation"] for row in decision.findings if row.get("citation"))),
            )
        )
    if decision.sanction and "sanction_not_in_level" not in codes and assessment["level"]:
        lines.append(
            Line(
                "pass",
                "level_fits",
                _("Jenis hukuman sesuai tingkat %(level)s") % {"level": level_name(assessment["level"]).lower()},
                rule.get("citation", ""),
            )
        )
    if not codes & {"summons_missing", "summons_not_served", "minutes_missing", "report_missing"}:
        source = str(load().deadlines["D-TANPA-PERIKSA"].article)
        lines.append(Line("pass", "procedure", _("Pemanggilan dan pemeriksaan lengkap"), source))
    if decision.sanction and "authority_not_competent" not in codes and decision.decider:
        lines.append(Line("pass", "competent", _("Pejabat berwenang"), competence_of(assessment, decision)))
    return lines


def _rule(name: str) -> str:
    """The citation of a rule on sanctions."""
    return str(load().sanction_rules[name].citation)


def competence_of(assessment: dict[str, Any], decision: Decision) -> str:
    """The citation of the rule that makes the chosen official competent."""
    for row in assessment.get("permitted", []):
        for officer in row["authorities"]:
            if row["sanction"] == decision.sanction and officer["authority"] == decision.authority:
                return str(officer["citation"])
    return ""
