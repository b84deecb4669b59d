"""A report handed to whoever is competent: its letter, its signature, and the answer."""

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pypdf import PdfReader

from cases.actions import forwarding, triage
from cases.forwarded import tasks_for
from cases.models import Forwarding, IncomingLetter, Recommendation, Report
from cases.receivers import paper, suggested
from neutrality.accounts.models import Role, User
from neutrality.counsel.models import LegalPosition
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.outbox.models import Owed
from neutrality.outbox.runner import drain
from neutrality.workdays import today
from tests.cases.procedure.world import scan
from tests.cases.source.conftest import STORY, City, Post, upload
from tests.factories import make_user

BODY = "Seorang kepala desa diduga hadir dan mengajak warga memilih pada kegiatan kampanye."


@pytest.fixture
def report(city: City, submit: Post) -> Report:
    found: Report = submit(occurred_on="2024-10-05", place="Balai Desa", conduct=["PP94-N-06"])[1]
    return found


def forwarded(city: City, report: Report, **more: Any) -> Forwarding:
    asked: dict[str, Any] = {"rule": "FW-06", "sent_as": "laporan", "body": BODY} | more
    row = forwarding.forward_report(actor=city.analyst, report=report, **asked)
    drain(include_held=True)
    row.refresh_from_db()
    return row


def letter_text(document: OfficialDocument) -> str:
    with default_storage.open(document.pdf) as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())


def head(city: City) -> User:
    return make_user("kepala", person=city.tree.person("kepala_bkpsdm"))


def test_the_letter_names_the_receivers_of_the_rule(city: City, report: Report) -> None:
    row = forwarded(city, report)

    document = row.document
    assert document is not None and document.number and document.state == "numbered" and document.is_rendered
    text = letter_text(document)
    region = city.agency.short_name
    for words in ("melalui Kepala Dinas Pemberdayaan Masyarakat dan Desa", f"Inspektur {region}", "Camat", BODY,
                  "Pasal 30", "bukan kesimpulan"):  # fmt: skip
        assert words in text, words
    assert row.due_on is not None and row.due_on > today()


@pytest.mark.parametrize("rule", [row.id for row in load().forwarding.values()])
def test_every_rule_of_the_catalogue_can_be_followed(city: City, report: Report, rule: str) -> None:
    row = forwarded(city, report, rule=rule, body="")

    assert (row.document is not None) == (load().forwarding[rule].data["document_code"] == "P18_PENERUSAN")
    if row.document is not None:
        assert "_" not in letter_text(row.document)  # no id of the catalogue instead of words
    waits = [task for task in tasks_for(city.analyst) if task.url == row.get_absolute_url()]
    assert (row.due_on is not None, len(waits)) == ((False, 0) if rule == "FW-08" else (True, 1))
    client = Client()
    client.force_login(city.analyst)
    shown = client.get(row.get_absolute_url()).content.decode()
    assert ("tidak memerlukan surat" in shown) == (rule == "FW-08")


def test_a_rule_without_a_form_names_its_paper_as_of_the_day_and_keeps_its_receiver(city: City, report: Report) -> None:
    row = forwarded(city, report, rule="FW-11", to="Gubernur Kalimantan Barat", number="800/12/2024", body="")
    (task,) = [task for task in tasks_for(city.analyst) if task.url == row.get_absolute_url()]
    told = load().forwarding["FW-11"].data["document"]
    assert task.who == f"{told} · Gubernur Kalimantan Barat · 800/12/2024"
    assert (task.due, task.basis) == (row.due_on, "")  # the agency's own limit
    assert paper("FW-12", date(2023, 10, 30)).endswith("(UU 5/2014 Pasal 87)")
    assert paper("FW-12", date(2023, 10, 31)).endswith("(UU 20/2023 Pasal 52)")
    forwarding.record_answer(actor=city.analyst, forwarding=row, answered_on=today(city.agency), answer="Tim dibentuk.")
    assert not [task for task in tasks_for(city.analyst) if task.url == row.get_absolute_url()]


