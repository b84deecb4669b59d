"""``/pegawai/hubungan/``: family ties, contestants and their teams. BKPSDM only; each row names its source."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from neutrality.audit.actions import record_search
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.organization import actions, queries
from neutrality.organization.forms import EndForm
from neutrality.organization.models import Agency, Contest, Contestant, ContestantOfficer, FamilyTie, Person
from neutrality.organization.unit_forms import day_field
from neutrality.organization.unit_views import add_refusal, keeper
from neutrality.workdays import today


class PersonField(forms.CharField):
    """An employee by NIP; the agency comes with the form."""

    agency: Agency | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 25)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        written = "".join(super().clean(value).split())
        if not written:
            return None
        person = Person.objects.filter(agency=self.agency, employee__nip=written).first()
        if person is None:
            raise forms.ValidationError(_("NIP itu tidak ada di data pegawai."))
        return person


class OfRegister(forms.Form):
    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.agency = agency
        choices = Contestant.objects.filter(contest__agency=agency).select_related("contest").order_by("-pk")
        contests = Contest.objects.filter(agency=agency).order_by("-pk")
        for name, rows in (("contestant", choices), ("relative_contestant", choices), ("contest", contests)):
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField


class TieForm(OfRegister):
    person = PersonField(label=gettext_lazy("NIP pegawai"))
    relative = PersonField(label=gettext_lazy("NIP keluarganya"), required=False)
    relative_contestant = forms.ModelChoiceField(
        Contestant.objects.none(), label=gettext_lazy("atau peserta pemilihan"), required=False
    )
    relation = forms.ChoiceField(label=gettext_lazy("Hubungan"), choices=FamilyTie.Relation.choices)
    starts_on = day_field(gettext_lazy("Sejak"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Sumber"), max_length=200, help_text=gettext_lazy("Misalnya kartu keluarga.")
    )
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        contestant = data.pop("relative_contestant", None)
        if data.get("relative") is None and contestant is not None:
            data["relative"] = contestant.person
        if data.get("relative") is None and "relative" not in self.errors:
            self.add_error("relative", _("Isi NIP keluarganya, atau pilih peserta pemilihan."))
        return data


class ContestantForm(OfRegister):
    contest = forms.ModelChoiceField(Contest.objects.none(), label=gettext_lazy("Pemilihan"))
    name = forms.CharField(label=gettext_lazy("Nama calon"), max_length=200)
    number = forms.IntegerField(label=gettext_lazy("Nomor urut"), min_value=1, max_value=999, required=False)
    person = PersonField(label=gettext_lazy("NIP bila calon itu pegawai"), required=False)


class OfficerForm(OfRegister):
    contestant = forms.ModelChoiceField(Contestant.objects.none(), label=gettext_lazy("Peserta pemilihan"))
    person = PersonField(label=gettext_lazy("NIP pegawai"))
    role = forms.CharField(label=gettext_lazy("Kedudukan dalam tim"), max_length=100, required=False)
    starts_on = day_field(gettext_lazy("Sejak"))
    source = forms.CharField(
        label=gettext_lazy("Sumber"), max_length=200, help_text=gettext_lazy("Misalnya daftar tim kampanye dari KPU.")
    )


def contests_of_the_law() -> list[tuple[str, str]]:
    lang = (get_language() or "id")[:2]
    return [(row.id, str(row.name.get(lang) or row.name["id"])) for row in load().contests.values()]


class ContestForm(OfRegister):
    """An election of the law catalogue that takes place in this region."""

    catalogue_id = forms.ChoiceField(label=gettext_lazy("Pemilihan menurut katalog hukum"), choices=contests_of_the_law)
    name = forms.CharField(
        label=gettext_lazy("Nama di daerah ini"), max_length=200,
        help_text=gettext_lazy("Misalnya “Pemilihan Wali Kota Pontianak 2024”."),
    )  # fmt: skip

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, agency=agency, **kwargs)
        self.agency = agency

    def clean(self) -> dict[str, Any]:
        return (super().clean() or {}) | {"agency": self.agency}


KINDS: dict[str, tuple[type[OfRegister], Any]] = {
    "keluarga": (TieForm, actions.record_tie),
    "pemilihan": (ContestForm, actions.add_contest),
    "peserta": (ContestantForm, actions.add_contestant),
    "petugas": (OfficerForm, actions.add_officer),
}


@login_required
@require_GET
def ties(request: HttpRequest) -> HttpResponse:
    return _show(request, keeper(request))


def _show(request: HttpRequest, user: Any, failed: dict[str, Any] | None = None) -> HttpResponse:
    agency = user.agency
    words = {
        "keluarga": _("Catat hubungan keluarga"),
        "petugas": _("Catat anggota tim"),
        "peserta": _("Catat peserta pemilihan"),
        "pemilihan": _("Catat pemilihan"),
    }
    initial = {"person": request.GET.get("nip", "")[:25], "starts_on": None}
    contests = queries.contests_in(agency)
    rows = queries.ties_in(agency)
    record_search(user, "person", [row.person.code for row in rows], door="ties")
    fits = {"peserta": bool(contests), "petugas": any(one["contestants"] for one in contests)}
    forms_ = [
        {
            "slug": slug, "label": label, "open": slug in (failed or {}),
            "form": (failed or {}).get(slug) or KINDS[slug][0](agency=agency, prefix=slug, initial=initial),
        }
        for slug, label in words.items() if fits.get(slug, True)
    ]  # fmt: skip
    context = {"rows": rows, "contests": contests, "forms": forms_, "today": today(agency)}
    return render(request, "organization/ties.html", context, status=400 if failed else 200)


@login_required
@require_POST
def record(request: HttpRequest, slug: str) -> HttpResponse:
    user = keeper(request)
    if slug not in KINDS:
        raise Http404
    kind, action = KINDS[slug]
    form = kind(request.POST, agency=user.agency, prefix=slug)
    if form.is_valid():
        try:
            action(actor=user, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Tercatat. Rantai atasan memperhitungkannya sejak tanggalnya."))
            return HttpResponseRedirect(reverse("organization:ties"))
    return _show(request, user, {slug: form})


@login_required
@require_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The last day of a tie or of an office in a team."""
    user = keeper(request)
    what: dict[str, Any]
    if slug == "keluarga":
        ties_ = FamilyTie.objects.filter(person__agency=user.agency_id)
        action: Any = actions.end_tie
        what = {"tie": get_object_or_404(ties_, pk=pk)}
    elif slug == "petugas":
        officers = ContestantOfficer.objects.filter(contestant__contest__agency=user.agency_id)
        action = actions.end_officer
        what = {"officer": get_object_or_404(officers, pk=pk)}
    else:
        raise Http404
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Isi hari terakhir dan alasannya."))
        return HttpResponseRedirect(reverse("organization:ties"))
    try:
        action(actor=user, **what, **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Hari terakhirnya dicatat."))
    return HttpResponseRedirect(reverse("organization:ties"))
