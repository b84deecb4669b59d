"""Where a matter goes that is not, or not only, the agency's to sanction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from neutrality.law.breaches import ASN, Breach, Breaches
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, words
from neutrality.law.rows import Row, covers
from neutrality.law.tracks import VILLAGE
from neutrality.law.window import HOLDERS

OWN_INSTITUTION = ("TNI", "POLRI", "REGIONAL_HEAD", "DPRD", "ELECTION_BODY")


def forward(
    track: str, facts: Facts, breaches: Breaches, catalogue: Catalogue, findings: Findings
) -> list[dict[str, Any]]:
    """``[{"rule", "to", "document"}]``: parallel crime first, then what the person's kind asks for."""
    rules = ["FW-01"] if _check_crime(facts, breaches, catalogue, findings) else []
    kind, subject = facts.subject.kind, facts.subject
    if kind == "KEPALA_DESA" or (kind in ASN and subject.serves_as_village_head):
        rules.append("FW-06")
    elif kind in VILLAGE:
        rules.append("FW-07")
    if kind in ASN and subject.serves_as_village_head:
        rules.append("FW-08")
    if kind in OWN_INSTITUTION:
        rules.append("FW-09")
    if kind in ASN and _is_secretary(facts, findings):
        rules.append("FW-11")
        _ask_for_agency(facts, findings)
    if track == "party_membership":
        rules.append("FW-12")
    return [forward_row(name, facts, catalogue) for name in rules]


def forward_row(name: str, facts: Facts, catalogue: Catalogue) -> dict[str, Any]:
    """One rule with the receivers of its day."""
    row = catalogue.forwarding[name]
    to = receivers(row, facts.decision_date or facts.event_date, facts.legal_positions, catalogue)
    if name == "FW-11" and facts.agency_kind:
        to = ["mendagri" if facts.agency_kind == "provinsi" else "gubernur"]
    return {"rule": name, "to": to, "document": document_of(row, facts.event_date)}


def receivers(row: Row, on: date, positions: Mapping[str, str], catalogue: Catalogue) -> list[str]:
    """Who receives on a day: KASN until August 2024, then BKN, then the body to come where the agency says so."""
    to = list(row.to)
    if row.receiver_role is None:
        return to
    holder = catalogue.receiver(row.receiver_role, on, positions)
    return [holder if one == "bkn" and holder else one for one in to]


def document_of(row: Row, event_date: date) -> str:
    """The document of a rule; where it names an article, that of the law of the act."""
    dated = [one["document"] for one in row.data.get("documents_by_date") or [] if covers(one, event_date)]
    return str(dated[0] if dated else row.document)


def _ask_for_agency(facts: Facts, findings: Findings) -> None:
    """Governor or Minister: by the kind of agency (AN4)."""
    if facts.agency_kind is None:
        findings.missing("agency_kind", "Sebut jenis instansinya: tim bagi Sekda dibentuk Gubernur atau Menteri.",
                         "Name the kind of agency: Governor or Minister forms the team.", rule="AN4")  # fmt: skip


def _is_secretary(facts: Facts, findings: Findings) -> bool:
    """The Sekda is examined by a team that a higher government forms (AN4)."""
    subject = facts.subject
    where = {"provinsi": ("jpt_madya",), "kota": ("jpt_pratama",), "kabupaten": ("jpt_pratama",)}
    if subject.regional_secretary is None and subject.position in where.get(facts.agency_kind or "", ()):
        findings.missing(
            "subject.regional_secretary", "Sebut apakah terlapor Sekretaris Daerah: timnya dibentuk di atas instansi.",
            "Tell whether the person is the regional secretary: the team is then formed above the agency.", rule="AN4",
        )  # fmt: skip
    return bool(subject.regional_secretary)


def _check_crime(facts: Facts, breaches: Breaches, catalogue: Catalogue, findings: Findings) -> bool:
    """Acts that may also be an election offence: forwarded in parallel, never worded as a finding."""
    found = False
    for one in breaches.rows:
        crimes = (
            [one.id]
            if one.category == "criminal" and one.holds is not False
            else _possible(one, facts, breaches, catalogue)
        )
        for crime in crimes:
            found = True
            row = catalogue.violations[crime]
            findings.add(
                "forward_possible_crime", one.path,
                words(
                    "Mungkin juga tindak pidana pemilihan: teruskan kepada Bawaslu. Ini bukan temuan instansi.",
                    "May also be an election offence: forward to Bawaslu. It is not a finding of the agency.",
                ),
                rule=crime, citation="; ".join(catalogue.basis_of(row, facts.event_date)),
            )  # fmt: skip
    return found


def _possible(one: Breach, facts: Facts, breaches: Breaches, catalogue: Catalogue) -> list[str]:
    if one.holds is False or not facts.contest:
        return []
    return [
        crime
        for crime in one.row.data.get("possible_crime", [])
        if _contest_fits(crime, facts, breaches, catalogue)
        and _subject_fits(catalogue.violations.peek(crime).crime_subjects, facts)
    ]


def _contest_fits(crime: str, facts: Facts, breaches: Breaches, catalogue: Catalogue) -> bool:
    """UU 7/2017 in a general election while the campaign runs; UU 10/2016 once pairs for regional head are fixed."""
    ballots = catalogue.contests[facts.contest or ""].ballots
    regional = facts.ballot == "kepala_daerah" or (facts.ballot is None and list(ballots) == ["kepala_daerah"])
    if crime.startswith("CRIM-UU10"):
        return regional and breaches.stage.name == "calon"
    return not regional and bool(breaches.stage.campaign)


def _subject_fits(kinds: list[str], facts: Facts) -> bool:
    subject = facts.subject
    official = subject.position in HOLDERS or bool(subject.head_of_service_unit or subject.regional_secretary)
    return subject.kind in kinds or ("ASN_OFFICIAL" in kinds and subject.kind in ASN and official)
