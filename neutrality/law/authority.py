"""Who is competent: by position distance, never by rank (PP 94/2021 Pasal 16-25)."""

from dataclasses import dataclass
from typing import Any

from neutrality.law.catalogue import Catalogue, Row
from neutrality.law.facts import Facts, Subject
from neutrality.law.findings import Findings

# From the lowest to the highest; the named JF stand beside pengawas and administrator.
ORDER = (
    "jf_ahli_muda", "pengawas", "jf_ahli_madya", "administrator", "jpt_pratama", "jpt_madya", "ppk", "presiden",
)  # fmt: skip
# Posts that can be vacant, and who stands next above.
ABOVE = {
    "pengawas": "administrator",
    "jf_ahli_muda": "administrator",
    "administrator": "jpt_pratama",
    "jf_ahli_madya": "jpt_pratama",
    "jpt_pratama": "ppk",
    "jpt_madya": "ppk",
}


@dataclass(frozen=True)
class Officer:
    authority: str
    rule: Row


def alias(authority: str | None, agency_kind: str | None) -> str | None:
    """``sekda`` is jpt_pratama in kota and kabupaten, jpt_madya in a province."""
    if authority == "sekda":
        return "jpt_madya" if agency_kind == "provinsi" else "jpt_pratama"
    return authority


def place(subject: Subject, findings: Findings, level: str | None) -> tuple[str | None, str | None]:
    """``(position, grade)`` as the rules see the subject; None with a question where a fact lacks.

    A head of a service unit stands where BKPSDM's master data places the post.
    """
    if subject.position is None:
        findings.missing(
            "subject.position", "Sebut jenis jabatannya: kewenangan mengikuti jabatan.",
            "Name the position: competence follows the post.", rule="AN2",
        )  # fmt: skip
        return None, None
    if subject.position != "fungsional":
        return subject.position, None
    if subject.functional_grade is None:
        findings.missing(
            "subject.functional_grade", "Sebut jenjang fungsionalnya: ahli utama berbeda kewenangannya.",
            "Name the functional grade: ahli utama has other officers.", rule="AN2",
        )  # fmt: skip
        return None, None
    return "fungsional", "ahli_utama" if subject.functional_grade == "ahli_utama" else "other"


def officers(sanction: Row, facts: Facts, catalogue: Catalogue, findings: Findings) -> list[Officer]:
    """Every competent officer for ``sanction``, the lowest first; empty with a question where a fact lacks."""
    if sanction.track != "discipline":
        return [Officer(row.authority, row) for row in _rules_for(sanction, catalogue) if row.authority == "ppk"]
    if facts.agency_kind is None:
        findings.missing(
            "agency_kind", "Sebut jenis instansinya: kewenangan di provinsi berbeda.",
            "Name the kind of agency: a province has other officers.", rule="AN1",
        )  # fmt: skip
        return []
    position, grade = place(facts.subject, findings, sanction.level)
    if position is None:
        return []
    found = [
        Officer(row.authority, row)
        for row in _rules_for(sanction, catalogue)
        if facts.agency_kind in row.agency_kinds and _over(row, position, grade) and not row.requires
    ]
    found += _named_functional(sanction, position, facts, catalogue, findings)
    found = _without_posts_that_are_not(found, position, sanction, facts, catalogue, findings)
    found = _upwards(found, facts, catalogue)
    return sorted({one.authority: one for one in found}.values(), key=lambda one: ORDER.index(one.authority))


def _rules_for(sanction: Row, catalogue: Catalogue) -> list[Row]:
    return [catalogue.authorities[name] for name in sanction.authority]


def _over(row: Row, position: str, grade: str | None) -> bool:
    over = row.over
    if position == "fungsional":
        wanted = over.get("grade")
        return wanted == grade if isinstance(wanted, str) else bool(wanted and grade in wanted)
    return position in over.get("position", ())


def _named_functional(
    sanction: Row, position: str, facts: Facts, catalogue: Catalogue, findings: Findings
) -> list[Officer]:
    """Named JF Ahli Madya or Muda where the unit has no Administrator or Pengawas (Pasal 22, 23)."""
    if sanction.level != "ringan":
        return []
    unit = facts.subject
    if position == "pengawas" and unit.unit_has_administrator is False:
        row = catalogue.authorities["A-ADM-JFMADYA"]
    elif position == "pelaksana" and unit.unit_has_pengawas is False:
        row = catalogue.authorities["A-PENG-JFMUDA"]
    else:
        return []
    return [Officer(row.authority, row)]


def _without_posts_that_are_not(
    found: list[Officer], position: str, sanction: Row, facts: Facts, catalogue: Catalogue, findings: Findings
) -> list[Officer]:
    """Put the next higher officer, or the named JF already there, where a unit has no pengawas or
    administrator; ask where it is not told."""
    kept = []
    for one in found:
        there: bool | None = True
        if one.authority == "pengawas":
            there = facts.subject.unit_has_pengawas
            path = "subject.unit_has_pengawas"
        elif one.authority == "administrator" and position in ("pengawas", "pelaksana"):
            there = facts.subject.unit_has_administrator
            path = "subject.unit_has_administrator"
        if there is None:
            findings.missing(
                path, "Sebut apakah unit ini mempunyai jabatan itu: bila tidak, pejabat lain yang berwenang.",
                "Tell whether the unit has that post: otherwise another officer is competent.", rule=one.rule.id,
            )  # fmt: skip
        if there is not False:
            kept.append(one)
        elif sanction.level != "ringan":
            kept.append(Officer(ABOVE[one.authority], catalogue.authorities["A-KOSONG"]))
    return kept


def _upwards(found: list[Officer], facts: Facts, catalogue: Catalogue) -> list[Officer]:
    """Where the competent post is vacant or absent, the next higher officer (Pasal 25)."""
    vacant = {alias(one, facts.agency_kind) for one in facts.vacant}
    result = []
    for one in found:
        if one.authority not in vacant:
            result.append(one)
            continue
        higher: str | None = ABOVE.get(one.authority)
        while higher in vacant:
            higher = ABOVE.get(str(higher))
        if higher is not None:
            result.append(Officer(str(higher), catalogue.authorities["A-KOSONG"]))
    return result


def remedy(sanction: Row, authority: str, catalogue: Catalogue, positions: dict[str, str]) -> dict[str, Any]:
    """``{"type", "to", "working_days"}`` against a decision of ``authority`` (PP 79/2021)."""
    if authority == "presiden":
        return {"type": "none", "to": None, "working_days": None}
    if sanction.remedy == "banding":
        return {"type": "banding", "to": "bpasn", "working_days": catalogue.deadlines["D-BANDING"].n}
    days = catalogue.deadlines["D-KEBERATAN"].n
    if sanction.remedy == "none":
        if positions.get("Q-MORAL-REMEDY") == "keberatan":
            return {"type": "keberatan", "to": "ppk", "working_days": days}
        return {"type": "none", "to": None, "working_days": None}
    return {"type": "keberatan", "to": "ppk" if authority == "ppk" else "atasan_pejabat", "working_days": days}
