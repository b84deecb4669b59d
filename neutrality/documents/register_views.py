"""The number register on screen: series of the agency, their numbers, cancelled ones with their reason."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from neutrality.accounts.requests import user_of
from neutrality.audit.actions import record_search
from neutrality.documents import queries
from neutrality.documents.actions.agency_texts import may_set
from neutrality.documents.models import NumberSeries

PAGE = 50
MOST_ID = 2**63 - 1


def keeps_numbers(user: Any) -> bool:
    """The desks, the keepers of registers and auditors."""
    return bool(user.has_role("intake", "alternate_intake", "registrar", "auditor"))


@login_required
@require_GET
def series_list(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    context = {"rows": queries.series_of(user.agency), "sets_texts": may_set(user)}
    return render(request, "documents/nomor.html", context)


@login_required
@require_GET
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """One series, newest first. Of a letter that the reader may not see only the number is told."""
    user = _keeper(request)
    found = (
        NumberSeries.objects.select_related("unit").filter(pk=min(pk, MOST_ID), unit__agency_id=user.agency_id).first()
    )
    if found is None:
        raise Http404
    before = request.GET.get("sebelum", "")
    entries = queries.register(found)
    if before.isdecimal() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    shown = list(entries[: PAGE + 1])
    rows: list[dict[str, Any]] = [{"entry": one, "seen": one.document.visible_to(user)} for one in shown[:PAGE]]
    record_search(user, "document", [row["entry"].document.code for row in rows if row["seen"]], door="nomor")
    context = {
        "series": found, "rows": rows, "next": shown[PAGE - 1].pk if len(shown) > PAGE else "",
        "missing": queries.missing_numbers(found),
    }  # fmt: skip
    return render(request, "documents/nomor_seri.html", context)


def _keeper(request: HttpRequest) -> Any:
    user = user_of(request)
    if user.agency_id is None or not keeps_numbers(user):
        raise Http404
    return user
