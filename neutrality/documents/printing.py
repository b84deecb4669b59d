"""The printing copy: the stored pages with a line that says who printed them and when.

The stored file is not touched; the copy is made anew for every print.
"""

import io
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from pypdf import PdfReader, PdfWriter

from neutrality import formats
from neutrality.documents import render


def stamped(pdf: bytes, *, who: str, when: datetime) -> bytes:
    """``pdf`` with "Dicetak oleh … pada …" along the left edge of every page."""
    with translation.override("id"):
        line = f"Dicetak oleh {who}, {formats.day(when)} pukul {formats.clock(when)}"
    mark = PdfReader(io.BytesIO(render.plain_pdf(render_to_string("surat/cap_cetak.html", {"line": line})))).pages[0]
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        page.merge_page(mark)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
