"""The months around a regional election in which officials are not moved (UU 10/2016 Pasal 71 ayat (2))."""

from collections.abc import Mapping
from datetime import date

from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts
from neutrality.law.findings import Findings, words
from neutrality.law.stages import last_day, pairs_fixed_on

# Who holds a post; heads of schools and puskesmas count by their task.
HOLDERS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier, or the last day of that month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th day")


def check_window(
    facts: Facts, catalogue: Catalogue, findings: Findings, regional: Mapping[str, date] | None = None
) -> None:
    """A warning where a sanction that moves an official is proposed inside the window."""
    code = facts.proposed_sanction
    if code is None or facts.contest is None or facts.mendagri_approval:
        return
    if not catalogue.sanctions[code].moves_official:
        return
    contest = catalogue.contests[facts.contest]
    fixed = pairs_fixed_on(contest, regional)
    if fixed is None:
        return
    day = facts.decision_date or facts.event_date
    rule = catalogue.deadlines["D-P71-JENDELA"]
    if day < months_before(fixed, rule.n) or (facts.term_ends and day > facts.term_ends):
        return
    if not _holds_post(facts, findings):
        return
    over = last_day(contest)
    if facts.term_ends is None and (over is None or day > over):
        findings.missing(
            "term_ends", "Sebut akhir masa jabatan kepala daerah: larangan penggantian pejabat berlaku sampai hari itu.",
            "Tell when the term ends: officials may not be replaced until then.", rule=rule.id, citation=rule.article,
        )  # fmt: skip
    findings.add(
        "pasal71_window", "proposed.sanction",
        words(
            "Masa larangan penggantian pejabat: perlu persetujuan tertulis Menteri Dalam Negeri sebelum pejabat dipindahkan.",
            "Officials may not be replaced now without the written approval of the Minister of Home Affairs.",
        ),
        rule=rule.id, citation=rule.article,
    )  # fmt: skip


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
