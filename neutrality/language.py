"""Language of a page: the cookie of the switch, else Indonesian.

Not the browser's header: an official link must read the same on every phone,
also on one that was never set to Indonesian. Only the API, whose callers are
programs, follows ``Accept-Language``.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


def chosen(request: HttpRequest) -> str:
    """``id`` or ``en``."""
    known = dict(settings.LANGUAGES)
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") in known:
        return request.COOKIES[settings.LANGUAGE_COOKIE_NAME]
    if request.path_info.startswith("/api/") and "Accept-Language" in request.headers:
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(
            response, ("Cookie", "Accept-Language") if request.path_info.startswith("/api/") else ("Cookie",)
        )
        return response
