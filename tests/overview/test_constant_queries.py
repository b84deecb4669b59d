"""A page asks the database the same number of questions for two rows and for twenty."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.actions import intake
from tests.cases.procedure.world import World
from tests.factories import make_employee, make_position


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


def fill(world: World, number: int) -> None:
    """So many people with a case at their head, and so many reports."""
    section = world.tree.unit("seksi")
    for n in range(number):
        case = world.case(make_employee(position=make_position(section), name=f"Wira Contoh {n}"))
        world.do(case, "assign")
        intake.enter_report(
            actor=world.desk, data={"channel": "phone", "narrative": f"Ajakan ke-{n} seusai apel di aula."}
        )


def asked(client: Client, path: str) -> int:
    client.get(path)  # what is read once for all (calendar, catalogue) is read here
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


PAGES = [
    ("analis", "/kotak-masuk/"), ("analis", "/kasus/"), ("analis", "/meja/"), ("analis", "/pegawai/?q=Wira"),
    ("analis", "/cari/?q=Wira"), ("kasi", "/kasus/"), ("kasi", "/meja/"), ("ppk", "/dasbor/"), ("ppk", "/dasbor/angka/"),
]  # fmt: skip


def test_twenty_rows_cost_no_more_questions_than_two(world: World) -> None:
    clients = {}
    for key in {key for key, _path in PAGES}:
        clients[key] = Client()
        clients[key].force_login(world.user(key))
    fill(world, 5)
    few = {page: asked(clients[page[0]], page[1]) for page in PAGES}
    fill(world, 15)
    many = {page: asked(clients[page[0]], page[1]) for page in PAGES}
    assert {page: many[page] - few[page] for page in PAGES if many[page] > few[page]} == {}
