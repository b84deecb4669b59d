"""Every page that a role can reach by links: no accessibility violation, no sideways scroll, no refusal
by the content security policy, on a desktop in light and on the narrowest phone (320 px, or 400% zoom) in dark colours.

Pages are found by following links from the desk, one example of each route, so that a new
page is looked at without naming it here.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import Resolver404, resolve

from cases.actions import intake
from cases.actions.forwarding import forward_report
from cases.models import Report
from neutrality.accounts.models import User
from neutrality.outbox.runner import drain
from tests.browser.looks import assert_accessible, assert_no_sideways_scroll, shoot
from tests.factories import make_user
from tests.sanctions.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

NewPage = Callable[..., "Page"]
# Not pages of ours, or not pages at all.
SKIPPED = ("/static/", "/api/", "/kelola/", "/bahasa/", "/keluar/", "/lapor/", "/pantau/")
SKIPPED_NAMES = ("download", "unduh", "pdf", "file", "export", "image", "preview")


@pytest.fixture
def city(settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    world = World(settings)
    settings.DEFAULT_AGENCY = world.agency.code
    world.on(date(2024, 10, 9))
    for story in (
        "Kepala seksi mengajak staf memilih nomor 9.",
        "Mobil dinas membawa spanduk calon.",
        "Kabar di grup.",
    ):
        intake.submit_report(
            key=intake.issue_key(),
            data={"narrative": story, "place": "Aula Dinas", "occurred_on": date(2024, 10, 5), "conduct": ["PP94-N-06"],
                  "persons": [{"name": "Contoh Pelaksana", "unit": "Seksi Kurikulum SMP"}]},
        )  # fmt: skip
    forward_report(actor=world.desk, report=Report.objects.latest("pk"), rule="FW-06", sent_as="laporan")
    drain(include_held=True)  # its letter stands in the page
    world.summoned("PP94-N-02", key="rekan")
    world.on(date(2024, 10, 9))
    decision = world.draft(world.to_decide("PP94-N-02"))
    world.found = [  # type: ignore[attr-defined]
        f"/kasus/{decision.case.code}/keputusan/",
        f"/kasus/{decision.case.code}/",
    ]
    return world


def people(world: World) -> Iterator[tuple[str, User]]:
    yield "analis", world.user("analis", "intake", "registrar")
    yield "atasan", world.user("kasi")
    yield "kepala dinas", world.user("kadis")
    yield "wali kota", world.user("ppk")
    yield "bagian hukum", world.user("kabag_hukum", "legal")
    yield "auditor", world.user("auditor", "auditor")
    yield "terlapor", world.user("pelaksana")
    yield "bawaslu", make_user("bawaslu", roles=["bawaslu"], agency=world.agency, institution="Bawaslu")


def entered(new_page: NewPage, user: User, **options: Any) -> "Page":
    """A browser in which ``user`` is signed in."""
    client = Client()
    client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[0])
    page = new_page(**options)
    name = django_settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": "http://localhost"}])
    return page


def links(page: "Page") -> list[str]:
    found = page.evaluate("[...document.querySelectorAll('a[href]')].filter(a => !a.download).map(a => a.href)")
    paths = []
    for address in found:
        parts = urlsplit(address)
        if parts.netloc == urlsplit(page.url).netloc and not parts.path.startswith(SKIPPED):
            paths.append(parts.path)
    return paths


def route(path: str) -> str:
    """The name of the page at ``path``; "" when it is none to look at."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    name = match.view_name or match.route
    return "" if any(part in name for part in SKIPPED_NAMES) else name


def problems_of(page: "Page", who: str, path: str) -> list[str]:
    found = []
    for check in (assert_accessible, assert_no_sideways_scroll):
        try:
            check(page)
        except AssertionError as failure:
            found.append(f"{who} {path}: {failure}")
    return found


def test_every_page_of_every_role(city: World, new_page: NewPage) -> None:
    seen: set[str] = set()
    problems: list[str] = []
    for who, user in people(city):
        desktop = entered(new_page, user, viewport={"width": 1440, "height": 900})
        phone = entered(new_page, user, viewport={"width": 320, "height": 640}, color_scheme="dark")
        waiting, start = ["/meja/", *city.found, "/profil/"], True
        while waiting:
            path = waiting.pop(0)
            name = route(path)
            # What another role's walk has shown is not opened again, save the first page with its menu.
            if not name or (name in seen and not start):
                continue
            start = False
            answer = desktop.goto(path)
            if answer is None or "text/html" not in answer.headers.get("content-type", ""):
                continue
            if answer.status != 200:
                if path not in ("/meja/", *city.found):  # not everybody has a desk or this case
                    problems.append(f"{who} {path}: a link leads to {answer.status}")
                continue
            waiting += links(desktop)
            if name in seen:
                continue
            seen.add(name)
            problems += problems_of(desktop, who, path)
            shoot(desktop, f"{name.replace(':', '-').replace('/', '-')}-1440")
            phone.goto(path)
            problems += problems_of(phone, f"{who}, phone", path)
            shoot(phone, f"{name.replace(':', '-').replace('/', '-')}-320")
    assert not problems, "\n\n".join(problems)
    assert len(seen) > 10, seen
