"""The case in a real browser: drawn as the mockup, clean of axe's findings, a move by hand."""

import hashlib
from datetime import date
from typing import Any

import pytest

from cases.actions import duty
from cases.models import Case, Exhibit
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.cases.procedure.world import World, scan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


def sign_in(page: Any, user: Any, live_server: Any) -> None:
    from django.test import Client

    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def heavy_case(world: World) -> Case:
    """A case whose first summons waits to be served, as in the mockup."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    case = world.case("pelaksana", "PP94-N-06")
    content = scan()
    for number, words in enumerate(("Foto stiker", "Undangan rapat"), start=1):
        Exhibit.objects.create(
            incident=case.incident, code=f"BB-24-{number:06}", label=f"B-{number:02}", description=words,
            content_type="image/png", stored=default_storage.save(f"bukti/{number}", ContentFile(content)),
            size=len(content), sha256=hashlib.sha256(content).hexdigest(), released_on=date(2024, 10, 7),
            released_by=world.desk, may_be_shown_to_subject=True,
        )  # fmt: skip
    world.do(case, "assign")
    world.for_official(case, "form_team", "ppk")
    world.do(case, "summon", "kabid_disiplin")
    held = world.tree.appointment("kabid")  # a changed line waits for the desk; an order waits for its signature
    held.ends_on = date(2024, 10, 6)
    held.save()
    duty.draft_transfer(
        case_code=case.code, actor=world.desk, ordered_by=world.tree.appointment("sekda"), reason="Belum memanggil."
    )
    return case


PAGES = {"ringkasan": "", "bukti": "bukti/", "surat": "surat/", "pemeriksaan": "pemeriksaan/", "jejak": "jejak/",
         "tugas": "tugas/", "alih": "langkah/reassign/", "jadwal-ulang": "langkah/reschedule/", "cetak": "cetak/"}  # fmt: skip


@pytest.mark.parametrize("width", [390, 1440])
def test_pages_of_a_case(world: World, new_page: Any, live_server: Any, width: int) -> None:
    case = heavy_case(world)
    page = new_page(viewport={"width": width, "height": 900}, color_scheme="light" if width == 1440 else "dark")
    sign_in(page, world.desk, live_server)
    for name, path in PAGES.items():
        page.goto(f"/kasus/{case.code}/{path}")
        shoot(page, f"kasus-{name}-{width}")
        assert_no_sideways_scroll(page)
        assert_accessible(page)
    page.goto("/kasus/")
    shoot(page, f"kasus-daftar-{width}")
    assert_no_sideways_scroll(page)
    assert_accessible(page)


def test_a_step_by_hand(world: World, new_page: Any, live_server: Any) -> None:
    """The desk assigns; the superior's page then has the next step; a refused step keeps what was typed."""
    case = world.case()
    page = new_page()
    sign_in(page, world.desk, live_server)
    page.goto(f"/kasus/{case.code}/")
    page.get_by_role("link", name="Tugasi atasan langsung").first.click()
    page.get_by_role("button", name="Tugasi atasan langsung").click()
    page.get_by_text("Tercatat: Tugasi atasan langsung.").wait_for()
    other = new_page()
    sign_in(other, world.user("kasi"), live_server)
    other.goto(f"/kasus/{case.code}/langkah/summon/")
    assert other.locator("#id_exam_date").input_value() == "2024-10-17"
    other.locator("#id_exam_date").fill("2024-10-10")
    other.locator("#id_exam_time").fill("09:00")
    other.locator("#id_place").fill("Ruang Rapat")
    other.get_by_role("button", name="Panggil").click()
    other.get_by_text("hari kerja penuh di antara surat dan pemeriksaan").first.wait_for()
    assert other.locator("#id_place").input_value() == "Ruang Rapat"
    shoot(other, "kasus-panggil-ditolak")
    other.locator("#id_exam_date").fill("2024-10-17")
    other.get_by_role("button", name="Panggil").click()
    other.get_by_text("Tercatat: Panggil.").wait_for()
