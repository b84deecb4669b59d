"""What each kind of export asks of whoever wants it: the form of the file, and how the rows are narrowed."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import transitions
from cases.models import Report
from neutrality.accounts.models import User
from neutrality.organization.models import Contest
from neutrality.overview.figures import board
from neutrality.overview.models import Export

_DATE = {"type": "date"}
_LISTS = [choice for choice in Export.Format.choices if choice[0] != Export.Format.ZIP]


def _any(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("Semua")), *choices]


class ExportForm(forms.Form):
    """``narrowing``: the field of the form -> the filter that the action takes."""

    narrowing: ClassVar[dict[str, str]] = {}
    format = forms.ChoiceField(label=_("Bentuk berkas"), choices=_LISTS)

    def __init__(self, *args: Any, user: User, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.kind = user, kind

    def filters(self) -> dict[str, str]:
        found = {name: self.cleaned_data.get(field) for field, name in self.narrowing.items()}
        return {name: str(value) for name, value in found.items() if value}


class CasesForm(ExportForm):
    narrowing: ClassVar[dict[str, str]] = {"status": "status", "track": "track"}
    status = forms.ChoiceField(label=_("Tahap"), choices=_any(transitions.STATUS_LABELS), required=False)
    track = forms.ChoiceField(label=_("Jalur"), choices=_any(transitions.TRACK_LABELS), required=False)


class ReportsForm(ExportForm):
    narrowing: ClassVar[dict[str, str]] = {"status": "status"}
    status = forms.ChoiceField(label=_("Keadaan"), choices=_any(Report.Status.choices), required=False)


class LettersForm(ExportForm):
    narrowing: ClassVar[dict[str, str]] = {"start": "from", "end": "to"}
    start = forms.DateField(label=_("Surat sejak"), required=False, widget=forms.DateInput(attrs=_DATE))
    end = forms.DateField(label=_("Surat sampai"), required=False, widget=forms.DateInput(attrs=_DATE))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["end"] < data["start"]:
            self.add_error("end", _("Tanggal akhir mendahului tanggal awal."))
        return data


class FiguresForm(ExportForm):
    narrowing: ClassVar[dict[str, str]] = {"contest": "contest"}
    contest = forms.ChoiceField(label=_("Pemilihan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Contest.objects.filter(agency=self.user.agency_id).order_by("-catalogue_id")
        self.fields["contest"].choices = [  # type: ignore[attr-defined]
            *mine.values_list("catalogue_id", "name"), (board.NONE, _("Di luar pemilihan")),
        ]  # fmt: skip


class PacketForm(ExportForm):
    narrowing: ClassVar[dict[str, str]] = {"case": "case"}
    case = forms.CharField(
        label=_("Kode perkara"),
        max_length=20,
        help_text=_("Keputusan dan berkas pemeriksaannya, diperiksa dahulu menurut PP 94/2021 Pasal 39."),
        error_messages={"required": _("Tulis kode perkara, misalnya KS-24-9TRD.")},
    )
    format = forms.ChoiceField(label=_("Bentuk berkas"), choices=[(Export.Format.ZIP, "ZIP")])

    def clean_case(self) -> str:
        return str(self.cleaned_data["case"]).upper()


FORMS: dict[str, type[ExportForm]] = {
    Export.Kind.CASES: CasesForm,
    Export.Kind.REPORTS: ReportsForm,
    Export.Kind.REGISTER: ExportForm,
    Export.Kind.BAWASLU: LettersForm,
    Export.Kind.STATISTICS: FiguresForm,
    Export.Kind.IDIS: PacketForm,
}
