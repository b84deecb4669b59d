"""Inputs of this floor's moves and of the draft; used by the pages and the API alike."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cases.move_forms import MoveForm
from neutrality.law.catalogue import load
from neutrality.organization.models import Appointment
from neutrality.workdays import today
from sanctions.models import Decision, Remedy, Service
from sanctions.told import ToldForm


def _outside_number() -> forms.CharField:
    """Hidden where the agency keeps its numbers itself (MoveForm)."""
    return forms.CharField(
        label=_("Nomor dari pemberi nomor luar"),
        max_length=120,
        required=False,
        help_text=_("Kosongkan bila nomor diambil dari register instansi ini."),
    )


class DecideForm(MoveForm):
    decision = forms.CharField(
        label=_("Draf keputusan"),
        max_length=20,
        error_messages={"required": _("Sebut kode draf keputusan yang ditetapkan, misalnya KP-24-Q5NB.")},
    )
    number = _outside_number()

    def offer(self) -> None:
        draft = self.case.decisions.filter(state=Decision.State.PROPOSED).first()
        if draft:
            self.fields["decision"].initial = draft.code


class NotProvenForm(MoveForm):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Tulis mengapa dugaan tidak terbukti.")},
    )


class ServeForm(MoveForm):
    """Call to receive (form 16)."""

    call_date = forms.DateField(
        label=_("Hari penyerahan"),
        error_messages={"required": _("Isi hari penyerahan, paling lambat 14 hari kerja sejak ditetapkan.")},
    )
    call_time = forms.TimeField(label=_("Pukul"), error_messages={"required": _("Isi pukul penyerahan.")})
    place = forms.CharField(label=_("Tempat"), max_length=200, error_messages={"required": _("Isi tempat penyerahan.")})


class ReceiptForm(MoveForm):
    manner = forms.ChoiceField(label=_("Cara"), choices=Service.Manner)
    delivered_on = forms.DateField(
        label=_("Diserahkan atau dikirim"), error_messages={"required": _("Isi tanggal penyerahan atau pengiriman.")}
    )
    received_on = forms.DateField(
        label=_("Diterima"),
        error_messages={"required": _("Isi tanggal diterima. Tanggal ini memulai hitungan hari kerja ke-15.")},
    )
    received_by = forms.CharField(label=_("Penerima"), max_length=200)
    refused = forms.BooleanField(label=_("Menolak menerima"), required=False)
    witness = forms.CharField(label=_("Saksi"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        delivered, received = data.get("delivered_on"), data.get("received_on")
        if delivered and received and received < delivered:
            self.add_error("received_on", _("Tanggal diterima mendahului penyerahan."))
        if data.get("refused") and not data.get("witness"):
            self.add_error("witness", _("Sebut saksi penolakan."))
        return data


class RemedyForm(MoveForm):
    filed_on = forms.DateField(label=_("Tanggal diajukan"))
    grounds = forms.CharField(label=_("Alasan"), max_length=4000, widget=forms.Textarea, required=False)


class AnswerForm(MoveForm):
    """The answer to BPASN (P11)."""

    answered_on = forms.DateField(label=_("Tanggal tanggapan"))
    appeal_number = forms.CharField(
        label=_("Nomor banding"),
        max_length=120,
        error_messages={"required": _("Isi nomor banding yang tertulis pada tembusannya.")},
    )
    answer = forms.CharField(label=_("Pokok tanggapan"), max_length=4000, widget=forms.Textarea)
    evidence = forms.CharField(
        label=_("Bukti yang dilampirkan"), max_length=4000, widget=forms.Textarea, required=False,
        help_text=_("Satu baris satu bukti. Bila kosong: keputusan, berita acara, dan laporan hasil pemeriksaan."),
    )  # fmt: skip
    number = _outside_number()


class RemedyOutcomeForm(MoveForm):
    outcome = forms.ChoiceField(label=_("Putusan"), choices=Remedy.Outcome)
    decided_on = forms.DateField(label=_("Tanggal putusan"))
    effective_on = forms.DateField(label=_("Berlaku mulai"), required=False)
    new_sanction = forms.CharField(label=_("Hukuman menurut putusan"), max_length=20, required=False)
    consideration = forms.CharField(
        label=_("Pertimbangan"), max_length=4000, widget=forms.Textarea, required=False,
        help_text=_("Dicetak pada Menimbang keputusan atas keberatan."),
    )  # fmt: skip
    number = _outside_number()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        changed = data.get("outcome") in (Remedy.Outcome.LIGHTER, Remedy.Outcome.HEAVIER, Remedy.Outcome.CHANGED)
        if changed and not data.get("new_sanction"):
            self.add_error("new_sanction", _("Sebut hukuman menurut putusan, misalnya R2."))
        return data


class EffectForm(MoveForm):
    in_force_on = forms.DateField(label=_("Berlaku sejak"), required=False)


class ServingForm(MoveForm):
    starts_on = forms.DateField(
        label=_("TMT menjalani"),
        error_messages={"required": _("Isi TMT menjalani; tanggal ini berbeda dari tanggal berlaku.")},
    )
    order_number = forms.CharField(label=_("Nomor keputusan pelaksanaan"), max_length=120, required=False)


class CloseForm(MoveForm):
    reason = forms.CharField(label=_("Alasan"), max_length=300, required=False)


class HistoryForm(forms.Form):
    """Which source of earlier sanctions was looked at, and when."""

    source = forms.CharField(
        label=_("Sumber yang diperiksa"),
        max_length=100,
        error_messages={"required": _("Sebut sumbernya, misalnya “SIASN dan berkas kepegawaian”.")},
    )
    checked_on = forms.DateField(label=_("Tanggal diperiksa"), widget=forms.DateInput(attrs={"type": "date"}))


class InitiallerField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} · {obj.person.full_name}"


class PaperInitialForm(forms.Form):
    """An initial that was put on paper: whose, when, and the scan that proves it."""

    acted_by = InitiallerField(
        label=_("Pemaraf"),
        empty_label=_("Pilih pejabat"),
        queryset=Appointment.objects.none(),
        to_field_name="code",
        error_messages={
            "required": _("Pilih pejabat yang memaraf."),
            "invalid_choice": _("Paraf pejabat itu tidak diminta pada draf ini, atau sudah diberikan."),
        },
    )
    acted_on = forms.DateField(
        label=_("Tanggal paraf"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Isi tanggal paraf pada kertas."), "invalid": _("Isi tanggal yang benar.")},
    )
    scan = forms.FileField(
        label=_("Pindaian"), error_messages={"required": _("Lampirkan pindaian paraf di kertas."),
                                             "empty": _("Berkas pindaian kosong. Pilih berkas lain.")}
    )  # fmt: skip

    def __init__(self, *args: Any, draft: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = draft.steps.filter(state="waiting")
        turn = waiting.filter(position=OuterRef("position")).values("order")[:1]
        # In the order in which they initial, so that the first on the list is the one whose turn it is.
        self.fields["acted_by"].queryset = (  # type: ignore[attr-defined]
            Appointment.objects.on(today()).filter(position__in=waiting.values("position"))
            .annotate(turn=Subquery(turn)).order_by("turn").select_related("person", "position")
        )  # fmt: skip

    def clean_acted_on(self) -> date:
        day: date = self.cleaned_data["acted_on"]
        if day > today():
            raise forms.ValidationError(_("Tanggal paraf belum tiba."))
        return day


class DraftForm(forms.ModelForm):
    """The draft as the page and the API send it. ``detail`` holds fields of the sanction's own form."""

    decider = forms.ModelChoiceField(
        label=_("Ditetapkan oleh"),
        queryset=Appointment.objects.none(),
        to_field_name="code",
        required=False,
        error_messages={"invalid_choice": _("Pilih pejabat dari daftar pejabat yang berwenang.")},
    )
    findings = forms.JSONField(required=False)
    detail = forms.JSONField(required=False)
    warning_reasons = forms.JSONField(required=False)
    told = forms.JSONField(required=False)

    class Meta:
        model = Decision
        fields = [
            "conclusion",
            "sanction",
            "aggravating",
            "mitigating",
            "no_mitigating",
            "starts_on",
            "findings",
            "detail",
            "warning_reasons",
            "told",
        ]
        widgets = {
            "aggravating": forms.Textarea(attrs={"rows": 3}),
            "mitigating": forms.Textarea(attrs={"rows": 3}),
            "starts_on": forms.DateInput(attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"].queryset = (  # type: ignore[attr-defined]
            Appointment.objects.on(today()).filter(agency=self.instance.case.agency).select_related("position")
        )

    def clean_findings(self) -> list[dict[str, str]]:
        """Each finding names an allegation of the case or another row of the catalogue, and the act."""
        rows = self.cleaned_data["findings"]
        if rows in (None, ""):
            return list(self.instance.findings)
        catalogue = load()
        found = []
        for row in rows if isinstance(rows, list) else [rows]:
            if not isinstance(row, dict) or not isinstance(row.get("violation"), str):
                raise forms.ValidationError(_("Tiap temuan menyebut pelanggaran dan perbuatannya."))
            if not catalogue.has_violation(row["violation"]):
                raise forms.ValidationError(
                    _("Pelanggaran %(id)s tidak ada dalam katalog."), params={"id": row["violation"]}
                )
            found.append(
                {
                    "violation": row["violation"],
                    "act": str(row.get("act", "")).strip(),
                    "citation": catalogue.citation_of(row["violation"], self.instance.case.event_date),
                }
            )
        return found

    def clean_detail(self) -> dict[str, Any]:
        value = self.cleaned_data["detail"]
        return value if isinstance(value, dict) else dict(self.instance.detail)

    def clean_warning_reasons(self) -> dict[str, str]:
        value = self.cleaned_data["warning_reasons"]
        return (
            {str(k): str(v) for k, v in value.items()}
            if isinstance(value, dict)
            else dict(self.instance.warning_reasons)
        )

    def clean_told(self) -> dict[str, Any]:
        """Facts that no register knows (``sanctions.told``); a wrong one is named by its own name."""
        value = self.cleaned_data["told"]
        if not isinstance(value, dict):
            return dict(self.instance.told)
        unknown = sorted(set(value) - set(ToldForm.base_fields))
        form = ToldForm({name: {True: "yes", False: "no"}.get(one, one) if isinstance(one, bool) else one
                         for name, one in value.items()})  # fmt: skip
        if unknown or not form.is_valid():
            texts = [_("Fakta “%(name)s” tidak dikenal.") % {"name": name} for name in unknown]
            raise forms.ValidationError([*texts, *(text for row in form.errors.values() for text in row)])
        return form.values()

    def changes(self) -> dict[str, Any]:
        """Only what was sent: an absent field keeps the draft's value."""
        return {name: self.cleaned_data[name] for name in self.data if name in self.cleaned_data}
