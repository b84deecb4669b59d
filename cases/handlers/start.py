"""From the desk to the line: clarification, assignment, and moving the duty by a written order."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import letters, papers
from cases.actions import chain, deadlines
from cases.handlers.common import AnswersField, no_hunting
from cases.models import Case, Minutes, Tier
from cases.move_forms import AppointmentField, MoveForm
from cases.registry import Act, Handler, Missing, register
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.documents.forms.parts import Party
from neutrality.documents.parties import party
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment


class ClarifyForm(MoveForm):
    held_on = forms.DateField(
        label=gettext_lazy("Hari klarifikasi"), error_messages={"required": gettext_lazy("Isi hari klarifikasi.")}
    )
    held_at = forms.TimeField(
        label=gettext_lazy("Pukul"), error_messages={"required": gettext_lazy("Isi pukul klarifikasi.")}
    )
    place = forms.CharField(
        label=gettext_lazy("Tempat"),
        max_length=200,
        error_messages={"required": gettext_lazy("Isi tempat, misalnya “Ruang Rapat BKPSDM”.")},
    )
    about = forms.CharField(
        label=gettext_lazy("Hal yang diklarifikasi"),
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Isi hal yang diklarifikasi.")},
    )
    aware = forms.BooleanField(
        label=gettext_lazy("Saya paham: undangan ini memberi tahu terlapor bahwa ada dugaan terhadapnya"),
        help_text=gettext_lazy("Klarifikasi tidak wajib. Bukti dapat dipindahkan setelah terlapor tahu."),
        error_messages={"required": gettext_lazy("Pastikan dahulu bahwa terlapor boleh tahu.")},
    )  # fmt: skip

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day < self.on:
            raise forms.ValidationError(_("Hari klarifikasi mendahului undangannya."))
        return day

    def clean_about(self) -> str:
        return no_hunting(self.cleaned_data["about"])


def clarify(act: Act) -> str:
    data = act.data
    signer = papers.desk_head(act.case, act.acted_on)
    papers.issue(
        act, "P15_UNDANGAN_KLARIFIKASI",
        {
            "kepada": party(act.case.person, act.acted_on), "tanggal": data["held_on"],
            "jam": papers.hour(act.case, data["held_at"]), "tempat": data["place"], "hal": data["about"],
        },
        signer=signer,
    )  # fmt: skip
    return _("Undangan klarifikasi untuk %(day)s") % {"day": formats.day(data["held_on"])}


class ClarificationForm(MoveForm):
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    questions = AnswersField(label=gettext_lazy("Tanya jawab"))


def record_clarification(act: Act) -> str:
    officers = tuple(party(one.person, act.acted_on) for one in [act.acted_by] if one is not None) or (
        Party(nama=act.actor.shown_name),
    )
    document = papers.issue(
        act, "P16_BA_KLARIFIKASI",
        {
            "tanggal": act.acted_on, "petugas": officers, "yang_diklarifikasi": party(act.case.person, act.acted_on),
            "tanya_jawab": [{"tanya": row["question"], "jawab": row["answer"]} for row in act.data["questions"]],
            "penandatangan": None,
        },
        signer=act.acted_by or papers.desk_head(act.case, act.acted_on),
    )  # fmt: skip
    Minutes.objects.create(
        case=act.case, kind=Minutes.Kind.CLARIFICATION, person=act.case.person, held_on=act.acted_on,
        place=act.data["place"], questions=act.data["questions"], signed=True, document=document,
    )  # fmt: skip
    return _("Klarifikasi dicatat: %(number)s pertanyaan") % {"number": len(act.data["questions"])}


# --- assignment ---------------------------------------------------------------------


class AssignForm(MoveForm):
    note = forms.CharField(
        label=gettext_lazy("Petunjuk dalam surat"), max_length=1000, required=False, widget=forms.Textarea
    )
    number = forms.CharField(
        label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False,
        help_text=gettext_lazy("Kosongkan bila nomor diambil dari register instansi ini."),
    )  # fmt: skip


def assign_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    missing = []
    if not case.allegations.exists():
        missing.append(Missing("allegation_missing", _("Pilih dugaan pelanggaran dahulu.")))
    if chain.first_able(case) is None:
        missing.append(
            Missing(
                "no_superior",
                _("Tidak ada atasan yang dapat bertindak: semua jabatan di atas terlapor lowong atau dilewati. "
                  "Catat pejabat pelaksana atau lengkapi data jabatan."),
            )
        )  # fmt: skip
    return missing


def assign(act: Act) -> str:
    """The duty lies with the direct superior; with the next one who can act where that one cannot."""
    chain.refresh(act.case, act.acted_on)
    tier = chain.first_able(act.case)
    if tier is None or tier.holder is None:
        raise Refusal("no_superior", _("Tidak ada atasan yang dapat bertindak."))
    _order(act, tier, act.data.get("note", ""))
    chain.give_to(act.case, tier, act.acted_on)
    deadlines.start(act.case, "start", starts_on=act.acted_on, holder=tier.position)
    return _("%(post)s ditugasi memeriksa") % {"post": tier.position.name}


def _order(act: Act, tier: Tier, note: str) -> None:
    """An order to the direct superior; where that post is passed over or vacant, a transfer order."""
    assert tier.holder is not None  # noqa: S101  # the caller has checked
    case, day = act.case, act.acted_on
    signer = papers.desk_head(case, day)
    basis = ("PP 94/2021 Pasal 26 dan Pasal 27", "PP 94/2021 Pasal 28")
    passed = case.tiers.select_related("position__unit", "holder__person").filter(order__lt=tier.order).first()
    number = act.data.get("number", "")
    if passed is None:
        tasks = [
            f"memanggil dan memeriksa {case.person.full_name} atas dugaan pelanggaran {letters.alleged(case)}",
            "membuat berita acara pemeriksaan dan laporan hasil pemeriksaan",
            "menjaga kerahasiaan pemeriksaan",
        ]
        papers.issue(
            act, "P01_SURAT_PERINTAH",
            {
                "dasar": basis, "petugas": (party(tier.holder.person, day),), "terperiksa": party(case.person, day),
                "tugas": tuple(tasks + ([note] if note else [])),
            },
            signer=signer, number=number,
        )  # fmt: skip
        return
    papers.issue(
        act, "P17_PERINTAH_PENGALIHAN",
        {
            "dasar": basis, "dari": _post_as_party(passed), "kepada": party(tier.holder.person, day),
            "terperiksa": party(case.person, day), "alasan": _fixed_ground(passed),
        },
        signer=signer, number=number,
    )  # fmt: skip


def _post_as_party(tier: Tier) -> Party:
    """The official from whom the duty moves; of a vacant post only the post."""
    name = tier.holder.person.full_name if tier.holder and not tier.vacant else "(lowong)"
    return Party(nama=name, jabatan=tier.position.name, unit=tier.position.unit.name)


def _fixed_ground(tier: Tier) -> str:
    """Two fixed sentences: the true ground of a passing-over stays with the desk."""
    return "jabatan tersebut lowong" if tier.vacant else "pejabat tersebut berhalangan"


# --- the duty moves ------------------------------------------------------------------


def _higher(case: Case, on: date) -> list[Appointment]:
    held = chain.current(case)
    higher = chain.above(case, held) if held is not None else chain.able(case)
    return [tier.holder for tier in higher if tier.holder is not None]


class ReassignForm(MoveForm):
    ordered_by = AppointmentField(
        label=gettext_lazy("Pejabat yang memerintahkan"),
        candidates=_higher,
        error_messages={"required": gettext_lazy("Sebut pejabat yang lebih tinggi yang memerintahkan pengalihan.")},
    )
    to = AppointmentField(
        label=gettext_lazy("Dialihkan kepada"),
        candidates=_higher,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk atasan berikutnya."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan dalam perintah"),
        max_length=500,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis alasannya seperti dalam perintah.")},
    )
    served_on = forms.DateField(
        label=gettext_lazy("Perintah diserahkan"),
        help_text=gettext_lazy("Tugas beralih saat perintah diserahkan, bukan karena tenggat."),
        error_messages={
            "required": gettext_lazy("Isi tanggal perintah diserahkan kepada pejabat yang menerima tugas.")
        },
    )
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        higher = {one.position_id: one for one in _higher(self.case, self.on)}
        if (by := data.get("ordered_by")) and by.position_id not in higher:
            self.add_error(
                "ordered_by", _("Yang memerintahkan harus atasan yang lebih tinggi daripada pemegang tugas.")
            )
        if (to := data.get("to")) and to.position_id not in higher:
            self.add_error("to", _("Tugas beralih ke atas, kepada atasan yang lebih tinggi dalam jalur."))
        if (served := data.get("served_on")) and served < self.on:
            self.add_error("served_on", _("Penyerahan mendahului tanggal perintah."))
        return data


def reassign_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    held = chain.current(case)
    above = chain.above(case, held) if held is not None else chain.able(case)
    if above:
        return []
    return [Missing("no_higher_superior", _("Tidak ada atasan yang lebih tinggi yang dapat menerima tugas."))]


def reassign(act: Act) -> str:
    """By a written order of a named higher official, served on whoever takes over."""
    held = chain.current(act.case)
    above = chain.above(act.case, held) if held is not None else chain.able(act.case)
    wanted = act.data.get("to")
    tier = next((one for one in above if wanted is None or one.position_id == wanted.position_id), None)
    if tier is None or tier.holder is None:
        raise Refusal("no_higher_superior", _("Tidak ada atasan yang lebih tinggi yang dapat menerima tugas."))
    before = held or act.case.tiers.select_related("position__unit", "holder__person").first()
    papers.issue(
        act, "P17_PERINTAH_PENGALIHAN",
        {
            "dasar": ("PP 94/2021 Pasal 26, Pasal 27, dan Pasal 28",),
            "dari": _post_as_party(before) if before else Party(nama="-"),
            "kepada": party(tier.holder.person, act.acted_on), "terperiksa": party(act.case.person, act.acted_on),
            "alasan": act.data["reason"],
        },
        signer=act.data["ordered_by"], number=act.data.get("number", ""),
    )  # fmt: skip
    chain.acted(act.case, str(_("tugas dialihkan dengan perintah tertulis")), act.acted_on)
    chain.give_to(act.case, tier, act.data["served_on"])
    deadlines.start(act.case, "start", starts_on=act.data["served_on"], holder=tier.position)
    return _("Tugas beralih kepada %(post)s atas perintah tertulis %(by)s") % {
        "post": tier.position.name, "by": act.data["ordered_by"].title,
    }  # fmt: skip


register("clarify", Handler(clarify, ClarifyForm))
register("record_clarification", Handler(record_clarification, ClarificationForm))
register("assign", Handler(assign, AssignForm, assign_guard))
register("reassign", Handler(reassign, ReassignForm, reassign_guard))
