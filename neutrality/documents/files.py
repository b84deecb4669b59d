"""Files of letters under DATA_DIR/files: random names, whole or absent, never half.

A letter's PDF is written beside its final name and moved there in one step, so a worker
that dies leaves at most a temporary file, which the next attempt removes.
"""

import io
import os
import secrets
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
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


class Stored(NamedTuple):
    name: str
    sha256: str
    content_type: str


def new_name(folder: str, extension: str) -> str:
    """A random name, spread over 256 folders so that none grows too long."""
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}.{extension}"


def put(name: str, content: bytes) -> None:
    """Write ``content`` under exactly ``name``: whole, replacing what a dead attempt left there."""
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # object storage: a put is whole by itself
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in target.parent.glob(f".{target.name}.*"):
        left.unlink(missing_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, target)


def read(name: str) -> bytes:
    with default_storage.open(name, "rb") as stored:
        content: bytes = stored.read()
    return content


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def page_count(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def store_scan(content: bytes, *, folder: str = "scans") -> Stored:
    """Keep a scan (PDF, JPEG, PNG, WebP) as it is; Refusal ``scan_unreadable`` and kin otherwise."""
    if not content:
        raise Refusal("scan_missing", _("Lampirkan pindaian naskahnya."), status=400)
    if len(content) > MAX_SCAN_BYTES:
        raise Refusal(
            "scan_too_large",
            _("Pindaian lebih dari 20 MB. Pindai ulang dengan mutu lebih rendah."),
            status=413,
        )
    extension, content_type = _type_of(content)
    name = new_name(folder, extension)
    put(name, content)
    return Stored(name, digest(content), content_type)


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
