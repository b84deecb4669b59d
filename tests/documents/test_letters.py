"""Every kind of letter: it renders, reads back, holds long content, and prints only what it was given."""

import io
import re
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from neutrality.documents import render, words
from neutrality.documents.forms import REGISTRY, form_of
from neutrality.errors import Refusal
from tests.documents.samples import GALUH, QUESTIONS, SAMPLES

FRAME = {
    "place": "Contoh",
    "issuer": "Pemerintah Kota Contoh",
    "training": False,
    "verify_at": "https://netralitas.contoh.example/periksa",
    "letterheads": {
        "head": {"head": True, "lines": ["WALI KOTA CONTOH", "PROVINSI REKAAN"], "emblem_label": "Lambang negara"},
        "unit": {"over": "PEMERINTAH KOTA CONTOH", "lines": ["BADAN KEPEGAWAIAN"], "address": ["Jalan Misal Nomor 1"],
                 "emblem_label": "Lambang daerah"},
    },
}  # fmt: skip


def source(kind: str, context: dict[str, Any] | None = None, **changes: Any) -> render.Source:
    form = form_of(kind)
    given: dict[str, Any] = {
        "kind": kind, "code": "SR-24-7QHM2K", "context": form.read(context or SAMPLES[kind]).dump(), "paragraphs": {},
        "frame": FRAME, "number": "800.1.6/R-7/BKPSDM/2024" if form.numbered else "", "dated": date(2024, 10, 21),
        "created": date(2024, 10, 16), "verification_code": "P7RX-20KD", "draft": False,
        "classification": form.classification,
    }  # fmt: skip
    return render.Source(**given | changes)


