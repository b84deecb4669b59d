"""From the desk to the line: clarification, assignment, and moving the duty by a written order."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, letters, papers
from cases.actions import chain, deadlines, duty, line
from cases.handlers.common import AnswersField, no_hunting
from cases.models import Case, DutyOrder, Minutes, Tier
from cases.move_forms import AppointmentField, MoveForm
from cases.registry import Act, Handler, Missing, register
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.documents import actions as documents
from neutrality.documents.codes import Basis, Manner
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


def _who_clarifies(act: Act) -> Appointment:
    """The superior once one has the duty; before that the head of the desk's office signs."""
    if act.move.who == "superior" and act.acted_by is not None:
        return act.acted_by
    return papers.desk_head(act.case, act.acted_on)


def clarify(act: Act) -> str:
    data = act.data
    signer = _who_clarifies(act)
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
    line.refresh(act.case, act.acted_on, act.actor)
    tier = chain.first_able(act.case)
    if tier is None or tier.holder is None:
        raise Refusal("no_superior", _("Tidak ada atasan yang dapat bertindak."))
    duty.check_words(act.case, act.data.get("note", ""), field="note")
    _order(act, tier, act.data.get("note", ""))
    chain.give_to(act.case, tier, act.acted_on)
    deadlines.start(act.case, "start", starts_on=act.acted_on, holder=tier.position)
    return _("%(post)s ditugasi memeriksa") % {"post": tier.position.name}


def _order(act: Act, tier: Tier, note: str) -> None:
    """An order to the direct superior; where that post is passed over or vacant, a transfer order."""
    assert tier.holder is not None  # noqa: S101  # the caller has checked
    case, day = act.case, act.acted_on
    signer = papers.desk_head(case, day)
    passed = case.tiers.select_related("position__unit", "holder__person").filter(order__lt=tier.order).first()
    number = act.data.get("number", "")
    if passed is None:
        tasks = [
            f"memanggil dan memeriksa {case.person.full_name} atas dugaan pelanggaran {letters.alleged(case)}",
            "membuat berita acara pemeriksaan dan laporan hasil pemeriksaan",
            "menjaga kerahasiaan pemeriksaan",
        ]
        document = papers.issue(
            act, "P01_SURAT_PERINTAH",
            {
                "dasar": (duty.ORDER_BASIS,), "petugas": (party(tier.holder.person, day),),
                "terperiksa": party(case.person, day), "tugas": tuple(tasks + ([note] if note else [])),
            },
            signer=signer, number=number,
        )  # fmt: skip
    else:
        document = papers.issue(
            act, "P17_PERINTAH_PENGALIHAN",
            duty.transfer_text(case, passed, tier.holder, _fixed_ground(passed), day) | {"dasar": (duty.ORDER_BASIS,)},
            signer=signer, number=number,
        )  # fmt: skip
    if not act.legacy:
        duty.given(case, by=signer, to=tier.holder, document=document, on=day, before=passed)


def _fixed_ground(tier: Tier) -> str:
    """Two fixed sentences: the true ground of a passing-over stays with the desk."""
    return "jabatan tersebut lowong" if tier.vacant else "pejabat tersebut berhalangan"


# --- the duty moves ------------------------------------------------------------------


