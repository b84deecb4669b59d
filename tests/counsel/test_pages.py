"""Bagian Hukum's pages: reading the law, recording a position, and "what if"."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils.html import escape
from PIL import Image

from neutrality.audit.models import JournalEntry
from neutrality.counsel import actions, queries
from neutrality.counsel.models import LegalPosition
from neutrality.counsel.reading import TOPICS, entries
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from tests.factories import make_agency, make_user

pytestmark = pytest.mark.django_db


def scan() -> bytes:
    page = BytesIO()
    Image.new("RGB", (8, 8)).save(page, "PNG")
    return page.getvalue()


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, "2024-10-16"


@pytest.fixture
def agency():
    return make_agency()


@pytest.fixture
def lawyer(agency, client):
    user = make_user(roles=["legal"], agency=agency)
    client.force_login(user)
    return user


def take(lawyer, option="transition", day=date(2024, 10, 1), question="Q-SEDANG", **more):
    return actions.record_position(
        actor=lawyer, question=question, option=option, decided_on=day, reason="Nota dinas 188/12.", **more
    )


# --- positions ------------------------------------------------------------------
def test_a_position_holds_from_its_day_and_the_newest_counts(agency, lawyer):
    first = take(lawyer)
    second = take(lawyer, "tukin", date(2024, 10, 10))

    assert queries.positions_in_force(agency, date(2024, 9, 30)) == {}
    assert queries.positions_in_force(agency, date(2024, 10, 9)) == {"Q-SEDANG": "transition"}
    assert queries.positions_in_force(agency, date(2024, 10, 10)) == {"Q-SEDANG": "tukin"}
    assert second.supersedes == first
    assert queries.positions_in_force(make_agency(), date(2024, 10, 16)) == {}


def test_a_position_is_journalled_with_what_stood_before(agency, lawyer):
    take(lawyer)
    take(lawyer, "tukin", date(2024, 10, 10))
    entry = JournalEntry.objects.filter(event="legal.position_recorded").latest("pk")

    assert entry.chain == f"legal_position:{agency.code}:Q-SEDANG"
    assert entry.changes["option"] == ["transition", "tukin"]


def test_a_position_is_neither_changed_nor_deleted(lawyer):
    position = take(lawyer)

    for attempt in (position.delete, lambda: LegalPosition.objects.update(option="tukin")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert LegalPosition.objects.get().option == "transition"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"question": "Q-NOPE"}, "question"),
        ({"option": "perhaps"}, "option"),
        ({"reason": "  "}, "reason"),
        ({"decided_on": date(2024, 10, 17)}, "decided_on"),
    ],
)
def test_a_bad_answer_names_its_field(lawyer, told, field):
    whole = {"question": "Q-SEDANG", "option": "transition", "decided_on": date(2024, 10, 1), "reason": "Nota."}
    with pytest.raises(Refusal) as refused:
        actions.record_position(actor=lawyer, **whole | told)

    assert field in refused.value.fields


def test_an_answer_older_than_the_one_that_stands_is_refused(lawyer):
    take(lawyer)
    with pytest.raises(Refusal, match="lebih tua"):
        take(lawyer, "tukin", date(2024, 9, 1))


@pytest.mark.parametrize("roles", [["intake"], ["auditor"], ["bawaslu"], ["admin"], []])
def test_only_bagian_hukum_records(agency, client, roles):
    user = make_user(roles=roles, agency=agency)
    client.force_login(user)

    with pytest.raises(Refusal):
        take(user)
    reads = roles in (["intake"], ["auditor"])
    assert client.get("/hukum/posisi/").status_code == (200 if reads else 404)
    assert client.post("/hukum/posisi/Q-SEDANG/", {"option": "tukin"}).status_code == 404
    assert not LegalPosition.objects.exists()


def test_recorded_on_the_page_with_a_scan(agency, lawyer, client):
    page = client.get("/hukum/posisi/Q-SEDANG/")
    assert "Disarankan" in page.content.decode()
    response = client.post(
        "/hukum/posisi/Q-SEDANG/",
        {"option": "transition", "decided_on": "2024-10-01", "reason": "Nota dinas 188/12.",
         "attachment": SimpleUploadedFile("nota.png", scan(), "image/png")},
        follow=True,
    )  # fmt: skip

    assert "Nota dinas 188/12." in response.content.decode()
    position = LegalPosition.objects.get()
    copy = client.get(f"/hukum/posisi/Q-SEDANG/lampiran/{position.attachment_sha256}/")
    assert (copy.status_code, copy["Content-Type"]) == (200, "image/png")
    client.force_login(make_user(roles=["legal"], agency=make_agency()))
    assert client.get(f"/hukum/posisi/Q-SEDANG/lampiran/{position.attachment_sha256}/").status_code == 404


def test_the_history_says_how_long_each_answer_held(lawyer, client):
    take(lawyer)
    take(lawyer, "tukin", date(2024, 10, 10))
    page = client.get("/hukum/posisi/Q-SEDANG/").content.decode()

    assert "1 Oktober 2024 sampai sebelum 10 Oktober 2024" in page
    assert "sejak 10 Oktober 2024" in page
    assert page.index("Dipakai sekarang") > page.index("Pemotongan tunjangan kinerja 25% sejak")


def test_the_page_says_what_is_missing(lawyer, client):
    page = client.post("/hukum/posisi/Q-SEDANG/", {"decided_on": "2024-10-01"}).content.decode()

    assert "Pilih salah satu jawaban." in page
    assert "Tulis alasan jawaban itu." in page


def test_every_question_has_its_page(lawyer, client):
    listed = client.get("/hukum/posisi/").content.decode()

    for question, row in load().questions.items():
        assert f"/hukum/posisi/{question}/" in listed
        assert all(escape(option["effect"]["id"]) in listed for option in row.options)
        assert client.get(f"/hukum/posisi/{question}/").status_code == 200
    assert client.get("/hukum/posisi/Q-NOPE/").status_code == 404


# --- reading --------------------------------------------------------------------
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_readable_by_anyone_signed_in(agency, client, topic):
    client.force_login(make_user(agency=agency))

    page = client.get("/hukum/", {"t": topic})

    assert page.status_code == 200
    assert "<tbody>" in page.content.decode()


def test_a_search_says_in_which_topics_else_the_words_stand(lawyer, client):
    page = client.get("/hukum/?q=panggilan&t=violations").content.decode()
    found = len(entries("documents", load(), date(2024, 10, 16), "panggilan"))

    assert found
    assert f'Dokumen <span class="num">{found}</span>' in page
    assert 'class="num"' not in client.get("/hukum/").content.decode().split("</nav>")[-1]


def test_the_law_is_read_as_on_a_day_and_searched(lawyer, client):
    old = client.get("/hukum/", {"t": "statutes", "on": "2023-10-30"}).content.decode()
    found = client.get("/hukum/", {"t": "violations", "on": "2024-10-05", "q": "fasilitas negara"}).content.decode()

    assert 'id="UU-5-2014"' in old
    assert 'id="UU-20-2023"' not in old
    assert 'id="PP94-N-04"' in found
    assert 'id="PP94-N-06"' not in found


@pytest.mark.parametrize(
    ("query", "status"), [({"t": "nope"}, 404), ({"on": "kemarin"}, 200), ({"on": "0001-01-01"}, 200)]
)
def test_odd_questions_do_no_harm(lawyer, client, query, status):
    assert client.get("/hukum/", query).status_code == status


def test_the_law_in_english(lawyer, client):
    page = client.get("/hukum/", {"t": "violations", "on": "2024-10-05"}, headers={"accept-language": "en"})

    assert page.status_code == 200


# --- what if --------------------------------------------------------------------
FACTS = {
    "event_date": "2024-10-05", "contest": "PILKADA-2024", "agency_kind": "kota", "kind": "PNS",
    "position": "administrator", "violations": ["PP94-N-06"], "sanction": "R1", "authority": "ppk",
}  # fmt: skip


def test_what_if_answers_like_the_engine_and_stores_nothing(lawyer, client):
    assert client.get("/hukum/coba/").status_code == 200
    page = client.get("/hukum/coba/", FACTS).content.decode()

    assert "PP 94/2021 Pasal 14 huruf i angka 4" in page
    assert "pelanggaran ini diancam hukuman tingkat berat" in page
    assert not JournalEntry.objects.filter(event="legal.position_recorded").exists()


def test_what_if_applies_the_agency_s_own_positions(lawyer, client):
    facts = FACTS | {"violations": ["PP94-N-02"], "sanction": "", "own_positions": "on"}
    assert "Pemotongan tunjangan kinerja 25% selama 6 bulan" in client.get("/hukum/coba/", facts).content.decode()
    take(lawyer, "tukin")

    page = client.get("/hukum/coba/", facts).content.decode()

    assert page.index("Pemotongan tunjangan kinerja 25% selama 6 bulan") < page.index("tidak dapat dipilih")


def test_what_if_names_what_is_wrong(lawyer, client):
    page = client.get("/hukum/coba/", FACTS | {"violations": ["NOPE"], "event_date": "kemarin"}).content.decode()

    assert "ringkasan" in page or "salah" in page
    assert "Kesimpulan tampil di sini." in page


def test_what_if_is_for_those_who_work_with_the_law(agency, client):
    client.force_login(make_user(agency=agency))

    assert client.get("/hukum/coba/").status_code == 404


def test_on_paper_every_source_stands_once_under_its_number(lawyer, client):
    page = client.get("/hukum/?t=violations").content.decode()
    listed = page.split('class="kecil daftar-sumber"')[1].split("</ol>")[0]
    rows = entries("violations", load(), date(2024, 10, 16))
    found = {(one["title"], one["where"]) for row in rows for one in row["sources"]}

    assert listed.count("<li>") == len(found)
    for title, _where in found:
        assert escape(title) in listed


def test_no_document_tells_its_basis_in_two_languages(lawyer, client):
    page = client.get("/hukum/?t=documents").content.decode()

    for word in ("practice", "official form", "forms", "refers to"):
        assert word not in page.split("<tbody>")[1].split("</tbody>")[0].split("daftar-sumber")[0]
