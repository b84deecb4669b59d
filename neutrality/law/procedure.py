"""Summonses, examination, the proposed sanction, and the window of UU 10/2016 Pasal 71."""

from datetime import date, timedelta
from typing import Protocol

from neutrality.law.authority import Officer, alias
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts, SummonsFact
from neutrality.law.findings import Findings, words
from neutrality.law.sanctioning import UU_ASN_FROM, Choice, is_suspended
from neutrality.law.stages import fixing_date, last_day

# Seven clear working days: the examination on working day 8 (official example 10).
CLEAR_DAYS = 7
MOVING = ("B1", "B2")
HOLDERS = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")


class Calendar(Protocol):
    """Working-day arithmetic; the day after ``start`` is day 1."""

    def add_working_days(self, start: date, number: int) -> date: ...

    def working_days_between(self, start: date, end: date) -> int: ...


def summons_window(letter: date, calendar: Calendar, reading: str = "clear7") -> tuple[date, date]:
    """``(earliest, latest)`` day of examination that draws no warning for a letter of ``letter``."""
    if reading == "max7":
        return calendar.add_working_days(letter, 1), calendar.add_working_days(letter, CLEAR_DAYS)
    day = calendar.add_working_days(letter, CLEAR_DAYS + 1)
    return day, day


def check_summons(facts: Facts, calendar: Calendar, findings: Findings) -> None:
    """Warnings on the time between letter and examination (PP 94/2021 Pasal 26 ayat (2))."""
    reading = facts.legal_positions.get("Q-SUMMONS", "clear7")
    for index, summons in enumerate(facts.summons or ()):
        if summons.letter is None or summons.examination is None:
            continue
        days = calendar.working_days_between(summons.letter, summons.examination)
        path, citation = f"summons.{index}", "PP 94/2021 Pasal 26 ayat (2)"
        if reading == "clear7" and days - 1 < CLEAR_DAYS:
            findings.add(
                "summons_too_short", path,
                words(
                    f"Kurang dari {CLEAR_DAYS} hari kerja penuh antara surat dan pemeriksaan ({max(days - 1, 0)}).",
                    f"Fewer than {CLEAR_DAYS} clear working days between letter and examination ({max(days - 1, 0)}).",
                ),
                rule="D-PANGGIL-1", citation=citation,
            )  # fmt: skip
        if days > (CLEAR_DAYS + 1 if reading == "clear7" else CLEAR_DAYS):
            findings.add(
                "summons_too_long", path,
                words(
                    f"Pemeriksaan pada hari kerja ke-{days}, lewat dari hari kerja ke-{CLEAR_DAYS + (reading == 'clear7')}.",
                    f"Examination on working day {days}, later than day {CLEAR_DAYS + (reading == 'clear7')}.",
                ),
                rule="D-PANGGIL-1", citation=citation,
            )  # fmt: skip


def check_proposed(
    track: str,
    level: str | None,
    choice: Choice,
    officers: dict[str, list[Officer]],
    facts: Facts,
    catalogue: Catalogue,
    findings: Findings,
) -> None:
    """Errors and questions that a proposed sanction draws. Nothing when none is proposed."""
    proposed = facts.proposed or {}
    code = proposed.get("sanction")
    if code is None:
        return
    row = catalogue.sanctions[code]
    if row.track != track or (level is not None and row.level != level and row not in choice.permitted):
        findings.add(
            "sanction_not_in_level", "proposed.sanction",
            words(
                f"{row.title['id']} tidak termasuk hukuman untuk perkara ini.",
                f"{row.title['en']} is not among the sanctions for this case.",
            ),
            rule=code, citation=row.citation,
        )  # fmt: skip
    if row.track == "discipline" and is_suspended(row, facts):
        findings.add(
            "sanction_suspended", "proposed.sanction",
            words("Jenis hukuman ini tidak sedang berlaku (Pasal 42).", "This sanction is not in use (Pasal 42)."),
            rule="Q-SEDANG", citation="PP 94/2021 Pasal 42",
        )  # fmt: skip
    refused = next((one for one in choice.refused if one.sanction.id == code), None)
    if refused and refused.rule == "SR2":
        findings.add("repeat_must_be_heavier", "proposed.sanction", refused.reason, rule="SR2",
                     citation="PP 94/2021 Pasal 35 ayat (2)")  # fmt: skip
    if code == "B3" and facts.decided_on >= UU_ASN_FROM and "Q-PDHTAPS" not in facts.legal_positions:
        question = catalogue.questions["Q-PDHTAPS"]
        findings.add("dismissal_kind_conflict", "proposed.sanction", dict(question.text), rule=question.id,
                     citation="UU 20/2023 Pasal 52 ayat (4)")  # fmt: skip
    _check_authority(code, officers.get(code, []), facts, catalogue, findings)
    if track in ("discipline", "pppk"):
        _check_examination(level, facts, findings)


def _check_authority(
    code: str, officers: list[Officer], facts: Facts, catalogue: Catalogue, findings: Findings
) -> None:
    proposed = facts.proposed or {}
    authority = alias(proposed.get("authority"), facts.agency_kind)
    if authority is None:
        findings.missing(
            "proposed.authority", "Sebut pejabat yang akan menjatuhkan hukuman.",
            "Name the officer who is to impose the sanction.", rule="AN1",
        )  # fmt: skip
    elif officers and authority not in {one.authority for one in officers}:
        findings.add(
            "authority_not_competent", "proposed.authority",
            words(
                "Pejabat itu tidak berwenang menjatuhkan hukuman ini kepada terlapor.",
                "That officer is not competent to impose this sanction on this person.",
            ),
            rule=officers[0].rule.id, citation=officers[0].rule.citation,
        )  # fmt: skip
    if proposed.get("acting"):
        _check_acting(facts, catalogue, findings)