def text_of(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def pages_of(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) == set(REGISTRY)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_letter_of_each_kind_renders_and_reads_back(kind: str) -> None:
    form = form_of(kind).read(SAMPLES[kind])

    text = text_of(render.letter_pdf(source(kind)))

    assert "P7RX-20KD" in text
    assert ("RAHASIA" in text) == (form.classification == "RAHASIA")
    assert ("NOMOR" in text or "Nomor" in text) >= form.numbered
    for value in _names(form.dump()):
        assert value.upper().replace(" ", "") in text.upper().replace(" ", ""), value


def _names(values: Any) -> list[str]:
    """Every name and answer that the context holds must be somewhere on paper."""
    if isinstance(values, dict):
        own = [values[key] for key in ("nama", "jawab", "teks", "dalil") if isinstance(values.get(key), str)]
        return own + [name for one in values.values() for name in _names(one)]
    if isinstance(values, list):
        return [name for one in values for name in _names(one)]
    return []


@pytest.mark.parametrize("kind", ["F01_SURAT_PANGGILAN", "F13_KEP_BEBAS_JABATAN", "P20_SURAT_EDARAN"])
def test_the_same_row_gives_the_same_bytes(kind: str) -> None:
    first, again = render.letter_pdf(source(kind)), render.letter_pdf(source(kind))

    assert first == again
    assert first != render.letter_pdf(source(kind, code="SR-24-000000"))


def test_an_archival_file_carries_its_own_date_and_no_name_in_its_title() -> None:
    reader = PdfReader(io.BytesIO(render.letter_pdf(source("F13_KEP_BEBAS_JABATAN"))))

    assert reader.metadata is not None
    assert str(reader.metadata.creation_date).startswith("2024-10-21")
    assert "Laras" not in str(reader.metadata.title)
    assert b"pdfaid" in reader.root_object["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.root_object["/Lang"] == "id"


def test_a_draft_says_so_and_has_neither_number_nor_code() -> None:
    text = text_of(render.letter_pdf(source("F06_KEP_TEGURAN_LISAN", draft=True, number="", dated=None)))

    assert "DRAF" in text
    assert "NOMOR (diisi saat tanda tangan)" in text
    assert "P7RX-20KD" not in text


def test_a_training_installation_marks_its_letters() -> None:
    assert "CONTOH" in text_of(render.letter_pdf(source("P02_UNDANGAN_KETERANGAN", frame=FRAME | {"training": True})))


def test_electronic_signature_is_claimed_only_when_certified() -> None:
    assert "secara elektronik" not in text_of(render.letter_pdf(source("P20_SURAT_EDARAN")))
    assert "secara elektronik" in text_of(render.letter_pdf(source("P20_SURAT_EDARAN", certified=True)))


def test_the_head_of_the_region_signs_on_the_heads_letterhead() -> None:
    by_mayor = text_of(render.letter_pdf(source("F07_KEP_TEGURAN_TERTULIS", SAMPLES["F06_KEP_TEGURAN_LISAN"])))
    by_office = text_of(render.letter_pdf(source("F07_KEP_TEGURAN_TERTULIS")))

    assert "PROVINSI REKAAN" in by_mayor and "Pj. WALI KOTA CONTOH," in by_mayor and "HARIMURTI ANDAIKATA" in by_mayor
    assert "KEPUTUSAN WALI KOTA CONTOH" in by_mayor  # not of the Pj.
    assert "BADAN KEPEGAWAIAN" in by_office and "NIP 19750230 200003 2 999" in by_office


def test_clauses_are_counted_without_gaps() -> None:
    text = text_of(render.letter_pdf(source("F13_KEP_BEBAS_JABATAN")))

    found = re.findall(r"(KESATU|KEDUA|KETIGA|KEEMPAT|KELIMA|KEENAM) :", text)
    assert found == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"]
    assert "hari kerja ke-15 (kelima belas)" in text


LONG_NAME = "Dr. H. Raden Contohadiningrat Misalkusumo Umpamaputra Andaikatawijaya, S.H., S.I.P., M.Si., M.H., Ph.D."


def test_long_minutes_number_their_pages_and_keep_the_signatures_company() -> None:
    questions = [{"tanya": one["tanya"], "jawab": one["jawab"] + " Keterangan tambahan." * 12} for one in QUESTIONS * 8]
    context = SAMPLES["F02_BAP"] | {"terperiksa_nama": LONG_NAME, "tanya_jawab_bernomor": questions}

    pages = pages_of(render.letter_pdf(source("F02_BAP", context)))

    assert len(pages) >= 4
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
    signing = next(page for page in pages if "Pemeriksa," in page)
    assert "Demikian Berita Acara Pemeriksaan ini dibuat" in signing


@pytest.mark.parametrize("lines", range(1, 40, 3))
def test_a_signature_never_stands_alone(lines: int) -> None:
    """However the text falls on the pages, the last clause is with the signature."""
    act = "bahwa " + " ".join(["telah mengadakan pertemuan di luar kedinasan"] * lines * 2)
    context = SAMPLES["F13_KEP_BEBAS_JABATAN"] | {"menimbang_a_perbuatan_terbukti": act}

    pages = pages_of(render.letter_pdf(source("F13_KEP_BEBAS_JABATAN", context)))

    (signing,) = [page for page in pages if "HARIMURTI ANDAIKATA" in page]
    assert "disampaikan kepada yang bersangkutan" in signing


def test_hostile_text_stays_text() -> None:
    hostile = '</style><script>alert(1)</script><img src="file:///etc/passwd"> {{ settings.SECRET_KEY }}'
    context = SAMPLES["F01_SURAT_PANGGILAN"] | {"tempat": hostile}

    text = text_of(render.letter_pdf(source("F01_SURAT_PANGGILAN", context)))

    assert "<script>alert(1)</script>" in text
    assert "{{ settings.SECRET_KEY }}" in text
    assert "root:" not in text


def test_nothing_is_fetched(tmp_path: Any) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("isi berkas")

    pdf = render.html_pdf(f'<p>a</p><a rel="attachment" href="file://{secret}">b</a>'
                          f'<link rel="attachment" href="file://{secret}">', identifier="x")  # fmt: skip

    assert not PdfReader(io.BytesIO(pdf)).attachments


def test_letters_stay_indonesian_for_english_readers() -> None:
    from django.utils import translation

    with translation.override("en"):
        in_english = render.letter_pdf(source("F01_SURAT_PANGGILAN"))

    assert in_english == render.letter_pdf(source("F01_SURAT_PANGGILAN"))


def test_no_template_prints_an_article_of_its_own() -> None:
    from django.conf import settings

    for template in (settings.BASE_DIR / "templates" / "surat").rglob("*.html"):
        printed = re.sub(r"{[%{#].*?[%}#]}", "", template.read_text())
        assert not re.search(r"\b(Pasal|ayat|huruf|Undang-Undang|Peraturan (?!perundang)\w+ Nomor)\s", printed), (
            template
        )


def test_what_is_missing_is_named_in_a_sentence() -> None:
    context = dict(SAMPLES["F01_SURAT_PANGGILAN"])
    del context["tanggal"]
    context["jam"] = "  "

    with pytest.raises(Refusal) as refused:
        form_of("F01_SURAT_PANGGILAN").read(context)

    assert str(refused.value) == "Surat Panggilan belum dapat dibuat: isi tanggal pemeriksaan; isi jam pemeriksaan."
    assert set(refused.value.fields) == {"tanggal", "jam"}


@pytest.mark.parametrize(
    ("change", "field"),
    [({"tanggal": "2024-13-01"}, "tanggal"), ({"urutan_panggilan": True}, "urutan_panggilan"),
     ({"tembusan": "satu"}, "tembusan"), ({"penandatangan": {"nama": "A"}}, "penandatangan.jabatan"),
     ({"namna": "A"}, "namna"), ({"penandatangan": 7}, "penandatangan.")],
)  # fmt: skip
def test_a_wrong_value_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        form_of("F01_SURAT_PANGGILAN").read(SAMPLES["F01_SURAT_PANGGILAN"] | change)

    assert field in refused.value.fields


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_form_survives_being_stored(kind: str) -> None:
    form = form_of(kind).read(SAMPLES[kind])

    assert form_of(kind).read(form.dump()) == form
    assert set(form.paragraphs) <= {one.name for one in fields(form)}


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(Refusal, match="tidak dikenal"):
        form_of("F99")


def test_control_characters_are_dropped() -> None:
    form = form_of("F01_SURAT_PANGGILAN").read(SAMPLES["F01_SURAT_PANGGILAN"] | {"tempat": "Aula\x00\x1b Lantai\n2"})

    assert form.tempat == "Aula Lantai\n2"  # type: ignore[attr-defined]
    assert GALUH["nama"] in form.menghadap_nama  # type: ignore[attr-defined]


def test_articles_alone_and_acts_read_as_sentences() -> None:
    article = "Pasal 5 huruf n angka 2 Peraturan Pemerintah Nomor 94 Tahun 2021"
    by_article = SAMPLES["F01_SURAT_PANGGILAN"] | {"dugaan_pelanggaran": article}

    assert f"dugaan pelanggaran disiplin terhadap ketentuan {article}." in text_of(
        render.letter_pdf(source("F01_SURAT_PANGGILAN", by_article))
    )
    assert "dugaan pelanggaran disiplin berupa mengadakan" in text_of(render.letter_pdf(source("F01_SURAT_PANGGILAN")))


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "nol"), (11, "sebelas"), (15, "lima belas"), (20, "dua puluh"), (100, "seratus"), (121, "seratus dua puluh satu"),
     (1000, "seribu"), (2024, "dua ribu dua puluh empat"), (11_000, "sebelas ribu"), (1_000_000, "satu juta"),
     (1_250_000_000, "satu miliar dua ratus lima puluh juta")],
)  # fmt: skip
def test_numbers_in_words(number: int, said: str) -> None:
    assert words.number_in_words(number) == said


def test_dates_and_durations_in_words() -> None:
    assert words.date_in_words(date(2024, 10, 16)) == (
        "Rabu tanggal enam belas bulan Oktober tahun dua ribu dua puluh empat"
    )
    assert words.spelled_durations("selama 1 tahun") == "selama 1 (satu) tahun"
    assert words.spelled_durations("selama 12 (dua belas) bulan") == "selama 12 (dua belas) bulan"
    assert (words.roman(2), words.ordinal_in_words(15)) == ("II", "kelima belas")
