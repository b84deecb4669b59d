"""My desk for every kind of account, and Bawaslu's room for nobody else."""

from typing import Any

import pytest
from django.test import Client

from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from tests.cases.procedure.world import World
from tests.factories import make_user


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


@pytest.mark.parametrize("key", ["analis", "kadis", "kasi", "ppk", "sekda", "kabag_hukum", "auditor", "guru"])
def test_every_official_has_a_desk(world: World, client: Client, key: str) -> None:
    world.case("pelaksana")
    client.force_login(world.user(key))
    assert client.get("/meja/").status_code == 200


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.ALTERNATE_INTAKE, Role.LEGAL, Role.REGISTRAR])
def test_every_role_has_a_desk(world: World, client: Client, role: str) -> None:
    client.force_login(make_user(agency=world.agency, roles=[role]))
    assert client.get("/meja/").status_code == 200


def test_the_liaison_s_home_is_bawaslu_s_room(world: World, client: Client) -> None:
    client.force_login(make_user(agency=world.agency, roles=[Role.BAWASLU]))
    assert client.get("/meja/").headers["Location"] == "/bawaslu/"
    for path in ("/bawaslu/", "/bawaslu/kirim/", "/bawaslu/ekspor/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/bawaslu/", "/bawaslu/kirim/", "/bawaslu/ekspor/", "/ekspor/EX-24-000000/"])
@pytest.mark.parametrize("key", ["analis", "ppk", "guru"])
def test_nobody_else_finds_it(world: World, client: Client, key: str, path: str) -> None:
    client.force_login(world.user(key))
    assert client.get(path).status_code == 404


def test_a_case_waits_on_the_desk_of_its_tier_alone(world: World, client: Client) -> None:
    case = world.case("pelaksana")
    world.do(case, "assign")
    for key, waits in (("kasi", True), ("kadis_lain", False), ("pelaksana", False)):
        client.force_login(world.user(key))
        assert (case.code in client.get("/meja/").content.decode()) == waits


def test_a_search_finds_what_the_searcher_sees_and_leaves_a_row(world: World, client: Client) -> None:
    case = world.case("pelaksana")
    for key, found in (("analis", True), ("kadis_lain", False)):
        client.force_login(world.user(key))
        assert (f"/kasus/{case.code}/" in client.get("/cari/", {"q": case.code}).content.decode()) == found
    assert JournalEntry.objects.filter(event="search.run", changes__door="search").count() == 4


@pytest.mark.parametrize("query", ["", "%", "\x00", "'; --", "a" * 5000, "😀"])
def test_odd_searches_do_no_harm(world: World, client: Client, query: str) -> None:
    client.force_login(world.desk)
    assert client.get("/cari/", {"q": query}).status_code == 200
