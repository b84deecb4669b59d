"""Exhibits as files: whether they are whole, a preview, and a copy that names its reader."""

import hashlib
import io
from datetime import date

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from cases.models import Exhibit
from neutrality.accounts.models import User
from neutrality.errors import Refusal

PREVIEW_SIDE = 1_200
ENDINGS = {
    "application/pdf": "pdf", "video/mp4": "mp4", "video/webm": "webm", "video/x-msvideo": "avi", "audio/mp4": "m4a",
    "audio/mpeg": "mp3", "audio/wav": "wav", "audio/ogg": "ogg",
}  # fmt: skip
_INTACT, _CHANGED, _MISSING = "intact", "changed", "missing"


def content_of(exhibit: Exhibit) -> bytes:
    try:
        with default_storage.open(exhibit.stored, "rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise Refusal("file_missing", _("Berkas bukti tidak ditemukan di penyimpanan."), status=404) from None


def integrity(exhibit: Exhibit) -> str:
    """``intact``, ``changed`` (the bytes no longer have the digest of their release) or ``missing``."""
    try:
        return _INTACT if hashlib.sha256(content_of(exhibit)).hexdigest() == exhibit.sha256 else _CHANGED
    except Refusal:
        return _MISSING


def is_picture(exhibit: Exhibit) -> bool:
    return exhibit.content_type.startswith("image/")


def picture_for(exhibit: Exhibit, user: User, on: date, *, side: int | None = None) -> bytes:
    """The picture with who reads it and when across it, as JPEG."""
    with Image.open(io.BytesIO(content_of(exhibit)), formats=["JPEG", "PNG", "WEBP"]) as opened:
        image = opened.convert("RGB")
    if side:
        image.thumbnail((side, side))
    return _marked(image, f"{exhibit.label} · {user.shown_name} · {on:%d-%m-%Y}")


def _marked(image: Image.Image, words: str) -> bytes:
    size = max(12, image.width // 36)
    try:
        font: ImageFont.FreeTypeFont | ImageFont.ImageFont = ImageFont.load_default(size)
    except (OSError, ImportError):
        font = ImageFont.load_default()
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    step = max(size * 8, image.height // 4)
    for row, top in enumerate(range(size, image.height, step)):
        left = -size * 4 if row % 2 else size
        draw.text((left, top), f"{words}    {words}", fill=(255, 255, 255, 120), font=font, stroke_width=1,
                  stroke_fill=(0, 0, 0, 110))  # fmt: skip
    out = io.BytesIO()
    Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB").save(out, "JPEG", quality=82)
    return out.getvalue()
