"""The public form in real Chromium: phone and desktop, light and dark, with and without JavaScript."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from PIL import Image

from cases.models import Original, Report
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, assert_targets, shoot
from tests.factories import make_agency

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

NewPage = Callable[..., "Page"]
STORY = "Selesai rapat pagi, Pak W meminta semua staf memilih pasangan nomor 9."
PHONE, NARROW, DESKTOP = {"width": 390, "height": 844}, {"width": 320, "height": 640}, {"width": 1440, "height": 900}


@pytest.fixture(autouse=True)
def agency(settings: Any) -> Any:
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    cache.clear()  # rates of the tests before
    settings.QUICK_EXIT_URL = "/perlindungan/"  # tests leave no machine
    return make_agency(short_name="Kota Pontianak", name="Pemerintah Kota Pontianak")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_2024.jpg"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(path, quality=92)
    return path


def onward(page: "Page") -> None:
    page.locator(".p-bawah .btn-utama").click()
    page.wait_for_load_state()


def walk(page: "Page", look: Callable[["Page", str], None], photo: Path | None = None) -> None:
    """From the first page to the receipt and the tracker; ``look`` sees every stop."""
    page.goto("/")
    look(page, "depan")
    page.get_by_role("link", name="Buat laporan").click()
    look(page, "1")
    onward(page)
    page.get_by_label("Mengajak memilih calon").check()
    page.get_by_label("Kapan terjadi?").fill("24/09/2024")
    page.get_by_label("Ceritakan").fill(STORY)
    if photo:
        page.locator("#id_berkas").set_input_files(photo)
    onward(page)
    page.locator("#ringkasan").wait_for()
    look(page, "2-salah")
    page.get_by_label("Di mana?").fill("Aula Dinas Kominfo")
    onward(page)
    page.get_by_label("Nama", exact=True).fill("Pak W")
    look(page, "3")
    onward(page)
    look(page, "4")
    onward(page)
    page.get_by_role("heading", name="Simpan kode ini sekarang").wait_for()
    look(page, "terkirim")
    page.get_by_role("button", name="Lihat laporan saya").click()
    page.get_by_role("heading", name="Perjalanan laporan").wait_for()
    look(page, "pantau")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_stop_can_be_used_by_everyone(new_page: NewPage, photo: Path, size: dict[str, int], scheme: str) -> None:
    page = new_page(viewport=size, color_scheme=scheme)

    def look(page: "Page", name: str) -> None:
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        shoot(page, f"publik-{name}-{size['width']}-{scheme}")

    walk(page, look, photo)
    assert Report.objects.get().narrative == STORY


def test_narrowest_phone_without_javascript(new_page: NewPage, photo: Path) -> None:
    page = new_page(viewport=NARROW, java_script_enabled=False)
    # Chromium cannot be asked for widths without scripts: the picture of the page tells its width.
    widths: list[int] = []

    def look(page: "Page", name: str) -> None:
        shot = page.screenshot(full_page=True)
        widths.append(int.from_bytes(shot[16:20], "big"))

    walk(page, look, photo)
    assert set(widths) == {320}
    assert Original.objects.count() == 1


def test_targets_on_a_phone(new_page: NewPage) -> None:
    walk(new_page(viewport=PHONE), lambda page, name: assert_targets(page, 40))


def test_photo_is_made_smaller_on_the_phone(new_page: NewPage, photo: Path) -> None:
    page = new_page(viewport=PHONE)
    page.goto("/lapor/1/")
    onward(page)
    page.locator("#id_berkas").set_input_files(photo)
    page.get_by_text("dikecilkan jadi").wait_for()
    page.get_by_role("button", name="Hapus Berkas 1").wait_for()
    page.get_by_label("Mengajak memilih calon").check()
    page.get_by_label("Di mana?").fill("Aula")
    page.get_by_label("Ceritakan").fill(STORY)
    onward(page)
    page.get_by_label("Saya tidak tahu namanya").check()
    onward(page)
    onward(page)
    original = Original.objects.get()
    assert original.size < photo.stat().st_size / 2


def test_local_draft_only_on_request_and_gone_after_quick_exit(new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    page.goto("/lapor/1/")
    onward(page)
    page.get_by_label("Di mana?").fill("Aula")
    stored = "localStorage.getItem('isian')"
    assert page.evaluate(stored) is None
    page.get_by_role("button", name="Simpan").click()
    page.get_by_label("Ceritakan").fill(STORY)
    assert STORY in page.evaluate(stored)
    page.reload()
    assert page.get_by_label("Ceritakan").input_value() == STORY
    page.get_by_role("link", name="Keluar cepat").click()
    page.wait_for_url("**/perlindungan/")
    assert page.evaluate(stored) is None
    page.goto("/lapor/2/")
    assert page.url.endswith("/lapor/1/?ulang=1")  # the draft on the server went as well


def test_lost_connection_is_told_and_nothing_is_lost(new_page: NewPage) -> None:
    page = new_page(viewport=PHONE)
    page.goto("/lapor/1/")
    onward(page)
    page.get_by_label("Ceritakan").fill(STORY)
    page.context.set_offline(True)
    page.locator(".p-bawah .btn-utama").click()
    page.get_by_text("Sambungan terputus.").wait_for()
    assert page.get_by_label("Ceritakan").input_value() == STORY


def test_keyboard_alone_reaches_the_review(new_page: NewPage) -> None:
    page = new_page(viewport=DESKTOP)
    page.goto("/lapor/1/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "lompat"
    page.get_by_label("Tanpa nama").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lapor/2/")
    page.locator("#id_kind_0").focus()
    page.keyboard.press("Space")
    page.get_by_label("Di mana?").focus()
    page.keyboard.type("Aula")
    page.get_by_label("Ceritakan").focus()
    page.keyboard.type(STORY)
    page.get_by_role("button", name="Lanjut").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lapor/3/")
    page.get_by_label("Saya tidak tahu namanya").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Lanjut").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lapor/4/")


def test_page_weight(new_page: NewPage) -> None:
    """Compressed: HTML 10 KB, CSS 12, script 6, all together 28, and nothing from anywhere else."""
    page = new_page(viewport=PHONE)
    weight: dict[str, dict[str, int]] = {}
    foreign: list[str] = []

    def hear(response: Any) -> None:
        if response.url.startswith("data:"):
            return
        kind = response.request.resource_type
        if kind not in ("document", "stylesheet", "script"):
            foreign.append(response.url)
        if response.status == 200:
            weight.setdefault(page_name[0], {})[kind] = len(gzip.compress(response.body(), 9))

    page_name = [""]
    page.on("response", hear)

    def look(page: "Page", name: str) -> None:
        page_name[0] = f"after {name}"

    page_name[0] = "depan"
    walk(page, look)
    assert not foreign, foreign
    for name, parts in weight.items():
        assert parts.get("document", 0) <= 10_000, (name, parts)
        assert sum(parts.values()) <= 28_000, (name, parts)
    kit = Path(django_settings.BASE_DIR) / "static" / "ui"
    assert len(gzip.compress((kit / "kit.css").read_bytes(), 9)) <= 12_000
    assert len(gzip.compress((kit / "publik.js").read_bytes(), 9)) <= 6_000
