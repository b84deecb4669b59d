"""``/meja/catat/``: from the desk straight to the act that is recorded from paper."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.pages.listing import shown_rows
from cases.recordable import recordable_for
from neutrality.accounts.models import User
from neutrality.audit.actions import record_search


@login_required
@require_GET
def record_paper(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    q = request.GET.get("q", "").replace("\x00", "")[:100]
    found = recordable_for(user, q)
    record_search(user, "case", [one.case.code for one in found], door="paper")
    shown = shown_rows([one.case for one in found])
    rows = [row | {"acts": one.acts} for row, one in zip(shown, found, strict=True)]
    return render(request, "overview/record_paper.html", {"rows": rows, "q": q})
