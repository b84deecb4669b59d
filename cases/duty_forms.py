"""Inputs about the duty of a superior, for the page and the API alike."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.actions import duty
from cases.forms_of_pages import PageForm
from cases.models import Case, DutyOrder
from cases.move_forms import AppointmentField
from neutrality.documents.codes import Manner

SCAN_HELP = gettext_lazy("Wajib bila Anda mencatat untuk pejabat lain.")


class DutyForm(PageForm):
    """Knows its case and day; ``offer`` proposes what can be computed."""

    def __init__(self, *args: Any, case: Case, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.day = case, on
        for field in self.fields.values():
            if isinstance(field, AppointmentField):
                field.bind(case, on)
        self.offer()

    def offer(self) -> None:
        higher = duty.superiors(self.case, self.day)
        for name in ("ordered_by", "by", "decided_by"):
            if name in self.fields and higher:
                self.fields[name].initial = higher[0].code


class DraftForm(DutyForm):
    """P17 for a named higher official; nothing moves before it is signed and served."""

    ordered_by = AppointmentField(
        label=gettext_lazy("Pejabat yang memerintahkan"), candidates=duty.superiors,
        error_messages={"required": gettext_lazy("Sebut pejabat yang lebih tinggi yang memerintahkan pengalihan.")},
    )  # fmt: skip
    to = AppointmentField(
        label=gettext_lazy("Dialihkan kepada"), candidates=duty.superiors, required=False,
        help_text=gettext_lazy("Kosongkan untuk atasan berikutnya."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Alasan dalam perintah"), max_length=500, widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis alasannya seperti dalam perintah.")},
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def offer(self) -> None:
        """By default the official above whoever takes over."""
        super().offer()
        higher = duty.superiors(self.case, self.day)
        if len(higher) > 1:
            self.fields["ordered_by"].initial = higher[1].code
        self.fields["reason"].initial = duty.late_since(self.case)


class OrderForm(DutyForm):
    """Names one order of the case that is not served yet, by the code of its letter."""

    order = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def clean_order(self) -> DutyOrder:
        found = self.case.duty_orders.filter(document__code=self.cleaned_data["order"], withdrawn_on=None).first()
        if found is None:
            raise forms.ValidationError(_("Perintah ini tidak ada dalam perkara ini."))
        return found


class ServeForm(OrderForm):
    served_on = forms.DateField(
        label=gettext_lazy("Diserahkan"), error_messages={"required": gettext_lazy("Isi tanggal penyerahan.")}
    )
    how = forms.ChoiceField(label=gettext_lazy("Cara"), choices=Manner)
    handed_to = forms.CharField(label=gettext_lazy("Penerima"), max_length=200, required=False)
    proof = forms.FileField(
        label=gettext_lazy("Tanda terima"),
        error_messages={"required": gettext_lazy("Lampirkan tanda terima perintah.")},
    )

    def offer(self) -> None:
        self.fields["served_on"].initial = self.day


class WithdrawForm(OrderForm):
    reason = forms.CharField(
        label=gettext_lazy("Alasan penarikan"), max_length=300,
        error_messages={"required": gettext_lazy("Tulis mengapa perintah ini ditarik.")},
    )  # fmt: skip


class ReminderForm(DutyForm):
    by = AppointmentField(
        label=gettext_lazy("Penanda tangan"), candidates=duty.superiors,
        error_messages={"required": gettext_lazy("Sebut pejabat yang lebih tinggi yang menandatangani.")},
    )  # fmt: skip
    on = forms.DateField(
        label=gettext_lazy("Tanggal surat"), error_messages={"required": gettext_lazy("Isi tanggal surat.")}
    )
    text = forms.CharField(
        label=gettext_lazy("Isi"), max_length=2000, widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis isinya seperti dalam surat.")},
    )  # fmt: skip
    proof = forms.FileField(label=gettext_lazy("Pindaian"), required=False, help_text=SCAN_HELP)

    def offer(self) -> None:
        super().offer()
        self.fields["on"].initial = self.day


class ChanceForm(ReminderForm):
    due_on = forms.DateField(
        label=gettext_lazy("Menjelaskan paling lambat"),
        error_messages={"required": gettext_lazy("Isi hari terakhir untuk menjelaskan.")},
    )
    field_order = ("by", "on", "due_on", "text", "proof")


class ExplanationForm(ReminderForm):
    by = None  # type: ignore[assignment]  # the holder of the duty explains


class NeglectForm(DutyForm):
    decided_by = AppointmentField(
        label=gettext_lazy("Pejabat yang memutuskan"), candidates=duty.superiors,
        error_messages={"required": gettext_lazy("Sebut pejabat yang lebih tinggi yang memutuskan.")},
    )  # fmt: skip
    decided_on = forms.DateField(
        label=gettext_lazy("Tanggal keputusan"), error_messages={"required": gettext_lazy("Isi tanggal keputusan.")}
    )
    reason = forms.CharField(
        label=gettext_lazy("Pertimbangan"), max_length=2000, widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis pertimbangan keputusan itu.")},
    )  # fmt: skip
    scan = forms.FileField(label=gettext_lazy("Pindaian keputusan"), required=False, help_text=SCAN_HELP)

    def offer(self) -> None:
        super().offer()
        self.fields["decided_on"].initial = self.day


# The acts by their address; the API takes the same words.
ACTS: dict[str, type[DutyForm]] = {
    "perintah": DraftForm,
    "penyerahan": ServeForm,
    "tarik": WithdrawForm,
    "pengingat": ReminderForm,
    "kesempatan": ChanceForm,
    "penjelasan": ExplanationForm,
    "kelalaian": NeglectForm,
}
NAMES = {
    "transfer": "perintah", "service": "penyerahan", "withdraw": "tarik", "reminder": "pengingat",
    "chance": "kesempatan", "explanation": "penjelasan", "neglect": "kelalaian",
}  # fmt: skip
