"""Who is competent: by position distance, never by rank (PP 94/2021 Pasal 16-25)."""

from dataclasses import dataclass

from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts, Subject
from neutrality.law.findings import Findings
from neutrality.law.rows import Row

# From the lowest to the highest; the named functional officials stand beside pengawas and administrator.
ORDER = (
    "jf_ahli_muda", "pengawas", "jf_ahli_madya", "administrator", "jpt_pratama", "jpt_madya", "ppk", "atasan_pejabat",
    "presiden",
)  # fmt: skip
# Facts on whether the unit has the post at all, filled or not.
POSTS = {"pengawas": "unit_has_pengawas", "administrator": "unit_has_administrator"}
# Named functional officials where the unit lacks the post (Pasal 22, 23).
NAMED = {"A-ADM-R": "A-ADM-JFMADYA", "A-PENG-R": "A-PENG-JFMUDA"}
# Who acts where the PPK, or kin, runs for office or the post is empty: the acting PPK, or the Governor or Minister.
PPK_RUNS = "Q-PPK-RUNS"
# Sanctions of other tracks are imposed by the PPK under these rules.
OTHER_TRACKS = {"ethics": "A-MORAL", "pppk": "A-PPPK"}


@dataclass(frozen=True)
class Officer:
    """A competent officer: the authority's code, the rule that makes it so, and its citation."""

    authority: str
    rule: str
    citation: str


def alias(authority: str | None, agency_kind: str | None) -> str | None:
    """``sekda`` is jpt_pratama in kota and kabupaten, jpt_madya in a province."""
    if authority != "sekda" or agency_kind is None:
        return authority
    return "jpt_madya" if agency_kind == "provinsi" else "jpt_pratama"


def standing(subject: Subject, agency_kind: str | None) -> tuple[str | None, str | None]:
    """``(position, grade)`` as the rules of distance see the person; None where a fact lacks.

    The Sekda stands where the office stands. A functional official who heads a school, puskesmas
    or UPT stands where BKPSDM's master data places the post (A-SETARA-UPT).
    """
    if subject.regional_secretary:
        return ("jpt_madya" if agency_kind == "provinsi" else "jpt_pratama"), None
    if subject.position != "fungsional":
        return subject.position, None
    if subject.functional_grade == "ahli_utama":
        return "fungsional", "ahli_utama"
    if subject.equivalent_level and subject.equivalent_level != "fungsional":
        return subject.equivalent_level, None
    return ("fungsional", "other") if subject.functional_grade else ("fungsional", None)


def officers_for(
    sanction: Row, facts: Facts, catalogue: Catalogue, findings: Findings | None = None
) -> list[Officer] | None:
    """Every competent officer for ``sanction``, the lowest first; None where a fact lacks.

    With ``findings`` a lacking fact becomes a question there.
    """
    asked = _Asked(findings if findings is not None else Findings())
    if sanction.track != "discipline":
        return _other_track(sanction, facts, catalogue)
    if facts.agency_kind is None:
        asked.missing("agency_kind", "Sebut jenis instansinya: kewenangan di provinsi berbeda.",
                      "Name the kind of agency: a province has other officers.", "AN1")  # fmt: skip
        return None
    position, grade = standing(facts.subject, facts.agency_kind)
    if not _placed(position, grade, sanction, facts, asked):
        return None
    found = [
        Officer(row.authority, row.id, row.citation)
        for row in (catalogue.authorities.peek(name) for name in sanction.authority)
        if facts.agency_kind in row.agency_kinds and not row.requires and _over(row, position, grade)
    ]
    if not found:
        asked.missing("subject.position", "Tidak ada pejabat berwenang atas jabatan itu di instansi ini; periksa jabatannya.",
                      "The catalogue names nobody over that post in this kind of agency; check the post.", "AN2")  # fmt: skip
    found = _posts_of_the_unit(found, facts, catalogue, asked)
    found = _upwards(found, facts, catalogue)
    return sorted({one.authority: one for one in reversed(found)}.values(), key=lambda one: ORDER.index(one.authority))


@dataclass
class _Asked:
    findings: Findings

    def missing(self, path: str, indonesian: str, english: str, rule: str) -> None:
        self.findings.missing(path, indonesian, english, rule=rule, citation="PP 94/2021 Pasal 16")


