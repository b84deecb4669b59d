"""The calendar as the technical administrator sees it in the back office.

Days off and the decree of a year move limits that run: they are changed on ``/hari-kerja/``, which shows the
effect before it saves. Here they are read. Steps of a contest in one region move no limit and are edited here.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from neutrality.workdays import actions
from neutrality.workdays.models import CalendarYear, Holiday, RegionalElectionDate


class ReadHere(admin.ModelAdmin):
    """Rows that are changed on the calendar page."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _to_the_page(year: int) -> str:
    return format_html('<a href="{}?tahun={}">{}</a>', reverse("workdays:calendar"), year, _("Buka kalender"))


@admin.register(Holiday)
class HolidayAdmin(ReadHere):
    list_display = ["date", "name", "kind", "region", "agency_id", "decree", "estimated", "changed_at"]
    list_filter = ["kind", "estimated", "date"]
    search_fields = ["name", "decree", "region"]
    date_hierarchy = "date"

    @admin.display(description=_("diubah di"))
    def changed_at(self, row: Holiday) -> str:
        return _to_the_page(row.date.year)


@admin.register(CalendarYear)
class CalendarYearAdmin(ReadHere):
    list_display = ["year", "confirmed", "decree", "note", "changed_at"]

    @admin.display(description=_("diubah di"))
    def changed_at(self, row: CalendarYear) -> str:
        return _to_the_page(row.year)


@admin.register(RegionalElectionDate)
class RegionalElectionDateAdmin(admin.ModelAdmin):
    list_display = ["contest", "region", "stage", "starts_on", "ends_on", "decree", "verified"]
    list_filter = ["contest", "stage", "verified"]
    search_fields = ["region", "decree"]

    def save_model(self, request: HttpRequest, obj: RegionalElectionDate, form: Any, change: bool) -> None:
        actions.save_election_date(row=obj, actor=request.user)

    def delete_model(self, request: HttpRequest, obj: RegionalElectionDate) -> None:
        actions.remove_election_date(row=obj, actor=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[RegionalElectionDate]) -> None:
        for row in queryset:
            actions.remove_election_date(row=row, actor=request.user)
