from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neutrality.overview.models import Export


class BawasluExportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("Bentuk berkas"), choices=[c for c in Export.Format.choices if c[0] != Export.Format.ZIP]
    )
    start = forms.DateField(label=_("Surat sejak"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=_("Surat sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _("Tanggal akhir mendahului tanggal awal."))
        return data

    def filters(self) -> dict[str, str]:
        pairs = {"from": self.cleaned_data["start"], "to": self.cleaned_data["end"]}
        return {name: day.isoformat() for name, day in pairs.items() if day}


class BawasluLetterForm(forms.Form):
    """A letter that Bawaslu files itself; several persons, one a line."""

    number = forms.CharField(
        label=_("Nomor surat"), max_length=120, error_messages={"required": _("Isi nomor surat Anda.")}
    )
    dated = forms.DateField(
        label=_("Tanggal surat"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Isi tanggal surat.")},
    )
    summary = forms.CharField(
        label=_("Uraian kejadian"),
        widget=forms.Textarea,
        max_length=20_000,
        help_text=_("Apa yang terjadi, kapan, dan di mana."),
        error_messages={"required": _("Tulis uraian kejadian.")},
    )
    occurred_on = forms.DateField(
        label=_("Tanggal kejadian"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    place = forms.CharField(label=_("Tempat kejadian"), required=False, max_length=200)
    persons = forms.CharField(
        label=_("Orang yang disebut"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu orang per baris: nama; NIP; yang diminta. NIP boleh kosong."),
        error_messages={"required": _("Sebut sedikitnya satu orang.")},
    )
    scan = forms.FileField(label=_("Pindaian surat"), required=False)

    def clean_persons(self) -> list[dict[str, str]]:
        rows = []
        for line in self.cleaned_data["persons"].splitlines():
            parts = [part.strip() for part in line.split(";")] + ["", ""]
            if parts[0]:
                rows.append({"name": parts[0], "nip": parts[1], "asks": parts[2]})
        if not rows:
            raise forms.ValidationError(_("Sebut sedikitnya satu orang."))
        return rows


class AgreementForm(forms.Form):
    basis = forms.CharField(
        label=_("Dasar"),
        max_length=200,
        help_text=_("Surat atau perjanjian: pejabat, nomor, dan tanggalnya."),
        error_messages={"required": _("Tulis surat yang menjadi dasar kesepakatan.")},
    )
    starts_on = forms.DateField(
        label=_("Mulai"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Isi tanggal mulai.")},
    )