def _placed(position: str | None, grade: str | None, sanction: Row, facts: Facts, asked: _Asked) -> bool:
    """Whether the facts place the person; questions otherwise."""
    if position is None:
        asked.missing("subject.position", "Sebut jenis jabatannya: kewenangan mengikuti jabatan.",
                      "Name the position: competence follows the post.", "AN2")  # fmt: skip
        return False
    if position != "fungsional":
        return True
    if grade is None:
        asked.missing("subject.functional_grade", "Sebut jenjang fungsionalnya: ahli utama berbeda kewenangannya.",
                      "Name the functional grade: ahli utama has other officers.", "AN2")  # fmt: skip
        return False
    if grade == "ahli_utama" or sanction.level == "berat":
        return True  # the same officer, wherever an equivalence would place the person
    heads = facts.subject.head_of_service_unit
    if heads and facts.subject.equivalent_level is None:
        asked.missing("subject.equivalent_level", "Sebut kesetaraan jabatan kepala unit menurut data induk BKPSDM.",
                      "Name the equivalent level of the head of the unit from master data.", "A-SETARA-UPT")  # fmt: skip
        return False
    if heads is None:
        asked.missing("subject.head_of_service_unit", "Sebut apakah terlapor mengepalai sekolah, puskesmas, atau UPT.",
                      "Tell whether the person heads a school, puskesmas or UPT.", "A-SETARA-UPT")  # fmt: skip
    return True


def _over(row: Row, position: str | None, grade: str | None) -> bool:
    if position == "fungsional":
        wanted = row.over.get("grade") or ()
        return grade == wanted if isinstance(wanted, str) else grade in wanted
    return position in row.over.get("position", ())


def _other_track(sanction: Row, facts: Facts, catalogue: Catalogue) -> list[Officer]:
    """Moral sanctions, dismissal and ending a contract are the PPK's."""
    name = OTHER_TRACKS.get(sanction.track) or ("A-PPPK" if sanction.id.startswith("K_") else "A-PTDH")
    row = catalogue.authorities[name]
    if "ppk" in _vacant(facts):
        return _higher(Officer(row.authority, row.id, row.citation), facts, catalogue)
    # A dismissal cites the law on civil servants of the date of the act.
    dated = "; ".join(catalogue.basis_of(sanction, facts.event_date)) if name == "A-PTDH" else ""
    return [Officer(row.authority, row.id, dated or row.citation)]


def _ladder(facts: Facts) -> list[str]:
    """Posts of the line from the lowest up to the PPK, without those that the unit does not have."""
    posts = ["pengawas", "administrator", "jpt_pratama"] + (["jpt_madya"] if facts.agency_kind == "provinsi" else [])
    top = ["ppk", "atasan_pejabat"] if facts.answer(PPK_RUNS) == "higher" else ["ppk"]
    return [one for one in posts if one not in POSTS or getattr(facts.subject, POSTS[one]) is not False] + top


def _above(authority: str, facts: Facts, vacant: set[str]) -> str | None:
    """The next higher post that is not vacant."""
    higher = [one for one in _ladder(facts) if ORDER.index(one) > ORDER.index(authority) and one not in vacant]
    return higher[0] if higher else None


def _vacant(facts: Facts) -> set[str]:
    """Posts that nobody fills; an acting PPK fills his where the agency recorded so (Q-PPK-RUNS)."""
    filled = {"ppk"} if facts.answer(PPK_RUNS) == "acting_ppk" else set()
    return {alias(one, facts.agency_kind) or one for one in facts.vacant} - filled


def _higher(one: Officer, facts: Facts, catalogue: Catalogue) -> list[Officer]:
    above = _above(one.authority, facts, _vacant(facts))
    row = catalogue.authorities["A-KOSONG"]
    return [Officer(above, row.id, row.citation)] if above else []


def _posts_of_the_unit(found: list[Officer], facts: Facts, catalogue: Catalogue, asked: _Asked) -> list[Officer]:
    """Where the unit has no Pengawas or Administrator: the named functional official, else the next higher."""
    kept = []
    functional = standing(facts.subject, facts.agency_kind)[0] == "fungsional"
    for one in found:
        there = getattr(facts.subject, POSTS[one.authority]) if one.authority in POSTS else True
        if there is None:
            asked.missing(
                f"subject.{POSTS[one.authority]}",
                "Sebut apakah unit itu mempunyai jabatan tersebut: bila tidak, pejabat lain yang berwenang.",
                "Tell whether the unit has that post: otherwise another officer is competent.", one.rule,
            )  # fmt: skip
        if there is not False:
            kept.append(one)
        elif one.rule in NAMED:
            row = catalogue.authorities[NAMED[one.rule]]
            kept.append(Officer(row.authority, row.id, row.citation))
        elif not functional:  # over a functional official the JPT Pratama is competent anyhow
            kept += _higher(one, facts, catalogue)
    return kept


def _upwards(found: list[Officer], facts: Facts, catalogue: Catalogue) -> list[Officer]:
    """Where the competent post is vacant, the next higher officer (Pasal 25)."""
    vacant = _vacant(facts)
    moved = []
    for one in found:
        moved += [one] if one.authority not in vacant else _higher(one, facts, catalogue)
    return moved
