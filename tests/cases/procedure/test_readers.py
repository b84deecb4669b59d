"""Hints on unusual readers: each from the journal, each a reason to ask and no more."""

from datetime import UTC, date
from typing import Any

import pytest
from django.test import Client

from cases import readers
from cases.models import Case
from neutrality.accounts.models import Role
from neutrality.audit.actions import record_view
from neutrality.audit.models import JournalEntry
from tests.cases.procedure.world import World
from tests.factories import make_user


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


def texts(case: Case) -> set[tuple[str, str]]:
    return {(hint.who, hint.text) for hint in readers.hints_on(case, list(readers.trail_of(case)))}


def said(case: Case, part: str) -> set[str]:
    return {who for who, text in texts(case) if part in text}


def test_a_reader_without_a_task_is_pointed_at_and_one_with_it_is_not(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    auditor = make_user(roles=[Role.AUDITOR], agency=world.agency, display_name="Auditor Contoh")
    for user in (auditor, world.user("kasi"), world.desk):
        record_view(user, case)
    assert said(case, "Tidak memegang tugas") == {"Auditor Contoh"}


def test_reading_again_and_again_on_one_day(world: World) -> None:
    """Of whoever has no task in it: who works on a case opens its tabs and letters all day."""
    case = world.case()
    auditor = make_user(roles=[Role.AUDITOR], agency=world.agency, display_name="Auditor Contoh")
    for user in (world.desk, auditor):
        for _time in range(readers.OFTEN):
            record_view(user, case)
    assert said(case, "kali dalam satu hari") == {"Auditor Contoh"}
    for _time in range(readers.OFTEN_AT_WORK - readers.OFTEN):
        record_view(world.desk, case)
    assert said(case, f"{readers.OFTEN_AT_WORK} kali dalam satu hari") == {world.desk.shown_name}


def test_many_cases_within_an_hour(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MANY", 3)
    cases = [world.case(key) for key in ("pelaksana", "rekan", "guru")]
    for case in cases[:2]:
        record_view(world.desk, case)
    assert not said(cases[0], "dalam satu jam")
    record_view(world.desk, cases[2])
    assert said(cases[0], "dalam satu jam") == {world.desk.shown_name}


def test_the_hour_and_the_day_are_those_of_the_office(world: World) -> None:
    """03.00 of a Sunday, made from a row that was never stored: the database alone sets the hour of one that is."""
    case = world.case()
    row = JournalEntry(event="subject.opened", actor_id=world.desk.pk, actor_label="Analis",
                       subject_type="case", subject_code=case.code)  # fmt: skip
    from datetime import datetime

    row.at = datetime(2024, 10, 12, 20, 0, tzinfo=UTC)  # Sunday, 03.00 in Pontianak
    assert any("di luar jam" in hint.text for hint in readers.hints_on(case, [row]))
    row.at = datetime(2024, 10, 14, 3, 0, tzinfo=UTC)  # Monday, 10.00
    assert not any("di luar jam" in hint.text for hint in readers.hints_on(case, [row]))
    assert date(2024, 10, 14).weekday() == 0


def test_acts_are_no_readings(world: World) -> None:
    case = world.case()
    for _time in range(readers.OFTEN):
        JournalEntry.objects.filter(subject_code=case.code).count()
    assert texts(case) == set()


def test_the_page_shows_them_and_a_refused_reader_leaves_no_row(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    auditor = make_user(roles=[Role.AUDITOR], agency=world.agency, display_name="Auditor Contoh")
    record_view(auditor, case)
    client = Client()
    client.force_login(world.desk)
    answer = client.get(f"/kasus/{case.code}/jejak/").content.decode()
    assert "Yang perlu ditanyakan" in answer
    before = JournalEntry.objects.filter(subject_code=case.code).count()
    client.force_login(world.user("kasi"))
    assert client.get(f"/kasus/{case.code}/jejak/").status_code == 404
    assert JournalEntry.objects.filter(subject_code=case.code).count() == before


def test_a_print_is_one_row(world: World) -> None:
    case = world.case()
    client = Client()
    client.force_login(world.desk)
    client.get(f"/kasus/{case.code}/cetak/")
    rows = JournalEntry.objects.filter(subject_code=case.code, event__startswith="subject.")
    assert [row.event for row in rows] == ["subject.printed"]
