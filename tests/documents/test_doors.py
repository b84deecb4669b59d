"""Doors: the public page tells no name, staff doors answer only those who may see the letter."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from neutrality.audit.models import JournalEntry
from neutrality.documents import actions, files, queries
from neutrality.documents.codes import Manner
from neutrality.documents.models import OfficialDocument
from neutrality.outbox import runner
from tests.documents.conftest import DAY, MakeLetter
from tests.documents.samples import LARAS
from tests.documents.test_life import scan_bytes
from tests.factories import make_user

pytestmark = pytest.mark.django_db
API = "/api/v1/verify/"


@pytest.fixture
def issued(make_letter: MakeLetter) -> OfficialDocument:
    letter = make_letter("F13_KEP_BEBAS_JABATAN", state="signed")
    runner.drain()
    letter.refresh_from_db()
    return letter


class TestVerification:
    def test_the_api_tells_five_things(self, client: Client, issued: OfficialDocument) -> None:
        response = client.get(f"{API}{issued.verification_code}/")

        assert response.json() == {
            "kind": "Keputusan Pembebasan dari Jabatan menjadi Jabatan Pelaksana",
            "number": issued.number, "date": "2024-10-16", "sha256": issued.sha256, "status": "valid",
        }  # fmt: skip
        assert response.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("door", [API, "/periksa/"])
    def test_no_name_and_no_content_leak(self, client: Client, issued: OfficialDocument, door: str) -> None:
        page = client.get(f"{door}{issued.verification_code}/").content.decode()

        for secret in ("Laras", LARAS["nip"], "Harimurti", "SMP Negeri", "Badan Kepegawaian", "UJI-1", issued.code):
            assert secret not in page
        assert issued.number in page.replace("<wbr>", "")

    def test_the_page_shows_the_digest_and_the_file_does_not(self, client: Client, issued: OfficialDocument) -> None:
        page = client.get(f"/periksa/{issued.verification_code}/")

        assert issued.sha256 in page.content.decode().replace(" ", "")
        assert issued.sha256.encode() not in files.read(issued.pdf)

    def test_a_code_is_read_however_it_is_typed(self, client: Client, issued: OfficialDocument) -> None:
        typed = issued.verification_code.lower().replace("0", "o").replace("1", "l").replace("-", " ")

        assert client.get(f"{API}{typed}/").status_code == 200
        assert client.get("/periksa/", {"kode": typed}).headers["Location"] == f"/periksa/{issued.verification_code}/"

    @pytest.mark.parametrize("code", ["ZZZZ-ZZZZ", "x", "SR-24-7QHM2K", "%00", "-" * 300])
    def test_an_unknown_code_is_a_friendly_404(self, client: Client, db: None, code: str) -> None:
        page = client.get(f"/periksa/{code}/")
        answer = client.get(f"{API}{code}/")

        assert (page.status_code, answer.status_code) == (404, 404)
        assert "Kode tidak ditemukan" in page.content.decode()
        assert answer.json()["code"] == "not_found"

    @pytest.mark.parametrize("state", ["draft", "final", "numbered"])
    def test_a_letter_not_yet_signed_is_unknown(self, client: Client, make_letter: MakeLetter, state: str) -> None:
        letter = make_letter(state=state)

        assert client.get(f"{API}{letter.verification_code}/").status_code == 404

    def test_a_cancelled_number_says_so(self, client: Client, issued: OfficialDocument, clerk: Any) -> None:
        actions.cancel(document=issued, actor=clerk, reason="Keliru alamat Laras")

        assert client.get(f"{API}{issued.verification_code}/").json()["status"] == "cancelled"
        page = client.get(f"/periksa/{issued.verification_code}/").content.decode()
        assert "sudah dibatalkan" in page and "Keliru" not in page

    def test_a_cancelled_draft_stays_unknown(self, client: Client, make_letter: MakeLetter, clerk: Any) -> None:
        letter = actions.cancel(document=make_letter(), actor=clerk, reason="x")

        assert queries.verification(letter.verification_code) is None

    def test_a_replaced_letter_says_so(
        self, client: Client, issued: OfficialDocument, make_letter: MakeLetter, clerk: Any
    ) -> None:
        actions.supersede(document=issued, by=make_letter(state="signed"), actor=clerk)

        assert client.get(f"{API}{issued.verification_code}/").json()["status"] == "superseded"

    def test_the_page_ignores_who_is_signed_in(self, client: Client, issued: OfficialDocument) -> None:
        anonymous = client.get(f"/periksa/{issued.verification_code}/")
        client.force_login(make_user())
        signed_in = client.get(f"/periksa/{issued.verification_code}/")

        assert anonymous.content == signed_in.content
        assert not signed_in.cookies

    def test_it_works_in_english(self, client: Client, issued: OfficialDocument) -> None:
        page = client.get(f"/periksa/{issued.verification_code}/", headers={"accept-language": "en"})

        assert page.status_code == 200


class TestStaff:
    @pytest.fixture
    def reader(self, client: Client, seen_by: set[int]) -> Any:
        user = make_user(display_name="Pembaca Misal")
        seen_by.add(user.pk)
        client.force_login(user)
        return user

    def test_the_stored_bytes_are_served_and_the_opening_is_a_row(
        self, client: Client, issued: OfficialDocument, reader: Any
    ) -> None:
        response = client.get(issued.get_absolute_url())

        assert files.digest(response.content) == issued.sha256
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("inline")
        assert "no-store" in response.headers["Cache-Control"]
        row = JournalEntry.objects.get(event="subject.opened")
        assert (row.chain, row.actor, row.subject_code) == ("test:UJI-1", reader, issued.code)

    @pytest.mark.parametrize("door", ["{}.pdf", "{}/cetak.pdf", "{}/pindaian"])
    def test_absent_and_not_yours_look_alike(
        self, client: Client, issued: OfficialDocument, clerk: Any, door: str
    ) -> None:
        actions.attach_scan(document=issued, actor=clerk, scan=scan_bytes())
        client.force_login(make_user())

        hidden = client.get("/surat/" + door.format(issued.code))
        absent = client.get("/surat/" + door.format("SR-24-ZZZZZZ"))

        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert hidden.content.replace(issued.code.encode(), b"") == absent.content.replace(b"SR-24-ZZZZZZ", b"")
        assert not JournalEntry.objects.filter(event__startswith="subject.").exists()

    def test_strangers_are_sent_to_sign_in(self, client: Client, issued: OfficialDocument) -> None:
        assert client.get(issued.get_absolute_url()).status_code == 302

    def test_a_printing_copy_names_who_and_when_and_leaves_the_file(
        self, client: Client, issued: OfficialDocument, reader: Any
    ) -> None:
        copy = client.get(f"/surat/{issued.code}/cetak.pdf").content

        pages = PdfReader(io.BytesIO(copy)).pages
        assert len(pages) == issued.pages
        assert all("Dicetak oleh Pembaca Misal" in page.extract_text() for page in pages)
        assert files.digest(files.read(issued.pdf)) == issued.sha256
        assert JournalEntry.objects.get(event="subject.printed").actor == reader

    def test_a_draft_is_shown_as_a_draft(self, client: Client, make_letter: MakeLetter, reader: Any) -> None:
        letter = make_letter()

        text = PdfReader(io.BytesIO(client.get(letter.get_absolute_url()).content)).pages[0].extract_text()

        assert "DRAF" in text

    def test_while_the_file_is_owed_the_page_waits(self, client: Client, make_letter: MakeLetter, reader: Any) -> None:
        letter = make_letter(state="signed")

        response = client.get(letter.get_absolute_url())

        assert (response.status_code, response.headers["Retry-After"]) == (202, "3")

    def test_a_scan_is_served_as_what_it_is(
        self, client: Client, issued: OfficialDocument, reader: Any, clerk: Any
    ) -> None:
        assert client.get(f"/surat/{issued.code}/pindaian").status_code == 404
        actions.attach_scan(document=issued, actor=clerk, scan=scan_bytes())

        response = client.get(f"/surat/{issued.code}/pindaian")

        assert (response.content, response.headers["Content-Type"]) == (scan_bytes(), "image/png")

    def test_an_uploaded_letter_is_its_scan(self, client: Client, unit: Any, clerk: Any, reader: Any) -> None:
        letter = actions.upload_external(
            kind="F02_BAP", actor=clerk, agency=unit.agency, owner=("test", "UJI-1"), content=scan_bytes(), number="",
            dated=DAY, signed_by_name="A",
        )  # fmt: skip

        assert client.get(letter.get_absolute_url()).headers["Content-Type"] == "image/png"

    def test_the_proof_of_a_delivery_follows_the_letter(
        self, client: Client, issued: OfficialDocument, reader: Any, clerk: Any, seen_by: set[int]
    ) -> None:
        proof = actions.record_service(
            document=issued, actor=clerk, manner=Manner.IN_PERSON, acted_on=DAY, handed_to="Laras", scan=scan_bytes()
        )

        path = reverse("documents:proof", kwargs={"proof": proof.pk})
        assert str(proof.pk) not in path.split("/"), "running numbers stand in no address"
        assert client.get(path).status_code == 200
        seen_by.clear()
        assert client.get(path).status_code == 404
        assert client.get(f"/surat/bukti/{proof.pk}/").status_code == 404
