"""Pages for what went wrong: what happened and what to do, no technical words."""

import secrets
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from neutrality.ids import ALPHABET

log = structlog.get_logger(__name__)


# A program that asks under /api/ reads JSON: the shape of neutrality/api.py for what no view answered.
FOR_PROGRAMS = {
    "400": ("malformed", _("Permintaan ini tidak dapat dibaca. Periksa alamat dan isinya.")),
    "403": ("forbidden", _("Anda tidak berwenang untuk ini.")),
    "404": ("not_found", _("Tidak ditemukan.")),
    "500": ("server_error", _("Ada gangguan di pihak kami. Coba lagi dan sebutkan kode ini: %(reference)s.")),
    "csrf": ("forbidden", _("Permintaan ini tidak membawa tanda pengaman halaman. Muat ulang, lalu coba lagi.")),
}


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    response: HttpResponse
    if request.path.startswith("/api/"):
        code, detail = FOR_PROGRAMS[name]
        response = JsonResponse({"code": code, "detail": str(detail) % context, "fields": {}}, status=status)
    else:
        response = render(request, f"base/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The short code stands in the log beside the failure and is all that the reader may quote."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(4))
    log.error("server_error", reference=code)
    return _page(request, "500", 500, reference=code)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long, or was sent from elsewhere."""
    return _page(request, "csrf", 403)
