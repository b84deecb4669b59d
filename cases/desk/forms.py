"""Forms of the desk: they read and name what is missing; rules stand in the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases import conduct, outward
from cases.models import Forwarding, IncomingLetter, Recommendation, Report
from cases.submission import POST_ACTS


class DeskForm(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Day(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": _("Tulis tanggal seperti 24/09/2024.")})
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


def story(rows: int = 4, **attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows} | attrs)


# --- steps with a report --------------------------------------------------------


class JoinForm(DeskForm):
    incident = forms.CharField(
        max_length=20, widget=forms.HiddenInput, error_messages={"required": _("Pilih peristiwa yang sama.")}
    )


class OpenForm(DeskForm):
    """The person, the estimate and the plan stand in the page; the form gathers them."""

    prefix = "buka"

    subject = forms.CharField(
        max_length=40, error_messages={"required": _("Pilih satu orang dahulu, atau cari dengan NIP.")}
    )
    estimate = forms.IntegerField(
        label=_("Berapa orang mengetahui kejadian ini?"),
        min_value=0,
        max_value=1_000_000,
        error_messages={"required": _("Isi perkiraan jumlah orang, misalnya 15.")},
    )
    brief = forms.CharField(
        label=_("Ringkasan dengan kata-kata Anda"),
        help_text=_("Tanpa kalimat pelapor. Ringkasan ini dibaca pemeriksa dan atasan."),
        max_length=5_000,
        widget=story(),
        error_messages={"required": _("Tulis ringkasan peristiwa dalam satu atau dua kalimat.")},
    )
    violations = forms.MultipleChoiceField(
        label=_("Dugaan pelanggaran"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih sedikitnya satu pasal.")},
    )
    occurred_on = Day(label=_("Tanggal kejadian"), required=False)
    plan = forms.CharField(
        label=_("Rencana perlindungan pelapor"),
        help_text=_("Wajib bila kurang dari 10 orang mengetahui kejadian ini."),
        max_length=5_000,
        required=False,
        widget=story(2),
    )
    incident = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["violations"]
        field.choices = conduct.violation_choices(report.occurred_from, report.stage)
        self.fields["violations"].initial = [code for code in report.conduct if code in dict(field.choices)]
        self.fields["estimate"].initial = report.witnesses
        self.fields["plan"].initial = report.protection_plan
        if report.occurred_from:
            del self.fields["occurred_on"]


class AskForm(DeskForm):
    prefix = "tanya"
    body = forms.CharField(
        label=_("Pertanyaan kepada pelapor"),
        help_text=_("Jangan menanyakan siapa pelapor atau hal yang hanya dapat diketahui satu orang."),
        max_length=5_000,
        widget=story(),
        error_messages={"required": _("Tulis pertanyaan Anda.")},
    )


class ForwardForm(DeskForm):
    prefix = "teruskan"
    rule = forms.ChoiceField(label=_("Diteruskan karena"), error_messages={"required": _("Pilih aturan penerusan.")})
    sent_as = forms.ChoiceField(label=_("Diteruskan sebagai"), choices=Forwarding.SentAs.choices)
    body = forms.CharField(
        label=_("Uraian dalam surat"),
        help_text=_("Dengan kata-kata Anda, tanpa menilai. Kosongkan untuk memakai nama perbuatan dan tanggalnya."),
        max_length=10_000,
        required=False,
        widget=story(),
    )
    to = forms.CharField(
        label=_("Kepada"),
        help_text=_("Kosongkan untuk memakai penerima menurut aturan."),
        max_length=300,
        required=False,
        widget=story(2),
    )
    copies = forms.CharField(label=_("Tembusan, satu baris satu"), max_length=2_000, required=False, widget=story(2))
    number = forms.CharField(label=_("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rule"]
        field.choices = [(code, words) for code, words in conduct.forwarding().items()]

    def clean_copies(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["copies"].splitlines() if line.strip()]


class SignForm(DeskForm):
    signed_on = Day(label=_("Ditandatangani"))
    scan = forms.FileField(
        label=_("Pindaian surat bertanda tangan"),
        help_text=_("Wajib bila Anda mencatat tanda tangan orang lain."),
        required=False,
    )


class RemindForm(DeskForm):
    note = forms.CharField(
        label=_("Cara dan isi pengingat"),
        max_length=500,
        error_messages={"required": _("Sebut surat, telepon, atau rapat dan tanggalnya.")},
    )


class AnswerForm(DeskForm):
    answered_on = Day(label=_("Tanggal jawaban"))
    number = forms.CharField(label=_("Nomor surat jawaban"), max_length=120, required=False)
    answer = forms.CharField(
        label=_("Isi jawaban"),
        max_length=5_000,
        widget=story(),
        error_messages={"required": _("Ringkas jawabannya.")},
    )


class CloseForm(DeskForm):
    prefix = "tutup"
    reason = forms.ChoiceField(
        label=_("Alasan, dibaca pelapor"),
        widget=forms.RadioSelect,
        choices=[(code, words[0]) for code, words in outward.CLOSING.items()],
        error_messages={"required": _("Pilih alasan. Pelapor membacanya pada tanggal yang dijanjikan.")},
    )
    note = forms.CharField(label=_("Catatan telaah"), max_length=5_000, required=False, widget=story(2))


class ReviewForm(DeskForm):
    prefix = "telaah"
    headline = forms.CharField(
        label=_("Judul di kotak masuk"),
        help_text=_("Kosongkan untuk memakai kalimat pertama."),
        max_length=200,
        required=False,
    )
    occurred_on = Day(label=_("Tanggal kejadian"), required=False)
    avoid = forms.CharField(
        label=_("Siapa lagi yang jangan membaca?"),
        help_text=_("Nama, jabatan, atau kantor. Laporan dapat berpindah meja."),
        max_length=500,
        required=False,
    )
    protection_plan = forms.CharField(
        label=_("Rencana perlindungan pelapor"),
        help_text=_("Wajib bila kurang dari 10 orang mengetahui kejadian ini."),
        max_length=5_000,
        required=False,
        widget=story(3),
    )
    note = forms.CharField(label=_("Catatan telaah"), max_length=5_000, required=False, widget=story(3))


class ReleaseForm(DeskForm):
    prefix = "lepas"
    original = forms.CharField(max_length=20, widget=forms.HiddenInput)
    description = forms.CharField(
        label=_("Uraian bukti"),
        help_text=_("Apa yang terlihat, tanpa asal berkas. Contoh: “Stiker bergambar pasangan nomor 9”."),
        max_length=200,
        error_messages={"required": _("Uraikan apa yang terlihat.")},
    )
    may_be_shown = forms.BooleanField(label=_("Boleh diperlihatkan kepada terlapor"), required=False)


class IdentityForm(DeskForm):
    prefix = "identitas"
    reason = forms.CharField(
        label=_("Alasan membuka identitas"),
        max_length=2_000,
        widget=story(2),
        error_messages={"required": _("Tulis alasannya.")},
    )


# --- writing down -----------------------------------------------------------------

ACT_LABELS = {
    "like": _("Suka"), "comment": _("Komentar"), "share": _("Bagikan"), "follow": _("Ikuti"), "post": _("Unggah"),
    "other": _("Lainnya"),
}  # fmt: skip


class EntryForm(DeskForm):
    channel = forms.ChoiceField(label=_("Asal laporan"))
    received_on = Day(label=_("Diterima"), required=False)
    narrative = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=20_000,
        widget=story(5),
        error_messages={"required": _("Ceritakan apa yang terjadi. Satu atau dua kalimat sudah cukup.")},
    )
    occurred_on = Day(label=_("Tanggal kejadian"), required=False)
    place = forms.CharField(label=_("Tempat"), max_length=500, required=False)
    person_name = forms.CharField(label=_("Nama terlapor"), max_length=200, required=False)
    person_position = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    person_unit = forms.CharField(label=_("Unit kerja"), max_length=200, required=False)
    person_nip = forms.CharField(label="NIP", max_length=40, required=False)
    post_link = forms.CharField(label=_("Tautan unggahan"), max_length=500, required=False)
    post_account = forms.CharField(label=_("Nama akun"), max_length=200, required=False)
    post_act = forms.ChoiceField(
        label=_("Jenis kegiatan"), required=False, choices=[("", "—"), *((act, ACT_LABELS[act]) for act in POST_ACTS)]
    )
    post_at = forms.CharField(
        label=_("Waktu unggahan"), help_text=_("Contoh: 5 Okt 2024 09.42 WIB"), max_length=40, required=False
    )
    avoid = forms.CharField(
        label=_("Siapa yang jangan membaca laporan ini?"),
        help_text=_("Nama, jabatan, atau kantor"),
        max_length=500,
        required=False,
    )
    mode = forms.ChoiceField(label=_("Pelapor"), choices=Report.IdentityMode.choices, initial="anonymous")
    reporter_name = forms.CharField(label=_("Nama pelapor"), max_length=200, required=False)
    reporter_contact = forms.CharField(label=_("Telepon atau surel pelapor"), max_length=200, required=False)
    evidence = forms.Field(
        label=_("Berkas"), help_text=_("Foto, tangkapan layar, video, atau PDF"), required=False, widget=ManyFiles
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["channel"]
        field.choices = conduct.channel_choices()

    def data_for_action(self) -> dict[str, Any]:
        got = self.cleaned_data
        post = {name: got[f"post_{name}"] for name in ("link", "account", "act", "at")}
        return {
            **{name: got[name] for name in ("channel", "received_on", "narrative", "occurred_on", "place")},
            "persons": [{name: got[f"person_{name}"] for name in ("name", "position", "unit", "nip")}],
            "posts": [post] if any(post.values()) else [],
            "not_to_be_read_by": [part.strip() for part in got["avoid"].split(",") if part.strip()],
            "identity": {"mode": got["mode"], "name": got["reporter_name"], "contact": got["reporter_contact"]},
        }

    # Where the action names a field, the form shows the sentence beside it.
    PLACES = {
        "persons.0.nip": "person_nip", "posts.0.link": "post_link", "identity.name": "reporter_name",
        "identity.contact": "reporter_contact", "not_to_be_read_by": "avoid",
    }  # fmt: skip


class SuperiorForm(EntryForm):
    """A superior's own report: no channel, no reporter to name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("channel", "received_on", "mode", "reporter_name", "reporter_contact"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        return (super().clean() or {}) | {
            "channel": "", "received_on": None, "mode": "anonymous", "reporter_name": "", "reporter_contact": "",
        }  # fmt: skip


