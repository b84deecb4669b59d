"""The calendar page: who reads, who changes, and that what is saved is what was shown."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.outbox.runner import drain
from neutrality.workdays import calendar_for
from neutrality.workdays.models import CalendarYear, Holiday
from tests.cases.procedure.world import World
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(make_user(roles=[Role.ADMIN], agency=world.agency))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def seal(page: str) -> str:
    found = re.search(r'name="simpan" value="(\w+)"', page)
    assert found, "no effect was shown"
    return found[1]


DAY = {
    "date": "2024-10-10",
    "name": "Hari Contoh",
    "kind": "public",
    "reach": "nation",
    "decree": "Keppres contoh 9/2024",
}


def test_the_year_with_its_decree_and_marks(world: World) -> None:
    page = signed_in(world.user("guru")).get("/hari-kerja/?tahun=2027").content.decode()
    assert "Sementara" in page
    assert "Perkiraan" in page
    assert "Cuti bersama Natal" in page
    assert "/hari-kerja/tambah/" not in page
    confirmed = signed_in(world.user("guru")).get("/hari-kerja/?tahun=2025").content.decode()
    assert "SKB 3 Menteri 1017/2024" in confirmed
    assert signed_in(world.user("guru")).get("/hari-kerja/?tahun=19").status_code == 404


def test_the_effect_comes_first_then_the_same_change_is_saved(world: World, admin: Client) -> None:
    case = world.case()
    shown = admin.post("/hari-kerja/tambah/", DAY)
    assert shown.status_code == 200
    assert "kurang dari lima" in shown.content.decode()
    assert case.code not in shown.content.decode()
    assert not Holiday.objects.filter(name="Hari Contoh").exists()

    saved = admin.post("/hari-kerja/tambah/", DAY | {"simpan": seal(shown.content.decode())})
    assert (saved.status_code, saved["Location"]) == (302, "/hari-kerja/?tahun=2024")
    assert JournalEntry.objects.get(event="calendar.holiday_added").changes["decree"] == [None, "Keppres contoh 9/2024"]
    drain()
    assert case.deadlines.get().due_on == date(2024, 10, 15)


def test_another_change_than_the_one_shown_is_not_saved(world: World, admin: Client) -> None:
    button = seal(admin.post("/hari-kerja/tambah/", DAY).content.decode())
    other = admin.post("/hari-kerja/tambah/", DAY | {"date": "2024-10-11", "simpan": button})
    assert (other.status_code, Holiday.objects.filter(name="Hari Contoh").exists()) == (409, False)
    Holiday.objects.create(date=date(2024, 10, 14), kind="public", name="Hari Umpama")
    late = admin.post("/hari-kerja/tambah/", DAY | {"simpan": button})
    assert (late.status_code, Holiday.objects.filter(name="Hari Contoh").exists()) == (409, False)


def test_bkpsdm_keeps_its_own_days_and_sees_its_cases(world: World) -> None:
    case = world.case()
    desk = signed_in(world.desk)
    own = DAY | {"kind": "regional", "reach": "agency", "name": "Hari jadi kota"}
    page = desk.post("/hari-kerja/tambah/", own).content.decode()
    assert case.code in page
    assert "Selasa, 15 Okt 2024" in page
    assert desk.post("/hari-kerja/tambah/", own | {"simpan": seal(page)}).status_code == 302
    row = Holiday.objects.get(name="Hari jadi kota")
    assert (row.agency_id, row.kind) == (world.agency.pk, "regional")
    assert b"Seluruh Indonesia" not in desk.get("/hari-kerja/tambah/").content
    assert desk.post("/hari-kerja/tambah/", DAY).status_code == 200  # the reach is not offered
    assert not Holiday.objects.filter(name="Hari Contoh").exists()

    gone = desk.get(f"/hari-kerja/{row.pk}/hapus/").content.decode()
    assert desk.post(f"/hari-kerja/{row.pk}/hapus/", {"simpan": seal(gone)}).status_code == 302
    assert not Holiday.objects.filter(pk=row.pk).exists()
    national = Holiday.objects.filter(agency_id=None).first()
    assert national is not None
    assert desk.get(f"/hari-kerja/{national.pk}/").status_code == 404
    assert desk.get("/hari-kerja/impor/").status_code == 404


def test_a_year_is_taken_over_and_its_decree_recorded(world: World, admin: Client) -> None:
    page = admin.get("/hari-kerja/impor/?tahun=2031").content.decode()
    keys = re.findall(r'name="take" id="\w+" value="([^"]+)"', page)
    assert len(keys) > 15
    body = {"take": keys[:3], "decree": "SKB contoh 1/2030"}
    shown = admin.post("/hari-kerja/impor/?tahun=2031", body).content.decode()
    assert admin.post("/hari-kerja/impor/?tahun=2031", body | {"simpan": seal(shown)}).status_code == 302
    assert set(Holiday.objects.filter(date__year=2031).values_list("decree", flat=True)) == {"SKB contoh 1/2030"}

    without = admin.post("/hari-kerja/keputusan/?tahun=2027", {"confirmed": "on", "decree": ""}).content.decode()
    assert "Isi nomor keputusannya" in without
    told = {"confirmed": "on", "decree": "SKB contoh 2/2026"}
    shown = admin.post("/hari-kerja/keputusan/?tahun=2027", told).content.decode()
    assert admin.post("/hari-kerja/keputusan/?tahun=2027", told | {"simpan": seal(shown)}).status_code == 302
    year = CalendarYear.objects.get(year=2027)
    assert (year.confirmed, year.decree) == (True, "SKB contoh 2/2026")


def test_a_day_of_a_region_names_one_that_has_an_agency(world: World, admin: Client) -> None:
    day = DAY | {"kind": "regional", "reach": "region", "region": f"Wilayah {world.agency.region}"}
    refused = admin.post("/hari-kerja/tambah/", day).content.decode()
    assert "Tidak ada instansi di wilayah itu" in refused
    assert world.agency.region in refused
    own = day | {"region": world.agency.region}
    shown = admin.post("/hari-kerja/tambah/", own).content.decode()
    assert admin.post("/hari-kerja/tambah/", own | {"simpan": seal(shown)}).status_code == 302
    assert not calendar_for(world.agency).is_working_day(date(2024, 10, 10))


def test_internal_limits_are_set_by_bkpsdm_for_what_starts_afterwards(world: World) -> None:
    from cases.clocks import AGENCY_CLOCKS

    before = world.case()
    days = {rule: clock.days for rule, clock in AGENCY_CLOCKS.items()}
    assert [days[rule] for rule in ("verification", "start", "tier", "lhp", "decision")] == [5, 5, 5, 5, 10]
    desk = signed_in(world.desk)
    assert desk.post("/hari-kerja/batas/", days | {"verification": 3}).status_code == 302
    assert before.deadlines.get().due_on == date(2024, 10, 14)
    world.agency.refresh_from_db()
    assert world.case(incident=world.incident()).deadlines.get().due_on == date(2024, 10, 10)
    entry = JournalEntry.objects.get(event="deadline.clocks_set")
    assert entry.changes == {"verification": [5, 3]}
    assert desk.post("/hari-kerja/batas/", days | {"start": 0}).status_code == 200  # the form again, nothing saved
    reader = signed_in(world.user("guru"))
    page = reader.get("/hari-kerja/batas/").content.decode()
    assert "PP 94/2021 Pasal 37 ayat (3)" in page
    assert reader.post("/hari-kerja/batas/", days).status_code == 404


def test_an_answer_shows_its_effect_before_it_is_recorded(world: World) -> None:
    from cases.actions import deadlines

    world.on(date(2024, 12, 20))
    case = world.case(opened_on=date(2024, 12, 20))
    deadlines.start(case, "decision", starts_on=date(2024, 12, 20))
    desk = signed_in(world.desk)
    page = desk.get("/hari-kerja/posisi/Q-CUTI/").content.decode()
    assert case.code in page
    assert "Selasa, 7 Jan 2025" in page
    lawyer = signed_in(world.user("kabag_hukum", Role.LEGAL))
    assert case.code not in lawyer.get("/hari-kerja/posisi/Q-CUTI/").content.decode()
    assert desk.get("/hari-kerja/posisi/Q-PPK-RUNS/").status_code == 404
    assert signed_in(world.user("guru")).get("/hari-kerja/posisi/Q-CUTI/").status_code == 404
    assert "/hari-kerja/posisi/Q-CUTI/" in lawyer.get("/hukum/posisi/Q-CUTI/").content.decode()


def test_a_pause_on_the_page_of_a_case(world: World) -> None:
    case = world.case()
    row = case.deadlines.get()
    desk = signed_in(world.desk)
    body = {"deadline": row.pk, "ground": "illness", "note": "Surat 12/RSUD", "starts_on": "2024-10-07", "ends_on": ""}
    desk.post(f"/kasus/{case.code}/jeda/", body)
    page = desk.get(f"/kasus/{case.code}/").content.decode()
    assert "Dijeda" in page
    assert "Surat 12/RSUD" in page
    pause = row.pauses.get()
    assert (
        desk.post(f"/kasus/{case.code}/jeda/akhiri/", {"pause": pause.pk, "ends_on": "2024-10-07"}).status_code == 302
    )
    row.refresh_from_db()
    assert (row.pauses.get().ends_on, row.due_on) == (date(2024, 10, 7), date(2024, 10, 14))
    assert desk.post(f"/kasus/{case.code}/jeda/akhiri/", {"pause": "x", "ends_on": "2024-10-07"}).status_code == 404


def test_english_pages_have_english_limits(world: World) -> None:
    case = world.summoned()
    desk = signed_in(world.desk)
    desk.get("/bahasa/en/")
    page = desk.get(f"/kasus/{case.code}/").content.decode()
    assert "Serahkan surat panggilan" not in page
    assert "working days from" in page
