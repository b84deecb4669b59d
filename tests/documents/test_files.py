"""Scans: what is kept, what is refused, and that a file is whole or absent."""

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from neutrality import scans
from neutrality.documents import files
from neutrality.errors import Refusal


def pdf(**root: Any) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for key, value in root.items():
        writer.root_object[NameObject(f"/{key}")] = value
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def script() -> DictionaryObject:
    return DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("x")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def attached() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("a.exe", b"MZ")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def image(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 30)).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(image("JPEG"), "image/jpeg"), (image("PNG"), "image/png"), (image("WEBP"), "image/webp"), (pdf(), "application/pdf")],
)  # fmt: skip
def test_a_scan_is_kept_as_it_is(content: bytes, content_type: str) -> None:
    stored = files.store_scan(content)

    assert files.read(stored.name) == content
    assert (stored.sha256, stored.content_type) == (files.digest(content), content_type)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "scan_missing"), (b"MZ\x90\x00", "scan_unreadable"), (b"<svg onload='x'/>", "scan_unreadable"),
     (image("GIF"), "scan_unreadable"), (b"%PDF-1.7 nonsense", "scan_unreadable"), (pdf()[:200], "scan_unreadable"),
     (image("PNG")[:60], "scan_unreadable"), (locked(), "scan_locked"), (pdf(OpenAction=script()), "scan_active"),
     (attached(), "scan_active"), (b"%PDF-" + b"0" * scans.MAX_SCAN_BYTES, "scan_too_large")],
    ids=lambda value: value if isinstance(value, str) else "file",
)  # fmt: skip
def test_what_is_no_scan_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        files.store_scan(content)

    assert refused.value.code == code


def test_an_opening_page_is_no_script() -> None:
    assert files.store_scan(pdf(OpenAction=ArrayObject())).content_type == "application/pdf"


def test_names_are_random_and_the_file_is_for_us_alone() -> None:
    from pathlib import Path

    from django.core.files.storage import default_storage

    one, two = files.store_scan(image("PNG")), files.store_scan(image("PNG"))

    assert one.name != two.name
    assert Path(default_storage.path(one.name)).stat().st_mode & 0o077 == 0
