"""A plain case, asked of the engine with the changes that a test is about."""

from typing import Any

from neutrality.law import assess
from neutrality.law.catalogue import load
from tests.law.calendar import Weekdays

FACTS: dict[str, Any] = {
    "event_date": "2024-10-05",
    "contest": "PILKADA-2024",
    "agency_kind": "kota",
    "subject": {"kind": "PNS", "position": "administrator"},
    "violations": ["PP94-N-06"],
}


def ask(**changes: Any) -> dict[str, Any]:
    return assess(FACTS | changes, catalogue=load(), calendar=Weekdays()).as_dict()


def who(**changes: Any) -> dict[str, Any]:
    """``subject`` of a PNS about whom every fact that bears on competence is known."""
    known = {
        "kind": "PNS", "head_of_service_unit": False, "regional_secretary": False, "unit_has_administrator": True,
        "unit_has_pengawas": True, "on_unpaid_leave": False, "candidate_spouse": False,
    }  # fmt: skip
    return known | changes


def codes(answer: dict[str, Any], severity: str = "") -> set[str]:
    return {row["code"] for row in answer["findings"] if not severity or row["severity"] == severity}


def paths(answer: dict[str, Any], code: str = "fact_missing") -> set[str]:
    return {row["path"] for row in answer["findings"] if row["code"] == code}


def permitted(answer: dict[str, Any]) -> list[str]:
    return [row["sanction"] for row in answer["permitted"]]


def officers(answer: dict[str, Any], sanction: str) -> list[tuple[str, str]]:
    row = next(one for one in answer["permitted"] if one["sanction"] == sanction)
    return [(one["authority"], one["rule"]) for one in row["authorities"]]


def remedies(answer: dict[str, Any], sanction: str) -> dict[str, Any]:
    """The remedy against each officer's decision, by authority."""
    row = next(one for one in answer["permitted"] if one["sanction"] == sanction)
    return {one["authority"]: one.get("remedy", row["remedy"]) for one in row["authorities"]}