def test_nothing_of_the_source_is_in_the_letter(city: City, submit: Post, post: Post) -> None:
    report = submit(occurred_on="2024-10-05", place="Rumah Bu Zulaikha", conduct=["PP94-N-06"],
                    identity={"mode": "confidential", "name": "Zulaikha Umpamasari", "contact": "0812"})[1]  # fmt: skip
    row = forwarded(city, report, body="")

    assert row.document is not None
    raw = f"{letter_text(row.document)} {OfficialDocument.objects.values().get(pk=row.document.pk)}"
    for word in ("Zulaikha", report.code, "stiker", "0812", STORY[:30]):
        assert word not in raw, word


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"Kami menerima cerita: {STORY}", "body_copies_report"),
        ("Menurut pelapor, kepala desa itu hadir.", "malformed"),
        ("Kepala desa terbukti melakukan tindak pidana pemilihan.", "worded_as_finding"),
    ],
)
def test_the_words_of_the_letter_lead_nowhere_and_judge_nothing(
    city: City, report: Report, post: Post, body: str, code: str
) -> None:
    answer = post(f"reports/{report.code}/forward/", {"rule": "FW-01", "as": "temuan", "body": body}, city.analyst)

    assert (answer.json()["code"], "body" in answer.json()["fields"]) == (code, True)
    assert not Forwarding.objects.exists()


@pytest.mark.parametrize("sent_as", ["laporan", "temuan", "informasi_awal"])
def test_a_possible_crime_is_never_worded_as_a_finding(city: City, report: Report, sent_as: str) -> None:
    row = forwarded(city, report, rule="FW-01", sent_as=sent_as, body="")

    assert row.document is not None
    text = letter_text(row.document)
    assert f"Ketua Badan Pengawas Pemilihan Umum {city.agency.short_name}" in text
    assert "bukan kesimpulan" in text and "terbukti" not in text and "pelaku " not in text


def test_undo_within_the_hold_takes_no_number(city: City, report: Report) -> None:
    forwarding.forward_report(actor=city.analyst, report=report, rule="FW-06", sent_as="laporan", body=BODY)
    triage.undo(actor=city.analyst, report=report)
    drain(include_held=True)

    report.refresh_from_db()
    assert report.status == "received"
    assert not Forwarding.objects.exists() and not OfficialDocument.objects.exists()


def test_after_the_letter_nothing_is_undone(city: City, report: Report) -> None:
    row = forwarded(city, report)

    with pytest.raises(Refusal) as refused:
        triage.undo(actor=city.analyst, report=report)
    assert refused.value.code == "too_late"
    forwarding.send(forwarding_id=row.pk)  # the outbox may call twice
    assert OfficialDocument.objects.count() == 1


def test_the_signatory_reads_and_signs_the_letter_alone(city: City, report: Report) -> None:
    row, signer = forwarded(city, report), head(city)
    assert row.document is not None
    client = Client()
    client.force_login(signer)

    assert [task.url for task in tasks_for(signer)] == [row.get_absolute_url()]
    page = client.get(row.get_absolute_url())
    assert page.status_code == 200
    assert report.code not in page.content.decode() and "Jawaban penerima" not in page.content.decode()
    assert client.get(row.document.get_absolute_url()).status_code == 200
    assert client.get(f"/kotak-masuk/{report.code}/").status_code == 404
    assert client.post(f"{row.get_absolute_url()}jawaban/", {"answer": "x"}).status_code == 404
    client.post(f"{row.get_absolute_url()}tandatangan/", {"signed_on": today().isoformat()})
    row.document.refresh_from_db()
    assert (row.document.state, row.document.signed_by_name) == ("signed", signer.person.full_name)  # type: ignore[union-attr]
    assert tasks_for(signer) == []


def test_a_walled_head_neither_signs_nor_sees(city: City, report: Report) -> None:
    signer = head(city)
    report.walls.create(person=signer.person, reason="asked")
    row = forwarded(city, report)

    client = Client()
    client.force_login(signer)
    assert row.document is not None
    assert row.document.context["penandatangan"]["nama"] == city.tree.person("sekda").full_name
    assert client.get(row.get_absolute_url()).status_code == 404
    assert client.get(row.document.get_absolute_url()).status_code == 404


