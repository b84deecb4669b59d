"""Findings: what stands out, how severe, by which rule."""

from dataclasses import dataclass, field
from typing import Any

SEVERITY = {
    "sanction_not_in_level": "error",
    "sanction_suspended": "error",
    "authority_not_competent": "error",
    "team_missing": "error",
    "summons_missing": "error",
    "summons_not_served": "error",
    "minutes_missing": "error",
    "report_missing": "error",
    "repeat_must_be_heavier": "error",
    "already_punished": "error",
    "unknown_violation_for_stage": "error",
    "statute_not_in_force": "error",
    "not_asn": "error",  # info unless a sanction is proposed
    "summons_too_short": "warning",
    "summons_too_long": "warning",
    "pasal71_window": "warning",
    "pelaksana_class_reduction": "warning",
    "pppk_local_rule_missing": "warning",
    "level_undetermined": "question",
    "authority_unsettled": "question",
    "dismissal_kind_conflict": "question",
    "legal_position_open": "question",
    "fact_missing": "question",
    "forward_possible_crime": "info",
}

Text = dict[str, str]


def words(indonesian: str, english: str) -> Text:
    return {"id": indonesian, "en": english}


@dataclass(frozen=True)
class Finding:
    code: str
    path: str
    message: Text
    rule: str
    citation: str
    severity: str

    def as_dict(self) -> dict[str, Any]:
        return {
            "severity": self.severity, "code": self.code, "path": self.path, "message": self.message,
            "rule": self.rule, "citation": self.citation,
        }  # fmt: skip


@dataclass
class Findings:
    """Findings in the order in which they were made, each once."""

    rows: list[Finding] = field(default_factory=list)

    def add(
        self, code: str, path: str, message: Text, *, rule: str = "", citation: str = "", severity: str = ""
    ) -> None:
        row = Finding(code, path, message, rule, citation, severity or SEVERITY[code])
        if row not in self.rows:
            self.rows.append(row)

    def missing(self, path: str, indonesian: str, english: str, *, rule: str = "") -> None:
        self.add("fact_missing", path, words(indonesian, english), rule=rule)

    def open_question(self, question: Any) -> None:
        self.add("legal_position_open", f"legal_positions.{question.id}", dict(question.text), rule=question.id)

    def has(self, code: str) -> bool:
        return any(row.code == code for row in self.rows)
