"""Figures: what is counted, what is withheld, what a wall takes out, and who may look."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from cases.models import CaseWall
from neutrality.accounts.models import Role
from neutrality.overview.figures import board, cells, counting, kinds, weeks
from tests.cases.procedure.world import World
from tests.factories import make_employee, make_position, make_unit, make_user


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


def unit(name: str) -> Any:
    return SimpleNamespace(name=name)


# --- small cells ---------------------------------------------------------------


def test_a_figure_stands_on_five_cases() -> None:
    assert [cells.shown(n) for n in (0, 1, 4, 5)] == [None, None, None, 5]


def test_what_is_hidden_does_not_come_back_by_subtraction() -> None:
    assert cells.parts({"a": 9, "b": 6, "c": 2}) == {"a": 9, "b": None, "c": None}
    assert cells.parts({"a": 9, "b": 2, "c": 0}) == {"a": 9, "b": None, "c": None}
    assert cells.parts({"a": 9, "b": 6}) == {"a": 9, "b": 6}


def test_units_under_a_hundred_people_have_a_count_and_no_rate() -> None:
    rows = cells.unit_figures(
        [(unit("Besar"), 500, 5), (unit("Kecil"), 60, 6), (unit("Sepi"), 900, 1), (unit("Nol"), 90, 0)]
    )
    assert [(row.unit.name, row.cases, row.rate) for row in rows] == [
        ("Besar", 5, 10.0), ("Kecil", 6, None), ("Nol", None, None), ("Sepi", None, None),
    ]  # fmt: skip


def test_kinds_with_few_cases_are_joined() -> None:
    assert kinds.group({"PP94-N-06": 7, "SKB-D-08": 1, "PP94-N-04": 3, "SKB-D-07": 2}) == [("ajakan", 8), ("lain", 5)]
    assert kinds.group({"PP94-N-06": 7, "SKB-D-06": 6, "PP94-N-04": 1}) == [("ajakan", 7), ("lain", 7)]
    assert kinds.group({}) == []


def test_the_weekly_drawing_stands_on_nought_and_shades_the_campaign() -> None:
    monday = date(2024, 10, 14)
    drawn = weeks.draw({monday: 4}, {monday: 2}, date(2024, 10, 16), (date(2024, 9, 25), date(2024, 11, 23)))
    assert (drawn.last.monday, drawn.last.opened, drawn.last.decided) == (monday, 4, 2)
    assert (drawn.grid[0], drawn.grid[-1][1]) == ((weeks.BOTTOM, 0), 8)
    assert drawn.last.y + drawn.last.height == weeks.BOTTOM
    assert drawn.campaign is not None
    start, width = drawn.campaign
    assert start > weeks.LEFT and start + width == pytest.approx(weeks.RIGHT, abs=0.5)


# --- counting --------------------------------------------------------------------


def test_what_came_to_nothing_is_not_counted(world: World) -> None:
    kept, dropped = world.case("pelaksana"), world.case("guru")
    world.do(dropped, "discontinue", reason="not_a_breach", note="Bukan pelanggaran.")
    cases = counting.confirmed(world.agency)
    assert [case.code for case in cases] == [kept.code]


def test_a_wall_takes_the_case_out_of_the_figures(world: World) -> None:
    case = world.case("pelaksana")
    sekda = world.user("sekda")
    before = board.build(sekda).totals.confirmed
    CaseWall.objects.create(case=case, person=sekda.person, reason="family", since=case.opened_on)
    assert (before, board.build(sekda).totals.confirmed) == (1, 0)
    assert board.build(world.user("ppk")).totals.confirmed == 1


def test_people_count_in_their_perangkat_daerah(world: World) -> None:
    people = counting.asn_by_office(world.agency, date(2024, 10, 7))
    assert people[world.tree.unit("dinas").path] == 7  # kadis down to the teacher of its school
    assert sum(people.values()) == 16


def test_a_unit_is_told_from_five_cases_on(world: World) -> None:
    school = world.tree.unit("sekolah")
    for number in range(5):
        world.case(make_employee(position=make_position(school, name=f"Guru {number}")))
    told = {row.unit.name: row.cases for row in board.build(world.desk).units}
    assert told["Dinas Pendidikan dan Kebudayaan"] == 5
    assert told["Dinas Perhubungan"] is None


def test_an_unconfirmed_report_is_in_no_figure(world: World) -> None:
    from cases.actions import intake

    intake.enter_report(actor=world.desk, data={"channel": "phone", "narrative": "Ajakan seusai apel."})
    assert board.build(world.desk).totals.confirmed == 0


# --- the page ----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/dasbor/", "/dasbor/angka/"])
def test_who_may_look(world: World, client: Client, path: str) -> None:
    for key, status in (("ppk", 200), ("sekda", 200), ("analis", 200), ("kadis", 404), ("guru", 404)):
        client.force_login(world.user(key))
        assert client.get(path).status_code == status, key
    for role, status in ((Role.AUDITOR, 200), (Role.ADMIN, 404), (Role.BAWASLU, 404), (Role.OPERATOR, 404)):
        client.force_login(make_user(agency=world.agency, roles=[role]))
        assert client.get(path).status_code == status, role


def test_the_page_names_the_problem_and_every_figure_has_its_list(world: World, client: Client) -> None:
    case = world.case("pelaksana")
    case.next_due = date(2024, 10, 1)
    case.save(update_fields=["next_due"])
    client.force_login(world.desk)
    page = client.get("/dasbor/").content.decode()
    assert "1 kasus lewat batas internal instansi." in page
    assert (
        page.count('<p class="besar')
        == 5
        == page.count('<p class="besar"><a') + page.count('<p class="besar besar-bahaya"><a')
    )
    assert case.code not in page
    client.force_login(world.user("ppk"))
    leader = client.get("/dasbor/").content.decode()
    assert 'href="/kasus/' not in leader.split("Angka pokok")[1].split("</section>")[0]


def test_the_number_of_queries_does_not_grow(world: World, client: Client, django_assert_max_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(world.desk)
    world.case("pelaksana")
    client.get("/dasbor/")
    with CaptureQueriesContext(connection) as few:
        client.get("/dasbor/")
    dinas = make_unit(world.tree.unit("root"))
    for number in range(12):
        world.case(make_employee(position=make_position(dinas, name=f"Pengelola {number}")))
    with CaptureQueriesContext(connection) as many:
        client.get("/dasbor/")
    assert len(many) <= len(few)


def test_a_contest_that_is_over_shows_its_own_weeks() -> None:
    last = date(2024, 2, 12)
    drawn = weeks.window({last: 3}, {}, date(2024, 10, 16))
    assert drawn[-1] == last + timedelta(days=7)