class ReassignForm(MoveForm):
    """The service of a signed order, or an order on paper that was signed and served outside."""

    order = forms.CharField(
        label=gettext_lazy("Perintah yang diserahkan"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Kosongkan bila perintahnya dibuat di kertas; isi pejabat dan alasannya."),
    )
    ordered_by = AppointmentField(
        label=gettext_lazy("Pejabat yang memerintahkan"), candidates=duty.superiors, required=False
    )
    to = AppointmentField(
        label=gettext_lazy("Dialihkan kepada"),
        candidates=duty.superiors,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk atasan berikutnya."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan dalam perintah"), max_length=500, widget=forms.Textarea, required=False
    )
    served_on = forms.DateField(
        label=gettext_lazy("Perintah diserahkan"),
        help_text=gettext_lazy("Tugas beralih saat perintah diserahkan, bukan karena tenggat."),
        error_messages={
            "required": gettext_lazy("Isi tanggal perintah diserahkan kepada pejabat yang menerima tugas.")
        },
    )
    how = forms.ChoiceField(label=gettext_lazy("Cara"), choices=Manner, initial=Manner.IN_PERSON, required=False)
    handed_to = forms.CharField(label=gettext_lazy("Diterima oleh"), max_length=200, required=False)
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def offer(self) -> None:
        """The order that waits, else the next superior and what the holder let pass."""
        waiting = duty.waiting_order(self.case)
        choices = [("", _("Dibuat di kertas"))]
        if waiting is not None and waiting.document is not None:
            choices.append((waiting.document.code, f"{waiting.document.number} · {waiting.to.title}"))
            self.fields["order"].initial = waiting.document.code
        self.fields["order"].widget = forms.Select(choices=choices)
        if waiting is None:
            self.fields["reason"].initial = duty.late_since(self.case)
        else:  # only that order can be served; it is withdrawn before another is made
            for name in ("ordered_by", "to", "reason", "number"):
                self.fields[name].widget = forms.HiddenInput()
        self.fields["served_on"].initial = self.on

    def clean_order(self) -> DutyOrder | None:
        code = self.cleaned_data["order"]
        if not code:
            return None
        found = self.case.duty_orders.select_related("document", "ordered_by__person", "to__person").filter(
            kind="transfer", served_on=None, withdrawn_on=None, document__code=code
        )
        if not found:
            raise forms.ValidationError(_("Tidak ada perintah dengan kode itu yang menunggu penyerahan."))
        if not duty.signed(found[0]):
            raise forms.ValidationError(
                _("Perintah ini belum ditandatangani %(who)s.") % {"who": found[0].ordered_by.title}
            )
        return found[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (served := data.get("served_on")) and served < self.on:
            self.add_error("served_on", _("Penyerahan mendahului tanggal perintah."))
        if data.get("order") is None and "order" not in self.errors:
            self._check_paper(data)
        return data

    def _check_paper(self, data: dict[str, Any]) -> None:
        allowed = {one.position_id for one in duty.superiors(self.case, self.on)}
        by = data.get("ordered_by")
        if by is None and "ordered_by" not in self.errors:
            self.add_error("ordered_by", _("Sebut pejabat yang lebih tinggi yang memerintahkan pengalihan."))
        elif by is not None and by.position_id not in allowed:
            self.add_error(
                "ordered_by", _("Yang memerintahkan harus atasan yang lebih tinggi daripada pemegang tugas.")
            )
        if (to := data.get("to")) and to.position_id not in allowed:
            self.add_error("to", _("Tugas beralih ke atas, kepada atasan yang lebih tinggi dalam jalur."))
        if not data.get("reason"):
            self.add_error("reason", _("Tulis alasannya seperti dalam perintah."))


def reassign_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    if duty.higher(case):
        return []
    return [Missing("no_higher_superior", _("Tidak ada atasan yang lebih tinggi yang dapat menerima tugas."))]


def reassign(act: Act) -> str:
    """The service of a written order of a named higher official moves the duty; its proof is asked for."""
    case, data = act.case, act.data
    if act.scan is None and not act.legacy:
        text = _("Lampirkan tanda terima perintah, atau pindaian perintah yang ditandatangani dan diserahkan.")
        raise Refusal("scan_missing", text, fields={"scan": [text]}, status=400)
    order = data["order"] or _order_on_paper(act)
    tier = duty.step_of(case, order.to)
    if tier is None or tier.holder is None:
        raise duty.no_higher()
    if act.scan is not None:
        duty.served(
            order, actor=act.actor, on=data["served_on"], how=data["how"] or Manner.IN_PERSON,
            handed_to=data["handed_to"], file=act.scan, scan=act.scan.read(),
        )  # fmt: skip
    _take_over(act, tier, data["served_on"])
    return _("Tugas beralih kepada %(post)s atas perintah tertulis %(by)s") % {
        "post": tier.position.name, "by": order.ordered_by.title,
    }  # fmt: skip


def _order_on_paper(act: Act) -> DutyOrder:
    """An order that was made outside: its letter is numbered here, and signed as the scan shows."""
    case, by, reason = act.case, act.data["ordered_by"], act.data["reason"]
    tier = duty.step_of(case, act.data.get("to"))
    if tier is None or tier.holder is None:
        raise duty.no_higher()
    duty.refuse_second_order(case)
    duty.refuse_own_order(case, by, tier)
    duty.check_words(case, reason)
    before = duty.held_step(case)
    document = papers.issue(
        act, "P17_PERINTAH_PENGALIHAN", duty.transfer_text(case, before, tier.holder, reason, act.acted_on),
        signer=by, number=act.data.get("number", ""),
    )  # fmt: skip
    if document is not None and act.scan is not None:
        documents.sign(
            document=document, actor=act.actor, signed_on=act.acted_on, signed_by=by, basis=Basis.SCAN,
            scan=act.scan.read(),
        )  # fmt: skip
        document.refresh_from_db()
    return duty.given(
        case, by=by, to=tier.holder, document=document, on=act.acted_on, kind=DutyOrder.Kind.TRANSFER, before=before,
        reason=reason,
    )  # fmt: skip


def _take_over(act: Act, tier: Tier, on: date) -> None:
    """The duty and its clocks go to ``tier``; a team that sits keeps examining."""
    case, before = act.case, duty.held_step(act.case)
    chain.acted(case, str(_("tugas dialihkan dengan perintah tertulis")), act.acted_on)
    chain.give_to(case, tier, on)
    if case.status == "assigned":
        deadlines.start(case, "start", starts_on=on, holder=tier.position)
    elif before is not None:
        for row in case.deadlines.filter(holder=before.position, met_on__isnull=True, cancelled_on__isnull=True):
            deadlines.hand_over(case, row.rule, tier.position)
    chair = competence.chair_of(case)
    if chair is not None and case.status != "assigned":
        case.holder = chair.appointment.position
        case.save(update_fields=["holder"])


register("clarify", Handler(clarify, ClarifyForm))
register("record_clarification", Handler(record_clarification, ClarificationForm))
register("assign", Handler(assign, AssignForm, assign_guard))
register("reassign", Handler(reassign, ReassignForm, reassign_guard))
