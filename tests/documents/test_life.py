"""A letter from draft to service: what may follow what, and what can never change again."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from neutrality.audit.models import JournalEntry
from neutrality.documents import actions, files, queries, render
from neutrality.documents.codes import STEPS, Basis, Manner, SignatureKind, State
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.outbox import runner
from tests.documents.conftest import DAY, MakeLetter
from tests.documents.samples import SAMPLES
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db


def scan_bytes(form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, form)
    return out.getvalue()


def test_the_whole_way_leaves_its_rows_on_the_owners_chain(make_letter: MakeLetter, clerk: Any) -> None:
    letter = make_letter("F06_KEP_TEGURAN_LISAN", state="signed")
    runner.drain()
    actions.record_service(
        document=letter, actor=clerk, manner=Manner.IN_PERSON, acted_on=DAY, handed_to="Laras Umpamawati"
    )

    letter.refresh_from_db()
    assert letter.state == State.SERVED
    assert letter.signed_by_name == "Harimurti Andaikata"
    assert letter.signed_by_title == "Pj. Wali Kota Contoh"
    events = JournalEntry.objects.filter(chain="test:UJI-1").order_by("seq").values_list("event", flat=True)
    assert [event.removeprefix("document.") for event in events] == [
        "drafted", "finalised", "numbered", "signed", "rendered", "served",
    ]  # fmt: skip


class TestText:
    def test_paragraphs_can_be_edited_and_say_what_changed(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter("F06_KEP_TEGURAN_LISAN")

        letter = actions.edit_paragraphs(
            document=letter, actor=clerk, paragraphs={"tembusan": ["Inspektur Kota Contoh"]}, revision=1
        )

        assert (letter.paragraphs["tembusan"], letter.revision) == (["Inspektur Kota Contoh"], 2)
        changes = JournalEntry.objects.get(event="document.edited").changes
        assert changes == {"tembusan": [SAMPLES["F06_KEP_TEGURAN_LISAN"]["tembusan"], ["Inspektur Kota Contoh"]]}

    def test_everyone_who_initials_sees_the_difference(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter("F06_KEP_TEGURAN_LISAN")
        actions.edit_paragraphs(document=letter, actor=clerk, paragraphs={"tembusan": ["Inspektur Kota Contoh", "B"]})

        (edit,) = queries.edits(letter)

        assert (edit.who, edit.label) == (clerk.shown_name, "tembusan")
        assert edit.lines == [
            ("-", "Kepala Kantor Regional V Badan Kepegawaian Negara"), (" ", "Inspektur Kota Contoh"), ("+", "B"),
        ]  # fmt: skip

    def test_a_preview_stores_nothing(self, unit: Any) -> None:
        pdf = queries.preview_pdf(
            kind="F06_KEP_TEGURAN_LISAN",
            agency=unit.agency,
            issuing_unit=unit,
            context=SAMPLES["F06_KEP_TEGURAN_LISAN"],
        )

        assert b"%PDF" in pdf[:8]
        assert not OfficialDocument.objects.exists()

    def test_computed_fields_are_locked(self, make_letter: MakeLetter, clerk: Any) -> None:
        with pytest.raises(Refusal) as refused:
            actions.edit_paragraphs(
                document=make_letter(), actor=clerk, paragraphs={"penerima_nama": "Orang Lain", "tembusan": []}
            )

        assert list(refused.value.fields) == ["penerima_nama"]

    def test_two_editors_do_not_overwrite_each_other(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter()
        actions.edit_paragraphs(document=letter, actor=clerk, paragraphs={"tembusan": ["A"]}, revision=1)

        with pytest.raises(Refusal) as refused:
            actions.edit_paragraphs(document=letter, actor=clerk, paragraphs={"tembusan": ["B"]}, revision=1)

        assert refused.value.code == "document_changed"

    def test_a_recomputed_draft_keeps_its_edited_paragraphs(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter()
        actions.edit_paragraphs(document=letter, actor=clerk, paragraphs={"tembusan": ["A"]})

        letter = actions.refresh_context(
            document=letter, actor=clerk, context={"tanggal": date(2024, 10, 29), "urutan_panggilan": 2}
        )

        assert letter.context["tanggal"] == "2024-10-29"
        assert (letter.title, letter.paragraphs["tembusan"]) == ("Surat Panggilan II", ["A"])

    def test_a_final_text_opens_only_by_returning_it(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter(state="final")
        with pytest.raises(Refusal, match="berkeadaan “naskah final”"):
            actions.edit_paragraphs(document=letter, actor=clerk, paragraphs={"tembusan": ["A"]})

        letter = actions.reopen(document=letter, actor=clerk, reason="Perbaiki tembusan")

        assert letter.state == State.DRAFT

    def test_the_letterhead_is_the_signatorys_whoever_keeps_the_numbers(
        self, make_letter: MakeLetter, unit: Any
    ) -> None:
        office = make_unit(unit, name="Dinas Perhubungan")
        section = make_unit(office, name="Seksi Terminal", kind="seksi")
        signer = SAMPLES["F01_SURAT_PANGGILAN"]["penandatangan"] | {"unit": section.code, "jabatan": "Kepala Seksi"}

        own = make_letter(penandatangan=signer)
        chair = make_letter(penandatangan=signer | {"jabatan": "Ketua Tim Pemeriksa"})

        assert own.frame["letterheads"]["unit"]["lines"] == ["DINAS PERHUBUNGAN"]
        assert chair.frame["letterheads"]["unit"]["lines"] == ["BADAN KEPEGAWAIAN"]

    def test_owner_types_nobody_answers_for_are_a_mistake(self, unit: Any, clerk: Any) -> None:
        with pytest.raises(ValueError, match="No room answers"):
            actions.create_draft(
                kind="F01_SURAT_PANGGILAN", actor=clerk, agency=unit.agency, issuing_unit=unit,
                owner=("nobody", "X"), context=SAMPLES["F01_SURAT_PANGGILAN"],
            )  # fmt: skip


class TestDatabase:
    """What the database refuses whoever asks."""

    @pytest.mark.parametrize(
        "change",
        [{"context": {}}, {"paragraphs": {}}, {"frame": {}}, {"number": "1"}, {"dated": date(2024, 1, 1)},
         {"pdf": "letters/aa/other.pdf"}, {"verification_code": "0000-0000"}, {"classification": "BIASA"},
         {"kind": "P20_SURAT_EDARAN"}, {"owner_code": "UJI-2"}, {"sha256": "0" * 64}, {"renderer": "x"}],
    )  # fmt: skip
    def test_an_issued_letter_cannot_change(self, make_letter: MakeLetter, change: dict[str, Any]) -> None:
        letter = make_letter(state="numbered")
        runner.drain()

        with pytest.raises(IntegrityError), transaction.atomic():
            OfficialDocument.objects.filter(pk=letter.pk).update(**change)

    @pytest.mark.parametrize("change", [{"signed_by_name": "Lain"}, {"signed_on": date(2024, 1, 1)}])
    def test_a_recorded_signature_cannot_change(self, make_letter: MakeLetter, change: dict[str, Any]) -> None:
        letter = make_letter(state="signed")

        with pytest.raises(IntegrityError), transaction.atomic():
            OfficialDocument.objects.filter(pk=letter.pk).update(**change)

    @pytest.mark.parametrize("change", [{"acted_on": date(2024, 1, 1)}, {"received_on": None}, {"handed_to": "Lain"}])
    def test_a_recorded_delivery_cannot_change(
        self, make_letter: MakeLetter, clerk: Any, change: dict[str, Any]
    ) -> None:
        proof = actions.record_service(
            document=make_letter(state="signed"), actor=clerk, manner=Manner.IN_PERSON, acted_on=DAY, handed_to="Wira"
        )

        with pytest.raises(IntegrityError), transaction.atomic():
            type(proof).objects.update(**change)
        with pytest.raises(Exception, match="(?i)cannot delete"), transaction.atomic():
            type(proof).objects.all()._raw_delete("default")

    @pytest.mark.parametrize("state", [State.NUMBERED, State.SIGNED, State.CANCELLED])
    def test_a_letter_begins_as_a_draft(self, make_letter: MakeLetter, state: State) -> None:
        letter = make_letter()
        letter.pk, letter.code, letter.verification_code = None, "SR-24-000001", "0000-0001"
        letter.state, letter.dated, letter.number, letter.cancelled_reason = state, DAY, "1", "x"
        letter.signed_on, letter.signed_by_name = DAY, "x"

        with pytest.raises(IntegrityError), transaction.atomic():
            letter.save(force_insert=True)

    def test_steps_outside_the_table_are_refused(self, make_letter: MakeLetter) -> None:
        letter = make_letter(state="signed")
        outside = set(State) - {State(step) for step in STEPS[State.SIGNED]} - {State.SIGNED}

        for state in outside:
            with pytest.raises(IntegrityError), transaction.atomic():
                OfficialDocument.objects.filter(pk=letter.pk).update(state=state)

    def test_letters_are_never_deleted(self, make_letter: MakeLetter) -> None:
        make_letter()

        with pytest.raises(Exception, match="(?i)cannot delete"), transaction.atomic():
            OfficialDocument.objects.all()._raw_delete("default")

    def test_a_number_stands_once_in_a_unit_and_year(self, make_letter: MakeLetter) -> None:
        letter, other = make_letter(state="numbered"), make_letter(state="final")

        with pytest.raises(IntegrityError), transaction.atomic():
            OfficialDocument.objects.filter(pk=other.pk).update(number=letter.number, dated=DAY, state="numbered")


class TestRendering:
    def test_numbering_owes_the_file_and_the_worker_makes_it(self, make_letter: MakeLetter) -> None:
        letter = make_letter(state="numbered")
        assert not letter.is_rendered

        runner.drain()

        letter.refresh_from_db()
        content = files.read(letter.pdf)
        assert content.startswith(b"%PDF-1.7")
        assert (letter.sha256, letter.pages, letter.renderer) == (files.digest(content), 1, render.RENDERER)

    def test_a_second_attempt_finds_nothing_to_do(self, make_letter: MakeLetter) -> None:
        letter = make_letter(state="numbered")
        actions.render_document(code=letter.code)
        letter.refresh_from_db()
        stored = files.read(letter.pdf)

        actions.render_document(code=letter.code)

        assert files.read(letter.pdf) == stored
        assert JournalEntry.objects.filter(event="document.rendered").count() == 1

    def test_the_row_alone_gives_the_stored_bytes_again(self, make_letter: MakeLetter, settings: Any) -> None:
        letter = make_letter(state="numbered")
        runner.drain()
        letter.agency.name = "Nama Baru"
        letter.agency.save()
        settings.BASE_URL, settings.TRAINING, settings.TODAY = "https://lain.example", False, ""

        letter = OfficialDocument.objects.get(pk=letter.pk)

        assert files.digest(render.letter_pdf(queries.render_source(letter))) == letter.sha256

    def test_what_a_dead_attempt_left_is_replaced(self, make_letter: MakeLetter) -> None:
        from django.core.files.storage import default_storage

        letter = make_letter(state="numbered")
        files.put(letter.pdf, b"half")
        folder = __import__("pathlib").Path(default_storage.path(letter.pdf)).parent
        (folder / f".{letter.pdf.rsplit('/')[-1]}.dead").write_bytes(b"half")

        runner.drain()

        assert [one.name for one in folder.iterdir()] == [letter.pdf.rsplit("/")[-1]]
        assert files.read(letter.pdf).startswith(b"%PDF")


class TestSigning:
    def test_recorded_from_paper_needs_the_scan(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter(state="numbered")
        with pytest.raises(Refusal) as refused:
            actions.sign(document=letter, actor=clerk, signed_on=DAY, basis=Basis.SCAN)
        assert refused.value.code == "scan_missing"

        letter = actions.sign(document=letter, actor=clerk, signed_on=DAY, basis=Basis.SCAN, scan=scan_bytes())

        assert letter.scan_sha256 == files.digest(scan_bytes())
        assert letter.scan_type == "image/png"

    def test_a_scan_may_follow_once(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = actions.attach_scan(document=make_letter(state="signed"), actor=clerk, scan=scan_bytes())

        with pytest.raises(Refusal, match="sudah tersimpan"):
            actions.attach_scan(document=letter, actor=clerk, scan=scan_bytes())

    def test_not_before_the_letters_own_date(self, make_letter: MakeLetter, clerk: Any) -> None:
        with pytest.raises(Refusal, match="mendahului tanggal surat"):
            actions.sign(document=make_letter(state="numbered"), actor=clerk, signed_on=date(2024, 10, 15))

    @pytest.mark.parametrize("kind", [SignatureKind.CERTIFIED, SignatureKind.LOCAL])
    def test_kinds_without_a_signer_are_refused_not_pretended(
        self, make_letter: MakeLetter, clerk: Any, kind: SignatureKind
    ) -> None:
        with pytest.raises(Refusal, match="belum tersedia"):
            actions.number_document(document=make_letter(state="final"), actor=clerk, dated=DAY, signature_kind=kind)

    def test_issuing_on_screen_takes_one_step(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = actions.issue(document=make_letter("P20_SURAT_EDARAN"), actor=clerk, dated=DAY)

        assert (letter.state, letter.number) == (State.SIGNED, "100.3.4/1/BKPSDM/2024")


class TestUndoing:
    def test_cancelling_needs_a_reason(self, make_letter: MakeLetter, clerk: Any) -> None:
        with pytest.raises(Refusal, match="Tulis alasannya"):
            actions.cancel(document=make_letter(), actor=clerk, reason=" ")

    def test_a_cancelled_letter_does_nothing_more(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = actions.cancel(document=make_letter(state="signed"), actor=clerk, reason="Keliru")

        with pytest.raises(Refusal, match="berkeadaan “dibatalkan”"):
            actions.record_service(document=letter, actor=clerk, manner=Manner.IN_PERSON, acted_on=DAY, handed_to="A")

    def test_a_letter_is_replaced_by_a_signed_one_of_the_same_file(self, make_letter: MakeLetter, clerk: Any) -> None:
        old, new = make_letter(state="signed"), make_letter(state="numbered")
        with pytest.raises(Refusal, match="memerlukan “ditandatangani"):
            actions.supersede(document=old, by=new, actor=clerk)
        actions.sign(document=new, actor=clerk, signed_on=DAY)

        old = actions.supersede(document=old, by=new, actor=clerk)

        assert (old.state, old.superseded_by) == (State.SUPERSEDED, new)
        with pytest.raises(Refusal):
            actions.supersede(document=new, by=new, actor=clerk)


class TestService:
    def served(self, letter: OfficialDocument, clerk: Any, **changes: Any) -> Any:
        given: dict[str, Any] = {"manner": Manner.IN_PERSON, "acted_on": DAY, "handed_to": "Wira Contohwan"} | changes
        return actions.record_service(document=letter, actor=clerk, **given)

    def test_handed_over_is_received_that_day(self, make_letter: MakeLetter, clerk: Any) -> None:
        assert self.served(make_letter(state="signed"), clerk).received_on == DAY

    def test_sent_is_received_when_the_receipt_comes(self, make_letter: MakeLetter, clerk: Any, settings: Any) -> None:
        proof = self.served(make_letter(state="signed"), clerk, manner=Manner.SENT, handed_to="")
        assert proof.received_on is None
        settings.TODAY = "2024-10-21"

        proof = actions.record_receipt(proof=proof, actor=clerk, received_on=date(2024, 10, 18))

        assert proof.received_on == date(2024, 10, 18)
        with pytest.raises(Refusal, match="sudah dicatat"):
            actions.record_receipt(proof=proof, actor=clerk, received_on=date(2024, 10, 18))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [({"acted_on": date(2024, 10, 15)}, "acted_on"), ({"acted_on": date(2024, 10, 17)}, "acted_on"),
         ({"received_on": date(2024, 10, 15)}, "received_on"), ({"handed_to": " "}, "handed_to"),
         ({"refused": True}, "witnesses"), ({"refused": True, "manner": Manner.SENT}, "refused")],
    )  # fmt: skip
    def test_what_cannot_be_is_refused_by_field(
        self, make_letter: MakeLetter, clerk: Any, changes: dict[str, Any], field: str
    ) -> None:
        letter = make_letter(state="signed")

        with pytest.raises(Refusal) as refused:
            self.served(letter, clerk, **changes)

        assert list(refused.value.fields) == [field]
        letter.refresh_from_db()
        assert letter.state == State.SIGNED

    def test_a_refusal_is_recorded_with_its_witness(self, make_letter: MakeLetter, clerk: Any) -> None:
        proof = self.served(make_letter(state="signed"), clerk, refused=True, witnesses=["Ratna Seandainya"])

        assert (proof.refused, proof.witnesses, proof.document.state) == (True, ["Ratna Seandainya"], State.SERVED)

    def test_recorded_from_paper_needs_the_proof(self, make_letter: MakeLetter, clerk: Any) -> None:
        letter = make_letter(state="signed")
        with pytest.raises(Refusal, match="bukti penyampaian"):
            self.served(letter, clerk, basis=Basis.SCAN)

        assert self.served(letter, clerk, basis=Basis.SCAN, scan=scan_bytes("JPEG")).proof_type == "image/jpeg"


class TestUploaded:
    @pytest.fixture
    def upload(self, unit: Any, clerk: Any, seen_by: set[int]) -> OfficialDocument:
        return actions.upload_external(
            kind="F01_SURAT_PANGGILAN", actor=clerk, agency=unit.agency, owner=("test", "UJI-1"), content=scan_bytes(),
            number="800/12/Disdik", dated=date(2024, 10, 2), signed_by_name="Ratna Seandainya",
        )  # fmt: skip

    def test_counts_once_a_second_person_confirms(self, upload: OfficialDocument) -> None:
        second = make_user()

        letter = actions.confirm_external(document=upload, actor=second, corrections={"number": "800/21/Disdik"})

        assert (letter.state, letter.number, letter.confirmed_by) == (State.SIGNED, "800/21/Disdik", second)
        assert letter.signed_on == date(2024, 10, 2)

    def test_not_by_the_one_who_uploaded(self, upload: OfficialDocument, clerk: Any) -> None:
        with pytest.raises(Refusal, match="orang lain"):
            actions.confirm_external(document=upload, actor=clerk)
        with pytest.raises(IntegrityError), transaction.atomic():
            OfficialDocument.objects.filter(pk=upload.pk).update(state="signed", confirmed_by=clerk)

    def test_needs_number_date_and_signatory(self, unit: Any, clerk: Any, seen_by: set[int]) -> None:
        with pytest.raises(Refusal) as refused:
            actions.upload_external(
                kind="F01_SURAT_PANGGILAN", actor=clerk, agency=unit.agency, owner=("test", "UJI-1"),
                content=scan_bytes(), number="", dated=date(2024, 10, 17), signed_by_name="",
            )  # fmt: skip

        assert set(refused.value.fields) == {"number", "dated", "signed_by_name"}
