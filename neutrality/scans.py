"""What a scan of paper may be: PDF, JPEG, PNG or WebP by its own bytes, with nothing in it that acts by itself."""

import io

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from neutrality.errors import Refusal

MAX_SCAN_BYTES = 20_000_000
MAX_SCAN_PAGES = 300
_IMAGES = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "WEBP": ("webp", "image/webp")}
# Kinds of actions that a scan of paper never needs.
_HARMLESS_ACTIONS = ("/GoTo",)


def check_scan(content: bytes) -> tuple[str, str]:
    """``(extension, content type)``; Refusal ``scan_unreadable`` and kin otherwise."""
    if not content:
        raise Refusal("scan_missing", _("Lampirkan pindaian naskahnya."), status=400)
    if len(content) > MAX_SCAN_BYTES:
        raise Refusal(
            "scan_too_large",
            _("Pindaian lebih dari 20 MB. Pindai ulang dengan mutu lebih rendah."),
            status=413,
        )
    return _type_of(content)


def _type_of(content: bytes) -> tuple[str, str]:
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return "pdf", "application/pdf"
    try:
        with Image.open(io.BytesIO(content), formats=list(_IMAGES)) as image:
            image.verify()
            return _IMAGES[str(image.format)]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _unreadable() from None


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refusal("scan_locked", _("PDF itu terkunci. Kirim PDF tanpa kata sandi."), status=400)
        pages, active = len(reader.pages), _acts_by_itself(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _unreadable() from None
    if not 0 < pages <= MAX_SCAN_PAGES:
        raise _unreadable()
    if active:
        raise Refusal(
            "scan_active",
            _("PDF itu memuat skrip atau lampiran. Cetak lalu pindai ulang naskahnya."),
            status=400,
        )


def _acts_by_itself(reader: PdfReader) -> bool:
    """Scripts, launch actions, attached files or dynamic forms in the catalog or on a page."""
    root = reader.root_object
    names = root.get("/Names", {})
    form = root.get("/AcroForm", {})
    opening = root.get("/OpenAction")
    if hasattr(opening, "get_object"):
        opening = opening.get_object()  # type: ignore[union-attr]
    acts = isinstance(opening, dict) and opening.get("/S") not in _HARMLESS_ACTIONS
    return (
        acts
        or "/AA" in root
        or any(key in names.get_object() for key in ("/JavaScript", "/EmbeddedFiles") if names)
        or (bool(form) and "/XFA" in form.get_object())
        or any("/AA" in page for page in reader.pages)
    )


def _unreadable() -> Refusal:
    return Refusal("scan_unreadable", _("Berkas itu tidak dapat dibaca. Kirim PDF, JPG, PNG, atau WebP."), status=400)
