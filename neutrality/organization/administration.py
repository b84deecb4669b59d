"""What every page of the administration shares: own agency only, journalled, refusals as messages."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from neutrality.audit.actions import record
from neutrality.errors import Refusal


class HouseModelAdmin(admin.ModelAdmin):
    """``agency_path`` is the lookup from the model to its agency; "" for rows that have none."""

    agency_path = "agency"
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        user: Any = request.user
        if self.agency_path and user.agency_id is not None:
            rows = rows.filter(**{self.agency_path: user.agency_id})
        return rows

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choices end at the own agency as well."""
        user: Any = request.user
        target = db_field.remote_field.model
        if user.agency_id is not None and "queryset" not in kwargs:
            if target._meta.label == "organization.Agency":
                kwargs["queryset"] = target.objects.filter(pk=user.agency_id)
            elif any(field.name == "agency" for field in target._meta.get_fields()):
                kwargs["queryset"] = target.objects.filter(agency_id=user.agency_id)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # rows of the register end, they are not deleted

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        journal_edit(request.user, obj, form)


def journal_edit(actor: Any, obj: Any, form: Any) -> None:
    """One row with the fields that a form changed."""
    subject = getattr(obj, "journal_subject", None) or (obj._meta.model_name, str(obj.pk))
    changes = {name: [form.initial.get(name), form.cleaned_data.get(name)] for name in form.changed_data}
    record("register.edited", actor=actor, subject=subject, changes=changes, agency=getattr(obj, "agency_id", None))
