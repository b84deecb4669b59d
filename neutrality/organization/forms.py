"""Forms of the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neutrality.organization.models import DirectSuperior, PositionLevel


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
