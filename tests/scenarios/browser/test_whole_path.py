"""From a report by somebody without a name to a decision in force, by hand, each person at their own browser."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from PIL import Image
from pypdf import PdfReader

from cases import outward
from cases.models import Case, Exhibit, Report
from neutrality.outbox.runner import drain
from neutrality.workdays import calendar_for
from sanctions.models import Decision, RegisterEntry
from tests.browser.looks import assert_accessible
from tests.cases.procedure.world import scan
from tests.sanctions.world import World
from tests.scenarios.browser.people import NewPage, People, fill

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "Sesudah apel ada yang memakai rompi kuning bernomor sembilan dan mengajak kami ikut konvoi."
ANSWER = "Rompi itu dibagikan dari bagasi mobil jeruk."
BRIEF = "Diduga memakai atribut dan mengajak pegawai mendukung satu pasangan di aula dinas."
WALLED = "Inspektorat"


@pytest.fixture
def people(settings: Any, tmp_path: Path, new_page: NewPage) -> People:
    cache.clear()
    settings.DATA_DIR = tmp_path
    world = World(settings)
    settings.DEFAULT_AGENCY = world.agency.code
    settings.QUICK_EXIT_URL = "/perlindungan/"  # tests leave no machine
    world.user("kabag_hukum", "legal")
    world.user("auditor", "auditor", "alternate_intake")
    return People(world, new_page)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "WA-dari-kantor-saya.jpg"
    picture = Image.effect_noise((900, 700), 60).convert("RGB")
    exif = picture.getexif()
    exif[0x010F] = "Kamera Pelapor"
    picture.save(path, exif=exif)
    return path


def test_from_a_report_to_a_decision_in_force(people: People, new_page: NewPage, photo: Path) -> None:
    reporter, receipt = report(new_page, photo)
    found = Report.objects.get()
    question_and_answer(people, reporter, receipt, found)
    case = open_a_case(people, found)
    release(people, found, case)
    assign(people, case)
    summon(people, case)
    examine(people, case)
    decide(people, case)
    serve(people, case)
    take_effect(people, case)
    told_nothing_more(people, reporter, receipt, case)


# --- the public ------------------------------------------------------------------------------


def onward(page: "Page") -> None:
    page.locator(".p-bawah .btn-utama").click()
    page.wait_for_load_state()


def report(new_page: NewPage, photo: Path) -> tuple["Page", str]:
    """Four steps on a phone without JavaScript; the receipt is shown once."""
    page = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto("/lapor/1/")
    onward(page)
    page.get_by_label("Mengajak memilih calon").check()
    page.get_by_label("Kapan terjadi?").fill("05/10/2024")
    page.get_by_label("Di mana?").fill("Aula Dinas")
    page.get_by_label("Ceritakan").fill(STORY)
    page.locator("#id_berkas").set_input_files(photo)
    page.get_by_label("Siapa yang jangan membaca").fill(WALLED)
    onward(page)
    page.get_by_label("Nama", exact=True).fill("Contoh Pelaksana")
    page.get_by_label("Kantor").fill("Seksi Kurikulum SMP")
    onward(page)
    review = page.locator("main").inner_text()
    assert STORY in review
    assert WALLED in review
    onward(page)
    page.get_by_role("heading", name="Simpan kode ini sekarang").wait_for()
    receipt = page.locator("[data-kode]").inner_text()
    page.get_by_role("button", name="Lihat laporan saya").click()
    page.get_by_role("heading", name="Perjalanan laporan").wait_for()
    drain(include_held=True)
    return page, receipt


def track(page: "Page", receipt: str) -> str:
    page.goto("/pantau/keluar/")
    page.goto("/pantau/")
    page.get_by_label("Kode laporan").fill(receipt)
    onward(page)
    return page.locator("main").inner_text()


def question_and_answer(people: People, reporter: "Page", receipt: str, found: Report) -> None:
    desk = people.sees("analis", "/kotak-masuk/", found.code)
    desk.locator(f"[data-buka-baris]:has-text('{found.code}'), [data-baris]").first.wait_for()
    desk = people.sees("analis", f"/kotak-masuk/{found.code}/", STORY, WALLED)
    desk.locator("[data-dialog=dlg-tanya]").first.click()
    desk.locator("#id_tanya-body").fill("Dari mana rompi itu?")
    desk.locator("#dlg-tanya .btn-utama").click()
    desk.get_by_text("dikirim").first.wait_for()
    drain(include_held=True)
    people.world.on(date(2024, 10, 8))
    outward.publish()

    assert "Dari mana rompi itu?" in track(reporter, receipt)
    assert "Ada pertanyaan dari petugas" in reporter.locator("main").inner_text()
    reporter.get_by_label("Balasan Anda").fill(ANSWER)
    reporter.get_by_role("button", name="Kirim balasan").click()
    reporter.get_by_text("Balasan terkirim.").wait_for()
    drain(include_held=True)
    people.sees("analis", f"/kotak-masuk/{found.code}/", ANSWER)


# --- the desk ----------------------------------------------------------------------------------


def open_a_case(people: People, found: Report) -> Case:
    world, desk = people.world, people.at("analis")
    subject = world.tree.person("pelaksana")
    desk.locator("#cari-orang").fill(subject.employee.nip)
    desk.locator("#orang-lain .pilih").first.click()
    desk.locator("#jml").fill("25")
    desk.locator("[data-dialog=dlg-buka]").first.click()
    desk.locator("#id_buka-brief").fill(BRIEF)
    for box in desk.locator("#dlg-buka [name=buka-violations]:checked").all():
        box.uncheck()
    desk.locator("#dlg-buka [name=buka-violations][value=PP94-N-02]").check()
    desk.locator("#f-buka button.btn-utama").click()
    desk.get_by_text("dibuka dari laporan").wait_for()
    case = Case.objects.get()
    drain(include_held=True)
    assert (case.person, case.brief, case.status) == (subject, BRIEF, "opened")
    people.sees("analis", f"/kasus/{case.code}/", subject.full_name, BRIEF)
    for nobody in ("kasi", "kadis", "sekda", "pelaksana"):
        people.sees_nothing(nobody, f"/kasus/{case.code}/", case.code, BRIEF)
    return case


def release(people: People, found: Report, case: Case) -> None:
    """The exhibit has a name and a picture of its own; nothing of the file as it was sent."""
    desk = people.at("analis")
    desk.goto(f"/kotak-masuk/{found.code}/")
    desk.locator("details.lepas summary").click()
    desk.locator("[name=lepas-description]").fill("Rompi bernomor")
    desk.locator("[name=lepas-may_be_shown]").check()
    desk.get_by_role("button", name="Lepas bukti").click()
    desk.get_by_text("Bukti B-01 dilepas.").wait_for()
    drain(include_held=True)
    exhibit = Exhibit.objects.get()
    page = people.sees("analis", f"/kasus/{case.code}/bukti/", "B-01", "Rompi bernomor")
    assert "WA-dari-kantor" not in page.content()
    picture = page.request.get(f"/kasus/{case.code}/bukti/{exhibit.code}/pratinjau/")
    assert not Image.open(io.BytesIO(picture.body())).getexif()


# --- the line ------------------------------------------------------------------------------------


def assign(people: People, case: Case) -> None:
    people.do("analis", case.code, "assign")
    subject = case.person.full_name
    people.sees("kasi", "/meja/", subject)
    people.sees("kasi", f"/kasus/{case.code}/", subject, BRIEF)
    for nobody in ("kabid", "kadis", "sekda", "ppk", "pelaksana"):
        people.sees_nothing(nobody, "/meja/", case.code, BRIEF)
        people.sees_nothing(nobody, f"/kasus/{case.code}/", case.code, BRIEF)


def summon(people: People, case: Case) -> None:
    """From the superior's desk; the proposed day is taken. The desk records the service with its proof."""
    superior = people.at("kasi")
    superior.goto("/meja/")
    superior.locator(".daftar-tugas .btn").first.click()
    superior.wait_for_url(f"**/kasus/{case.code}/**")
    people.do("kasi", case.code, "summon", exam_time="09:00", place="Ruang Rapat BKPSDM")
    row = case.summonses.get()
    desk = people.sees("analis", f"/kasus/{case.code}/pemeriksaan/", "Catat penyerahan surat panggilan")
    fill(desk, {"served_on": row.letter_date, "how": ("langsung",), "handed_to": case.person.name, "proof": scan()})
    desk.locator("#penyerahan .btn-utama").click()
    desk.get_by_text("Penyerahan tercatat.").wait_for()
    drain(include_held=True)
    page = people.sees("pelaksana", "/surat/", "anggilan")
    text = letter(page, page.locator(".tugas a.btn").first.get_attribute("href"))
    assert case.person.name in text
    assert BRIEF not in text


