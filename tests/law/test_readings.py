"""Recorded positions on limits, calendar and remedies: which reading holds, and the day that follows from it."""

from datetime import date, datetime

import pytest

from neutrality.law import readings
from neutrality.law.catalogue import load
from tests.law.calendar import Weekdays

LAW, CALENDAR = load(), Weekdays()
MONDAY = date(2024, 10, 7)


@pytest.mark.parametrize(
    ("limit", "positions", "day", "other", "citation"),
    [
        ("D-BERLAKU", {}, "2024-10-28", {"calendar": "2024-10-22"},
         "PP 94/2021 Pasal 38 ayat (1); Peraturan BKN 6/2022 Pasal 50 ayat (1)"),
        ("D-BERLAKU", {"Q-HARI-BERLAKU": "working"}, "2024-10-28", {},
         "PP 94/2021 Pasal 38 ayat (1); Peraturan BKN 6/2022 Pasal 50 ayat (1)"),
        ("D-BERLAKU", {"Q-HARI-BERLAKU": "calendar"}, "2024-10-22", {}, "PP 94/2021 Pasal 38 ayat (1)"),
        ("D-SAMPAI", {}, "2024-10-25", {"calendar": "2024-10-21"}, "PP 94/2021 Pasal 37 ayat (3)"),
        ("D-SAMPAI", {"Q-HARI-SAMPAI": "calendar"}, "2024-10-21", {}, "PP 94/2021 Pasal 37 ayat (3)"),
        ("D-SAMPAI", {"Q-HARI-BERLAKU": "calendar"}, "2024-10-25", {"calendar": "2024-10-21"},
         "PP 94/2021 Pasal 37 ayat (3)"),
        ("D-KEBERATAN", {}, "2024-10-25", {}, "PP 79/2021 (Bab keberatan)"),
        ("D-MASA-B1B2", {}, "2025-10-06", {}, "PP 94/2021 Pasal 8 ayat (4)"),
        ("D-PTUN", {}, "2025-01-05", {}, "UU 5/1986 jo UU 51/2009; UU 30/2014"),
        ("DL-21", {}, "2027-10-16", {}, "MK 121/PUU-XXII/2024 (two years)"),
    ],
)  # fmt: skip
def test_a_limit_is_counted_by_the_reading_that_holds(limit, positions, day, other, citation):
    found = readings.deadline(limit, positions, LAW)

    assert found.due(MONDAY, CALENDAR) == date.fromisoformat(day)
    assert found.other_days(MONDAY, CALENDAR) == {name: date.fromisoformat(one) for name, one in other.items()}
    assert found.citation == citation


def test_a_limit_without_a_number_has_no_day():
    assert readings.deadline("D-LHP", {}, LAW).due(MONDAY, CALENDAR) is None


def test_hours_count_from_the_hour():
    hours = readings.deadline("DL-19", {}, LAW)

    assert hours.due(datetime(2024, 10, 7, 9, 30), CALENDAR) == datetime(2024, 10, 10, 9, 30)


def test_a_reading_says_whether_the_agency_took_it():
    until, own = readings.reading_of("Q-CUTI", {}, LAW), readings.reading_of("Q-CUTI", {"Q-CUTI": "counted"}, LAW)

    assert (until.option, until.answered, until.citation) == ("excluded", False, "Perpres 21/2023 Pasal 6")
    assert (own.option, own.answered, own.effect["en"]) == ("counted", True, "Counted.")


def test_what_only_a_person_can_answer_has_no_option_and_unread_texts_are_not_cited():
    asked = readings.reading_of("Q-ACTING", {}, LAW)

    assert (asked.option, asked.answered) == (None, False)
    assert asked.citation == "PP 94/2021 Pasal 16-25"
    assert asked.effect == LAW.questions["Q-ACTING"].text


@pytest.mark.parametrize(
    ("function", "question", "option", "before", "after"),
    [
        (readings.cuti_bersama_is_worked, "Q-CUTI", "counted", False, True),
        (readings.silence_grants, "Q-KEBERATAN-START", "receipt_granted", False, True),
        (readings.approval_needed, "Q-P71", "no", True, False),
    ],
)
def test_a_position_turns_its_switch(function, question, option, before, after):
    assert function({}, LAW) is before
    assert function({question: option}, LAW) is after


@pytest.mark.parametrize(
    ("old", "new", "positions", "ends", "rule"),
    [
        ("B1", "B2", {}, True, "SR4"),
        ("S1_KGB", "B1", {}, True, "SR4"),
        ("B2", "B1", {}, False, "SR5"),
        ("B1", "B1", {}, False, "SR5"),
        ("S1_KGB", "S1_TUKIN6", {"Q-OVERLAP-EQUAL": "after"}, False, "SR5"),
        ("B1", "B1", {"Q-OVERLAP-EQUAL": "replaces"}, True, "SR5"),
        ("B2", "B1", {"Q-OVERLAP-EQUAL": "replaces"}, False, "SR5"),
    ],
)
def test_a_heavier_sanction_ends_the_older_one_a_lighter_one_waits(old, new, positions, ends, rule):
    found = readings.overlap(old, new, positions, LAW)

    assert (found.ends_old, found.rule) == (ends, rule)
    assert found.citation == LAW.sanction_rules[rule].citation


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"), ("2024-12-31", 0, "2024-12-31"), ("2024-03-31", -1, "2024-02-29"),
        ("2024-09-22", -6, "2024-03-22"), ("2024-11-30", 13, "2025-12-30"), ("2024-01-15", -1, "2023-12-15"),
    ],
)  # fmt: skip
def test_months_end_on_the_same_day_or_the_last(day, months, later):
    assert readings.months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


@pytest.mark.parametrize(
    ("contest", "limit", "last"),
    [
        ("PEMILU-2024", "DL-01", "2024-10-16"),
        ("PILKADA-2024", "DL-07", "2024-10-14"), ("PSU-2025", "DL-07", "2024-10-14"), (None, "DL-07", "2024-10-14"),
    ],
)  # fmt: skip
def test_two_clocks_for_a_report_to_bawaslu(contest, limit, last):
    found = readings.report_to_bawaslu(contest, LAW)

    assert (found.id, found.due(MONDAY, CALENDAR)) == (limit, date.fromisoformat(last))
