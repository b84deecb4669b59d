"""Derivatives without metadata: pictures are drawn anew, PDFs copied page by page, films and
recordings lose the boxes that tell where, when and by what they were made.

Runs in a worker. A file that cannot be cleaned is marked: its original stays with the desk,
and nothing of it can be released to the case side.
"""

import warnings
from io import BytesIO

from django.db import transaction
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from cases import bmff, ebml, ogg, riff, uploads
from cases.models import Original

LONGEST_SIDE = 3_000
JPEG_QUALITY = 85
MOST_PAGES = 500
_PAGE_EXTRAS = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/Annots", "/Thumb", "/StructParents")


class Uncleanable(Exception):
    """A file from which metadata cannot be removed with certainty."""


@transaction.atomic
def clean_original(code: str) -> None:
    """Make the derivative of one original; nothing to do when it was made or given up."""
    original = Original.objects.select_for_update().filter(code=code).first()
    if original is None or original.cleaned or original.unreadable:
        return
    try:
        content, content_type, fingerprint = derivative(uploads.unseal(original.stored), original.content_type)
    except Uncleanable:
        original.unreadable = True
        original.save(update_fields=["unreadable"])
        return
    original.cleaned = uploads.seal(content)
    original.cleaned_type = content_type
    original.fingerprint = fingerprint
    original.save(update_fields=["cleaned", "cleaned_type", "fingerprint"])


def derivative(content: bytes, content_type: str) -> tuple[bytes, str, int | None]:
    """``(bytes, content type, fingerprint of a picture)``; raises ``Uncleanable``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if content_type.startswith("image/"):
                return _picture(content)
            if content_type == "application/pdf":
                return _pdf(content), content_type, None
            if content_type in _CONTAINERS:
                return _CONTAINERS[content_type](content), content_type, None
    except Exception as error:  # decoders stumble over hostile files in any way
        raise Uncleanable(type(error).__name__) from None
    raise Uncleanable(content_type)


def _picture(content: bytes) -> tuple[bytes, str, int]:
    with Image.open(BytesIO(content), formats=uploads.PICTURE_FORMATS) as opened:
        as_png = opened.format == "PNG"
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        # A fresh canvas: profiles, comments and text chunks travel in ``info`` otherwise.
        canvas = Image.new("RGB", turned.size, "white")
        if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
            layer = turned.convert("RGBA")
            canvas.paste(layer, mask=layer.getchannel("A"))
        else:
            canvas.paste(turned.convert("RGB"))
    out = BytesIO()
    if as_png:
        canvas.save(out, "PNG", optimize=False)
    else:
        canvas.save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue(), "image/png" if as_png else "image/jpeg", difference_hash(canvas)


def difference_hash(picture: Image.Image) -> int:
    """64 bits: whether each of 8x8 points is lighter than its right neighbour; as a signed number."""
    grey = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] > grey[row * 9 + column + 1])
    return bits - (1 << 64) if bits >> 63 else bits


def distance(one: int, other: int) -> int:
    """How many of the 64 bits of two fingerprints differ."""
    return ((one ^ other) & ((1 << 64) - 1)).bit_count()


def _pdf(content: bytes) -> bytes:
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted or len(reader.pages) > MOST_PAGES:
        raise Uncleanable("pdf")
    writer = PdfWriter()  # only pages are copied: no catalogue, scripts, attachments or XMP
    for page in reader.pages:
        for name in _PAGE_EXTRAS:
            page.pop(name, None)
        writer.add_page(page)
    writer.metadata = None
    for item in writer._objects:
        _clean_object(item)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _clean_object(item: object) -> None:
    if not isinstance(item, DictionaryObject):
        return
    for name in ("/Metadata", "/PieceInfo", "/AA", "/OpenAction", "/JS", "/A"):
        item.pop(name, None)
    filters = item.get("/Filter")
    names = list(filters) if isinstance(filters, ArrayObject) else [filters]
    if isinstance(item, StreamObject) and names == ["/DCTDecode"]:
        item._data = strip_jpeg(item._data)  # a photograph in a PDF carries its own EXIF


def strip_jpeg(content: bytes) -> bytes:
    """A JPEG without comments and application segments other than JFIF (APP0) and Adobe (APP14)."""
    if content[:2] != b"\xff\xd8":
        raise Uncleanable("jpeg")
    out, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture itself follows
            return bytes(out + content[at:])
        dropped = marker == 0xFE or (0xE1 <= marker <= 0xEF and marker != 0xEE)
        if not dropped:
            out += content[at : at + 2 + length]
        at += 2 + length
    raise Uncleanable("jpeg")


def _mp3(content: bytes) -> bytes:
    """Without ID3v2 in front and ID3v1 behind."""
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | (byte & 0x7F)
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if content[:1] != b"\xff" or b"APETAGEX" in content[-512:]:
        raise Uncleanable("mp3")
    return content


# Films and recordings, by content type.
_CONTAINERS = {
    "video/mp4": bmff.clean, "audio/mp4": bmff.clean, "audio/mpeg": _mp3, "audio/wav": riff.clean,
    "video/x-msvideo": riff.clean, "video/webm": ebml.clean, "audio/ogg": ogg.clean,
}  # fmt: skip
