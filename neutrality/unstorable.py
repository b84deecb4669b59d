"""Input that no database can hold (NUL signs, numbers beyond all columns): a refusal, never an error of ours.

Doors check what they take; this net holds what slips through one of them, and says so in the log.
"""

from collections.abc import Callable

import structlog
from django.db import DataError
from django.http import HttpRequest, HttpResponse

from neutrality import errorpages

log = structlog.get_logger(__name__)


def status_of(request: HttpRequest, error: Exception) -> int | None:
    """404 where the address itself is unstorable, 400 for other input; None for every other error."""
    if not isinstance(error, DataError):
        return None
    log.warning("unstorable_input", door=request.resolver_match.route if request.resolver_match else "")
    return 404 if "\x00" in request.path_info else 400


class UnstorableInput:
    """Middleware for pages; doors of the API ask ``status_of`` in ``neutrality.api.problem``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        status = status_of(request, error)
        if status is None:
            return None
        return errorpages.not_found(request) if status == 404 else errorpages.bad_request(request)
