"""The calendar and the decision's forms in real Chromium: what a change does is seen before it is saved."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from neutrality.workdays.models import Holiday
from sanctions.actions import drafting
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.cases.procedure.world import scan
from tests.factories import make_user
from tests.sanctions.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = ((390, "dark"), (1440, "light"))


@pytest.fixture
def city(settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


@pytest.fixture
def entered(new_page: Callable[..., "Page"], live_server: Any) -> Callable[..., "Page"]:
    def signed_in(user: Any, width: int = 1440, scheme: str = "light") -> "Page":
        client = Client()
        client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
        page = new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        name = django_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return page

    return signed_in


def looked_at(page: "Page", name: str) -> None:
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    shoot(page, name)


@pytest.mark.parametrize(("width", "scheme"), WIDTHS)
def test_the_pages_of_the_calendar(city: World, entered: Callable[..., "Page"], width: int, scheme: str) -> None:
    city.case()
    keeper, desk = make_user(roles=["admin"], agency=city.agency), city.desk
    for who, paths in (
        (keeper, ("?tahun=2024", "?tahun=2027", "tambah/", "impor/?tahun=2033", "keputusan/?tahun=2027")),
        (desk, ("batas/", "posisi/Q-CUTI/")),
    ):
        page = entered(who, width, scheme)
        for path in paths:
            page.goto(f"/hari-kerja/{path}")
            looked_at(page, f"kalender-{path.strip('/?').replace('/', '-').replace('=', '')}-{width}")


def test_a_day_off_is_added_after_its_effect_was_seen(city: World, entered: Callable[..., "Page"]) -> None:
    case = city.case()
    page = entered(city.desk)
    page.goto("/hari-kerja/tambah/")
    page.locator("#id_date").fill("2024-10-10")
    page.locator("#id_name").fill("Hari jadi kota")
    page.get_by_role("button", name="Lihat akibatnya").click()
    page.get_by_role("link", name=case.code).wait_for()
    assert page.get_by_text("Selasa, 15 Okt 2024").is_visible()
    assert not Holiday.objects.filter(name="Hari jadi kota").exists()
    looked_at(page, "kalender-akibat")
    page.get_by_role("button", name="Simpan perubahan").click()
    page.get_by_text("Hari libur ditambahkan.").wait_for()

    assert Holiday.objects.get(name="Hari jadi kota").date == date(2024, 10, 10)


def test_an_initial_from_paper_keeps_what_was_typed(city: World, entered: Callable[..., "Page"]) -> None:
    decision = city.draft(city.to_decide(), "S1_KGB")
    drafting.propose(code=decision.code, actor=city.desk)
    page = entered(city.desk, 390, "dark")
    page.goto(f"/kasus/{decision.case.code}/keputusan/")
    looked_at(page, "keputusan-paraf-kertas")
    page.get_by_label("Pemaraf").select_option(index=1)
    chosen = page.get_by_label("Pemaraf").input_value()
    page.get_by_role("button", name="Catat paraf").click()
    page.get_by_text("Lampirkan pindaian paraf di kertas.").first.wait_for()
    assert page.get_by_label("Pemaraf").input_value() == chosen
    page.get_by_label("Pindaian").set_input_files({"name": "paraf.png", "mimeType": "image/png", "buffer": scan()})
    page.get_by_role("button", name="Catat paraf").click()
    page.get_by_text("Paraf dari kertas tercatat.").wait_for()

    assert decision.steps.filter(on_paper=True).count() == 1
