"""A province and the agencies beside it: figures where they agreed, since when and on what basis; nothing else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.models import Case
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.overview import agreements
from neutrality.overview.figures import region
from tests.cases.procedure.world import World
from tests.factories import make_agency, make_employee, make_position, make_user

BASIS = "Surat Bupati Contoh Nomor 100.3/201/2024"


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    made = World(settings)
    made.agency.parent = make_agency(kind="provinsi", short_name="Provinsi Contoh")
    made.agency.save()
    made.desk = User.objects.get(pk=made.desk.pk)
    return made


@pytest.fixture
def governor_s_desk(world: World) -> User:
    return make_user("meja-provinsi", agency=world.agency.parent, roles=[Role.INTAKE])


def row_of(world: World, reader: User) -> region.RegionRow:
    return next(row for row in region.rows_for(reader, "PILKADA-2024") if row.agency == world.agency)


def cases(world: World, number: int) -> None:
    for _number in range(number):
        world.case(make_employee(position=make_position(world.tree.unit("sekolah"))))


def test_without_an_agreement_there_is_only_the_name(world: World, governor_s_desk: User) -> None:
    cases(world, 6)
    assert row_of(world, governor_s_desk) == region.RegionRow(world.agency, None)


def test_an_agreement_shows_figures_and_no_small_cell(world: World, governor_s_desk: User, client: Client) -> None:
    cases(world, 6)
    agreements.agree(actor=world.desk, basis=BASIS, starts_on=date(2024, 10, 1))
    row = row_of(world, governor_s_desk)
    assert (row.confirmed, row.running, row.decided) == (6, None, None)  # six and nought: told apart they give it away
    assert row.rate is None  # fewer than a hundred people
    client.force_login(governor_s_desk)
    page = client.get("/dasbor/wilayah/?pemilihan=PILKADA-2024").content.decode()
    assert BASIS in page and world.agency.short_name in page
    assert not any(code in page for code in Case.objects.values_list("code", flat=True))


def test_four_cases_are_fewer_than_five(world: World, governor_s_desk: User) -> None:
    cases(world, 4)
    agreements.agree(actor=world.desk, basis=BASIS, starts_on=date(2024, 10, 1))
    assert row_of(world, governor_s_desk).confirmed is None


def test_it_begins_and_ends_on_its_days(world: World, governor_s_desk: User) -> None:
    cases(world, 5)
    agreement = agreements.agree(actor=world.desk, basis=BASIS, starts_on=date(2024, 10, 9))
    assert row_of(world, governor_s_desk).agreement is None
    world.on(date(2024, 10, 9))
    assert row_of(world, governor_s_desk).confirmed == 5
    agreements.end(actor=world.desk, code=agreement.code, ends_on=date(2024, 10, 10))
    world.on(date(2024, 10, 11))
    assert row_of(world, governor_s_desk).agreement is None
    events = JournalEntry.objects.filter(subject_type="figures_agreement").values_list("event", flat=True)
    assert sorted(events) == ["figures.agreed", "figures.ended"]


def test_the_province_never_sees_the_files(world: World, governor_s_desk: User, client: Client) -> None:
    cases(world, 5)
    agreements.agree(actor=world.desk, basis=BASIS, starts_on=date(2024, 10, 1))
    assert not Case.objects.visible_to(governor_s_desk).exists()
    client.force_login(governor_s_desk)
    code = Case.objects.values_list("code", flat=True).first()
    assert client.get(f"/kasus/{code}/").status_code == 404


def test_who_may_record_one(world: World, governor_s_desk: User) -> None:
    for user in (
        world.user("ppk"),
        world.user("guru"),
        governor_s_desk,
        make_user(agency=world.agency, roles=[Role.AUDITOR]),
    ):
        with pytest.raises(Refusal):
            agreements.agree(actor=user, basis=BASIS, starts_on=date(2024, 10, 1))
    agreements.agree(actor=world.desk, basis=BASIS, starts_on=date(2024, 10, 1))
    with pytest.raises(Refusal, match="sudah berjalan"):
        agreements.agree(actor=world.desk, basis=BASIS, starts_on=date(2024, 10, 2))


def test_on_screen(world: World, client: Client) -> None:
    client.force_login(world.desk)
    assert client.post("/dasbor/wilayah/", {"basis": "", "starts_on": "2024-10-01"}).status_code == 200
    assert client.post("/dasbor/wilayah/", {"basis": BASIS, "starts_on": "2024-10-01"}).status_code == 302
    page = client.get("/dasbor/wilayah/").content.decode()
    assert BASIS in page and "1 Oktober 2024" in page
    assert client.post("/dasbor/wilayah/", {"akhiri": "KA-24-000000"}).status_code == 404
    code = world.agency.figures_given.get().code
    assert client.post("/dasbor/wilayah/", {"akhiri": code}).status_code == 302
    client.force_login(world.user("ppk"))
    assert client.get("/dasbor/wilayah/").status_code == 404
