"""What every page of the desk does first, and small things that pages share."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers

from cases.codes import plausible
from cases.models import Report
from neutrality.accounts.models import Role, User

PRESENT_SECONDS = 90
UNDO_SESSION_KEY = "kotak-masuk-urungkan"

View = Callable[..., HttpResponse]


def desk_page(view: View) -> View:
    """For members of a desk; for everybody else the page does not exist. Nothing is kept by the browser."""

    @wraps(view)
    @login_required
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_of(request).has_role(Role.INTAKE, Role.ALTERNATE_INTAKE):
            raise Http404
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return wrapped


def user_of(request: HttpRequest) -> User:
    user: Any = request.user
    return user


def report_of(request: HttpRequest, code: str) -> Report:
    """The report, if the officer's desk has it; else the same 404 as one that does not exist."""
    reports = Report.objects.visible_to(user_of(request)).select_related("agency", "letter")
    return get_object_or_404(reports, code=plausible(code))


def asked(request: HttpRequest, name: str, most: int = 200) -> str:
    """A value of the query string, shortened and without control signs."""
    return "".join(char for char in request.GET.get(name, "")[:most] if char.isprintable())


def others_present(report: Report, user: User) -> list[str]:
    """Note that ``user`` has the report open, and tell who else has. Kept for a minute and a half, in the cache."""
    key, now = f"inbox-present:{report.pk}", time.time()
    present: dict[int, tuple[str, float]] = cache.get(key) or {}
    present = {pk: row for pk, row in present.items() if now - row[1] < PRESENT_SECONDS}
    others = [name for pk, (name, _at) in present.items() if pk != user.pk]
    cache.set(key, present | {user.pk: (_given_name(user), now)}, PRESENT_SECONDS)
    return others


def leave(report: Report, user: User) -> None:
    key = f"inbox-present:{report.pk}"
    present: dict[int, tuple[str, float]] = cache.get(key) or {}
    if present.pop(user.pk, None):
        cache.set(key, present, PRESENT_SECONDS)


def _given_name(user: User) -> str:
    return (user.person.name if user.person else user.shown_name).split(" ")[0]
