"""The register in real Chromium: list with search, one person, import, profile, second factor."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from neutrality.organization.actions.imports import check_import
from neutrality.organization.models import ImportRun
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.browser.test_frame import sign_in
from tests.factories import Tree, make_tree, make_user
from tests.organization.test_import import as_csv, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

NewPage = Callable[..., "Page"]
SIZES = [{"width": 390, "height": 844}, {"width": 1440, "height": 900}]


@pytest.fixture
def tree(settings: Any) -> Tree:
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    tree = make_tree()
    make_user("analis", roles=["intake"], person=tree.person("analis"))
    return tree


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_pages_of_the_register(tree: Tree, new_page: NewPage, size: dict[str, int]) -> None:
    page = new_page(viewport=size, color_scheme="light")
    sign_in(page, "/pegawai/")
    for path, name in (
        ("/pegawai/", "pegawai"),
        (f"/pegawai/{tree.person('pelaksana').code}/", "orang"),
        (f"/pegawai/{tree.person('kepala_sekolah').code}/", "kepala"),
        ("/pegawai/belum-dikukuhkan/", "belum"),
        ("/pegawai/impor/", "impor"),
        ("/pegawai/jabatan/", "jabatan"),
        (f"/pegawai/jabatan/{tree.position('kadis').code}/", "satu-jabatan"),
        ("/profil/", "profil"),
    ):
        page.goto(path)
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        shoot(page, f"{name}-{size['width']}")


def test_search_narrows_while_typing(tree: Tree, new_page: NewPage) -> None:
    page = new_page(viewport=SIZES[1])
    sign_in(page, "/pegawai/")
    rows = page.locator("#pegawai tr")
    before = rows.count()

    page.get_by_label("Nama atau NIP").fill(tree.person("guru").name)
    page.wait_for_url("**q=**")

    assert rows.count() < before
    assert page.get_by_role("link", name=tree.person("guru").full_name).is_visible()


def test_an_import_from_upload_to_preview(tree: Tree, new_page: NewPage, tmp_path: Any) -> None:
    path = tmp_path / "pegawai.csv"
    path.write_bytes(as_csv(people()))
    page = new_page(viewport=SIZES[1])
    sign_in(page, "/pegawai/impor/")

    page.get_by_label("Berkas XLSX atau CSV").set_input_files(str(path))
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_text("Berkas sedang diperiksa").wait_for()
    check_import(code=ImportRun.objects.get().code)  # the worker's part
    page.get_by_role("button", name="Simpan semua").wait_for()

    assert_accessible(page)
    shoot(page, "impor-pratinjau")
