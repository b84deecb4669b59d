"""Forms of circulars: they split lines and say what is missing; actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from neutrality.organization.models import Agency, Appointment, OrgUnit
from neutrality.prevention.actions import SIGNING_OFFICES
from neutrality.prevention.models import Circular
from neutrality.workdays import today


class LinesField(forms.CharField):
    """A text area in which every line is one item; a JSON list is taken as it is."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [str(line).strip() for line in lines if str(line).strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        if any(len(line) > 2000 for line in value):
            raise forms.ValidationError(_("Satu baris paling panjang 2.000 huruf."))


class CircularForm(forms.Form):
    about = forms.CharField(
        label=_("Tentang"),
        max_length=300,
        error_messages={"required": _("Isi hal edaran, misalnya “Netralitas ASN pada Pilwako 2024”.")},
    )
    background = forms.CharField(label=_("Latar belakang"), required=False, widget=forms.Textarea)
    purpose = forms.CharField(label=_("Maksud dan tujuan"), required=False, widget=forms.Textarea)
    scope = forms.CharField(label=_("Ruang lingkup"), required=False, widget=forms.Textarea)
    basis = LinesField(
        label=_("Dasar"),
        help_text=_("Satu dasar hukum per baris."),
        error_messages={"required": _("Tulis sedikitnya satu dasar.")},
    )
    content = LinesField(
        label=_("Isi edaran"),
        help_text=_("Satu ketentuan per baris."),
        error_messages={"required": _("Tulis sedikitnya satu ketentuan.")},
    )
    closing = forms.CharField(label=_("Penutup"), required=False, widget=forms.Textarea)
    signer = forms.ModelChoiceField(
        label=_("Penanda tangan"),
        queryset=Appointment.objects.none(),
        to_field_name="code",
        error_messages={
            "required": _("Pilih kepala daerah atau Sekretaris Daerah."),
            "invalid_choice": _("Pilih penanda tangan dari daftar."),
        },
    )
    to_everyone = forms.BooleanField(label=_("Kepada semua perangkat daerah"), required=False)
    targets = forms.ModelMultipleChoiceField(
        label=_("Perangkat daerah"),
        queryset=OrgUnit.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Perangkat daerah %(value)s tidak ada dalam daftar.")},
    )
    read_by = forms.DateField(
        label=_("Batas membaca"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Isi batas membaca.")},
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = (  # type: ignore[attr-defined]
            Appointment.objects.on(today())
            .filter(agency=agency, position__office__in=SIGNING_OFFICES)
            .select_related("person", "position")
        )
        self.fields["targets"].queryset = (  # type: ignore[attr-defined]
            OrgUnit.objects.filter(agency=agency, depth=2, closed_on__isnull=True)
            .exclude(kind=OrgUnit.Kind.DESA)
            .order_by("path")
        )

    @classmethod
    def of(cls, circular: Circular, data: Any = None) -> "CircularForm":
        names = ["about", "background", "purpose", "scope", "basis", "content", "closing", "to_everyone", "read_by"]
        initial: dict[str, Any] = {name: getattr(circular, name) for name in names}
        initial["signer"] = circular.signer.code if circular.signer else None
        initial["targets"] = list(circular.targets.values_list("code", flat=True)) if circular.pk else []
        return cls(data, agency=circular.agency, initial=initial)

    def values(self) -> tuple[dict[str, Any], list[OrgUnit]]:
        """The cleaned fields and the targets, as the actions take them."""
        fields = dict(self.cleaned_data)
        targets = [] if fields["to_everyone"] else list(fields["targets"])
        del fields["targets"]
        return fields, targets


class IssueForm(forms.Form):
    """On screen by the signer, or recorded from paper with a scan."""

    acted_on = forms.DateField(
        label=_("Tanggal tanda tangan"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    scan = forms.FileField(label=_("Pindaian naskah bertanda tangan"), required=False)
