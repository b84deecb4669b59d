"""Summons I and II, rescheduling, absence (PP 94/2021 Pasal 26)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import lawbook, letters, papers
from cases.actions import chain, deadlines
from cases.actions.examination import current_summons, is_served, proposed_day, summons_day, summons_window
from cases.handlers.common import WITNESS_COLUMNS, no_hunting
from cases.models import Case, DeadlinePause, Summons
from cases.move_forms import MoveForm, RowsField
from cases.registry import Act, Handler, Missing, register
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.documents import actions as documents
from neutrality.documents.codes import State
from neutrality.documents.forms.parts import Party
from neutrality.documents.parties import party
from neutrality.errors import Refusal
from neutrality.workdays import calendar_for


class SummonsForm(MoveForm):
    exam_date = forms.DateField(
        label=gettext_lazy("Hari pemeriksaan"), error_messages={"required": gettext_lazy("Isi hari pemeriksaan.")}
    )
    exam_time = forms.TimeField(
        label=gettext_lazy("Pukul"), error_messages={"required": gettext_lazy("Isi pukul pemeriksaan.")}
    )
    place = forms.CharField(
        label=gettext_lazy("Tempat"),
        max_length=200,
        error_messages={"required": gettext_lazy("Isi tempat pemeriksaan, misalnya “Ruang Rapat BKPSDM”.")},
    )
    date_reason = forms.CharField(
        label=gettext_lazy("Alasan bila tanggalnya berbeda dari usul"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Tanggal usul mengikuti kalender dan posisi hukum instansi."),
    )
    number = forms.CharField(
        label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False,
        help_text=gettext_lazy("Kosongkan bila nomor diambil dari register instansi ini."),
    )  # fmt: skip

    def offer(self) -> None:
        day = proposed_day(self.case, self.on)
        told = summons_day(self.case, self.on, day)
        self.fields["exam_date"].initial = day
        skipped = ", ".join(f"{formats.day(one)} ({reason})" for one, reason in told.skipped)
        self.fields["exam_date"].help_text = (
            _("Usul menurut kalender: %(day)s, %(clear)s hari kerja penuh setelah surat. Dilewati: %(skipped)s.")
            % {"day": formats.day(day), "clear": told.clear, "skipped": skipped}
            if skipped
            else _("Usul menurut kalender: %(day)s, %(clear)s hari kerja penuh setelah surat.")
            % {"day": formats.day(day), "clear": told.clear}
        )
        last = self.case.summonses.last()
        if last is not None:
            self.fields["exam_time"].initial, self.fields["place"].initial = last.exam_time, last.place

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day = data.get("exam_date")
        if day is None or self.legacy:
            return data
        if day <= self.on:
            self.add_error("exam_date", _("Pemeriksaan mendahului suratnya. Usul: %(day)s.") % {
                "day": formats.day(proposed_day(self.case, self.on))})  # fmt: skip
        elif not calendar_for(self.case.agency).is_working_day(day):
            self.add_error("exam_date", _("Hari itu bukan hari kerja."))
        else:
            told = summons_day(self.case, self.on, day)
            if told.warning and not data.get("date_reason"):
                self.add_error("exam_date", told.sentence + " " + _("Pilih tanggal usul, atau tulis alasannya."))
        return data


def summon_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """Who examines must stand before anybody is called."""
    missing = []
    if lawbook.assess_case(case)["team"] == "required" and not case.team.exists():
        missing.append(
            Missing(
                "team_missing",
                _("Hukuman berat mungkin dijatuhkan: bentuk tim pemeriksa dahulu (PP 94/2021 Pasal 29)."),
            )
        )
    if not case.allegations.exists():
        missing.append(Missing("allegation_missing", _("Pilih dugaan pelanggaran dahulu.")))
    return missing


def summon(act: Act) -> str:
    row = _call(act, ordinal=2 if act.move.code == "summon_again" else 1)
    return _("Panggilan %(order)s: diperiksa %(day)s") % {
        "order": "II" if row.ordinal == 2 else "I", "day": formats.day(row.exam_date),
    }  # fmt: skip


def _call(act: Act, *, ordinal: int, replaces: Summons | None = None) -> Summons:
    """A letter of its own with its day; the clocks of its service and of the examination run."""
    case, data = act.case, act.data
    signer = act.acted_by or papers.desk_head(case, act.acted_on)
    document = papers.issue(act, "F01_SURAT_PANGGILAN", _letter(act, ordinal, signer), signer=signer,
                            number=data.get("number", ""))  # fmt: skip
    row = Summons.objects.create(
        case=case, ordinal=ordinal, letter_date=act.acted_on, exam_date=data["exam_date"], exam_time=data["exam_time"],
        place=data["place"], report_to=signer, document=document, replaces=replaces, reason=data.get("reason", ""),
    )  # fmt: skip
    rule = "D-PANGGIL-2-EXAM" if ordinal == 2 else "D-PANGGIL-1"
    earliest, _last = summons_window(case, act.acted_on)
    deadlines.start(
        case, rule, starts_on=act.acted_on, due_on=row.exam_date, earliest_on=earliest, holder=case.holder,
        label=str(_("Pemeriksaan tertutup")),
    )  # fmt: skip
    deadlines.start(case, "service", starts_on=act.acted_on, holder=case.holder)
    return row


def _letter(act: Act, ordinal: int, signer: Any) -> dict[str, Any]:
    case, data, day = act.case, act.data, act.acted_on
    host = party(signer.person, day)
    return papers.person_fields(case, day, "penerima") | {
        "urutan_panggilan": ordinal,
        "menghadap_nama": host.nama,
        "menghadap_nip": host.nip,
        "menghadap_pangkat": host.pangkat,
        "menghadap_jabatan": signer.title,
        "tanggal": data["exam_date"],
        "jam": papers.hour(case, data["exam_time"]),
        "tempat": data["place"],
        "dugaan_pelanggaran": letters.alleged(case),
        "tempat_surat": letters.place_of_letters(case.agency),
    }


# --- withdrawing and rescheduling ------------------------------------------------------


class ReasonForm(MoveForm):
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=300, error_messages={"required": gettext_lazy("Tulis alasannya.")}
    )


def withdraw(act: Act) -> str:
    row = _current(act.case)
    _cancel_letter(act, row, act.data["reason"])
    row.state, row.reason = Summons.State.WITHDRAWN, act.data["reason"]
    row.save(update_fields=["state", "reason"])
    deadlines.cancel(act.case, "D-PANGGIL-1", "service", on=act.acted_on)
    tier = chain.current(act.case)
    holder = act.case.holder or (tier.position if tier else None)
    deadlines.start(act.case, "start", starts_on=act.acted_on, holder=holder)
    return _("Panggilan ditarik: %(reason)s") % {"reason": act.data["reason"]}


def _cancel_letter(act: Act, row: Summons, reason: str) -> None:
    if row.document is not None and row.document.state in (State.NUMBERED, State.SIGNED, State.SERVED):
        documents.cancel(document=row.document, actor=act.actor, reason=reason)


def _current(case: Case) -> Summons:
    row = current_summons(case)
    if row is None:
        raise Refusal("no_summons", _("Tidak ada surat panggilan yang berlaku."))
    return row


class RescheduleForm(SummonsForm):
    ground = forms.ChoiceField(
        label=gettext_lazy("Alasan yang sah"),
        choices=[
            *[(value, label) for value, label in DeadlinePause.Ground.choices if value != "legal_question"],
            ("other", gettext_lazy("Alasan sah lain")),
        ],
        error_messages={"required": gettext_lazy("Pilih alasan yang sah.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Keterangan dan buktinya"),
        max_length=300,
        error_messages={"required": gettext_lazy("Sebut buktinya, misalnya nomor surat keterangan sakit.")},
    )


def reschedule(act: Act) -> str:
    """A valid reason is no absence: a new letter with a new day takes the place of the old."""
    old = _current(act.case)
    old.state = Summons.State.REPLACED
    old.save(update_fields=["state"])
    deadlines.cancel(act.case, "D-PANGGIL-1", "D-PANGGIL-2-EXAM", "service", on=act.acted_on)
    row = _call(act, ordinal=old.ordinal, replaces=old)
    return _("Dijadwalkan ulang ke %(day)s: %(reason)s") % {
        "day": formats.day(row.exam_date), "reason": act.data["reason"],
    }  # fmt: skip


# --- absence ---------------------------------------------------------------------------


class AbsenceForm(MoveForm):
    note = forms.CharField(label=gettext_lazy("Alasan ketidakhadiran, bila ada"), max_length=300, required=False)
    witnesses = RowsField(label=gettext_lazy("Saksi"), columns=WITNESS_COLUMNS, required=False, blank_rows=2)

    def clean_note(self) -> str:
        return no_hunting(self.cleaned_data["note"])


def absence_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    row = current_summons(case)
    missing = []
    if row is None or not is_served(row):
        missing.append(
            Missing("summons_not_served", _("Catat dahulu penyerahan surat panggilan dengan tanda terimanya."))
        )
    if row is not None and on < row.exam_date:
        missing.append(
            Missing("exam_not_due", _("Hari pemeriksaan %(day)s belum tiba.") % {"day": formats.day(row.exam_date)})
        )
    return missing


def record_absence(act: Act) -> str:
    row = _current(act.case)
    signer = act.acted_by or papers.desk_head(act.case, act.acted_on)
    letter = row.document
    row.absence_document = papers.issue(
        act, "P04_BA_KETIDAKHADIRAN",
        {
            "urutan_panggilan": row.ordinal, "terperiksa": party(act.case.person, act.acted_on),
            "panggilan_nomor": letter.number if letter else "-", "tanggal_panggilan": row.letter_date,
            "tanggal_seharusnya": row.exam_date, "jam": papers.hour(act.case, row.exam_time), "tempat": row.place,
            "bukti_kirim": _proof(row), "alasan_jika_ada": act.data["note"],
            "saksi": tuple(Party(nama=one["name"], jabatan=one["position"]) for one in act.data["witnesses"]),
        },
        signer=signer,
    )  # fmt: skip
    row.attended = False
    row.save(update_fields=["attended", "absence_document"])
    rule = "D-PANGGIL-2-EXAM" if row.ordinal == 2 else "D-PANGGIL-1"
    deadlines.meet(act.case, rule, act.acted_on)
    deadlines.cancel(act.case, "service", on=act.acted_on)
    if row.ordinal == 1:
        deadlines.start(act.case, "D-PANGGIL-2", starts_on=row.exam_date, holder=act.case.holder,
                        label=str(_("Terbitkan surat panggilan II")))  # fmt: skip
    else:
        deadlines.start(act.case, "lhp", starts_on=act.acted_on, holder=act.case.holder)
    return _("Tidak hadir pada panggilan %(order)s") % {"order": "II" if row.ordinal == 2 else "I"}


def _proof(row: Summons) -> str:
    day = formats.day(row.served_on) if row.served_on else "-"
    return f"{row.served_how or 'diserahkan'}, {day}, tanda terima tersimpan"


register("summon", Handler(summon, SummonsForm, summon_guard))
register("summon_again", Handler(summon, SummonsForm, summon_guard))
register("withdraw_summons", Handler(withdraw, ReasonForm))
register("reschedule", Handler(reschedule, RescheduleForm))
register("record_absence", Handler(record_absence, AbsenceForm, absence_guard))
