"""Doors, language, display settings and pages for what went wrong."""

from typing import Any

import pytest
from django.test import Client
from django.urls import path

from neutrality import pages
from tests.factories import make_agency, make_tree, make_user

pytestmark = pytest.mark.django_db


def boom(request: Any) -> Any:
    raise RuntimeError("rahasia pelapor")


class Urls:
    """The real pages and one that fails."""

    urlpatterns = [
        *pages.urlpatterns,
        path("masuk/", pages.home, name="account_login"),
        path("meledak/", boom),
        path("api/v1/meledak/", boom),
    ]
    handler404 = "neutrality.errorpages.not_found"
    handler500 = "neutrality.errorpages.server_error"


def test_home_has_two_doors_and_the_way_in(client: Client) -> None:
    make_agency(short_name="Kota Contoh")
    page = client.get("/").content.decode()
    assert page.count('class="pintu"') == 2
    assert 'href="/masuk/"' in page
    assert "Kota Contoh" in page
    assert not client.cookies


def test_no_agency_is_guessed_where_there_are_several(client: Client, settings: Any) -> None:
    make_agency(short_name="Kota Satu")
    make_agency(short_name="Kota Dua", code="dua", hosts=["lapor.dua.test"])
    settings.ALLOWED_HOSTS = ["*"]
    assert "Kota" not in client.get("/").content.decode().split("</head>")[0]
    assert "Kota Dua" in client.get("/", headers={"host": "lapor.dua.test:8000"}).content.decode()
    settings.DEFAULT_AGENCY = "dua"
    assert "Kota Dua" in client.get("/").content.decode()


def test_pages_are_indonesian_whatever_the_browser_asks(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "en-US"})
    assert page.headers["Content-Language"] == "id"
    assert '<html lang="id">' in page.content.decode()


def test_language_switch_leads_back_and_ends_with_the_browser(client: Client) -> None:
    switched = client.get("/bahasa/en/?lanjut=/perlindungan/")
    assert switched.headers["Location"] == "/perlindungan/"
    cookie = client.cookies["django_language"]
    assert (cookie.value, cookie["max-age"], cookie["expires"]) == ("en", "", "")
    assert '<html lang="en">' in client.get("/").content.decode()


@pytest.mark.parametrize("target", ["https://jahat.test/", "//jahat.test/", "javascript:alert(1)"])
def test_language_switch_leads_nowhere_else(client: Client, target: str) -> None:
    assert client.get("/bahasa/en/", {"lanjut": target}).headers["Location"] == "/"


def test_unknown_language_changes_nothing(client: Client) -> None:
    client.get("/bahasa/xx/")
    assert "django_language" not in client.cookies


def test_theme_and_shortcuts_are_the_person_s_own(client: Client) -> None:
    user = make_user(person=make_tree().person("guru"))
    client.force_login(user)
    client.post("/tampilan/", {"tema": "gelap", "lanjut": "/"})
    client.post("/tampilan/", {"pintasan": "0"})
    client.post("/tampilan/", {"tema": "merah"})
    user.refresh_from_db()
    assert (user.theme, user.shortcuts) == ("gelap", False)


def test_display_settings_need_a_person(client: Client) -> None:
    assert client.post("/tampilan/", {"tema": "gelap"}).status_code == 302


def test_absent_page(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = Urls
    page = client.get("/tidak-ada/")
    assert page.status_code == 404
    assert "Halaman tidak ditemukan" in page.content.decode()


def test_a_failure_tells_a_short_code_and_nothing_else(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = Urls
    client.raise_request_exception = False
    page = client.get("/meledak/")
    text = page.content.decode()
    assert page.status_code == 500
    assert "Ada gangguan di pihak kami" in text
    assert "rahasia" not in text
    assert "Traceback" not in text


def test_a_program_reads_json_where_no_view_answered(client: Client, settings: Any) -> None:
    absent = client.get("/api/v1/tiada/")
    assert (absent.status_code, absent.json()["code"]) == (404, "not_found")
    settings.ROOT_URLCONF = Urls
    client.raise_request_exception = False
    failed = client.get("/api/v1/meledak/")
    assert (failed.status_code, failed.json()["code"]) == (500, "server_error")
    assert "rahasia" not in failed.content.decode()
