"""Facts in, conclusions out: ``assess`` puts the rules together in the shape of ``POST law/assess/``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from neutrality.law import authority, coverage, procedure, sanctioning, statutes
from neutrality.law.breaches import ASN, breaches_of
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts, known_positions, read
from neutrality.law.findings import Findings, words
from neutrality.law.forwarding import forward
from neutrality.law.procedure import both_dismissals
from neutrality.law.remedies import remedy_for
from neutrality.law.rows import Row
from neutrality.law.summons import Calendar
from neutrality.law.tracks import team_requirement, track_of
from neutrality.law.window import check_window

# Honourable or not: PP 94/2021 and UU 20/2023 differ.
DISMISSAL_KIND = "Q-PDHTAPS"
UNSANCTIONED = ("village", "elsewhere", "none")


@dataclass(frozen=True)
class Assessment:
    """The answer to one set of facts; ``as_dict`` is the JSON of ``POST law/assess/``."""

    data: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return dict(self.data)

    @property
    def track(self) -> str:
        return str(self.data["track"])

    @property
    def level(self) -> str | None:
        level: str | None = self.data["level"]
        return level


def assess(
    facts: Facts | Mapping[str, Any],
    *,
    catalogue: Catalogue,
    calendar: Calendar,
    positions: Mapping[str, str] | None = None,
    regional: Mapping[str, date] | None = None,
) -> Assessment:
    """Assess ``facts`` under ``catalogue``. Raises FactsInvalid for malformed facts.

    ``positions`` (an agency's recorded answers) add to those within the facts; ``calendar`` may carry
    ``contest_steps``, the days of a region's own, and ``regional`` may
    give the region's own day on which pairs were fixed (``{"pairs_fixed": date}``). The answer
    never depends on the day on which it is asked.
    """
    if not isinstance(facts, Facts):
        facts = read(_with_positions(facts, positions or {}, catalogue), catalogue)
    catalogue = catalogue.read_by(_readings_of(facts, catalogue)).with_steps(facts.contest, _steps_of(calendar))
    findings = Findings()
    breaches = breaches_of(facts, catalogue, findings, regional)
    track = track_of(facts, breaches)
    rule = breaches.decisive if track == "discipline" else None
    level = rule.level if rule else None
    _check_subject(track, facts, catalogue, findings)
    choice = sanctioning.choose(track, level, breaches, facts, catalogue, findings)
    officers = {row.id: authority.officers_for(row, facts, catalogue, findings) for row in choice.permitted}
    sent = forward(track, facts, breaches, catalogue, findings)
    if track not in UNSANCTIONED:
        procedure.check_examination(track, level, facts, catalogue, calendar, findings)
        check_window(facts, catalogue, findings, regional)
    if facts.subject.kind in ASN:
        procedure.check_proposed(choice, _officers_proposed(facts, catalogue, officers), facts, catalogue, findings)
    _check_notes(track, level, choice, facts, catalogue, findings)
    permitted = [_permitted(row, officers[row.id] or [], facts, catalogue) for row in choice.permitted]
    rows = findings.sorted()
    answer = Assessment(
        {
            "catalogue_version": catalogue.version,
            "stage": breaches.stage.name,
            "track": track,
            "level": level,
            "level_rule": {"id": rule.rule, "citation": rule.citation} if rule else None,
            "team": team_requirement(track, level),
            "permitted": permitted,
            "refused": [
                {"sanction": one.sanction.id, "reason": dict(one.reason), "rule": one.rule} for one in choice.refused
            ],
            "findings": [row.as_dict() for row in rows],
            "forward": sent,
            "statutes": statutes.cited(track, breaches, rule, permitted, rows, facts, catalogue),
        }
    )
    coverage.touch_cited(cited_ids(answer.data), catalogue.tables)
    return answer


def _readings_of(facts: Facts, catalogue: Catalogue) -> Mapping[str, str]:
    """The positions by which rows are read; a reading of UU 20/2023 says nothing of a decision before it."""
    if not facts.answer(DISMISSAL_KIND) or both_dismissals(facts, catalogue):
        return facts.legal_positions
    return {name: option for name, option in facts.legal_positions.items() if name != DISMISSAL_KIND}


def _steps_of(calendar: Calendar) -> Iterable[Any]:
    """Steps of contests on the region's own days: an agency's calendar carries them."""
    steps: Iterable[Any] = getattr(calendar, "contest_steps", ())
    return steps


def _with_positions(facts: Mapping[str, Any], positions: Mapping[str, str], catalogue: Catalogue) -> Mapping[str, Any]:
    if not positions or not isinstance(facts, Mapping):
        return facts
    told = facts.get("legal_positions")
    if told is not None and not isinstance(told, Mapping):
        return facts  # malformed: the reader says so
    return {**facts, "legal_positions": known_positions(positions, catalogue) | dict(told or {})}


def _check_subject(track: str, facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    """Who is no civil servant is not sanctioned here; what a candidate civil servant faces is open."""
    kind = facts.subject.kind
    if kind not in ASN:
        rule = {"PPNPN": "CR-PPNPN", "KEPALA_DESA": "FW-06", "PERANGKAT_DESA": "FW-07", "BPD": "FW-07"}.get(
            kind, "FW-09"
        )
        citation = catalogue.conduct_rules[rule].citation if rule == "CR-PPNPN" else catalogue.forwarding[rule].citation
        findings.add(
            "not_asn", "subject.kind",
            words(
                "Bukan ASN: tidak dijatuhi hukuman menurut aturan ASN.",
                "Not a civil servant: not sanctioned under the rules for civil servants.",
            ),
            rule=rule, citation=citation or "", severity="error" if facts.proposed_sanction else "info",
        )  # fmt: skip
    if kind == "CPNS" and track == "discipline" and facts.answer("Q-CPNS") is None:
        findings.ask(catalogue.questions["Q-CPNS"])


def _officers_proposed(
    facts: Facts, catalogue: Catalogue, officers: Mapping[str, list[authority.Officer] | None]
) -> list[authority.Officer] | None:
    code = facts.proposed_sanction
    if code is None:
        return None
    return officers[code] if code in officers else authority.officers_for(catalogue.sanctions[code], facts, catalogue)


def _check_notes(
    track: str, level: str | None, choice: sanctioning.Choice, facts: Facts, catalogue: Catalogue, findings: Findings
) -> None:
    """What holds of the permitted sanctions as a whole."""
    if track == "discipline" and level == "sedang" and facts.answer("Q-SEDANG") is None:
        findings.ask(catalogue.questions["Q-SEDANG"])
    if facts.subject.position == "pelaksana" and any(row.id == "B1" for row in choice.permitted):
        findings.add(
            "pelaksana_class_reduction", "subject.position",
            words(
                "Bagi pelaksana, penurunan jabatan dilaksanakan sebagai penurunan kelas jabatan.",
                "For a pelaksana the demotion is carried out as a reduction of job class.",
            ),
            rule="F15_KEP_TURUN_KELAS_JABATAN", citation="Peraturan BKN 6/2022",
        )  # fmt: skip
    if "ppk" in facts.vacant and choice.permitted and facts.answer(authority.PPK_RUNS) is None:
        findings.add(
            "authority_unsettled", "vacant",
            words(
                "PPK dinyatakan kosong: pastikan siapa yang menjalankan wewenangnya.",
                "The post of PPK is told to be vacant: make sure who exercises its powers.",
            ),
            rule=catalogue.questions[authority.PPK_RUNS].id, citation="PP 94/2021 Pasal 25",
        )  # fmt: skip


def _permitted(row: Row, officers: list[authority.Officer], facts: Facts, catalogue: Catalogue) -> dict[str, Any]:
    positions = facts.legal_positions
    first = remedy_for(row, officers[0].authority if officers else None, catalogue, positions)
    listed = []
    for one in officers:
        entry: dict[str, Any] = {"authority": one.authority, "rule": one.rule, "citation": one.citation}
        own = remedy_for(row, one.authority, catalogue, positions)
        if own != first:
            entry["remedy"] = own
        listed.append(entry)
    title, citation = dict(row.title), row.article
    if row.track == "party_membership":
        citation = "; ".join(catalogue.basis_of(row, facts.event_date)) or citation
    # The first catalogue had no readings of a sanction; decisions that rest on it are assessed as they were.
    told = row.id == "B3" and facts.answer(DISMISSAL_KIND) == "ptdh" and not row.data.get("readings")
    if told and both_dismissals(facts, catalogue):
        citation = f"{citation}; UU 20/2023 Pasal 52 ayat (3) huruf g, ayat (4)"
        title = words(
            "Pemberhentian tidak dengan hormat sebagai PNS karena hukuman disiplin berat (posisi hukum instansi)",
            "Dishonourable dismissal for heavy discipline (the agency's legal position)",
        )
    return {
        "sanction": row.id,
        "title": title,
        "citation": citation,
        "duration_months": row.duration_months,
        "authorities": listed,
        "remedy": first,
    }


def cited_ids(answer: Mapping[str, Any]) -> set[str]:
    """Ids of catalogue rows that an answer names."""
    found = {answer["level_rule"]["id"]} if answer["level_rule"] else set()
    for row in answer["permitted"]:
        found |= {row["sanction"], *(officer["rule"] for officer in row["authorities"])}
    for row in answer["refused"]:
        found |= {row["sanction"], row["rule"]}
    found |= {row["rule"] for row in answer["findings"]} | {row["id"] for row in answer["statutes"]}
    for row in answer["forward"]:
        found |= {row["rule"], *row["to"]}
    return found
