"""The administration opens number series. Letters are not shown here: it has no right to any case."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from neutrality.documents import actions
from neutrality.documents.models import NumberSeries
from neutrality.organization.administration import HouseModelAdmin


@admin.register(NumberSeries)
class NumberSeriesAdmin(HouseModelAdmin):
    agency_path = "unit__agency"
    list_display = ["unit", "kinds", "classification", "year", "mode", "pattern", "next_number"]
    list_filter = ["year", "classification", "mode"]
    search_fields = ["unit__name", "pattern"]
    fields = ["unit", "kinds", "classification", "year", "mode", "pattern", "next_number"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a series that gives numbers does not change; a new year or pattern is a new series

    def save_model(self, request: HttpRequest, obj: NumberSeries, form: Any, change: bool) -> None:
        saved = actions.create_series(actor=request.user, **form.cleaned_data)
        obj.pk = saved.pk
