"""Facts in, conclusions out: ``assess`` puts the rules together in the shape of CONTRACT."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from neutrality.law import authority, procedure, sanctioning
from neutrality.law.breaches import (
    CAMPAIGN_TEAM_ROWS,
    FAVOURING_ROWS,
    OFFICIALS,
    PARTY_ROWS,
    Breach,
    Breaches,
    breaches_of,
    statute_before,
)
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts, read
from neutrality.law.findings import Findings, words
from neutrality.law.procedure import Calendar

VILLAGE = ("KEPALA_DESA", "PERANGKAT_DESA", "BPD")
ELSEWHERE = ("TNI", "POLRI", "REGIONAL_HEAD", "DPRD", "ELECTION_BODY")
ASN = ("PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU")
TEAM = {"berat": "required", "sedang": "optional", "ringan": "not_allowed"}


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
        return self.data["level"]  # type: ignore[no-any-return]  # built below


def assess(
    facts: Facts | Mapping[str, Any],
    *,
    catalogue: Catalogue,
    calendar: Calendar,
    positions: Mapping[str, str] | None = None,
) -> Assessment:
    """Assess ``facts`` under ``catalogue``. Raises FactsInvalid for malformed facts.

    ``positions`` (an agency's recorded answers) add to those within the facts. The answer
    never depends on the day on which it is asked.
    """
    if not isinstance(facts, Facts):
        given = dict(facts.get("legal_positions") or {})
        facts = read({**facts, "legal_positions": {**(positions or {}), **given}}, catalogue)
    findings = Findings()
    breaches = breaches_of(facts, catalogue, findings)
    track = track_of(facts, breaches)
    heaviest = breaches.heaviest if track in ("discipline", "pppk") else None
    level = heaviest.level if heaviest and track == "discipline" else None
    if track == "discipline":
        _ask_about_kind(facts, catalogue, findings)
    choice = sanctioning.choose(track, level, breaches, facts, catalogue, findings)
    officers = {row.id: authority.officers(row, facts, catalogue, findings) for row in choice.permitted}
    forward = _forward(track, facts, breaches, catalogue, findings)
    procedure.check_summons(facts, calendar, findings)
    proposes = bool(facts.proposed and facts.proposed.get("sanction"))
    if track in ("village", "elsewhere", "none"):
        _not_asn(facts, proposes, findings)
    else:
        _check(track, level, choice, officers, facts, catalogue, findings)
    rule = heaviest if heaviest and track == "discipline" else None
    permitted = [_permitted(row, officers[row.id], facts, catalogue) for row in choice.permitted]
    return Assessment(
        {
            "catalogue_version": catalogue.version,
            "stage": breaches.stage.name,
            "track": track,
            "level": level,
            "level_rule": {"id": rule.rule, "citation": rule.citation} if rule else None,
            "team": TEAM.get(level or "", "not_applicable"),
            "permitted": permitted,
            "refused": [
                {"sanction": one.sanction.id, "reason": one.reason, "rule": one.rule} for one in choice.refused
            ],
            "findings": [row.as_dict() for row in findings.rows],
            "forward": forward,
            "statutes": _statutes(track, breaches, rule, permitted, findings, facts, catalogue),
        }
    )


def track_of(facts: Facts, breaches: Breaches) -> str:
    """Subject kind before party membership, before discipline, before ethics."""
    kind = facts.subject.kind
    if kind in VILLAGE:
        return "village"
    if kind in ELSEWHERE:
        return "elsewhere"
    if kind not in ASN:
        return "none"
    if any(row.id in PARTY_ROWS for row in breaches.rows):
        return "party_membership"
    standing = [row for row in breaches.rows if row.holds is not False] or breaches.rows
    categories = {row.category for row in standing}
    if kind.startswith("PPPK"):
        return "pppk" if categories & {"discipline", "ethics"} else "none"
    if "discipline" in categories:
        return "discipline"
    return "ethics" if "ethics" in categories else "none"


def _ask_about_kind(facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    if facts.subject.kind == "CPNS" and "Q-CPNS" not in facts.legal_positions:
        findings.open_question(catalogue.questions["Q-CPNS"])


def _check(
    track: str,
    level: str | None,
    choice: sanctioning.Choice,
    officers: dict[str, list[authority.Officer]],
    facts: Facts,
    catalogue: Catalogue,
    findings: Findings,
) -> None:
    if facts.subject.position == "pelaksana" and any(row.id == "B1" for row in choice.permitted):
        findings.add(
            "pelaksana_class_reduction", "subject.position",
            words(
                "Bagi pelaksana, penurunan jabatan dilaksanakan sebagai penurunan kelas jabatan.",
                "For a pelaksana the demotion is carried out as a reduction of job class.",
            ),
            rule="B1", citation="Peraturan BKN 6/2022",
        )  # fmt: skip
    procedure.check_proposed(track, level, choice, officers, facts, catalogue, findings)
    procedure.check_window(facts, catalogue, findings)


def _not_asn(facts: Facts, proposes: bool, findings: Findings) -> None:
    findings.add(
        "not_asn", "subject.kind",
        words(
            "Bukan ASN: tidak dijatuhi hukuman menurut aturan ASN.",
            "Not a civil servant: not sanctioned under the ASN rules.",
        ),
        severity="error" if proposes else "info",
    )  # fmt: skip


def _permitted(row: Any, officers: list[authority.Officer], facts: Facts, catalogue: Catalogue) -> dict[str, Any]:
    positions = dict(facts.legal_positions)
    first = authority.remedy(row, officers[0].authority if officers else "ppk", catalogue, positions)
    listed = []
    for one in officers:
        entry: dict[str, Any] = {
            "authority": one.authority, "rule": one.rule.id, "citation": one.rule.citation,
        }  # fmt: skip
        own = authority.remedy(row, one.authority, catalogue, positions)
        if own != first:
            entry["remedy"] = own
        listed.append(entry)
    return {
        "sanction": row.id,
        "title": dict(row.title),
        "citation": row.citation,
        "duration_months": row.duration_months,
        "authorities": listed,
        "remedy": first,
    }


def _forward(
    track: str, facts: Facts, breaches: Breaches, catalogue: Catalogue, findings: Findings
) -> list[dict[str, Any]]:
    rules: list[str] = []
    kind = facts.subject.kind
    if kind == "KEPALA_DESA" or facts.subject.serves_as_village_head:
        rules.append("FW-06")
    elif track == "village":
        rules.append("FW-07")
    elif track == "elsewhere":
        rules.append("FW-09")
    if facts.subject.regional_secretary and track in ("discipline", "ethics"):
        rules.append("FW-11")
    if track == "party_membership":
        rules.append("FW-12")
    if any(_maybe_crime(row, facts, breaches) for row in breaches.rows):
        rules.insert(0, "FW-01")
        findings.add(
            "forward_possible_crime", "violations",
            words(
                "Mungkin juga tindak pidana pemilihan: teruskan kepada Bawaslu; bukan temuan instansi.",
                "May also be an election offence: forward to Bawaslu; not a finding of the agency.",
            ),
            rule="FW-01",
        )  # fmt: skip
    return [
        {"rule": name, "to": list(catalogue.forwarding[name].to), "document": catalogue.forwarding[name].document}
        for name in dict.fromkeys(rules)
    ]


def _maybe_crime(row: Breach, facts: Facts, breaches: Breaches) -> bool:
    if row.category == "criminal":
        return row.holds is not False
    if row.id in CAMPAIGN_TEAM_ROWS:
        return bool(breaches.stage.campaign) and (facts.contest or "").startswith("PEMILU")
    official = facts.subject.position in OFFICIALS or bool(facts.subject.head_of_service_unit)
    return row.id in FAVOURING_ROWS and breaches.stage.name == "calon" and official


def _statutes(
    track: str,
    breaches: Breaches,
    rule: Breach | None,
    permitted: list[dict[str, Any]],
    findings: Findings,
    facts: Facts,
    catalogue: Catalogue,
) -> list[dict[str, str]]:
    """Everything cited: of the act by its date, of the sanction by the decision's."""
    cited: list[tuple[str | None, str]] = []
    if facts.subject.kind in ASN and track != "none":
        act = statute_before(facts.event_date)
        cited.append((act, f"{catalogue.statutes[act].citation} Pasal 9 ayat (2)"))
    for row in breaches.rows:
        cited += row.statutes
    if rule:
        cited.append((catalogue.statute_of(rule.citation), rule.citation))
    for one in permitted:
        cited.append((catalogue.statute_of(one["citation"]), one["citation"]))
        cited += [(catalogue.statute_of(officer["citation"]), officer["citation"]) for officer in one["authorities"]]
        if one["remedy"]["type"] != "none":
            cited.append(("PP-79-2021", catalogue.statutes["PP-79-2021"].citation))
    cited += [(catalogue.statute_of(row.citation), row.citation) for row in findings.rows if row.citation]
    later = max(facts.event_date, facts.decided_on)
    return [
        {"id": name, "citation": text}
        for name, text in dict.fromkeys(cited)
        if name
        and text
        and (catalogue.statutes[name].in_force(facts.event_date) or catalogue.statutes[name].in_force(later))
    ]
