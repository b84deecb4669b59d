"""Files that come with a report, a message or a letter: checked, encrypted, cleaned later.

Only what the first bytes prove to be a picture, a video, a recording or a PDF is taken; the
declared type and the name prove nothing. The original is kept encrypted with its SHA-256; a
derivative without metadata is made in a worker (``cases.cleaning``), never in the request.
Neither names nor times of files go to a log, a queue or the file system.
"""

import hashlib
import re
import secrets
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

from cases.models import IncomingLetter, Message, Original, Report
from neutrality import crypto, formats
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.outbox.actions import owe
from neutrality.workdays import today

pillow_heif.register_heif_opener()
# Pillow only warns above this number, and raises above twice it; here the warning is an error.
Image.MAX_IMAGE_PIXELS = 50_000_000
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")

FOLDER = "sumber"
CLEAN = "cases.clean_original"

_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis", b"avif")
_TYPES = {
    "JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heif",
    "video": "video/mp4", "suara": "audio/mpeg", "dokumen": "application/pdf",
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """One accepted upload. ``kind`` is foto, video, suara or dokumen."""

    content: bytes
    name: str
    kind: str
    content_type: str
    sha256: str


def check_all(files: Sequence[UploadedFile]) -> list[Checked]:
    """Raises ``malformed``, ``too_large`` (413) or ``unsupported_media_type`` (415), naming ``evidence``."""
    if len(files) > settings.UPLOAD_MAX_FILES:
        message = _("Paling banyak %(most)s berkas sekali kirim.") % {"most": settings.UPLOAD_MAX_FILES}
        raise Refusal("too_large", message, fields={"evidence": [message]}, status=413)
    return [check(file) for file in files]


def check(file: UploadedFile) -> Checked:
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise _too_large(file)
    if not file.size:
        raise _unsupported(_("Berkas kosong. Pilih berkas lain."))
    file.seek(0)
    content = file.read()
    file.seek(0)
    kind, content_type = _recognise(content, _ending(file.name or ""))
    return Checked(content, _safe_name(file.name or ""), kind, content_type, hashlib.sha256(content).hexdigest())


def kind_of(head: bytes) -> str:
    """``foto``, ``video``, ``suara`` or ``dokumen`` by the first bytes (at least 16); "" for others."""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return "foto"
    if head[:4] == b"RIFF":
        return {b"WEBP": "foto", b"AVI ": "video", b"WAVE": "suara"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIF_BRANDS:
            return "foto"
        return "suara" if head[8:11] == b"M4A" else "video"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video"
    if head.startswith((b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3")):
        return "suara"
    return "dokumen" if head.startswith(b"%PDF-") else ""


def _recognise(content: bytes, ending: str) -> tuple[str, str]:
    kind = kind_of(content[:32])
    if kind == "foto":
        return kind, _TYPES[_picture_format(content)]
    if not kind:
        if ending:
            raise _unsupported(
                _("Berkas .%(ending)s tidak dapat diterima. Kirim foto, video, atau PDF.") % {"ending": ending}
            )
        raise _unsupported(_("Jenis berkas ini tidak dapat diterima. Kirim foto, video, atau PDF."))
    return kind, _container_type(content[:16], kind)


def _container_type(head: bytes, kind: str) -> str:
    if head[4:8] == b"ftyp":
        return "audio/mp4" if kind == "suara" else "video/mp4"
    if head[:4] == b"RIFF":
        return "audio/wav" if kind == "suara" else "video/x-msvideo"
    return {b"\x1a\x45\xdf\xa3": "video/webm", b"OggS": "audio/ogg"}.get(head[:4]) or _TYPES[kind]


def _picture_format(content: bytes) -> str:
    """The format that the header proves; pixels are not decoded here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=PICTURE_FORMATS) as picture:
                return str(picture.format)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = _("Foto terlalu besar: lebih dari 50 juta titik. Perkecil, lalu kirim lagi.")
        raise Refusal("too_large", message, fields={"evidence": [message]}, status=413) from None
    except Exception:  # a decoder may stumble over a hostile file in any way
        raise _unsupported(_("Foto ini tidak dapat dibaca. Kirim foto lain atau tangkapan layar.")) from None


def _too_large(file: UploadedFile) -> Refusal:
    limit = formats.size(settings.UPLOAD_MAX_BYTES)
    file.seek(0)
    if kind_of(file.read(32)) == "video":
        message = _("Video lebih dari %(limit)s. Potong menjadi kurang dari 1 menit.") % {"limit": limit}
    else:
        message = _("Berkas lebih dari %(limit)s. Perkecil, lalu kirim lagi.") % {"limit": limit}
    return Refusal("too_large", message, fields={"evidence": [message]}, status=413)


def _unsupported(message: str) -> Refusal:
    return Refusal("unsupported_media_type", message, fields={"evidence": [message]}, status=415)


def _ending(name: str) -> str:
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", name)
    return found[1].lower() if found else ""


def _safe_name(name: str) -> str:
    """The name as sent, kept encrypted; without path, control and direction signs."""
    bare = re.split(r"[/\\]", name)[-1].encode("utf-8", "replace").decode()
    return "".join(char for char in bare if char.isprintable())[:200]


# --- keeping ------------------------------------------------------------------


def keep_all(
    files: Iterable[Checked],
    *,
    report: Report | None = None,
    letter: IncomingLetter | None = None,
    message: Message | None = None,
) -> list[str]:
    """Store originals encrypted and owe their cleaning. The stored names, for ``remove`` on rollback."""
    return [_keep(file, report, letter, message).stored for file in files]


def _keep(file: Checked, report: Report | None, letter: IncomingLetter | None, message: Message | None) -> Original:
    day = today()
    original = Original.objects.create(
        report=report,
        letter=letter,
        message=message,
        code=random_code("BA", day, 8),
        filename=file.name,
        content_type=file.content_type,
        size=len(file.content),
        sha256=file.sha256,
        stored=seal(file.content),
        received_on=day,
    )
    owe(CLEAN, key=f"clean-original:{original.code}", payload={"original": original.code})
    return original


def seal(content: bytes) -> str:
    """Encrypt ``content`` under the source key into a file with a random name; the name is bound to it."""
    name = f"{FOLDER}/{secrets.token_hex(16)}"
    sealed = crypto.encrypt(content, key="SOURCE_KEY", context=f"file:{name}")
    stored = default_storage.save(name, ContentFile(sealed))
    if stored != name:  # a name of 128 random bits that exists already: never seen
        default_storage.delete(stored)
        return seal(content)
    return stored


def unseal(stored: str) -> bytes:
    """Raises ``ValueError`` when the file was altered or swapped."""
    with default_storage.open(stored) as file:
        return crypto.decrypt(file.read(), key="SOURCE_KEY", context=f"file:{stored}")


def remove(stored: Iterable[str]) -> None:
    """Files of a transaction that was rolled back."""
    for name in stored:
        default_storage.delete(name)
