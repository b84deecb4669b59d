"""Sanctions that a report may recommend, as the impact chosen in its form has them. Nothing is recorded here."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import lawbook, transitions
from cases.handlers.examination import IMPACTS
from cases.pages.common import case_of


@login_required
@require_GET
def recommendable(request: HttpRequest, code: str) -> HttpResponse:
    """``?impact=&proven=&recommended=``: the options of the field, and a sentence with the level."""
    case = case_of(request, code)
    impact = request.GET.get("impact", "")
    if transitions.find(case.track, "submit_report", case.status) is None or impact not in dict(IMPACTS):
        raise Http404
    answer = lawbook.assess_case(case, impact=impact or None)
    proven = request.GET.get("proven") != "not_proven"
    context = {
        "options": [(row["sanction"], row["title"]["id"]) for row in answer.get("permitted", [])] if proven else [],
        "chosen": request.GET.get("recommended", ""),
        "level": answer.get("level") or "",
        "proven": proven,
    }
    return render(request, "cases/case/_usul.html", context)
