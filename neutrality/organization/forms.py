"""Forms of the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neutrality.organization.models import Capacity, DirectSuperior, PositionLevel


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    unit = forms.CharField(required=False, max_length=20)
    dari = forms.CharField(required=False, max_length=20)


class OnForm(forms.Form):
    pada = forms.DateField(
        label=_("Rantai atasan pada tanggal"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SuperiorForm(forms.Form):
    """Confirm a direct superior; the choices are the posts of the proposed line."""

    superior = forms.ChoiceField(label=_("Atasan langsung"))
    other = forms.CharField(
        label=_("atau NIP atasan lain"),
        max_length=25,
        required=False,
        help_text=_("Bila SKP menyebut pejabat di luar daftar."),
    )
    basis = forms.ChoiceField(
        label=_("Dasar penetapan"),
        choices=[(basis.value, basis.label) for basis in DirectSuperior.Basis if basis != DirectSuperior.Basis.TREE],
    )
    starts_on = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: Any, posts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["superior"].choices = list(posts.items())  # type: ignore[attr-defined]  # a ChoiceField


class ConfirmForm(forms.Form):
    """Confirm for many whom the tree proposes, on one basis from one day."""

    basis = forms.ChoiceField(
        label=_("Dasar penetapan"),
        choices=[(basis.value, basis.label) for basis in DirectSuperior.Basis if basis != DirectSuperior.Basis.TREE],
    )
    starts_on = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        help_text=_("Ekspor SIASN atau SIMPEG. Belum ada yang disimpan pada langkah ini."),
        error_messages={"required": _("Pilih berkasnya dahulu."), "empty": _("Berkas ini kosong.")},
    )


class EquivalentForm(forms.Form):
    """What the head of a school, puskesmas or UPT equals."""

    level = forms.ChoiceField(
        label=_("Setara dengan"),
        choices=[
            (PositionLevel.ADMINISTRATOR.value, PositionLevel.ADMINISTRATOR.label),
            (PositionLevel.PENGAWAS.value, PositionLevel.PENGAWAS.label),
        ],
    )
    basis = forms.CharField(label=_("Dasar kesetaraan"), max_length=200, help_text=_("Misalnya nomor keputusan."))


class AppointForm(forms.Form):
    """Who holds a post from when, by which order."""

    nip = forms.CharField(label="NIP", max_length=25, help_text=_("18 angka."))
    capacity = forms.ChoiceField(label=_("Status"), choices=Capacity.choices)
    starts_on = forms.DateField(label=_("Mulai"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    ends_on = forms.DateField(
        label=_("Sampai"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    appointed_by = forms.CharField(label=_("Pejabat yang mengangkat"), max_length=200, required=False)
    order_number = forms.CharField(label=_("Nomor keputusan atau surat perintah"), max_length=100, required=False)
    order_date = forms.DateField(
        label=_("Tanggal keputusan"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    scan = forms.FileField(
        label=_("Pindaian keputusan"), required=False, help_text=_("PDF, JPG, PNG, atau WebP. Disimpan tersandi.")
    )


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Hari terakhir"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(label=_("Alasan"), max_length=200)
