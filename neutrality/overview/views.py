"""Pages of the top floor: Bawaslu's own letters and their exports."""

import re
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cases import queries as case_queries
from cases.actions import letters
from cases.models import Case
from cases.signs import Sign, early_signs
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record_search
from neutrality.errors import Refusal
from neutrality.organization import queries as organization
from neutrality.organization.models import Person
from neutrality.overview import actions
from neutrality.overview import desk as my_desk
from neutrality.overview.api import file_response
from neutrality.overview.exports.content import own_letters, recommendations_for
from neutrality.overview.forms import BawasluExportForm, BawasluLetterForm
from neutrality.overview.models import Export
from neutrality.prevention.views import add_refusal
from neutrality.workdays import today

PAGE = 50
HITS = 20
CODE = re.compile(r"[A-Za-z]{2}-\d\d-")


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """My desk, the home of every account; a liaison and the administrator have homes of their own."""
    user = cast(User, request.user)
    if user.has_role(Role.BAWASLU) and user.person_id is None:
        return redirect("overview:bawaslu")
    items = my_desk.items_for(user)
    cases = my_desk.cases_below(user)
    signs = early_signs(user)
    shown = [row["case"].code for row in cases] + [item.case for item in items if item.case]
    record_search(user, "case", dict.fromkeys(shown), door="desk")
    if signs:
        _record_signs(user, signs)
    return render(
        request,
        "overview/desk.html",
        {
            "items": items,
            "cases": cases,
            "strip": my_desk.strip_for(user.agency, items),
            "today": today(user.agency),
            "capacity": my_desk.capacity_line(user),
            "unit_circular": my_desk.circular_of_unit(user),
            "objections": my_desk.objections_below(user),
            "nearest": my_desk.nearest_due(cases, today(user.agency)),
            "signs": signs,
            "records_paper": user.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE) or any(row["mine"] for row in cases),
            "asks_for_acting": bool(user.headed_units),
        },
    )


def _record_signs(user: User, signs: list[Sign]) -> None:
    """Signs name reports and cases: a row for each kind, as for every list."""
    codes = [code for sign in signs for code, _url in sign.matters]
    for kind, start in (("report", "LP-"), ("case", "KS-")):
        found = dict.fromkeys(code for code in codes if code.startswith(start))
        if found:
            record_search(user, kind, found, door="signs")


@login_required
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Cases first, then people, each only as far as the searcher sees; nothing of reports is searched."""
    user = cast(User, request.user)
    query = " ".join(request.GET.get("q", "").split())[:100]
    cases = (
        list(case_queries.with_people(case_queries.search(Case.objects.visible_to(user), query))[:HITS])
        if query
        else []
    )
    named = query and not CODE.match(query)  # the code of a case is nobody's name
    people = list(Person.objects.visible_to(user).search(query)[:HITS]) if named else []
    rows = organization.person_rows(people, today(user.agency))
    if query:
        record_search(user, "case", [case.code for case in cases], door="search")
        record_search(user, "person", [person.code for person in people], door="search")
    return render(request, "overview/search.html", {"search_query": query, "cases": cases, "rows": rows})


@login_required
def my_letters(request: HttpRequest) -> HttpResponse:
    """Official letters that were served on this person."""
    user = cast(User, request.user)
    letters = my_desk.letters_to(user)
    record_search(user, "document", [letter.code for letter in letters])
    return render(request, "overview/my_letters.html", {"letters": letters})


def _liaison(request: HttpRequest) -> User:
    """Only the liaison has this room; it does not exist for anybody else."""
    user = cast(User, request.user)
    if not user.has_role(Role.BAWASLU) or user.agency is None:
        raise Http404
    return user


@login_required
def bawaslu(request: HttpRequest) -> HttpResponse:
    """What became of each person in Bawaslu's own letters."""
    user = _liaison(request)
    page = Paginator(recommendations_for(user), PAGE).get_page(request.GET.get("hal"))
    record_search(user, "recommendation", [row.pk for row in page])
    return render(request, "overview/bawaslu.html", {"page": page, "letters": own_letters(user).count()})


@login_required
def file_letter(request: HttpRequest) -> HttpResponse:
    user = _liaison(request)
    form = BawasluLetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values: dict[str, Any] = {
            "sender": "bawaslu",
            "sender_name": user.institution or "Bawaslu",
            "number": data["number"],
            "dated": data["dated"].isoformat(),
            "received_on": today().isoformat(),
            "summary": data["summary"],
            "recommendations": data["persons"],
        }
        if data["place"]:
            values["place"] = data["place"]
        if data["occurred_on"]:
            values["occurred_on"] = data["occurred_on"].isoformat()
        try:
            letters.file_letter(actor=user, data=values, files=[data["scan"]] if data["scan"] else [])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Surat terkirim ke meja penerima."))
            return redirect("overview:bawaslu")
    return render(request, "overview/bawaslu_letter.html", {"form": form})


@login_required
def exports(request: HttpRequest) -> HttpResponse:
    user = _liaison(request)
    form = BawasluExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.request_export(
            actor=user, kind=Export.Kind.BAWASLU, format=form.cleaned_data["format"], filters=form.filters()
        )
        messages.success(request, _("Ekspor disusun. Muat ulang halaman ini sebentar lagi."))
        return redirect("overview:exports")
    mine = Export.objects.visible_to(user)[:PAGE]
    return render(request, "overview/exports.html", {"form": form, "exports": mine})


@login_required
def download(request: HttpRequest, code: str) -> HttpResponse:
    return file_response(*actions.fetch(code=code, actor=cast(User, request.user)))
