"""Forms of units and posts: every change names the day from which it counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neutrality.organization import queries
from neutrality.organization.models import Agency, FunctionalGrade, OrgUnit, PositionLevel

UNITS = "daftar-unit"  # the page's list of units that fields complete from


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


class UnitField(forms.CharField):
    """A unit by its code, or by a name or path that only one has; the agency comes with ``of``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": UNITS, "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.agency: Agency | None = None

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written or self.agency is None:
            return None
        unit = queries.find_unit(self.agency, written, queries.unit_labels(self.agency))
        if unit is None:
            raise forms.ValidationError(
                _("Unit itu tidak ditemukan, atau namanya dipakai beberapa unit. Pilih dari daftar.")
            )
        return unit


class OfAgency(forms.Form):
    """A form whose unit fields look within one agency."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.agency = agency


class RenameForm(OfAgency):
    name = forms.CharField(label=_("Nama baru"), max_length=200)
    on = day_field(_("Berlaku sejak"))


class MoveForm(OfAgency):
    parent = UnitField(label=_("Unit induk yang baru"))
    on = day_field(_("Berlaku sejak"))


class MergeForm(OfAgency):
    into = UnitField(label=_("Digabung ke unit"), help_text=_("Pegawai dan unit di bawahnya ikut pindah."))
    on = day_field(_("Berlaku sejak"))


class CloseUnitForm(OfAgency):
    on = day_field(_("Ditutup sejak"))
    successor = UnitField(label=_("Unit penerus"), required=False)


class SubUnitForm(OfAgency):
    name = forms.CharField(label=_("Nama unit"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[choice for choice in OrgUnit.Kind.choices if choice[0] != OrgUnit.Kind.ROOT]
    )
    short_name = forms.CharField(label=_("Singkatan"), max_length=60, required=False)
    letter_code = forms.CharField(label=_("Kode surat"), max_length=30, required=False)
    starts_on = day_field(_("Dibentuk sejak"))


_LEVELS = [choice for choice in PositionLevel.choices if choice[0] != PositionLevel.POLITICAL]
_GRADES = [("", "–"), *FunctionalGrade.choices]


class PostForm(OfAgency):
    name = forms.CharField(label=_("Nama jabatan"), max_length=200)
    level = forms.ChoiceField(label=_("Jenis jabatan"), choices=_LEVELS)
    functional_grade = forms.ChoiceField(label=_("Jenjang"), choices=_GRADES, required=False)
    echelon = forms.CharField(label=_("Eselon"), max_length=10, required=False)
    job_class = forms.IntegerField(label=_("Kelas jabatan"), min_value=1, max_value=99, required=False)
    seats = forms.IntegerField(label=_("Jumlah kursi"), min_value=1, max_value=2_000, initial=1)
    is_head = forms.BooleanField(label=_("Kepala unit"), required=False)


class ChangePostForm(OfAgency):
    level = forms.ChoiceField(label=_("Jenis jabatan"), choices=_LEVELS)
    functional_grade = forms.ChoiceField(label=_("Jenjang"), choices=_GRADES, required=False)
    echelon = forms.CharField(label=_("Eselon"), max_length=10, required=False)
    job_class = forms.IntegerField(label=_("Kelas jabatan"), min_value=1, max_value=99, required=False)
    seats = forms.IntegerField(label=_("Jumlah kursi"), min_value=1, max_value=2_000)


class HeadForm(OfAgency):
    is_head = forms.TypedChoiceField(
        label=_("Memimpin unit"), choices=[("1", _("Ya")), ("0", _("Tidak"))], coerce=lambda value: value == "1"
    )
    on = day_field(_("Berlaku sejak"))


class LevelForm(OfAgency):
    """What the head of a school, puskesmas or UPT equals; set by BKPSDM on a written basis."""

    level = forms.ChoiceField(
        label=_("Setara dengan"),
        choices=[(one.value, one.label) for one in (PositionLevel.ADMINISTRATOR, PositionLevel.PENGAWAS)],
    )
    basis = forms.CharField(label=_("Dasar kesetaraan"), max_length=200, help_text=_("Misalnya nomor keputusan."))


class MovePostForm(OfAgency):
    unit = UnitField(label=_("Unit yang baru"))
    on = day_field(_("Berlaku sejak"))


class ClosePostForm(OfAgency):
    on = day_field(_("Dihapus sejak"))
