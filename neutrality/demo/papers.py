"""Pictures that stand for scans and photographs: drawn, so that nothing real is in them."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont


def scan(title: str = "Pindaian") -> bytes:
    """A sheet of paper with lines of text and a signature, as PNG."""
    sheet = Image.new("RGB", (620, 877), "#fbfaf6")
    draw = ImageDraw.Draw(sheet)
    draw.text((60, 60), title, fill="#222222", font=ImageFont.load_default(24))
    for n in range(22):
        draw.line([(60, 130 + n * 26), (560 - (n * 37 % 90), 130 + n * 26)], fill="#9a9a94", width=3)
    draw.line([(360, 760), (390, 735), (420, 770), (470, 730), (520, 755)], fill="#27406e", width=4)
    draw.text((330, 790), "Contoh", fill="#222222", font=ImageFont.load_default(18))
    return _png(sheet)


def photo(name: str, words: str, colours: tuple[str, str] = ("#5d8a8e", "#d9c79a")) -> SimpleUploadedFile:
    """A photograph that shows only its own description."""
    picture = Image.new("RGB", (1200, 800), colours[0])
    draw = ImageDraw.Draw(picture)
    draw.rectangle([(0, 520), (1200, 800)], fill=colours[1])
    draw.ellipse([(520, 220), (680, 380)], fill="#f1e9d5")
    draw.rectangle([(480, 380), (720, 640)], fill="#38595c")
    draw.text((40, 720), words, fill="#1f2a2c", font=ImageFont.load_default(34))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
