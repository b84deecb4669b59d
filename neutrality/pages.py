"""Pages that belong to no room: the two doors, protection, language, display settings."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """For public report pages: nothing is kept by the browser, nothing is told to the next site."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


def safe_next(request: HttpRequest, value: str | None, default: str = "/") -> str:
    """``value`` when it leads back into this site, else ``default``."""
    if value and url_has_allowed_host_and_scheme(
        value, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return value
    return default


@require_GET
@private_page
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "base/home.html")


@require_GET
@private_page
def protection(request: HttpRequest) -> HttpResponse:
    return render(request, "base/perlindungan.html")


@require_GET
@private_page
def switch_language(request: HttpRequest, language: str) -> HttpResponse:
    """Set the language cookie (it ends with the browser) and go back.

    A GET because public pages send no referrer, so that a form could not pass the
    check of its origin; nothing but the reader's own language changes.
    """
    response = HttpResponseRedirect(safe_next(request, request.GET.get("lanjut")))
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response


@login_required
@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Theme (device, dark, light) and keyboard shortcuts of the signed-in person."""
    user: Any = request.user
    if request.POST.get("tema") in ("", "gelap", "terang"):
        user.theme = request.POST["tema"]
    if "pintasan" in request.POST:
        user.shortcuts = request.POST["pintasan"] == "1"
    user.save(update_fields=["theme", "shortcuts"])
    return HttpResponseRedirect(safe_next(request, request.POST.get("lanjut"), "/meja/"))


urlpatterns = [
    path("", home, name="home"),
    path("perlindungan/", protection, name="protection"),
    path("bahasa/<str:language>/", switch_language, name="language"),
    path("tampilan/", display, name="display"),
]
