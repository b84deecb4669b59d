"""Doors to letters. Absent and not yours look alike: 404."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from neutrality.audit.actions import record
from neutrality.documents import files, printing, queries
from neutrality.documents.models import OfficialDocument, ServiceProof

_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@login_required
@require_GET
def letter_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The stored file as it is; of a draft the text as it stands, watermarked."""
    document = _letter(request, code)
    content = _content(document)
    if content is None:
        return _not_yet(request, document)
    _note(request, document, "subject.opened", "letter")
    return inline(content, "application/pdf", f"{document.code}.pdf")


@login_required
@require_GET
def letter_print(request: HttpRequest, code: str) -> HttpResponse:
    """A printing copy that carries who printed it and when."""
    document = _letter(request, code)
    content = _content(document)
    if content is None:
        return _not_yet(request, document)
    user: Any = request.user
    copy = printing.stamped(content, who=user.shown_name, when=timezone.now())
    _note(request, document, "subject.printed", "letter")
    return inline(copy, "application/pdf", f"{document.code}-cetak.pdf")


@login_required
@require_GET
def letter_scan(request: HttpRequest, code: str) -> HttpResponse:
    """The scan of the signed paper."""
    document = _letter(request, code)
    if not document.scan:
        raise Http404
    _note(request, document, "subject.opened", "scan")
    return inline(files.read(document.scan), document.scan_type, f"{document.code}-pindaian")


@login_required
@require_GET
def service_proof(request: HttpRequest, proof: int) -> HttpResponse:
    """The scan that proves a delivery."""
    found = ServiceProof.objects.select_related("document").filter(pk=proof).first()
    if found is None or not found.proof or not found.document.visible_to(request.user):
        raise Http404
    _note(request, found.document, "subject.opened", "proof")
    return inline(files.read(found.proof), found.proof_type, f"{found.document.code}-bukti")


@require_GET
def verify_form(request: HttpRequest) -> HttpResponse:
    """A field for the short code; a typed code leads to its page."""
    code = queries.normalize(request.GET.get("kode", ""))
    if code:
        return HttpResponseRedirect(reverse("documents:verify_code", kwargs={"code": code}))
    return _public(render(request, "documents/periksa.html", {"asked": False}))


@require_GET
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Kind, number, date and digest of a letter; a friendly 404 for anything else."""
    found = queries.verification(code)
    digest = found.sha256 if found else ""
    context = {
        "asked": True,
        "letter": found,
        "code": queries.normalize(code),
        "number_parts": found.number.split("/") if found else [],
        "digest_parts": [digest[at : at + 8] for at in range(0, len(digest), 8)],
    }
    return _public(render(request, "documents/periksa.html", context, status=200 if found else 404))


def inline(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file shown in the browser, never guessed at, never kept by a cache."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    # A sandbox would keep browsers from opening their own PDF viewer; images need none of it.
    policy = _PDF_POLICY if content_type == "application/pdf" else "sandbox; default-src 'none'"
    response.headers["Content-Security-Policy"] = policy
    return response


def _letter(request: HttpRequest, code: str) -> OfficialDocument:
    document = queries.visible(request.user, code)
    if document is None:
        raise Http404
    return document


def _content(document: OfficialDocument) -> bytes | None:
    """The stored bytes; a preview of a draft; the scan of an uploaded PDF; None while rendering is owed."""
    if document.is_rendered:
        return files.read(document.pdf)
    if document.source == "uploaded":
        return files.read(document.scan) if document.scan_type == "application/pdf" else None
    if document.is_issued or document.pdf:
        return None
    return queries.draft_pdf(document)


def _not_yet(request: HttpRequest, document: OfficialDocument) -> HttpResponse:
    if document.source == "uploaded":
        return letter_scan(request, document.code)
    response = render(request, "documents/belum_siap.html", {"letter": document}, status=202)
    response.headers["Retry-After"] = "3"
    response.headers["Cache-Control"] = "no-store"
    return response


def _note(request: HttpRequest, document: OfficialDocument, event: str, part: str) -> None:
    record(
        event, actor=request.user, subject=document, chain=document.journal_chain,
        changes={"part": part, "sha256": document.sha256},
    )  # fmt: skip


def _public(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
