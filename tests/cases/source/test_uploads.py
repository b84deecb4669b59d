"""Files: what is taken, what is refused, what is kept and what is left of it."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from cases import cleaning, uploads
from cases.actions import intake
from cases.models import Original
from neutrality.errors import Refusal
from neutrality.outbox.runner import drain
from tests.cases.source.conftest import STORY, City, jpeg, upload


def submit_with(*files: Any) -> None:
    intake.submit_report(key=intake.issue_key(), data={"narrative": STORY}, files=files)


def a_png(size: tuple[int, int] = (50, 40)) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, (200, 30, 30, 120)).save(out, "PNG")
    return out.getvalue()


def a_heic() -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 64), "navy").save(out, "HEIF")
    return out.getvalue()


def a_pdf(picture: bytes | None = None) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    if picture:
        Image.open(BytesIO(picture)).save(out, "PDF")
        writer.append(BytesIO(out.getvalue()))
        out = BytesIO()
    else:
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Pelapor Rekaan", "/Creator": "Ponsel Pelapor"})
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert")}
    )
    writer.root_object[NameObject("/OpenAction")] = script
    writer.add_attachment("rahasia.txt", b"isi")
    writer.write(out)
    return out.getvalue()


def test_the_original_is_encrypted_and_the_derivative_has_no_metadata(city: City) -> None:
    content = jpeg()
    submit_with(upload(content=content))
    drain()
    original = Original.objects.get()

    assert original.filename == "IMG_20241009_073100.jpg"
    assert uploads.unseal(original.stored) == content
    cleaned = uploads.unseal(original.cleaned)
    picture = Image.open(BytesIO(cleaned))
    assert picture.format == "JPEG" and not picture.getexif() and b"KameraPelapor" not in cleaned
    assert original.fingerprint is not None
    for stored in (Path(settings.MEDIA_ROOT) / uploads.FOLDER).rglob("*"):
        if stored.is_file():
            raw = stored.read_bytes()
            assert b"JFIF" not in raw and b"KameraPelapor" not in raw and "IMG" not in stored.name


def test_a_photo_lying_on_its_side_is_turned(city: City) -> None:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (80, 40), "white").save(out, "JPEG", exif=exif)

    content, _type, _print = cleaning.derivative(out.getvalue(), "image/jpeg")

    assert Image.open(BytesIO(content)).size == (40, 80)


@pytest.mark.parametrize(
    ("content", "kind", "cleaned"),
    [
        (a_png(), "image/png", "image/png"),
        (a_heic(), "image/heif", "image/jpeg"),
        (a_pdf(), "application/pdf", "application/pdf"),
    ],
)
def test_what_is_taken(city: City, content: bytes, kind: str, cleaned: str) -> None:
    submit_with(SimpleUploadedFile("x.bin", content, "application/octet-stream"))
    drain()
    original = Original.objects.get()
    assert (original.content_type, original.cleaned_type, original.unreadable) == (kind, cleaned, False)


def test_a_pdf_loses_author_scripts_attachments_and_the_exif_of_its_pictures(city: City) -> None:
    content = a_pdf(jpeg())
    cleaned, _type, _print = cleaning.derivative(content, "application/pdf")

    reader = PdfReader(BytesIO(cleaned))
    assert len(reader.pages) == 1
    assert reader.metadata is None or not reader.metadata.author
    assert not reader.attachments
    for trace in (b"Pelapor", b"KameraPelapor", b"app.alert", b"rahasia.txt", b"Exif\x00"):
        assert trace not in cleaned


def box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def a_film() -> bytes:
    stamp = (3_000_000_000).to_bytes(4, "big")
    head = box(b"ftyp", b"isom\x00\x00\x02\x00isom")
    mdat = box(b"mdat", b"PICTURE!" + b"GPS-TRAIL-HERE!!")
    gps_at = len(head) + 8 + 8

    def track(handler: bytes, start: int, size: int) -> bytes:
        table = box(b"stbl", box(b"stsz", bytes(4) + size.to_bytes(4, "big") + (1).to_bytes(4, "big"))
                    + box(b"stsc", bytes(4) + (1).to_bytes(4, "big") + b"".join(n.to_bytes(4, "big") for n in (1, 1, 1)))
                    + box(b"stco", bytes(4) + (1).to_bytes(4, "big") + start.to_bytes(4, "big")))  # fmt: skip
        media = box(b"mdhd", bytes(4) + stamp * 2 + bytes(16)) + box(b"hdlr", bytes(8) + handler + bytes(13))
        return box(b"trak", box(b"tkhd", bytes(4) + stamp * 2 + bytes(72)) + box(b"mdia", media + box(b"minf", table)))

    moov = box(b"moov", box(b"mvhd", bytes(4) + stamp * 2 + bytes(88)) + track(b"vide", gps_at - 8, 8)
               + track(b"meta", gps_at, 16) + box(b"udta", box(b"\xa9xyz", b"+00.0258+109.3367/")))  # fmt: skip
    return head + mdat + moov


def test_a_film_loses_place_time_and_readings_but_keeps_its_picture(city: City) -> None:
    film = a_film()
    cleaned, _type, _print = cleaning.derivative(film, "video/mp4")

    assert len(cleaned) == len(film)
    assert b"PICTURE!" in cleaned
    for trace in (b"+00.0258", b"GPS-TRAIL", (3_000_000_000).to_bytes(4, "big")):
        assert trace not in cleaned


SEND = "Kirim foto, video, atau PDF."


@pytest.mark.parametrize(
    ("name", "content", "code", "sentence"),
    [
        ("virus.exe", b"MZ" + bytes(200), "unsupported_media_type", f"Berkas .exe tidak dapat diterima. {SEND}"),
        ("foto.jpg", b"MZ" + bytes(200), "unsupported_media_type", f"Berkas .jpg tidak dapat diterima. {SEND}"),
        ("foto.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported_media_type", "Berkas .svg"),
        ("x", b"<html>" + bytes(30), "unsupported_media_type", "Jenis berkas ini"),
        ("kosong.jpg", b"", "unsupported_media_type", "Berkas kosong"),
        ("potong.jpg", jpeg()[:60], "unsupported_media_type", "Foto ini tidak dapat dibaca"),
        ("d.docx", b"PK\x03\x04" + bytes(100), "unsupported_media_type", "Berkas .docx"),
    ],
)  # fmt: skip
def test_what_is_refused_and_how(city: City, name: str, content: bytes, code: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        submit_with(SimpleUploadedFile(name, content, "image/jpeg"))
    assert refused.value.code == code and str(refused.value).startswith(sentence)
    assert "evidence" in refused.value.fields
    assert not Original.objects.exists()


def test_a_bomb_is_refused_before_it_is_unpacked(city: City) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(Refusal) as refused:
        submit_with(SimpleUploadedFile("b.png", bomb))
    assert refused.value.status == 413


def test_limits_name_themselves(city: City, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_FILES = 1_000, 2
    with pytest.raises(Refusal, match="Berkas lebih dari 1 KB"):
        submit_with(upload())
    with pytest.raises(Refusal, match=r"Video lebih dari 1 KB. Potong menjadi kurang dari 1 menit."):
        submit_with(SimpleUploadedFile("v.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(2000)))
    with pytest.raises(Refusal, match="Paling banyak 2 berkas"):
        submit_with(*[upload(content=a_png()) for _ in range(3)])


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" + bytes(50), b"\x00\x00\x00\x18ftypisom" + b"\xff" * 64, b"OggS" + bytes(99),
                                     b"\x1a\x45\xdf\xa3" + bytes(99), b"RIFF\x00\x00\x00\x00AVI " + bytes(99)])  # fmt: skip
def test_what_cannot_be_cleaned_is_kept_and_marked(city: City, content: bytes) -> None:
    submit_with(SimpleUploadedFile("berkas", content))
    drain()
    original = Original.objects.get()
    assert original.unreadable and not original.cleaned
    assert uploads.unseal(original.stored) == content


def test_files_of_a_refused_report_do_not_stay(city: City) -> None:
    key = intake.issue_key()
    before = set(Path(settings.MEDIA_ROOT).rglob("*"))
    intake.submit_report(key=key, data={"narrative": STORY})
    with pytest.raises(Refusal):
        intake.submit_report(key=key, data={"narrative": STORY}, files=[upload()])
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} <= before


def test_a_swapped_file_does_not_open(city: City) -> None:
    submit_with(upload(), upload(content=a_png()))
    one, two = Original.objects.all()
    root = Path(settings.MEDIA_ROOT)
    (root / one.stored).write_bytes((root / two.stored).read_bytes())
    with pytest.raises(ValueError, match="does not open"):
        uploads.unseal(one.stored)


def test_fingerprints_see_the_same_picture_made_smaller() -> None:
    big = Image.open(BytesIO(jpeg((640, 480))))
    small = big.resize((320, 240))
    other = Image.effect_noise((320, 240), 80)
    assert cleaning.distance(cleaning.difference_hash(big), cleaning.difference_hash(small)) <= 8
    assert cleaning.distance(cleaning.difference_hash(big), cleaning.difference_hash(other)) > 15
