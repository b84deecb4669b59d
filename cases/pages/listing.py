"""The list of cases: filters in the query string, pages by key (never by counting)."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers

from cases import queries, transitions
from cases.models import Case
from cases.pages.common import TONES, user_of
from neutrality.audit.actions import record_search
from neutrality.organization import queries as organization
from neutrality.organization.models import OrgUnit
from neutrality.veil import unveiled, veiled
from neutrality.workdays import calendar_for, today

PAGE = 50


@login_required
@vary_on_headers("HX-Request")
def case_list(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    asked = {name: request.GET.get(name, "") for name in ("status", "track", "unit", "holder", "q")}
    asked = _known(asked)
    late = request.GET.get("overdue") == "1"
    found = queries.with_people(queries.filtered(user, asked | {"overdue": late}))
    rows, following = _page(found, request.GET.get("after", ""))
    record_search(user, "case", [row.code for row in rows], door="list")
    context = {
        "rows": shown_rows(rows),
        "next": following,
        "asked": asked | {"overdue": late},
        "statuses": transitions.STATUS_LABELS,
        "tracks": transitions.TRACK_LABELS,
        "units": OrgUnit.objects.visible_to(user).filter(depth=2).order_by("name")[:80],
        "counts": queries.counts(user),
        "narrowed": any(asked.values()) or late,
    }
    return render(request, "cases/case/_rows.html" if request.htmx else "cases/case/list.html", context)  # type: ignore[attr-defined]


@login_required
def examinations(request: HttpRequest) -> HttpResponse:
    """Cases in which the reader sits in a team or board, by deadline."""
    user = user_of(request)
    found = queries.with_people(queries.examined_by(user))
    rows, following = _page(found, request.GET.get("after", ""))
    record_search(user, "case", [row.code for row in rows], door="examinations")
    return render(request, "cases/case/daftar_pemeriksaan.html", {"rows": shown_rows(rows), "next": following})


def _known(asked: dict[str, str]) -> dict[str, str]:
    """Values that are no choice fall away; a shared link never breaks."""
    if asked["status"] not in dict(transitions.STATUS_LABELS):
        asked["status"] = ""
    if asked["track"] not in dict(transitions.TRACK_LABELS):
        asked["track"] = ""
    if asked["holder"] != "me":
        asked["holder"] = ""
    asked["q"] = asked["q"].replace("\x00", "")[:200]
    asked["unit"] = asked["unit"].replace("\x00", "")[:20]
    return asked


def _page(found: "QuerySet[Any]", after: str) -> tuple[list[Case], str]:
    """One page by limit and key, and the key after which the next one begins.

    First the keys alone, then what the rows show of them: joined before they are cut, the people and units of
    thousands of cases would be read for fifty.
    """
    due, _sep, key = after.partition("_")
    pk = unveiled(key, "case")
    try:
        day = date.fromisoformat(due)
    except ValueError:
        pk = None
    if pk is not None:
        found = found.filter(Q(due__gt=day) | Q(due=day, pk__gt=pk))
    keys = list(found.order_by("due", "pk").values_list("pk", flat=True)[: PAGE + 1])
    rows = list(found.filter(pk__in=keys).order_by("due", "pk"))
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{more.due:%Y-%m-%d}_{veiled(more.pk, 'case')}" if more else ""


def shown_rows(cases: list[Case]) -> list[dict[str, Any]]:
    """Rows as lists show them: the person's post, the articles, who has the turn, days left."""
    if not cases:
        return []
    agency = cases[0].agency
    posts = {row.person.pk: row for row in organization.person_rows([case.person for case in cases], today(agency))}
    calendar = calendar_for(agency)
    articles: dict[int, list[str]] = {}
    for case_id, citation in _citations(cases):
        articles.setdefault(case_id, []).append(citation.split(" dan ")[-1])
    return [
        {
            "case": case,
            "position": posts[case.person_id].position or case.unit.name,
            "articles": ", ".join(dict.fromkeys(articles.get(case.pk, []))) or _("Pasal belum ditetapkan"),
            "tone": TONES.get(case.status, "kosong"),
            "holder": case.holder.name if case.holder else _holder_words(case),
            "days": queries.days_left(case, case.next_due, calendar),
        }
        for case in cases
    ]


def _holder_words(case: Case) -> str:
    return _("Selesai") if case.status in transitions.FINAL else _("Meja penerima")


def _citations(cases: list[Case]) -> Any:
    from cases.models import Allegation

    return Allegation.objects.filter(case__in=cases).order_by("pk").values_list("case_id", "citation")
