"""The tracking door: code in, status and messages out, nothing about anybody else."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache

from cases.models import Message, Report
from tests.factories import make_agency
from tests.ui.reporter import STORY, Reporter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agency(settings: Any) -> Any:
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    cache.clear()
    return make_agency(short_name="Kota Contoh")


@pytest.fixture
def opened() -> Reporter:
    reporter = Reporter()
    reporter.client.post("/pantau/", {"aksi": "buka", "code": reporter.receipt()})
    return reporter


def text_of(reporter: Reporter, path: str = "/pantau/") -> str:
    return reporter.client.get(path).content.decode()


@pytest.mark.parametrize(
    "spelled", [str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("0", "O").replace("1", "l")]
)
def test_the_code_in_any_spelling(spelled: Any) -> None:
    reporter = Reporter()
    code = reporter.receipt()
    answer = reporter.client.post("/pantau/", {"aksi": "buka", "code": spelled(code)})
    assert answer.headers["Location"] == "/pantau/"
    page = text_of(reporter)
    assert "Laporan Anda diterima" in page
    assert code not in page
    assert code[:-4] in page


def test_wrong_and_unknown_codes_are_answered_alike() -> None:
    reporter = Reporter()
    pages = [
        reporter.client.post("/pantau/", {"aksi": "buka", "code": code})
        for code in ("0000-0000-0001", "0000-0000-0000", "abc")
    ]
    assert {page.status_code for page in pages} == {200}
    told = [page.content.decode().count("Kode tidak ditemukan. Periksa lagi 12 huruf dan angkanya.") for page in pages]
    assert len(set(told)) == 1 and told[0] > 0


def test_many_wrong_codes_have_to_wait() -> None:
    reporter = Reporter()
    for _attempt in range(6):
        answer = reporter.client.post("/pantau/", {"aksi": "buka", "code": "0000-0000-0001"})
    assert answer.status_code == 429


def test_own_words_are_hidden_until_asked(opened: Reporter) -> None:
    assert STORY not in text_of(opened)
    assert STORY in opened.client.post("/pantau/", {"aksi": "tampil"}).content.decode()
    assert STORY not in text_of(opened)


def test_questions_and_answers(opened: Reporter) -> None:
    assert "Belum ada pesan" in text_of(opened)
    report = Report.objects.get()
    Message.objects.create(
        report=report,
        sender="office",
        on=date(2024, 10, 17),
        sent_on=date(2024, 10, 17),
        body="Apakah stiker itu masih ada?",
    )
    assert "Apakah stiker itu masih ada?" in text_of(opened)
    sent = opened.client.post("/pantau/", {"aksi": "balas", "body": "Masih ada."})
    assert sent.headers["Location"] == "/pantau/?terkirim=1#pesan"
    page = text_of(opened, "/pantau/?terkirim=1")
    assert "Balasan terkirim." in page
    assert "Jawaban Anda disembunyikan." in page
    assert "Masih ada." not in page
    assert report.messages.filter(sender="reporter").get().body == "Masih ada."


def test_a_read_mark_shows_from_the_next_day(opened: Reporter, settings: Any) -> None:
    opened.client.post("/pantau/", {"aksi": "balas", "body": "Masih ada."})
    Message.objects.update(read_on=date(2024, 10, 16))
    assert "sudah dibaca petugas" not in text_of(opened)
    settings.TODAY = "2024-10-17"
    assert "sudah dibaca petugas" in text_of(opened)


def test_an_empty_answer_is_asked_for_words(opened: Reporter) -> None:
    page = opened.client.post("/pantau/", {"aksi": "balas", "body": ""}).content.decode()
    assert "Tulis pesan, atau lampirkan foto." in page


def test_closing_forgets_the_report(opened: Reporter) -> None:
    opened.client.post("/pantau/", {"aksi": "tutup"})
    assert "Buka laporan" in text_of(opened)


def test_cookie_of_the_tracker_ends_with_the_browser(opened: Reporter) -> None:
    text_of(opened)
    cookie = opened.client.cookies["pantau"]
    assert cookie["max-age"] == "" and cookie["expires"] == ""
    assert (cookie["samesite"], cookie["path"]) == ("Strict", "/pantau/")


def test_without_the_cookie_nothing_can_be_said(opened: Reporter) -> None:
    stranger = Reporter()
    assert stranger.client.post("/pantau/", {"aksi": "balas", "body": "x"}).headers["Location"] == "/pantau/"
    assert stranger.client.post("/pantau/", {"aksi": "tampil"}).headers["Location"] == "/pantau/"
