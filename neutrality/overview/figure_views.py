"""``/dasbor/``: the figures of leaders, and the tables that stand behind each chart."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from neutrality.accounts.models import User
from neutrality.overview.figures import board


@login_required
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/dashboard.html", _context(request))


@login_required
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """The same figures as tables, for those who read numbers rather than bars."""
    return render(request, "overview/numbers.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    user = cast(User, request.user)
    if not board.may_read(user):
        raise Http404
    built = board.build(user, request.GET.get("pemilihan"))
    return {"board": built, "chosen": built.contest.catalogue_id if built.contest else board.NONE}
