"""The calendar is edited here; every door leads through actions, so every change is journalled."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from neutrality.workdays import actions
from neutrality.workdays.models import CalendarYear, Holiday, RegionalElectionDate


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin):
    list_display = ["date", "name", "kind", "region", "agency_id", "decree", "estimated"]
    list_filter = ["kind", "estimated", "date"]
    search_fields = ["name", "decree", "region"]
    date_hierarchy = "date"

    def save_model(self, request: HttpRequest, obj: Holiday, form: Any, change: bool) -> None:
        actions.save_holiday(holiday=obj, actor=request.user)

    def delete_model(self, request: HttpRequest, obj: Holiday) -> None:
        actions.remove_holiday(holiday=obj, actor=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Holiday]) -> None:
        for holiday in queryset:
            actions.remove_holiday(holiday=holiday, actor=request.user)


@admin.register(CalendarYear)
class CalendarYearAdmin(admin.ModelAdmin):
    list_display = ["year", "confirmed", "decree", "note"]

    def save_model(self, request: HttpRequest, obj: CalendarYear, form: Any, change: bool) -> None:
        actions.save_year(year=obj, actor=request.user)

    def has_delete_permission(self, request: HttpRequest, obj: CalendarYear | None = None) -> bool:
        return False


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