def examine(people: People, case: Case) -> None:
    people.world.on(case.summonses.get().exam_date)
    people.do("kasi", case.code, "examine")
    people.do("kasi", case.code, "record_minutes", **{
        "questions-0-question": "Di mana Saudara pada 5 Oktober 2024?", "questions-0-answer": "Di aula dinas.",
        "signed": True, "copy_given_on": people.world.settings.TODAY,
    })  # fmt: skip
    people.do(
        "kasi", case.code, "submit_report", proven=("proven",), breach="Memakai atribut",
        happened="5 Oktober 2024", place="Aula Dinas",
        impact_note="Tidak dinilai", conclusion="Terbukti", aggravating="Di depan bawahan",
    )  # fmt: skip
    people.do("kasi", case.code, "escalate", summary="Terbukti; wewenang pejabat yang lebih tinggi.")
    people.sees("kabid", f"/kasus/{case.code}/", case.person.full_name, BRIEF)
    people.sees_nothing("kadis", f"/kasus/{case.code}/", case.code, BRIEF)


# --- the decision ----------------------------------------------------------------------------------


def decide(people: People, case: Case) -> None:
    page, path = people.at("analis"), f"/kasus/{case.code}/keputusan/"
    page.goto(path)
    page.get_by_role("button", name="Susun draf keputusan").click()
    page.locator("#id_source").fill("SIASN dan berkas kepegawaian")
    page.get_by_role("button", name="Catat pemeriksaan riwayat").click()
    page.get_by_text("Pemeriksaan riwayat tercatat.").wait_for()
    assert page.locator("[name=sanction][value=B1]").count() == 0  # heavy ones cannot be picked
    assert "tidak dapat dipilih" in page.locator("#hukuman").inner_text()
    with page.expect_response("**/keputusan/periksa/"):  # the check follows the hand
        page.locator("[name=sanction][value=S1_KGB]").check()
    page.get_by_label("Perbuatan yang terbukti").fill("memakai atribut dalam kampanye")
    page.locator("[name=no_mitigating]").check()
    page.get_by_role("button", name="Simpan draf").click()
    page.get_by_text("Draf tersimpan.").wait_for()
    page.locator("#id_starts_on").fill("2024-12-01")
    for box in page.locator("textarea[name^=reason-]").all():
        box.fill("Dicatat dan dipertimbangkan.")
    assert_accessible(page)
    page.get_by_role("button", name="Ajukan untuk diparaf").click()
    page.get_by_text("Draf diajukan untuk diparaf.").wait_for()
    decision = Decision.objects.get()
    decider = people.world.key_of(decision)
    assert decider == "kabid"
    early = people.at(decider)
    early.goto(path)
    assert early.locator("button[value=sign]").get_attribute("aria-disabled") == "true"
    for key in ("kepala_bkpsdm", "kabag_hukum", "sekda"):
        people.sees(key, "/keputusan/", case.person.full_name)
        initials = people.sees(key, path, case.person.full_name)
        initials.locator("button[value=initial]").click()
        initials.get_by_text("Paraf Anda tercatat.").wait_for()
    people.sees(decider, f"{path}satu-halaman/", case.person.full_name)
    signing = people.sees(decider, path, "3 dari 3 paraf")
    for box in signing.locator("textarea[name^=reason-]").all():
        if not box.input_value():
            box.fill("Dicatat dan dipertimbangkan.")
    signing.locator("button[value=sign]").click()
    signing.wait_for_load_state()
    drain(include_held=True)
    decision.refresh_from_db()
    case.refresh_from_db()
    assert (decision.state, case.status) == ("issued", "decided"), signing.locator("body").inner_text()
    assert "Halaman tidak ditemukan" not in signing.locator("body").inner_text()