def _check_acting(facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    question = catalogue.questions["Q-ACTING"]
    answer = facts.legal_positions.get(question.id)
    if answer is None:
        findings.add("authority_unsettled", "proposed.acting", dict(question.text), rule=question.id)
    elif answer == "no":
        findings.add(
            "authority_not_competent", "proposed.acting",
            words(
                "Menurut posisi hukum instansi, Plt, Plh, dan Pj tidak menjatuhkan hukuman disiplin.",
                "By the agency's legal position an acting official may not impose discipline.",
            ),
            rule=question.id,
        )  # fmt: skip


def _check_examination(level: str | None, facts: Facts, findings: Findings) -> None:
    """The examination that any sanction needs; two lawful absences stand in its place (Pasal 26, 27, 29)."""
    absent_twice = _check_attendance(facts.summons, findings)
    if facts.examination is None:
        findings.missing("examination", "Sebut tim, BAP, dan laporan hasil pemeriksaannya.",
                         "Tell of team, minutes and report.", rule="PP 94/2021 Pasal 27")  # fmt: skip
        return
    needed = {
        "team": (level == "berat", "team_missing", "Hukuman berat wajib diperiksa tim.",
                 "A heavy sanction needs a team.", "PP 94/2021 Pasal 29"),
        "minutes": (not absent_twice, "minutes_missing", "BAP belum ada.",
                    "There are no minutes of an examination.", "PP 94/2021 Pasal 32"),
        "report": (True, "report_missing", "Laporan hasil pemeriksaan belum ada.",
                   "There is no report of the examination.", "PP 94/2021 Pasal 27"),
    }  # fmt: skip
    for name, (wanted, code, indonesian, english, citation) in needed.items():
        value = facts.examination.get(name)
        if not wanted or value:
            continue
        if value is None:
            findings.missing(f"examination.{name}", f"Sebut apakah ada: {indonesian}", f"Tell whether: {english}")
        else:
            findings.add(code, f"examination.{name}", words(indonesian, english), citation=citation)


def _check_attendance(summons: tuple[SummonsFact, ...] | None, findings: Findings) -> bool:
    """Whether the person stayed away from two lawful summonses; errors where a summons lacks."""
    citation = "PP 94/2021 Pasal 26"
    if summons is None:
        findings.missing("summons", "Sebut panggilan yang dikirim.", "Tell of the summonses.", rule=citation)
        return False
    if any(one.attended for one in summons):
        return False
    for index, one in enumerate(summons):
        path = f"summons.{index}"
        if one.attended is None:
            findings.missing(f"{path}.attended", "Sebut apakah terlapor hadir.", "Tell whether the person came.")
        elif one.served is False:
            findings.add(
                "summons_not_served", f"{path}.served",
                words("Panggilan tanpa bukti penyerahan bukan dasar ketidakhadiran.",
                      "A summons without proof of service is no ground for absence."),
                rule="D-TANPA-PERIKSA", citation=citation,
            )  # fmt: skip
        elif one.served is None:
            findings.missing(f"{path}.served", "Sebut bukti penyerahannya.", "Tell of the proof of service.")
    if len(summons) < 2:
        findings.add(
            "summons_missing", "summons",
            words("Belum diperiksa: perlu kehadiran, atau dua panggilan sah yang tidak dihadiri.",
                  "Not examined: attendance is needed, or two lawful summonses not followed."),
            rule="D-TANPA-PERIKSA", citation=citation,
        )  # fmt: skip
        return False
    return all(one.served and one.attended is False for one in summons)


def check_window(facts: Facts, catalogue: Catalogue, findings: Findings) -> None:
    """Six months before pairs are fixed until the term ends, an official is moved only with approval."""
    code = (facts.proposed or {}).get("sanction")
    if code not in MOVING or facts.contest is None or facts.mendagri_approval:
        return
    subject = facts.subject
    if subject.position not in HOLDERS and not subject.head_of_service_unit:
        return
    contest = catalogue.contests[facts.contest]
    if contest.type != "regional_heads":
        return
    fixed = fixing_date(contest, None)
    if fixed is None or facts.decided_on < _months_before(fixed, 6):
        return
    over = last_day(contest)
    if facts.term_ends is None and over and facts.decided_on > over:
        findings.missing("term_ends", "Sebut akhir masa jabatan kepala daerah.", "Tell when the term ends.",
                         rule="D-P71-JENDELA")  # fmt: skip
        return
    if facts.term_ends and facts.decided_on > facts.term_ends:
        return
    findings.add(
        "pasal71_window", "decision_date",
        words(
            "Masa larangan penggantian pejabat: perlu persetujuan tertulis Mendagri.",
            "Officials may not be replaced now without the written approval of the Minister of Home Affairs.",
        ),
        rule="D-P71-JENDELA", citation="UU 10/2016 Pasal 71 ayat (2)",
    )  # fmt: skip


def _months_before(day: date, months: int) -> date:
    month = day.month - months
    year = day.year
    while month < 1:
        month, year = month + 12, year - 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return day - timedelta(days=182)
