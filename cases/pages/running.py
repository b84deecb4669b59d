"""Entering a file that already runs on paper: who, what, when, and the steps so far."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import conduct, transitions
from cases.actions.running import enter_running_file
from cases.forms_of_pages import PageForm
from cases.models import Case, Incident
from cases.move_forms import RowsField
from cases.pages.common import user_of
from neutrality.accounts.models import Role
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.models import Agency, Person
from neutrality.workdays import today


class RunningForm(PageForm):
    nip = forms.CharField(
        label="NIP", max_length=30, error_messages={"required": gettext_lazy("Ketik 18 angka NIP terlapor.")}
    )
    title = forms.CharField(label=gettext_lazy("Peristiwa"), max_length=200)
    occurred_on = forms.DateField(label=gettext_lazy("Tanggal kejadian"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    violations = forms.CharField(
        label=gettext_lazy("Dugaan (kode katalog, dipisah koma)"),
        max_length=400,
        help_text=gettext_lazy("Misalnya PP94-N-06. Daftar lengkap ada di Dasar hukum."),
    )
    brief = forms.CharField(label=gettext_lazy("Ringkasan"), max_length=5000, widget=forms.Textarea)
    opened_on = forms.DateField(label=gettext_lazy("Mulai ditangani"))
    steps = RowsField(
        label=gettext_lazy("Langkah yang sudah dilakukan di kertas"), required=False, blank_rows=2,
        columns={
            "move": forms.ChoiceField(
                label=gettext_lazy("Langkah"), choices=[("assign", gettext_lazy("Tugasi atasan langsung"))]
            ),
            "acted_on": forms.DateField(label=gettext_lazy("Tanggal"), widget=forms.DateInput(attrs={"type": "date"})),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean_nip(self) -> Person:
        text = self.cleaned_data["nip"].replace(" ", "")
        found = Person.objects.filter(agency=self.agency, employee__nip=text).first()
        if found is None:
            raise forms.ValidationError(_("NIP ini tidak ada dalam data pegawai."))
        return found

    def clean_violations(self) -> list[str]:
        codes = [part.strip() for part in self.cleaned_data["violations"].split(",") if part.strip()]
        unknown = [code for code in codes if code not in conduct.ids() or code == conduct.OTHER]
        if unknown or not codes:
            raise forms.ValidationError(
                _("Kode ini tidak ada dalam katalog: %(codes)s") % {"codes": ", ".join(unknown)}
            )
        return codes


@login_required
def enter(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not user.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE) or user.agency is None:
        raise Http404
    form = RunningForm(request.POST or None, agency=user.agency)
    if request.method == "POST" and form.is_valid():
        try:
            case = _enter(request, form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Berkas %(code)s masuk. Lanjutkan dari langkah berikut.") % {"code": case.code})
            return redirect(case)
    return render(request, "cases/case/berkas_berjalan.html", {"form": form, "moves": transitions.DISCIPLINE})


@transaction.atomic
def _enter(request: HttpRequest, data: dict[str, Any]) -> Case:
    user = user_of(request)
    assert user.agency is not None  # noqa: S101  # the door has checked
    incident = Incident.objects.create(
        agency=user.agency, code=random_code("PR", today(user.agency), 6), title=data["title"],
        occurred_from=data["occurred_on"], place=data["place"], contest=conduct.contest_on(data["occurred_on"], user.agency),
    )  # fmt: skip
    return enter_running_file(
        actor=user, agency=user.agency, person=data["nip"], incident=incident, brief=data["brief"],
        violations=data["violations"], opened_on=data["opened_on"],
        desk="main" if user.has_role(Role.INTAKE) else "alternate", steps=data["steps"],
    )  # fmt: skip
