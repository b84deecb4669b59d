"""Pages for what went wrong: what happened and what to do, no technical words."""

import secrets
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from neutrality.ids import ALPHABET

log = structlog.get_logger(__name__)


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
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