def serve(people: People, case: Case) -> None:
    world = people.world
    called = calendar_for(world.agency).add_working_days(date.fromisoformat(world.settings.TODAY), 2)
    people.do("kabid", case.code, "serve", call_date=called, call_time="09:00", place="Ruang Kepala BKPSDM")
    world.on(called)
    people.do(
        "kabid", case.code, "record_receipt", manner=("langsung",), delivered_on=called, received_on=called,
        received_by=case.person.full_name, **{"act-scan": scan()},
    )  # fmt: skip
    case.refresh_from_db()
    assert case.status == "remedy_window"


def take_effect(people: People, case: Case) -> None:
    entry = RegisterEntry.objects.get()
    assert entry.in_force_on is not None
    people.world.on(entry.in_force_on - timedelta(days=1))
    desk = people.at("analis")
    desk.goto(f"/kasus/{case.code}/langkah/take_effect/")
    assert desk.locator("main form.isi .btn-utama").get_attribute("aria-disabled") == "true"
    people.world.on(entry.in_force_on)
    people.do("analis", case.code, "take_effect")
    case.refresh_from_db()
    entry.refresh_from_db()
    assert (case.status, entry.state) == ("in_force", "in_force")

    decision = Decision.objects.get()
    assert decision.document is not None
    page = people.sees("pelaksana", "/surat/", str(decision.document.number))
    text = letter(page, page.get_by_role("link", name="Buka surat").first.get_attribute("href"))
    everything = "".join(
        letter(page, link.get_attribute("href")) for link in page.get_by_role("link", name="Buka surat").all()
    )
    assert case.person.name in text
    assert decision.document.number in everything
    for word in (STORY[:30], ANSWER[:20], "WA-dari-kantor", "pelapor"):
        assert word not in everything


def letter(page: "Page", address: str | None) -> str:
    """The text of a letter as its reader gets it."""
    assert address
    answer = page.request.get(address)
    assert answer.status == 200, address
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def told_nothing_more(people: People, reporter: "Page", receipt: str, case: Case) -> None:
    """The reporter reads a status and the fixed words, never of the case; the walled one never saw any of it."""
    outward.publish()
    seen = track(reporter, receipt)
    assert case.code not in seen
    assert case.person.name not in seen
    for path in ("/kotak-masuk/", "/kasus/", "/keputusan/", f"/cari/?q={case.code}", f"/kasus/{case.code}/"):
        people.sees_nothing("auditor", path, BRIEF, f"/kasus/{case.code}/", STORY[:30], case.person.name)
