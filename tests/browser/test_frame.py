"""The frame of staff pages and signing in, in real Chromium: axe, phone and desktop, light and dark."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.factories import PASSWORD, Tree, make_tree, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

NewPage = Callable[..., "Page"]
HOME = "/mfa/"  # the one staff page that stands without any room
SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]


@pytest.fixture
def tree(settings: Any) -> Tree:
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    tree = make_tree()
    make_user("analis", roles=["intake"], person=tree.person("analis"))
    return tree


def sign_in(page: "Page", path: str, username: str = "analis") -> None:
    """Through the form, as a person does."""
    page.goto(f"/masuk/?next={path}")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"**{path}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_sign_in_and_account_pages(tree: Tree, new_page: NewPage, size: dict[str, int], scheme: str) -> None:
    page = new_page(viewport=size, color_scheme=scheme)
    page.goto("/masuk/")
    assert_accessible(page)
    shoot(page, f"masuk-{size['width']}-{scheme}")
    page.get_by_role("button", name="Masuk").click()
    page.locator("#ringkasan").wait_for()
    assert_accessible(page)
    sign_in(page, HOME)
    for path, name in ((HOME, "akun"), (reverse("account_change_password"), "sandi")):
        page.goto(path)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        shoot(page, f"{name}-{size['width']}-{scheme}")


def test_account_menu_theme_and_sign_out(tree: Tree, new_page: NewPage) -> None:
    page = new_page(viewport=SIZES[1])
    sign_in(page, HOME)
    page.locator(".akun summary").click()
    assert_accessible(page)
    page.get_by_role("button", name="Gelap").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.dataset.tema") == "gelap"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 23, 25)"
    page.locator(".akun summary").click()
    page.keyboard.press("Escape")
    assert page.locator(".akun details[open]").count() == 0
    page.locator(".akun summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("link", name="Buat laporan").wait_for()


def test_account_menu_is_reachable_on_a_phone(tree: Tree, new_page: NewPage) -> None:
    page = new_page(viewport=SIZES[0])
    sign_in(page, HOME)
    page.locator(".akun summary").click()
    page.get_by_role("button", name="Keluar").wait_for()
    shoot(page, "akun-menu-390")
    assert_no_sideways_scroll(page)


def test_second_factor_is_set_up_and_asked_for(tree: Tree, new_page: NewPage) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    def code_of(secret: str) -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    page = new_page(viewport=SIZES[1])
    sign_in(page, HOME)
    page.get_by_role("link", name="Pasang faktor kedua").click()
    page.wait_for_load_state()
    if "/masuk/ulang/" in page.url:
        page.locator("input[type=password]").fill(PASSWORD)
        page.get_by_role("button", name="Lanjut").click()
    secret = page.locator("main code").inner_text()
    assert_accessible(page)
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("button", name="Pasang").click()
    page.get_by_role("heading", name="Kode pemulihan").first.wait_for()
    assert_accessible(page)
    shoot(page, "kode-cadangan")
    page.context.clear_cookies()
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill("analis")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("heading", name="Kode faktor kedua").wait_for()
    assert_accessible(page)
    shoot(page, "langkah-kedua")
