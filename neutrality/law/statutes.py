"""Everything that an answer cites, each in force on the date that matters for it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from neutrality.law.breaches import ASN, Breach, Breaches
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Finding

# Heading norms of every case against a civil servant, by the date of the act.
HEADING = (
    ("UU-5-2014", "Pasal 9 ayat (2)"),
    ("UU-20-2023", "Pasal 9 ayat (2)"),
    ("UU-20-2023", "Pasal 24 ayat (1) huruf d"),
)
# Rows that bind people who are no civil servants.
OF_ANYBODY = ("criminal", "village")
# Findings that speak of the act: their law is that of its day.
OF_THE_ACT = ("unknown_violation_for_stage", "statute_not_in_force", "level_undetermined", "forward_possible_crime")


def heading_norms(event_date: date, catalogue: Catalogue) -> list[tuple[str, str]]:
    """The law on civil servants of the day of the act: UU 5/2014 before 31 October 2023, UU 20/2023 after."""
    return [
        (name, f"{catalogue.statutes[name].citation} {article}")
        for name, article in HEADING
        if catalogue.statutes[name].in_force(event_date)
    ]


def cited(
    track: str, breaches: Breaches, rule: Breach | None, permitted: Iterable[dict[str, Any]], findings: Iterable[Finding],
    facts: Facts, catalogue: Catalogue,
) -> list[dict[str, str]]:  # fmt: skip
    """``[{"id", "citation"}]``: of the act by its date, of sanction and procedure by the decision's."""
    act: list[tuple[str, str]] = []
    if facts.subject.kind in ASN and track != "none":
        act += heading_norms(facts.event_date, catalogue)
    for one in breaches.rows:
        if facts.subject.kind in ASN or one.category in OF_ANYBODY:
            act += one.statutes
    if rule:
        act += catalogue.statutes_in(rule.citation)
    decision: list[tuple[str, str]] = []
    for row in permitted:
        decision += catalogue.statutes_in(row["citation"])
        for officer in row["authorities"]:
            decision += catalogue.statutes_in(officer["citation"])
        if row["remedy"]["type"] != "none":
            decision.append(("PP-79-2021", catalogue.statutes["PP-79-2021"].citation))
    for finding in findings:
        (act if finding.code in OF_THE_ACT else decision).extend(catalogue.statutes_in(finding.citation))
    decided_on = catalogue.decision_day(facts.decision_date)
    held = [pair for pair in act if catalogue.statutes[pair[0]].in_force(facts.event_date)]
    held += [pair for pair in decision if _holds(pair[0], facts.event_date, decided_on, catalogue)]
    return [{"id": name, "citation": text} for name, text in dict.fromkeys(held)]


def _holds(statute: str, event_date: date, decided_on: date, catalogue: Catalogue) -> bool:
    row = catalogue.statutes[statute]
    return bool(row.in_force(event_date) or row.in_force(decided_on))