def test_the_alternate_desk_has_its_own_signatory_and_numbers(city: City, report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(desk="alternate")
    row = forwarding.forward_report(
        actor=city.inspector, report=Report.objects.get(), rule="FW-06", sent_as="laporan", body=BODY
    )
    drain(include_held=True)
    row.refresh_from_db()

    assert row.document is not None and "inspektorat" in row.document.number
    assert row.document.context["penandatangan"]["nama"] == city.tree.person("inspektur").full_name


def test_outsiders_meet_nothing(city: City, report: Report) -> None:
    row = forwarded(city, report)
    for user in (city.inspector, make_user("asn", person=city.tree.person("guru"), roles=[Role.AUDITOR])):
        client = Client()
        client.force_login(user)
        assert client.get(row.get_absolute_url()).status_code == 404
        assert client.get(row.document.get_absolute_url()).status_code == 404  # type: ignore[union-attr]
        assert not [task for task in tasks_for(user) if "penerusan" in task.url]


def test_it_is_followed_until_answered(city: City, report: Report, post: Post, get: Post) -> None:
    row = forwarded(city, report)
    client = Client()
    client.force_login(city.analyst)
    assert row.get_absolute_url() in [task.url for task in tasks_for(city.analyst)]
    forwarding.sign(actor=city.analyst, forwarding=row, signed_on=today(), scan=scan())

    base = f"reports/{report.code}/forwardings/{row.code}"
    assert post(f"{base}/remind/", {"note": "Telepon camat."}, city.analyst).status_code == 200
    assert post(f"{base}/answer/", {"answered_on": "2024-10-01", "answer": "Ya."}, city.analyst).status_code == 400
    client.post(f"{row.get_absolute_url()}jawaban/",
                {"answered_on": today().isoformat(), "number": "141/12", "answer": "Ditegur lisan."})  # fmt: skip

    row.refresh_from_db()
    assert (row.answer, row.answer_number, len(row.reminders)) == ("Ditegur lisan.", "141/12", 1)
    assert not [task for task in tasks_for(city.analyst) if "penerusan" in task.url]
    told = get(f"reports/{report.code}/", city.analyst).json()["forwardings"][0]
    assert (told["document"], told["answer"]) == (row.document.code, "Ditegur lisan.")  # type: ignore[union-attr]
    assert post(f"{base}/answer/", {"answered_on": today().isoformat(), "answer": "x"}, city.analyst).status_code == 409


def test_the_liaison_s_line_says_forwarded(city: City) -> None:
    from cases.actions import letters

    letters.file_letter(
        actor=city.analyst,
        data={"sender": "bawaslu", "number": "112/PM", "dated": "2024-10-09",
              "recommendations": [{"name": "Umpama Kadesi", "asks": "ditindaklanjuti"}]},
        files=[upload()],
    )  # fmt: skip
    report = IncomingLetter.objects.get().report
    assert report is not None
    forwarded(city, report)

    assert Recommendation.objects.get().outcome == "forwarded"


def test_receivers_follow_the_date_and_the_agency(city: City) -> None:
    assert "Komisi Aparatur Sipil Negara" in suggested("FW-02", city.agency, date(2024, 6, 1)).to
    assert "Badan Kepegawaian Negara" in suggested("FW-02", city.agency, date(2024, 10, 1)).to
    # The dismissal of a party member goes to BKN as the office of personnel, whoever supervises neutrality.
    assert "Badan Kepegawaian Negara" in str(suggested("FW-12", city.agency, date(2024, 6, 1)))
    assert suggested("FW-11", city.agency, date(2024, 10, 1)).to == "Gubernur"
    city.agency.kind = "provinsi"
    assert suggested("FW-11", city.agency, date(2024, 10, 1)).to == "Menteri Dalam Negeri"
    assert suggested("FW-06", city.agency, date(2024, 10, 1)).to.startswith("Bupati/Wali Kota")


@pytest.mark.parametrize(
    ("day", "option", "body"),
    [
        (date(2024, 8, 23), "", "Komisi Aparatur"), (date(2024, 8, 24), "", "Badan Kepegawaian"),
        (date(2024, 8, 24), "d24", "Komisi Aparatur"), (date(2024, 8, 25), "d24", "Badan Kepegawaian"),
    ],
)  # fmt: skip
def test_the_last_day_of_kasn_is_that_of_the_agencys_position(city: City, day: date, option: str, body: str) -> None:
    if option:
        LegalPosition.objects.create(
            agency=city.agency, question="Q-AKHIR-KASN", option=option, decided_on=date(2024, 8, 1), reason="Nota 1/2024",
            recorded_by=make_user(agency=city.agency),
        )  # fmt: skip

    assert body in suggested("FW-02", city.agency, day).to


def test_a_letter_that_the_queue_gave_up_is_told(city: City, report: Report) -> None:
    row = forwarding.forward_report(actor=city.analyst, report=report, rule="FW-06", sent_as="laporan", body=BODY)
    Owed.objects.filter(kind=forwarding.SEND).update(state="failed", last_error="ValueError")
    client = Client()
    client.force_login(city.analyst)

    assert "belum berhasil dibuat" in client.get(row.get_absolute_url()).content.decode()
