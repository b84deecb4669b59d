"""Guards of every signed-in page: the idle session ends, decision-makers set up their second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from neutrality.accounts import sessions

# Doors that ignore who is signed in, and the API, which guards itself (authentication.py).
_OPEN = ("/lapor/", "/pantau/", "/periksa/", "/perlindungan/", "/bahasa/", "/static/", "/api/", "/healthz", "/readyz",
         "/metrics")  # fmt: skip
# Where a person without the second factor may still go.
_BEFORE_SECOND_FACTOR = ("/mfa/", "/masuk/", "/keluar/", "/tampilan/")


class SessionGuard:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        path = request.path_info
        if path == "/" or path.startswith(_OPEN) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not request.user.is_authenticated:
            return None
        if sessions.is_idle(request):
            return self._end(request)
        sessions.note_activity(request)
        if not path.startswith(_BEFORE_SECOND_FACTOR) and sessions.lacks_second_factor(request):
            messages.info(
                request,
                _("Jabatan atau peran Anda mensyaratkan faktor kedua. Pasang dahulu, lalu lanjutkan pekerjaan."),
            )
            return _go(request, reverse("mfa_activate_totp"))
        return None

    def _end(self, request: HttpRequest) -> HttpResponse:
        back = request.get_full_path() if request.method == "GET" and not request.headers.get("HX-Request") else ""
        logout(request)
        query = {"habis": "1"} | ({"next": back} if back else {})
        return _go(request, f"{reverse('account_login')}?{urlencode(query)}")


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect; htmx would put its page into a fragment, so it is told to load it."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
