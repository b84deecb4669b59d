"""The desk's inbox in real Chromium: the desktop with its preview and keyboard, the phone with its pages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from cases.models import Case, Report
from neutrality.accounts.models import User
from tests.browser.inbox_stage import make_inbox
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

NewPage = Callable[..., "Page"]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def stage(settings: Any) -> tuple[User, list[Report]]:
    _tree, analyst, reports = make_inbox(settings)
    return analyst, reports


def sign_in(page: "Page") -> None:
    page.goto("/masuk/")
    page.locator("[name=login]").fill("analis")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form .btn-utama").click()
    page.wait_for_load_state()


def test_the_desk_decides_with_the_keyboard(new_page: NewPage, stage: tuple[User, list[Report]]) -> None:
    page = new_page(viewport=DESKTOP)
    sign_in(page)
    page.goto("/kotak-masuk/")
    page.locator("#pratinjau .judul-laporan").wait_for()  # the first one opens by itself
    assert page.locator("[data-baris]").count() == 11
    shoot(page, "kotak-masuk-1440", full=False)
    assert_no_sideways_scroll(page)

    page.keyboard.press("j")
    page.locator("#pratinjau .mono", has_text=stage[1][0].code).wait_for()
    assert f"laporan={stage[1][0].code}" in page.url
    page.locator("#pratinjau img").first.evaluate("img => img.decode()")
    shoot(page, "kotak-masuk-1440-gabung", full=False)
    assert_accessible(page)

    page.keyboard.press("g")
    page.locator("dialog#dlg-gabung[open]").wait_for()
    shoot(page, "kotak-masuk-1440-dialog", full=False)
    page.locator("#dlg-gabung .btn-utama").click()
    page.locator(".pita").wait_for()
    shoot(page, "kotak-masuk-1440-urungkan", full=False)
    page.keyboard.press("u")
    page.get_by_text(f"Langkah pada {stage[1][0].code} diurungkan.").wait_for()
    assert Report.objects.get(pk=stage[1][0].pk).status == "received"


def test_letters_in_fields_stay_letters_and_shortcuts_can_be_turned_off(
    new_page: NewPage, stage: tuple[User, list[Report]]
) -> None:
    page = new_page(viewport=DESKTOP)
    sign_in(page)
    page.goto(f"/kotak-masuk/?laporan={stage[1][0].code}")
    page.keyboard.press("n")
    page.keyboard.type("gudang tbf")
    assert page.locator("#cari-orang").input_value() == "gudang tbf"
    assert not page.locator("dialog[open]").count()
    page.keyboard.press("Escape")
    stage[0].shortcuts = False
    stage[0].save()
    page.goto(f"/kotak-masuk/?laporan={stage[1][0].code}")
    page.keyboard.press("d")
    assert not page.locator("dialog[open]").count()


def test_a_case_is_opened_from_the_full_page(new_page: NewPage, stage: tuple[User, list[Report]]) -> None:
    report = stage[1][3]
    page = new_page(viewport=DESKTOP)
    sign_in(page)
    page.goto(f"/kotak-masuk/{report.code}/")
    shoot(page, "laporan-1440")
    assert_accessible(page)
    page.locator("#cari-orang").fill("Contoh Guru")
    page.locator("#orang-lain .pilih").first.click()
    page.locator("#jml").fill("4")
    page.locator("[data-dialog=dlg-buka]").first.click()
    page.locator("#id_buka-brief").fill("Diduga berfoto bersama calon dengan pakaian dinas.")
    page.locator("#dlg-buka input[type=checkbox]").first.check()
    shoot(page, "laporan-1440-buka", full=False)
    page.locator("#f-buka button.btn-utama").click()
    page.locator("dialog#dlg-buka[open]").wait_for()  # under ten people: the plan comes first
    assert "rencana perlindungan" in page.locator("#dlg-buka").inner_text().lower()
    assert page.locator("#id_buka-brief").input_value().startswith("Diduga berfoto")
    assert page.locator("#jml").input_value() == "4"
    assert page.locator("[name=buka-subject]:checked").input_value().startswith("employee:PG-")
    page.locator("#id_buka-plan").fill("Tunda klarifikasi; cari temuan sendiri lebih dulu.")
    page.locator("#f-buka button.btn-utama").click()
    page.get_by_text("dibuka dari laporan").wait_for()
    assert Case.objects.filter(brief__startswith="Diduga berfoto").exists()


def test_on_a_phone_the_list_leads_to_the_page(new_page: NewPage, stage: tuple[User, list[Report]]) -> None:
    page = new_page(viewport=PHONE)
    sign_in(page)
    page.goto("/kotak-masuk/")
    assert not page.locator("#pratinjau").is_visible()
    assert_no_sideways_scroll(page)
    shoot(page, "kotak-masuk-390")
    assert_accessible(page)
    page.locator("[data-buka-baris]").nth(1).click()
    page.wait_for_url("**/kotak-masuk/LP-*/")
    assert_no_sideways_scroll(page)
    shoot(page, "laporan-390")


@pytest.mark.parametrize(
    "path", ["/kotak-masuk/catat/", "/surat-masuk/", "/surat-masuk/catat/", "/kotak-masuk/identitas/"]
)
def test_the_other_pages_are_for_everyone(new_page: NewPage, stage: tuple[User, list[Report]], path: str) -> None:
    name = path.strip("/").replace("/", "-")
    for size, label in ((DESKTOP, "1440"), (PHONE, "390")):
        page = new_page(viewport=size, color_scheme="dark" if label == "390" else "light")
        sign_in(page)
        page.goto(path)
        shoot(page, f"{name}-{label}")
        assert_no_sideways_scroll(page)
        assert_accessible(page)


def test_two_columns_with_shared_words_marked(new_page: NewPage, stage: tuple[User, list[Report]]) -> None:
    page = new_page(viewport=DESKTOP)
    sign_in(page)
    page.goto(f"/kotak-masuk/{stage[1][0].code}/banding/{Case.objects.get().code}/")
    assert "stiker" in page.locator("mark").all_inner_texts()
    shoot(page, "banding-1440")
    assert_accessible(page)
