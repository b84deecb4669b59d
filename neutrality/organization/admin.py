"""The administration of units, posts and contests. People and offices are kept at /pegawai/."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from neutrality.organization import actions
from neutrality.organization.administration import HouseModelAdmin, journal_edit
from neutrality.organization.models import Agency, Contest, Contestant, OrgUnit, Person, Position
from neutrality.workdays import today


@admin.register(Agency)
class AgencyAdmin(HouseModelAdmin):
    agency_path = "pk"
    list_display = ["short_name", "kind", "code", "timezone_label"]
    readonly_fields = ["code", "parent"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.agency_id is None and super().has_add_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.readonly_fields if obj else []


class UnitForm(forms.ModelForm):
    """Name and parent are dated: a change of them counts from today."""

    parent = forms.ModelChoiceField(OrgUnit.objects.none(), label=_("Unit induk"))

    class Meta:
        model = OrgUnit
        fields = ["name", "short_name", "letter_code", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: OrgUnit = self.instance
        above = OrgUnit.objects.get_parent(unit) if unit.pk else None
        self.initial["parent"] = above.pk if above else None
        self.fields["parent"].required = not unit.pk or above is not None
        agency = self.agency_id if not unit.pk else unit.agency_id  # type: ignore[attr-defined]  # set by the admin
        choices = OrgUnit.objects.filter(closed_on__isnull=True)
        self.fields["parent"].queryset = choices.filter(agency_id=agency) if agency else choices  # type: ignore[attr-defined]


@admin.register(OrgUnit)
class OrgUnitAdmin(HouseModelAdmin):
    form = UnitForm
    list_display = ["name", "kind", "short_name", "letter_code", "closed_on"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name"]
    ordering = ["path"]
    fields = ["name", "short_name", "letter_code", "kind", "parent"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        user: Any = request.user
        form.agency_id = user.agency_id  # type: ignore[attr-defined]  # read by UnitForm
        return form

    def save_model(self, request: HttpRequest, obj: OrgUnit, form: Any, change: bool) -> None:
        data, on = form.cleaned_data, today(obj.agency if change else data_agency(form))
        if not change:
            made = actions.create_unit(
                actor=request.user, parent=data["parent"], name=data["name"], kind=data["kind"],
                short_name=data["short_name"], letter_code=data["letter_code"],
            )  # fmt: skip
            obj.pk, obj.path, obj.agency_id, obj.code = made.pk, made.path, made.agency_id, made.code
            return
        if "name" in form.changed_data:
            actions.rename_unit(actor=request.user, unit=obj, name=data["name"], on=on)
        if "parent" in form.changed_data and data["parent"]:
            actions.move_unit(actor=request.user, unit=obj, parent=data["parent"], on=on)
        rest = [name for name in ("short_name", "letter_code", "kind") if name in form.changed_data]
        if rest:
            OrgUnit.objects.filter(pk=obj.pk).update(**{name: data[name] for name in rest})
            journal_edit(request.user, obj, form)


def data_agency(form: Any) -> Agency:
    agency: Agency = form.cleaned_data["parent"].agency
    return agency


@admin.register(Position)
class PositionAdmin(HouseModelAdmin):
    list_display = ["name", "unit", "level", "functional_grade", "is_head", "office", "closed_on"]
    list_filter = ["level", "office", "is_head"]
    search_fields = ["name", "unit__name"]
    autocomplete_fields = ["unit"]
    fields = ["unit", "name", "level", "functional_grade", "echelon", "job_class", "seats", "is_head", "office"]
    list_select_related = ["unit"]

    def save_model(self, request: HttpRequest, obj: Position, form: Any, change: bool) -> None:
        data = dict(form.cleaned_data)
        if change:
            name, was = data.pop("name"), Position.objects.get(pk=obj.pk)
            actions.rename_position(actor=request.user, position=was, name=name, on=today(obj.agency))
            actions.change_position(actor=request.user, position=was, **data)
            return
        made = actions.create_position(
            actor=request.user, unit=data.pop("unit"), name=data.pop("name"), level=data.pop("level"), **data
        )
        obj.pk, obj.code = made.pk, made.code

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["unit", "is_head"] if obj else []


@admin.register(Person)
class PersonAdmin(HouseModelAdmin):
    """Only to be found and chosen when an account is made."""

    list_display = ["full_name", "code"]
    search_fields = ["search_name", "name"]
    ordering = ["search_name"]
    fields = ["full_name", "code"]
    readonly_fields = ["full_name", "code"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ContestantInline(admin.TabularInline):
    model = Contestant
    fields = ["number", "name"]
    extra = 0


@admin.register(Contest)
class ContestAdmin(HouseModelAdmin):
    list_display = ["name", "catalogue_id", "agency"]
    inlines = [ContestantInline]