class LetterForm(DeskForm):
    sender = forms.ChoiceField(label=_("Pengirim"), choices=IncomingLetter.Sender.choices)
    sender_name = forms.CharField(
        label=_("Nama lembaga"), help_text=_("Contoh: Bawaslu Kota Pontianak"), max_length=200, required=False
    )
    number = forms.CharField(
        label=_("Nomor surat"),
        max_length=120,
        error_messages={"required": _("Isi nomor surat seperti tertulis pada surat.")},
    )
    dated = Day(label=_("Tanggal surat"))
    received_on = Day(label=_("Diterima"), required=False)
    agenda_number = forms.CharField(label=_("Nomor agenda"), max_length=60, required=False)
    occurred_on = Day(label=_("Tanggal kejadian"), required=False)
    place = forms.CharField(label=_("Tempat kejadian"), max_length=500, required=False)
    summary = forms.CharField(label=_("Pokok surat"), max_length=20_000, required=False, widget=story())
    evidence = forms.Field(label=_("Pindaian surat"), help_text=_("PDF atau foto"), required=False, widget=ManyFiles)


class NamedForm(DeskForm):
    """One person named in a letter."""

    name = forms.CharField(label=_("Nama"), max_length=200, required=False)
    nip = forms.CharField(label="NIP", max_length=40, required=False)
    asks = forms.CharField(label=_("Yang diminta"), max_length=300, required=False)
    due = Day(label=_("Batas"), required=False)


NamedFormSet = forms.formset_factory(NamedForm, extra=3, max_num=50)


class ReplyLetterForm(DeskForm):
    row = forms.IntegerField(min_value=1, max_value=100, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Hasil tanpa perkara"), required=False,
        choices=[("", "—"), *(
            (one.value, one.label)
            for one in (Recommendation.Outcome.NOT_ASN, Recommendation.Outcome.FORWARDED, Recommendation.Outcome.CLOSED)
        )],
    )  # fmt: skip
    number = forms.CharField(label=_("Nomor jawaban"), max_length=120, required=False)
    replied_on = Day(label=_("Tanggal jawaban"), required=False)
