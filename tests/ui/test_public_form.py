"""The public form: every step by plain POST, nothing lost, nothing left behind."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Identity, Original, Report
from cases.public import files
from neutrality import ids
from tests.factories import make_agency
from tests.ui.reporter import EVENT, PERSON, STORY, Reporter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agency(settings: Any) -> Any:
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    files.purge(timedelta(0))
    cache.clear()
    return make_agency(short_name="Kota Contoh")


@pytest.fixture
def reporter() -> Reporter:
    return Reporter()


def photo(name: str = "IMG_20240924_Budi.jpg") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def draft_files() -> list[str]:
    """Contents held for drafts, without the notes beside them."""
    if not default_storage.exists(files.ROOT):
        return []
    folders = [f"{files.ROOT}/{name}" for name in default_storage.listdir(files.ROOT)[0]]
    return [f"{folder}/{row['id']}" for folder in folders for row in files.rows(folder)]


def test_four_steps_make_one_anonymous_report(reporter: Reporter) -> None:
    review = reporter.fill()
    assert STORY in review.content.decode()
    page = reporter.send()
    assert page.redirect_chain[-1][0] == "/lapor/terkirim/"
    code = page.context["code"]
    assert ids.is_receipt(code)
    report = Report.objects.get()
    assert (report.narrative, report.place, report.identity_mode) == (STORY, "Aula Dinas Kominfo", "anonymous")
    assert report.occurred_from.isoformat() == "2024-09-24"
    assert report.channel == "public_web"
    assert not Identity.objects.exists()


def test_receipt_is_shown_once(reporter: Reporter) -> None:
    code = reporter.receipt()
    again = reporter.client.get("/lapor/terkirim/").content.decode()
    assert code not in again
    assert code[:-4] in again
    assert "Kode sudah ditampilkan" in again


def test_receipt_can_be_saved_under_a_name_that_says_nothing(reporter: Reporter) -> None:
    code = reporter.receipt()
    saved = reporter.client.post("/lapor/terkirim/", {"kode": code})
    assert saved.headers["Content-Disposition"] == 'attachment; filename="catatan.txt"'
    assert saved.content.decode().strip() == code


def test_a_second_press_makes_no_second_report(reporter: Reporter) -> None:
    reporter.fill()
    cookie = reporter.client.cookies["isian"].value
    first = reporter.client.post("/lapor/4/")
    reporter.client.cookies["isian"] = cookie
    reporter.client.post("/lapor/4/")
    assert first.status_code == 302
    assert Report.objects.count() == 1


def test_named_report_keeps_the_identity_apart(reporter: Reporter) -> None:
    refused = reporter.post(1, mode="confidential")
    assert "Tulis nama Anda" in refused.content.decode()
    reporter.post(1, mode="confidential", name="Contoh Pelapor", contact="0800")
    reporter.post(2, **EVENT)
    reporter.post(3, **PERSON)
    reporter.send()
    assert Identity.objects.get().name == "Contoh Pelapor"


def test_name_typed_under_anonymous_is_dropped(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous", name="Contoh Pelapor")
    reporter.post(2, **EVENT)
    reporter.post(3, **PERSON)
    reporter.send()
    assert Report.objects.exists()
    assert not Identity.objects.exists()


def test_errors_keep_what_was_typed_and_name_the_remedy(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    page = reporter.post(2, **EVENT | {"place": ""}).content.decode()
    assert page.count("Isi tempat kejadian") == 2  # summary and field
    assert STORY in page
    assert 'aria-invalid="true"' in page
    assert STORY in reporter.client.get("/lapor/2/").content.decode()


@pytest.mark.parametrize(
    ("when", "told"),
    [("besok lusa", "Tulis tanggal seperti"), ("24/09/2031", "belum tiba"), ("1/1/1970", "terlalu lama")],
)
def test_dates_that_cannot_be(reporter: Reporter, when: str, told: str) -> None:
    reporter.post(1, mode="anonymous")
    assert told in reporter.post(2, **EVENT | {"when": when}).content.decode()


def test_the_month_is_enough(reporter: Reporter) -> None:
    reporter.fill(when="September 2024")
    reporter.send()
    report = Report.objects.get()
    assert (report.occurred_from.isoformat(), report.occurred_to.isoformat()) == ("2024-09-01", "2024-09-30")


def test_unknown_name_is_an_answer(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    reporter.post(2, **EVENT)
    assert "Saya tidak tahu namanya" in reporter.post(3, jumlah="1").content.decode()
    assert reporter.post(3, jumlah="1", unknown="on").headers["Location"] == "/lapor/4/"
    reporter.send()
    assert Report.objects.count() == 1


def test_more_than_one_person(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    reporter.post(2, **EVENT)
    reporter.post(3, **PERSON, tambah="1")
    reporter.post(3, **PERSON | {"jumlah": "2", "o1-name": "Bu L"})
    page = reporter.client.get("/lapor/4/").content.decode()
    assert "Pak W" in page
    assert "Bu L" in page


def test_photo_is_held_encrypted_and_goes_with_the_report(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    reporter.post(2, **EVENT | {"berkas": photo()})
    (held,) = draft_files()
    with default_storage.open(held) as stored:
        assert b"JFIF" not in stored.read()
    assert "IMG_20240924" not in reporter.client.get("/lapor/2/").content.decode()
    reporter.post(3, **PERSON)
    reporter.send()
    assert Original.objects.get().report == Report.objects.get()
    assert draft_files() == []


def test_photo_is_kept_when_another_field_is_wrong_and_can_be_removed(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    page = reporter.post(2, **EVENT | {"place": "", "berkas": photo()})
    assert "Berkas 1" in page.content.decode()
    (row,) = page.context["files"]
    removed = reporter.post(2, **EVENT | {"place": "", "hapus": row["id"]})
    assert removed.headers["Location"] == "/lapor/2/#berkas"
    assert draft_files() == []


@pytest.mark.parametrize(
    ("upload", "told"),
    [
        (SimpleUploadedFile("bukti.exe", b"MZ" + b"\0" * 64), "Berkas .exe tidak dapat diterima"),
        (SimpleUploadedFile("foto.jpg", b"<html>" + b" " * 64, "image/jpeg"), "tidak dapat diterima"),
        (SimpleUploadedFile("foto.jpg", b"", "image/jpeg"), "kosong"),
    ],
)
def test_files_of_another_kind_are_refused_with_a_sentence(reporter: Reporter, upload: Any, told: str) -> None:
    reporter.post(1, mode="anonymous")
    assert told in reporter.post(2, **EVENT | {"berkas": upload}).content.decode()
    assert draft_files() == []


def test_script_may_send_one_file_ahead(reporter: Reporter) -> None:
    assert reporter.client.post("/lapor/berkas/", {"berkas": photo()}).status_code == 404  # no draft yet
    reporter.post(1, mode="anonymous")
    assert reporter.client.post("/lapor/berkas/", {"berkas": photo()}).json()["label"] == "foto"
    bad = reporter.client.post("/lapor/berkas/", {"berkas": SimpleUploadedFile("x.exe", b"MZ" + b"\0" * 40)})
    assert (bad.status_code, "exe" in bad.json()["message"]) == (415, True)


def test_the_same_photo_by_script_and_by_form_is_one_file(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    reporter.client.post("/lapor/berkas/", {"berkas": photo()})
    reporter.post(2, **EVENT | {"berkas": photo("lain.jpg")})
    assert len(draft_files()) == 1


def test_drafts_of_yesterday_are_purged(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    reporter.client.post("/lapor/berkas/", {"berkas": photo()})
    assert files.purge(timedelta(hours=24)) == 0
    assert files.purge(timedelta(0)) == 1
    assert draft_files() == []


def test_floods_of_files_meet_a_limit_but_the_report_still_goes(reporter: Reporter, settings: Any) -> None:
    from cases.public.guard import UploadThrottle

    cache.clear()
    reporter.post(1, mode="anonymous")
    allowed = int(UploadThrottle().num_requests)
    for _one in range(allowed):
        reporter.client.post("/lapor/berkas/", {"berkas": SimpleUploadedFile("x.exe", b"MZ" + b"\0" * 40)})
    assert reporter.client.post("/lapor/berkas/", {"berkas": photo()}).status_code == 429
    reporter.post(2, **EVENT)
    reporter.post(3, **PERSON)
    reporter.send()
    assert Report.objects.count() == 1


def test_floods_of_reports_wait_with_everything_kept(reporter: Reporter) -> None:
    from cases.public.guard import ReportThrottle

    cache.clear()
    for _one in range(int(ReportThrottle().num_requests)):
        Reporter().receipt()
    reporter.fill()
    page = reporter.client.post("/lapor/4/").content.decode()
    assert "Isian Anda tersimpan" in page
    assert STORY in page
    cache.clear()


def test_steps_cannot_be_skipped(reporter: Reporter) -> None:
    assert reporter.client.get("/lapor/3/").headers["Location"] == "/lapor/1/?ulang=1"
    reporter.post(1, mode="anonymous")
    assert reporter.client.get("/lapor/4/").headers["Location"] == "/lapor/2/"
    assert reporter.client.get("/lapor/5/").status_code == 404


def test_a_correction_leads_back_to_the_review(reporter: Reporter) -> None:
    reporter.fill()
    assert reporter.post(1, mode="anonymous").headers["Location"] == "/lapor/4/"


def test_quick_exit_removes_draft_and_files(reporter: Reporter, settings: Any) -> None:
    reporter.post(1, mode="anonymous")
    reporter.post(2, **EVENT | {"berkas": photo()})
    left = reporter.client.get("/lapor/keluar/")
    assert left.headers["Location"] == settings.QUICK_EXIT_URL
    assert draft_files() == []
    assert reporter.client.get("/lapor/2/").headers["Location"] == "/lapor/1/?ulang=1"


def test_the_trap_loses_nobody_s_report(reporter: Reporter) -> None:
    reporter.fill()
    asked = reporter.client.post("/lapor/4/", {"website": "http://x"})
    assert "sekali lagi" in asked.content.decode()
    assert not Report.objects.exists()
    reporter.send()
    assert Report.objects.count() == 1


def test_draft_in_the_database_is_unreadable(reporter: Reporter) -> None:
    from django.contrib.sessions.models import Session

    reporter.fill()
    stored = " ".join(str(row.get_decoded()) for row in Session.objects.all())
    assert "nomor 9" not in stored
    assert "Kominfo" not in stored


def test_cookies_end_with_the_browser_and_stay_on_the_site(reporter: Reporter) -> None:
    reporter.fill()
    reporter.send()
    assert set(reporter.client.cookies) == {"isian"}
    cookie = reporter.client.cookies["isian"]
    assert cookie["max-age"] == "" and cookie["expires"] == ""
    assert (cookie["samesite"], cookie["httponly"], cookie["path"]) == ("Strict", True, "/lapor/")


@pytest.mark.parametrize("path", ["/", "/perlindungan/", "/lapor/1/", "/pantau/"])
def test_private_pages_say_so(reporter: Reporter, path: str) -> None:
    page = reporter.client.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "<script>" not in page.content.decode()
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    title = page.content.decode().split("<title>")[1].split("</title>")[0]
    assert "lapor" not in title.lower()
    assert "Kota Contoh" in title


def test_a_post_from_another_site_is_refused(reporter: Reporter) -> None:
    answer = reporter.client.post("/lapor/1/", {"mode": "anonymous"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_signed_in_person_is_a_stranger_here(reporter: Reporter) -> None:
    from tests.factories import make_user

    reporter.client.force_login(make_user("contoh.pegawai"))
    page = reporter.client.get("/lapor/1/").content.decode()
    assert "contoh.pegawai" not in page


def test_hostile_text_is_shown_as_text(reporter: Reporter) -> None:
    reporter.post(1, mode="anonymous")
    reporter.post(2, **EVENT | {"story": "<script>alert(1)</script>"})
    reporter.post(3, **PERSON)
    assert "<script>alert" not in reporter.client.get("/lapor/4/").content.decode()
