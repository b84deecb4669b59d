"""The calendar as it is read. Changing it shows the effect on running limits first, on a page of ``cases``."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from neutrality.workdays import calendar_for, queries, rights, today
from neutrality.workdays.library import FIRST_YEAR, LAST_YEAR
from neutrality.workdays.models import CalendarYear, Holiday


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Days off of one year (``?tahun=``): national, of the reader's region and agency, with their decrees."""
    user: Any = request.user
    year = asked_year(request, today(user.agency).year)
    nation = rights.keeps_nation(user)
    rows = queries.days_of_year(year, user.agency, everything=nation)
    known = list(CalendarYear.objects.order_by("year"))
    return render(
        request,
        "workdays/calendar.html",
        {
            "year": year,
            "row_of_year": next((row for row in known if row.year == year), None),
            "years": sorted({row.year for row in known} | {year}),
            "next_year": max(row.year for row in known) + 1 if known else year + 1,
            "months": by_month(rows, user, names_of_agencies() if nation else {}),
            "working_days": queries.working_days_of_year(year, calendar_for(user.agency)),
            "skips_cuti_bersama": queries.skips_cuti_bersama(user.agency_id),
            "version": calendar_for(user.agency).version,
            "nation": nation,
            "own": rights.keeps_own(user),
            "election_dates": queries.stages_of_year(year, user.agency, everything=nation),
        },
    )


def asked_year(request: HttpRequest, default: int) -> int:
    text = request.GET.get("tahun", "")
    if not text:
        return default
    if not text.isdigit() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise Http404
    return int(text)


def by_month(rows: list[Holiday], user: Any, agencies: dict[int, str]) -> list[dict[str, Any]]:
    """``[{"first": date, "days": [{"row", "reach", "may_change", "weekend"}]}]``, empty months left out."""
    months: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        months.setdefault(row.date.month, []).append(
            {
                "row": row,
                "reach": reach_of(row, user, agencies),
                "may_change": rights.may_change(user, agency_id=row.agency_id, region=row.region),
                "weekend": row.date.weekday() > 4,
            }
        )
    return [{"first": date(days[0]["row"].date.year, month, 1), "days": days} for month, days in sorted(months.items())]


def reach_of(row: Holiday, user: Any, agencies: dict[int, str]) -> str:
    """Where the day counts, in words."""
    if row.agency_id is not None:
        return agencies.get(row.agency_id) or (user.agency.short_name if user.agency else "")
    return row.region or _("Nasional")


def names_of_agencies() -> dict[int, str]:
    return dict(apps.get_model("organization", "Agency")._default_manager.values_list("pk", "short_name"))
