"""Findings: what stands out, how severe, by which rule and article."""

from collections.abc import Mapping
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
ORDER = ("error", "warning", "question", "info")

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
            "severity": self.severity, "code": self.code, "path": self.path, "message": dict(self.message),
            "rule": self.rule, "citation": self.citation,
        }  # fmt: skip


@dataclass
class Findings:
    """Findings in the order in which they were made; a code is said once for each path and rule."""

    rows: list[Finding] = field(default_factory=list)

    def add(
        self, code: str, path: str, message: Text, *, rule: str = "", citation: str = "", severity: str = ""
    ) -> None:
        if not any((row.code, row.path, row.rule) == (code, path, rule) for row in self.rows):
            self.rows.append(Finding(code, path, message, rule, citation, severity or SEVERITY[code]))

    def missing(self, path: str, indonesian: str, english: str, *, rule: str = "", citation: str = "") -> None:
        """A fact that would change the answer is not known: ask, never guess."""
        if not any((row.code, row.path) == ("fact_missing", path) for row in self.rows):
            self.add("fact_missing", path, words(indonesian, english), rule=rule, citation=citation)

    def ask(self, question: Any, *, code: str = "legal_position_open", path: str = "") -> None:
        """An open legal question bears on the answer."""
        text: Mapping[str, str] = question.text
        citation = next((one for one in question.texts if "belum dibaca" not in one), "")
        self.add(code, path or f"legal_positions.{question.id}", dict(text), rule=question.id, citation=citation)

    def has(self, code: str) -> bool:
        return any(row.code == code for row in self.rows)

    def sorted(self) -> list[Finding]:
        """Errors first, then warnings, questions and information."""
        return sorted(self.rows, key=lambda row: ORDER.index(row.severity))
