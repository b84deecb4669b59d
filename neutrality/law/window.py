"""The months around a regional election in which officials are not moved (UU 10/2016 Pasal 71 ayat (2))."""

from collections.abc import Mapping
from datetime import date

from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, words
from neutrality.law.readings import approval_needed, months_later
from neutrality.law.rows import Row
from neutrality.law.stages import last_day, pairs_fixed_on

# Who holds a post; heads of schools and puskesmas count by their task.
HOLDERS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")


def check_window(
    facts: Facts, catalogue: Catalogue, findings: Findings, regional: Mapping[str, date] | None = None
) -> None:
    """A warning where a sanction that moves an official is proposed inside the window of any regional election."""
    code = facts.proposed_sanction
    if code is None or facts.mendagri_approval or not catalogue.sanctions[code].moves_official:
        return
    rule = catalogue.deadlines["D-P71-JENDELA"]
    inside = [row for row in catalogue.contests.values() if _inside(row, rule.n, facts, regional)]
    if not inside or not _holds_post(facts, findings):
        return
    if facts.term_ends is None and all(_is_over(row, facts) for row in inside):
        findings.missing(
            "term_ends", "Sebut akhir masa jabatan kepala daerah: larangan penggantian pejabat berlaku sampai hari itu.",
            "Tell when the term ends: officials may not be replaced until then.", rule=rule.id, citation=rule.article,
        )  # fmt: skip
    needed = approval_needed(facts.legal_positions, catalogue)
    findings.add(
        "pasal71_window", "proposed.sanction",
        _NEEDED if needed else _NOTICE, rule=rule.id, citation=rule.article,
    )  # fmt: skip


_NEEDED = words(
    "Masa larangan penggantian pejabat: perlu persetujuan tertulis Menteri Dalam Negeri sebelum pejabat dipindahkan.",
    "Officials may not be replaced now without the written approval of the Minister of Home Affairs.",
)
_NOTICE = words(
    "Masa larangan penggantian pejabat. Menurut posisi hukum instansi, hukuman disiplin bukan penggantian pejabat.",
    "Officials may not be replaced now. By the agency's legal position a disciplinary sanction is no replacement.",
)


def _day(facts: Facts) -> date:
    return facts.decision_date or facts.event_date


def _inside(contest: Row, months: int, facts: Facts, regional: Mapping[str, date] | None) -> bool:
    """Whether the day lies in the window of ``contest``: six months before pairs are fixed until the term ends.

    The case's own contest may tell the end of the term; the window of another one closes with its last day.
    """
    own = contest.id == facts.contest
    fixed = pairs_fixed_on(contest, regional if own else None)
    if fixed is None or _day(facts) < months_later(fixed, -months):
        return False
    if facts.term_ends is not None and _day(facts) > facts.term_ends:
        return False
    return own or not _is_over(contest, facts)


def _is_over(contest: Row, facts: Facts) -> bool:
    over = last_day(contest)
    return over is None or _day(facts) > over


def _holds_post(facts: Facts, findings: Findings) -> bool:
    """Officials who hold a post or head a unit."""
    subject = facts.subject
    if subject.regional_secretary or subject.head_of_service_unit or subject.position in HOLDERS:
        return True
    if subject.equivalent_level in HOLDERS:
        return True
    if subject.position in ("fungsional", None) and subject.head_of_service_unit is None:
        findings.missing(
            "subject.head_of_service_unit", "Sebut apakah terlapor mengepalai sekolah, puskesmas, atau UPT.",
            "Tell whether the person heads a school, puskesmas or UPT.", rule="D-P71-JENDELA",
            citation="UU 10/2016 Pasal 71 ayat (2)",
        )  # fmt: skip
    return False
