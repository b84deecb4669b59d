"""``GET /api/v1/statistics/``: public, monthly, and nothing in it tells of single people."""

from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Case
from neutrality.overview.figures import cells
from tests.cases.procedure.world import World
from tests.factories import make_agency, make_employee, make_position

URL = "/api/v1/statistics/"


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


def cases(world: World, number: int, month: date, violation: str = "PP94-N-02") -> None:
    """As many people of one school, each with a case opened in that month."""
    school = world.tree.unit("sekolah")
    for _number in range(number):
        post = make_position(school)
        case = world.case(make_employee(position=post), violation)
        Case.objects.filter(pk=case.pk).update(opened_on=month.replace(day=3))


def asked(world: World, **query: str) -> Any:
    return APIClient().get(URL, {"agency": world.agency.code} | query)


def test_anybody_may_read_it(world: World) -> None:
    answer = asked(world)
    assert answer.status_code == 200
    body = answer.json()
    assert body["agency"] == {"code": world.agency.code, "name": world.agency.short_name}
    assert (body["published_on"], body["through"], body["least"]) == ("2024-10-01", "2024-09-30", 5)
    assert [row["month"] for row in body["months"]] == [
        "2023-10", "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06", "2024-07",
        "2024-08", "2024-09",
    ]  # fmt: skip
    assert [row["quarter"] for row in body["quarters"]] == ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"]
    assert {row["opened"] for row in body["months"]} == {None}


def test_five_cases_in_a_month_are_told_and_four_are_not(world: World) -> None:
    cases(world, 5, date(2024, 8, 1))
    cases(world, 4, date(2024, 9, 1))
    body = asked(world).json()
    told = {row["month"]: row["opened"] for row in body["months"]}
    assert (told["2024-08"], told["2024-09"]) == (5, None)
    # The quarter's sum would give September away, and so would what stands under it.
    last = body["quarters"][-1]
    assert (last["opened"], last["conduct"], last["opened_per_1000"]) == (None, [], None)


def test_a_quarter_of_withheld_months_has_its_sum(world: World) -> None:
    for month in (7, 8, 9):
        cases(world, 2, date(2024, month, 1), "PP94-N-06")
    last = asked(world).json()["quarters"][-1]
    assert last["opened"] == 6
    assert last["conduct"] == [{"kind": "ajakan", "label": "Ajakan, imbauan, seruan", "cases": 6}]
    assert last["levels"] is None


def test_the_running_month_is_not_told_yet(world: World) -> None:
    cases(world, 6, date(2024, 10, 1))
    assert {row["opened"] for row in asked(world).json()["months"]} == {None}


def test_an_agency_sees_no_other_s_cases(world: World) -> None:
    cases(world, 6, date(2024, 8, 1))
    other = APIClient().get(URL, {"agency": make_agency().code}).json()
    assert {row["opened"] for row in other["months"]} == {None}


def test_an_account_changes_nothing(world: World) -> None:
    client = APIClient()
    client.force_login(world.desk)
    assert client.get(URL, {"agency": world.agency.code}).content == asked(world).content


@pytest.mark.parametrize(
    ("query", "status"), [({"agency": "tidak-ada"}, 404), ({"bulan": "2024-09"}, 400), ({"agency": "x" * 90}, 400)]
)
def test_a_wish_that_cannot_be_met(world: World, query: dict[str, str], status: int) -> None:
    answer = asked(world, **query)
    assert answer.status_code == status
    assert set(answer.json()) == {"code", "detail", "fields"}


def test_in_public_the_hidden_parts_are_no_small_cell_together() -> None:
    assert cells.parts({"a": 9, "b": 2, "c": 1}, public=True) == {"a": None, "b": None, "c": None}
    assert cells.parts({"a": 9, "b": 4, "c": 3}, public=True) == {"a": 9, "b": None, "c": None}
    assert cells.parts({"a": 7, "b": 0}, public=True) == {"a": None, "b": None}
