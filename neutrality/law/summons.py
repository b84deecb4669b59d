"""Summonses: the time they leave, their service, and two lawful absences (PP 94/2021 Pasal 26)."""

from datetime import date, timedelta
from typing import Protocol

from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts, SummonsFact
from neutrality.law.findings import Findings, words
from neutrality.law.readings import reading_of

# Beyond this span nobody counts days: the examination is late under any reading.
LONGEST = timedelta(days=120)


class Calendar(Protocol):
    """Working-day arithmetic; the day after ``start`` is day 1."""

    def add_working_days(self, start: date, number: int) -> date: ...

    def working_days_between(self, start: date, end: date) -> int: ...


def summons_window(
    letter: date, calendar: Calendar, *, clear_days: int = 7, reading: str = "clear7"
) -> tuple[date, date]:
    """``(earliest, latest)`` day of examination that draws no warning for a letter of ``letter``.

    ``clear7``: seven clear working days, so working day 8 and no later; ``max7``: any day up to day 7.
    """
    if reading == "max7":
        return calendar.add_working_days(letter, 1), calendar.add_working_days(letter, clear_days)
    day = calendar.add_working_days(letter, clear_days + 1)
    return day, day


def check_time(facts: Facts, catalogue: Catalogue, calendar: Calendar, findings: Findings) -> None:
    """Warnings on the time between each letter and its examination."""
    reading = reading_of("Q-SUMMONS", facts.legal_positions, catalogue).option
    for index, one in enumerate(facts.summons or ()):
        if index:
            _check_second(index, (facts.summons or ())[index - 1], one, catalogue, calendar, findings)
        if one.letter is None or one.examination is None:
            for name in ("letter", "examination"):
                if getattr(one, name) is None:
                    findings.missing(f"summons.{index}.{name}", "Sebut tanggal surat dan tanggal pemeriksaannya.",
                                     "Tell the dates of the letter and of the examination.", rule="D-PANGGIL-1")  # fmt: skip
            continue
        rule = catalogue.deadlines["D-PANGGIL-1" if index == 0 else "D-PANGGIL-2-EXAM"]
        last = rule.n if reading == "max7" else rule.n + 1
        if reading == "clear7" and (clear := clear_days_between(one.letter, one.examination, calendar)) < rule.n:
            findings.add(
                "summons_too_short", f"summons.{index}",
                words(
                    f"Hanya {max(clear, 0)} hari kerja penuh antara surat dan pemeriksaan; paling sedikit {rule.n}.",
                    f"Only {max(clear, 0)} clear working days between letter and examination; at least {rule.n}.",
                ),
                rule=rule.id, citation=rule.article,
            )  # fmt: skip
        if is_later_than(one.letter, one.examination, last, calendar):
            findings.add(
                "summons_too_long", f"summons.{index}",
                words(
                    f"Pemeriksaan lewat dari hari kerja ke-{last} sejak surat panggilan.",
                    f"The examination is later than working day {last} after the letter.",
                ),
                rule=rule.id, citation=rule.article,
            )  # fmt: skip


def _check_second(
    index: int, first: SummonsFact, second: SummonsFact, catalogue: Catalogue, calendar: Calendar, findings: Findings
) -> None:
    """After an absence the next summons leaves within seven working days, the same day at the earliest (D-PANGGIL-2)."""
    if first.attended is not False or first.examination is None or second.letter is None:
        return
    rule = catalogue.deadlines["D-PANGGIL-2"]
    if second.letter < first.examination:
        findings.add(
            "summons_too_short", f"summons.{index}.letter",
            words(
                "Panggilan ini bertanggal sebelum hari pemeriksaan yang tidak dihadiri.",
                "This summons is dated before the examination that was missed.",
            ),
            rule=rule.id, citation=rule.article,
        )  # fmt: skip
    elif is_later_than(first.examination, second.letter, rule.n, calendar):
        findings.add(
            "summons_too_long", f"summons.{index}.letter",
            words(
                f"Panggilan ini lewat dari hari kerja ke-{rule.n} sejak hari pemeriksaan yang tidak dihadiri.",
                f"This summons is later than working day {rule.n} after the examination that was missed.",
            ),
            rule=rule.id, citation=rule.article,
        )  # fmt: skip


def clear_days_between(letter: date, examination: date, calendar: Calendar) -> int:
    """Working days that lie wholly between the two dates; below zero when the order is wrong."""
    if examination - letter > LONGEST:
        return LONGEST.days
    if examination <= letter:
        return -1
    return calendar.working_days_between(letter, examination - timedelta(days=1))


def is_later_than(letter: date, examination: date, number: int, calendar: Calendar) -> bool:
    return examination - letter > LONGEST or examination > calendar.add_working_days(letter, number)


def check_attendance(facts: Facts, catalogue: Catalogue, findings: Findings) -> bool:
    """Whether two lawful absences stand in place of an examination; errors where a summons lacks."""
    summons = facts.summons or ()
    rule = catalogue.deadlines["D-TANPA-PERIKSA"]
    for index, one in enumerate(summons):
        _check_one(index, one, rule.id, rule.article, findings)
    if any(one.attended for one in summons):
        return False
    if len(summons) < 2 and all(one.attended is False for one in summons):
        findings.add(
            "summons_missing", "summons",
            words(
                "Belum ada kehadiran, dan belum ada dua panggilan sah yang tidak dihadiri.",
                "Neither attendance nor two lawful summonses that were not followed.",
            ),
            rule=rule.id, citation="PP 94/2021 Pasal 26",
        )  # fmt: skip
        return False
    return len(summons) > 1 and all(one.served and one.attended is False for one in summons)


def _check_one(index: int, one: SummonsFact, rule: str, citation: str, findings: Findings) -> None:
    path = f"summons.{index}"
    if one.attended is None:
        findings.missing(f"{path}.attended", "Sebut apakah terlapor hadir.", "Tell whether the person came.", rule=rule)
    if one.served is False:
        findings.add(
            "summons_not_served", f"{path}.served",
            words(
                "Panggilan ini tanpa bukti penyerahan.",
                "There is no proof that this summons was served.",
            ),
            rule=rule, citation=citation,
        )  # fmt: skip
    elif one.served is None:
        findings.missing(
            f"{path}.served", "Sebut bukti penyerahan panggilan.", "Tell of the proof of service.", rule=rule
        )
