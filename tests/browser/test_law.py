"""Bagian Hukum's pages in real Chromium: read the law, answer a question, try facts out; phone and desktop."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from neutrality.counsel.models import LegalPosition
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.factories import make_agency, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture(autouse=True)
def training(settings: Any) -> None:
    settings.TRAINING, settings.TODAY = True, "2024-10-16"


@pytest.fixture
def as_lawyer(new_page: Callable[..., "Page"], live_server: Any) -> Callable[..., "Page"]:
    user = make_user(roles=["legal"], agency=make_agency(short_name="Kota Pontianak", name="Pemerintah Kota Pontianak"))

    def signed_in(**options: Any) -> "Page":
        client = Client()
        client.force_login(user)
        page = new_page(**options)
        session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return page

    return signed_in


@pytest.mark.parametrize(("name", "viewport"), [("ponsel", PHONE), ("meja", DESKTOP)])
def test_the_room_of_bagian_hukum(as_lawyer, name, viewport):
    page = as_lawyer(viewport=viewport)
    for path, shot in (
        ("/hukum/", "pelanggaran"), ("/hukum/?t=authorities", "kewenangan"), ("/hukum/posisi/", "pertanyaan"),
        ("/hukum/alur/", "alur"), ("/hukum/alur/?jalur=village", "alur-desa"),
        ("/hukum/posisi/Q-SEDANG/", "jawab"), ("/hukum/coba/", "coba"),
    ):  # fmt: skip
        page.goto(path)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        shoot(page, f"hukum-{shot}-{name}")


def test_a_question_is_answered_and_applied(as_lawyer):
    page = as_lawyer()
    page.goto("/hukum/posisi/Q-SEDANG/")
    page.get_by_role("button", name="Catat posisi").click()
    page.locator("#ringkasan").wait_for()
    page.get_by_label("Penundaan KGB").check()
    page.get_by_label("Alasan").fill("Nota dinas Bagian Hukum 188/12.")
    page.get_by_role("button", name="Catat posisi").click()
    page.get_by_text("Posisi hukum dicatat.").wait_for()

    assert LegalPosition.objects.get().option == "transition"


def test_facts_are_tried_out_with_the_panel_of_a_decision(as_lawyer):
    page = as_lawyer()
    page.goto("/hukum/coba/")
    page.get_by_label("Tanggal kejadian").fill("2024-10-05")
    page.get_by_label("Pemilihan", exact=False).first.select_option("PILKADA-2024")
    page.get_by_role("checkbox", name="PP94-N-06").check()
    page.locator("#id_position").select_option("administrator")
    page.get_by_role("button", name="Periksa").click()
    page.get_by_role("heading", name="Pemeriksaan hukum", exact=True).wait_for()

    assert page.get_by_text("PP 94/2021 Pasal 14 huruf i angka 4").first.is_visible()
    assert page.locator("aside .butir-sah b").first.is_visible()
    assert page.url.endswith("#pemeriksaan-hukum")  # a phone shows the answer, not the form again
    page.evaluate("scrollTo(0, 0)")  # axe measures what lies half under the bar as too small
    assert_accessible(page)
    shoot(page, "hukum-coba-hasil")
