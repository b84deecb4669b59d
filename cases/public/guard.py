"""What every public door does before and after its work."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from neutrality.api import AddressThrottle
from neutrality.errorpages import csrf_failure
from neutrality.pages import View, private_page


def public_door(view: View) -> View:
    """No session, no lasting cookie, nothing cached, no referrer.

    Pages without a referrer send ``Origin: null``, which Django's own check refuses. Its
    work is done by the draft's cookie (``SameSite=Strict``: never sent from elsewhere) and
    by the browser's own word on where a request comes from.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            return csrf_failure(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(private_page(wrapped))


def leave(response_cookies: list[tuple[str, str]]) -> HttpResponse:
    """To the neutral page of the agency, without the named cookies."""
    response = HttpResponseRedirect(settings.QUICK_EXIT_URL)
    for name, path in response_cookies:
        response.delete_cookie(name, path=path, samesite="Strict")
    return response


class ReportThrottle(AddressThrottle):
    scope = "report"


class UploadThrottle(AddressThrottle):
    scope = "upload"


class TrackThrottle(AddressThrottle):
    scope = "track"


def too_many(request: HttpRequest, throttle: type[AddressThrottle]) -> bool:
    """Whether this address has used up its rate (settings); asking counts as one use."""
    return not throttle().allow_request(request, None)  # type: ignore[arg-type]
