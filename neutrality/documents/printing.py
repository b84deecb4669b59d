"""The printing copy: the stored pages with a line that says who printed them and when.

The stored file is not touched; the copy is made anew for every print.
"""

import io
from datetime import datetime

import weasyprint
from django.utils import translation
from django.utils.html import format_html
from pypdf import PdfReader, PdfWriter
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from neutrality import formats

_STYLE = """
@page { size: A4; margin: 0 }
p { position: absolute; left: 8mm; bottom: 25mm; margin: 0; transform: rotate(-90deg); transform-origin: 0 100%;
    font: 7.5pt "Liberation Sans"; color: #555; white-space: nowrap }
"""


def stamped(pdf: bytes, *, who: str, when: datetime) -> bytes:
    """``pdf`` with "Dicetak oleh … pada …" along the left edge of every page."""
    with translation.override("id"):
        line = f"Dicetak oleh {who}, {formats.day(when)} pukul {formats.clock(when)}"
    mark = PdfReader(io.BytesIO(_stamp(line))).pages[0]
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        page.merge_page(mark)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp(line: str) -> bytes:
    from neutrality.documents.render import pdf_lock

    html = format_html("<style>{}</style><p>{}</p>", _STYLE, line)
    with pdf_lock:
        made = weasyprint.HTML(
            string=html.replace("&quot;", '"'), url_fetcher=URLFetcher(allowed_protocols=["data"])
        ).write_pdf(font_config=FontConfiguration())
    assert isinstance(made, bytes)
    return made
