"""The four steps. Each asks little; only kind, place and story must be filled."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.public.dates import period
from cases.submission import EARLIEST
from neutrality.workdays import today

MAX_PERSONS = 5
_LINK = re.compile(r"https?://\S+|(?:www\.|instagram\.com|facebook\.com|tiktok\.com|x\.com|youtu)\S+", re.IGNORECASE)


class Step(forms.Form):
    """No browser-side checks (messages would be in the browser's words) and no autofill."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect | forms.CheckboxInput):
                field.widget.attrs.setdefault("autocomplete", "off")


class HowForm(Step):
    """Step 1: without a name, with a name kept secret, or with a name."""

    MODES = [
        ("anonymous", _("Tanpa nama")),
        ("confidential", _("Dengan nama, dirahasiakan")),
        ("named", _("Dengan nama")),
    ]
    HINTS = {
        "anonymous": _("Kami tidak tahu siapa Anda. Jawab pertanyaan petugas dengan kode laporan."),
        "confidential": _("Nama Anda terkunci. Hanya dibuka bila dua pejabat setuju."),
        "named": _("Petugas dapat menghubungi Anda. Terlapor tetap tidak diberi tahu nama Anda."),
    }

    mode = forms.ChoiceField(
        label=_("Bagaimana Anda ingin melapor?"),
        choices=MODES,
        widget=forms.RadioSelect,
        initial="anonymous",
        error_messages={"required": _("Pilih cara melapor.")},
    )
    name = forms.CharField(label=_("Nama Anda"), max_length=200, required=False)
    contact = forms.CharField(
        label=_("Nomor telepon atau surel"),
        help_text=_("Milik pribadi, bukan milik kantor"),
        max_length=200,
        required=False,
    )
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("mode") == "anonymous":
            return data | {"name": "", "contact": "", "address": ""}
        if not data.get("name"):
            self.add_error("name", _("Tulis nama Anda, atau pilih “Tanpa nama”."))
        if not data.get("contact"):
            self.add_error("contact", _("Tulis nomor telepon atau surel, atau pilih “Tanpa nama”."))
        return data


class EventForm(Step):
    """Step 2: what, when, where, and who must not read it."""

    KINDS = [
        ("invite", _("Mengajak memilih calon atau partai")),
        ("social", _("Mendukung di media sosial")),
        ("attend", _("Hadir di kampanye atau acara partai")),
        ("assets", _("Memakai mobil, gedung, atau barang dinas")),
        ("other", _("Lainnya, atau saya tidak yakin")),
    ]
    HINTS = {"invite": _("Di rapat, acara, grup percakapan, atau secara langsung")}
    # Rows of the catalogue that the plain words may mean; the stage on the day picks among
    # them and the desk confirms. A reporter's choice is no legal finding.
    CONDUCT = {
        "invite": ["PP94-N-06"],
        "social": ["SKB-E-04", "SKB-D-06"],
        "attend": ["SKB-E-03", "SKB-D-04"],
        "assets": ["PP94-N-04"],
        "other": ["other"],
    }

    kind = forms.ChoiceField(
        label=_("Jenis kejadian"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jenis kejadian. Bila ragu, pilih yang terakhir.")},
    )
    when = forms.CharField(
        label=_("Kapan terjadi?"),
        help_text=_("Kira-kira boleh. Contoh: 24/09/2024"),
        max_length=40,
        required=False,
        # No inputmode=numeric: "September 2024" must be possible on a phone.
        widget=forms.TextInput(attrs={"class": "num"}),
    )
    place = forms.CharField(
        label=_("Di mana?"),
        help_text=_("Nama kantor, jalan, atau tautan unggahan"),
        max_length=500,
        error_messages={"required": _("Isi tempat kejadian, misalnya “Aula Dinas Kominfo”.")},
    )
    story = forms.CharField(
        label=_("Ceritakan dengan kata-kata Anda"),
        help_text=_("Apa yang terjadi, kapan, di mana. Jangan sebut hal yang hanya Anda ketahui."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Ceritakan apa yang terjadi. Satu atau dua kalimat sudah cukup."),
            "max_length": _("Cerita terlalu panjang. Singkat menjadi paling banyak 20.000 huruf."),
        },
    )
    avoid = forms.CharField(
        label=_("Siapa yang jangan membaca laporan ini?"),
        help_text=_("Nama, jabatan, atau kantor"),
        max_length=500,
        required=False,
    )

    def clean_when(self) -> str:
        text: str = self.cleaned_data["when"]
        if not text:
            return ""
        days = period(text, today())
        if days is None:
            raise forms.ValidationError(
                _("Tulis tanggal seperti 24/09/2024, bulan seperti September 2024, atau kosongkan.")
            )
        if days[1] < EARLIEST:
            raise forms.ValidationError(_("Tanggal itu terlalu lama. Periksa tahunnya."))
        # A day of grace: the reporter's phone may stand in another zone.
        if days[0] > today() + timedelta(days=1):
            raise forms.ValidationError(_("Tanggal itu belum tiba. Periksa tahunnya."))
        return text


class PersonForm(Step):
    """Step 3, once per person: whatever is known."""

    KINDS = [
        ("", _("Tidak tahu")),
        ("PNS", _("Pegawai negeri sipil")),
        ("PPPK", _("Pegawai dengan perjanjian kerja")),
        ("PPNPN", _("Pegawai honorer atau kontrak")),
        ("KEPALA_DESA", _("Kepala desa")),
        ("PERANGKAT_DESA", _("Perangkat desa")),
        ("OTHER", _("Lainnya")),
    ]

    name = forms.CharField(label=_("Nama"), help_text=_("Nama panggilan juga membantu"), max_length=200, required=False)
    position = forms.CharField(
        label=_("Jabatan atau pekerjaan"),
        help_text=_("Misalnya kepala bidang, guru, camat"),
        max_length=200,
        required=False,
    )
    unit = forms.CharField(
        label=_("Kantor"), help_text=_("Dinas, sekolah, atau kelurahan"), max_length=200, required=False
    )
    kind = forms.ChoiceField(label=_("Status kepegawaian"), choices=KINDS, required=False)

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("name", "position", "unit"))


class UnknownForm(Step):
    """Step 3, the box beside the persons."""

    unknown = forms.BooleanField(label=_("Saya tidak tahu namanya"), required=False)


class SendForm(Step):
    """Step 4. ``website`` is a trap: people never see it, programs fill it."""

    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))


class CodeForm(Step):
    """The receipt code at the tracking door."""

    code = forms.CharField(
        label=_("Kode laporan"),
        help_text=_("12 huruf dan angka, misalnya 7K4M-92QX-D6TE"),
        max_length=40,
        error_messages={"required": _("Isi kode laporan Anda.")},
        widget=forms.TextInput(attrs={"class": "mono", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ReplyForm(Step):
    body = forms.CharField(
        label=_("Balasan Anda"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        error_messages={"max_length": _("Pesan terlalu panjang. Singkat menjadi paling banyak 5.000 huruf.")},
    )


def links_in(*texts: str) -> list[str]:
    """Addresses of posts named in the place or the story, each once, in order."""
    found = [link.rstrip(".,;)”\"'") for text in texts for link in _LINK.findall(text or "")]
    return list(dict.fromkeys(found))[:20]
