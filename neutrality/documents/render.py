"""From a frozen row to PDF bytes: the same row gives the same bytes under one renderer version.

Nothing here reads the database or the clock. WeasyPrint fetches nothing but ``data:``
addresses; fonts and the compiled style sheet are shared within a worker.
"""

import base64
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils import translation

from neutrality.documents.forms import Letter, form_of

# Raise it with every change of templates or style sheet that alters printed bytes.
REVISION = 1
RENDERER = f"surat/{REVISION} weasyprint/{version('weasyprint')} segno/{version('segno')}"
# Archival and tagged in one: the register keeps these files for decades.
PDF_VARIANT = "pdf/a-3a"
# Version 5 with correction M holds 84 bytes: every address of the product at 37 modules.
QR_VERSION, QR_BYTES, QR_MASK = 5, 84, 2

_lock = threading.Lock()  # Pango is not safe in two threads at once


@dataclass(frozen=True, kw_only=True)
class Source:
    """Everything that a letter's bytes depend on, taken from its row.

    ``frame`` is what the installation contributed when the draft was made: place,
    letterheads, address of the verification page, whether it is a training installation.
    """

    kind: str
    code: str
    context: Mapping[str, Any]
    paragraphs: Mapping[str, Any]
    frame: Mapping[str, Any]
    number: str
    dated: date | None
    created: date
    verification_code: str
    draft: bool
    classification: str
    certified: bool = False


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the base template prints around the form."""

    heading: str
    authority: str
    issuer: str
    subject_name: str
    letterhead: Mapping[str, Any] | None
    place: str
    number: str
    numbered: bool
    dated: date | None
    created: str
    code: str
    verification_code: str
    verify_at: str
    qr: str
    draft: bool
    secret: bool
    training: bool
    certified: bool
    renderer: str = RENDERER

    @property
    def watermark(self) -> str:
        return "DRAF" if self.draft else "CONTOH" if self.training else ""


def letter_pdf(source: Source) -> bytes:
    """The PDF of a letter."""
    return html_pdf(letter_html(source), identifier=source.code)


def letter_html(source: Source) -> str:
    form = form_of(source.kind).read({**source.context, **source.paragraphs})
    with translation.override("id"):
        return render_to_string(form.template, {"surat": form, "frame": _frame(source, form)})


def html_pdf(html: str, *, identifier: str) -> bytes:
    """PDF of any HTML of ours in the letters' style; ``identifier`` fixes the file's id."""
    return _pdf(
        html,
        stylesheets=[_stylesheet()],
        pdf_variant=PDF_VARIANT,
        pdf_identifier=sha256(identifier.encode()).digest()[:16],
    )


def plain_pdf(html: str) -> bytes:
    """PDF of HTML that brings its own style."""
    return _pdf(html)


def _pdf(html: str, **options: Any) -> bytes:
    import weasyprint  # half a second and 70 MB: only where letters are really made

    with _lock:
        return bytes(weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf(font_config=_fonts(), **options))


def qr_data_uri(address: str) -> str:
    """A QR code as SVG; version and mask are fixed so that equal addresses give equal bytes."""
    size = QR_VERSION if len(address.encode()) <= QR_BYTES else None
    code = segno.make(address, version=size, mask=QR_MASK, error="m", boost_error=False, micro=False)
    return str(code.svg_data_uri(border=0, omitsize=True))


def _frame(source: Source, form: Letter) -> Frame:
    around = source.frame
    signatory = getattr(form, "penandatangan", None)
    by_head = bool(signatory and (signatory.kepala_daerah or signatory.atas_nama))
    post = (signatory.atas_nama or signatory.jabatan) if signatory else ""
    address = f"{around['verify_at']}/{source.verification_code}/"
    return Frame(
        heading=form.heading(),
        authority=post.upper(),
        issuer=around["issuer"],
        subject_name=form.subject_name(),
        letterhead=_letterhead(form, around, by_head),
        place=around["place"],
        number=source.number,
        numbered=form.numbered,
        dated=source.dated,
        created=(source.dated or source.created).isoformat(),
        code=source.code,
        verification_code=source.verification_code,
        verify_at=around["verify_at"].partition("://")[2],
        qr="" if source.draft else qr_data_uri(address),
        draft=source.draft,
        secret=source.classification == "RAHASIA",
        training=around["training"],
        certified=source.certified,
    )


def _letterhead(form: Letter, around: Mapping[str, Any], by_head: bool) -> Mapping[str, Any] | None:
    if not form.letterhead:
        return None
    kop = around["letterheads"]["head" if by_head else "unit"]
    return {**kop, "emblem": kop.get("emblem") or placeholder(by_head)}


@lru_cache
def placeholder(head: bool) -> str:
    """An empty shield or circle where an agency has not supplied its coat of arms."""
    svg = render_to_string(f"surat/_lambang_{'negara' if head else 'daerah'}.svg")
    return "data:image/svg+xml;base64," + base64.b64encode(svg.strip().encode()).decode()


@lru_cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=["data"])


@lru_cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache
def _stylesheet() -> Any:
    import weasyprint

    css = render_to_string("surat/surat.css")
    return weasyprint.CSS(string=css, font_config=_fonts(), url_fetcher=_fetcher())
