"""Attendance, minutes (BAP) and the report of the examination (LHP)."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, lawbook, letters, officers, papers
from cases.actions import chain, deadlines
from cases.actions.examination import current_summons, is_served
from cases.handlers.common import AnswersField
from cases.models import Case, ExaminationReport, Minutes, Summons
from cases.move_forms import MoveForm
from cases.registry import Act, Handler, Missing, register
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.documents.parties import party
from neutrality.documents.words import long_date

IMPACTS = [
    ("", gettext_lazy("Tidak dinilai (pasal tanpa uji dampak)")),
    ("unit_kerja", gettext_lazy("Unit kerja")),
    ("instansi", gettext_lazy("Instansi")),
    ("negara", gettext_lazy("Negara")),
    ("pemerintah", gettext_lazy("Pemerintah")),
]


class ExamineForm(MoveForm):
    virtual = forms.BooleanField(label=gettext_lazy("Secara virtual"), required=False)
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=300, required=False)


def examine_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
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


def examine(act: Act) -> str:
    row = current_summons(act.case)
    if row is not None:
        row.attended = True
        row.save(update_fields=["attended"])
    deadlines.meet(
        act.case, "D-PANGGIL-2-EXAM" if row is not None and row.ordinal == 2 else "D-PANGGIL-1", act.acted_on
    )
    deadlines.cancel(act.case, "service", on=act.acted_on)
    return _("Terlapor hadir dan diperiksa%(how)s") % {"how": _(" secara virtual") if act.data["virtual"] else ""}


# --- minutes -----------------------------------------------------------------------------


class MinutesForm(MoveForm):
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    questions = AnswersField(label=gettext_lazy("Tanya jawab"), blank_rows=10)
    signed = forms.BooleanField(
        label=gettext_lazy("Terperiksa menandatangani"),
        required=False,
        help_text=gettext_lazy("Penolakan tidak menghentikan proses; catat di bawah."),
    )
    refusal_note = forms.CharField(
        label=gettext_lazy("Catatan bila menolak menandatangani"), max_length=300, required=False
    )
    copy_given_on = forms.DateField(
        label=gettext_lazy("Salinan diserahkan"),
        required=False,
        help_text=gettext_lazy("Terperiksa berhak atas salinan berita acara."),
    )
    copy_declined = forms.BooleanField(label=gettext_lazy("Salinan ditawarkan dan tidak diambil"), required=False)

    def offer(self) -> None:
        last = self.case.summonses.last()
        self.fields["place"].initial = last.place if last else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("signed") and not data.get("refusal_note"):
            self.add_error("refusal_note", _("Bila tidak ditandatangani, catat penolakannya dan alasannya."))
        if not data.get("copy_given_on") and not data.get("copy_declined") and not self.legacy:
            self.add_error(
                "copy_given_on", _("Tawarkan salinan: isi tanggal penyerahannya, atau catat bahwa tidak diambil.")
            )
        return data


def record_minutes(act: Act) -> str:
    case, data = act.case, act.data
    examiners = _examiners(act)
    document = papers.issue(
        act, "F02_BAP",
        papers.person_fields(case, act.acted_on, "terperiksa") | {
            "tanggal": act.acted_on, "tempat": data["place"],
            "pemeriksa_identitas_per_orang": tuple(party(one.person, act.acted_on) for one in examiners),
            "dasar_wewenang_atau_surat_perintah": _basis(case),
            "pasal_yang_diduga_dilanggar": letters.alleged(case),
            "tanya_jawab_bernomor": [{"tanya": row["question"], "jawab": row["answer"]} for row in data["questions"]],
            "tanda_tangan_terperiksa": data["signed"],
            "catatan_penolakan_tanda_tangan": data["refusal_note"],
            "salinan_diserahkan": data["copy_given_on"], "penandatangan": None,
        },
        signer=examiners[0],
    )  # fmt: skip
    Minutes.objects.create(
        case=case, kind=Minutes.Kind.EXAMINATION, person=case.person, held_on=act.acted_on, place=data["place"],
        questions=data["questions"], signed=data["signed"], refusal_note=data["refusal_note"],
        copy_given_on=data["copy_given_on"], document=document,
    )  # fmt: skip
    deadlines.start(case, "lhp", starts_on=act.acted_on, holder=case.holder)
    how = _("ditandatangani") if data["signed"] else _("terperiksa menolak menandatangani")
    return _("BAP dengan %(number)s tanya jawab, %(how)s") % {"number": len(data["questions"]), "how": how}


def _examiners(act: Act) -> list[Any]:
    members = act.case.team.select_related("appointment__person", "appointment__position").order_by("pk")
    team = [one.appointment for one in members]
    first = act.acted_by or competence.examiner_of(act.case) or papers.desk_head(act.case, act.acted_on)
    return [first, *[one for one in team if one.person_id != first.person_id]]


def _basis(case: Case) -> str:
    decree = next((one.document for one in case.team.select_related("document") if one.document), None)
    if decree is not None and decree.dated:
        return f"Keputusan Nomor {decree.number} tanggal {long_date(decree.dated)}"
    return "PP 94/2021 Pasal 26 dan Pasal 27"


# --- report ------------------------------------------------------------------------------


class ReportForm(MoveForm):
    proven = forms.TypedChoiceField(
        label=gettext_lazy("Kesimpulan"),
        coerce=lambda value: str(value).lower() in ("1", "true", "proven"),
        choices=[("proven", gettext_lazy("Terbukti melanggar")), ("not_proven", gettext_lazy("Tidak terbukti"))],
        error_messages={"required": gettext_lazy("Pilih kesimpulan pemeriksaan.")},
    )
    breach = forms.CharField(
        label=gettext_lazy("Bentuk pelanggaran"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Uraikan perbuatan yang diperiksa.")},
    )
    happened = forms.CharField(
        label=gettext_lazy("Waktu pelanggaran"),
        max_length=300,
        help_text=gettext_lazy("Tanggal, dan jamnya bila diketahui."),
        error_messages={"required": gettext_lazy("Isi waktu kejadian menurut hasil pemeriksaan.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Tempat pelanggaran"),
        max_length=300,
        error_messages={"required": gettext_lazy("Isi tempat kejadian menurut hasil pemeriksaan.")},
    )
    aggravating = forms.CharField(
        label=gettext_lazy("Faktor yang memberatkan"), max_length=4000, widget=forms.Textarea, required=False
    )
    mitigating = forms.CharField(
        label=gettext_lazy("Faktor yang meringankan"), max_length=4000, widget=forms.Textarea, required=False
    )
    impact = forms.ChoiceField(label=gettext_lazy("Dampak"), choices=IMPACTS, required=False)
    impact_note = forms.CharField(
        label=gettext_lazy("Uraian dampak"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=gettext_lazy("Siapa yang terdampak dan mengapa."),
        error_messages={"required": gettext_lazy("Uraikan dampaknya, atau tulis bahwa tidak ditemukan.")},
    )
    conclusion = forms.CharField(
        label=gettext_lazy("Kesimpulan dalam laporan"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis kesimpulannya.")},
    )
    recommended = forms.CharField(
        label=gettext_lazy("Usul hukuman"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Hanya jenis yang dimungkinkan pasalnya. Kosongkan bila diserahkan kepada pejabatnya."),
    )

    def offer(self) -> None:
        offered: dict[str, str] = {}
        impacts: Any = self.fields["impact"]
        for impact, _label in impacts.choices:
            offered |= self._possible(impact)
        self.fields["recommended"].widget = forms.Select(
            choices=[("", _("Diserahkan kepada pejabat yang berwenang")), *offered.items()]
        )
        self._follow()
        self.fields["happened"].initial = long_date(self.case.event_date)
        self.fields["place"].initial = self.case.incident.place

    def _follow(self) -> None:
        """The choices follow the impact and the conclusion while the page stands; ``clean`` refuses all the same."""
        for name, trigger in (("impact", "load, change"), ("proven", "change")):
            self.fields[name].widget.attrs |= {
                "hx-get": reverse("cases:recommendable", args=[self.case.code]), "hx-trigger": trigger,
                "hx-target": "#id_recommended", "hx-include": "#id_impact, #id_proven, #id_recommended",
            }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = data.get("recommended")
        if chosen and data.get("proven") is False:
            self.add_error("recommended", _("Yang tidak terbukti tidak diusulkan hukuman."))
        elif chosen and not self.legacy and chosen not in self._possible(data.get("impact", "")):
            self.add_error(
                "recommended", _("Jenis hukuman ini tidak dimungkinkan pasal yang diduga dengan dampak ini.")
            )
        return data

    def _possible(self, impact: str) -> dict[str, str]:
        """Sanctions that the alleged provisions allow when the impact is ``impact``: code to title."""
        answer = lawbook.assess_case(self.case, impact=impact or None)
        return {row["sanction"]: row["title"]["id"] for row in answer.get("permitted", [])}


def report_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    """After minutes; or on available evidence after two lawful summonses, each served and missed."""
    if case.status == "minuted":
        signed = case.minutes.filter(kind=Minutes.Kind.EXAMINATION, signed__isnull=False).exists()
        return [] if signed else [Missing("minutes_missing", _("BAP belum lengkap."))]
    missed = [row for row in case.summonses.filter(state=Summons.State.SERVED, attended=False) if is_served(row)]
    ordinals = {row.ordinal for row in missed}
    if ordinals >= {1, 2}:
        return []
    return [
        Missing(
            "absences_not_proven",
            _("Tanpa pemeriksaan hanya bila dua panggilan sah terbukti diserahkan dan ketidakhadirannya dicatat "
              "(PP 94/2021 Pasal 26 ayat (4))."),
        )
    ]  # fmt: skip


def submit_report(act: Act) -> str:
    case, data = act.case, act.data
    by_evidence = case.status == "absent_again"
    report = ExaminationReport.objects.create(
        case=case, submitted_on=act.acted_on, proven=data["proven"], breach=data["breach"],
        happened=data["happened"], place=data["place"],
        aggravating=data["aggravating"], mitigating=data["mitigating"], impact=data["impact"],
        impact_note=data["impact_note"], recommended=data["recommended"], on_available_evidence=by_evidence,
    )  # fmt: skip
    deciding = officers.deciders(case, report.recommended)
    report.document = papers.issue(
        act, "F03_LHP", _letter(act, deciding, by_evidence), signer=act.acted_by or papers.desk_head(case, act.acted_on)
    )
    report.save(update_fields=["document"])
    chain.acted(case, str(_("laporan hasil pemeriksaan")), act.acted_on)
    _hand_on(case, deciding, act.acted_on)
    return _("LHP: %(finding)s%(how)s") % {
        "finding": _("terbukti") if report.proven else _("tidak terbukti"),
        "how": _(", atas bukti yang ada") if by_evidence else "",
    }  # fmt: skip


def _hand_on(case: Case, deciding: list[Any], on: date) -> None:
    """A team reports to the official who may decide; a lone superior keeps the case, and decides or
    passes it on by hierarchy (PP 94/2021 Pasal 27)."""
    held = chain.current(case)
    first = deciding[0] if deciding else None
    if case.team.exists() and first is not None:
        chain.give_to(case, first, on)
        held = first
    elif held is not None:
        case.holder = held.position
        case.save(update_fields=["holder"])
    competent = held is not None and any(one.pk == held.pk for one in deciding)
    deadlines.start(case, "decision" if competent else "tier", starts_on=on, holder=held.position if held else None)


def _letter(act: Act, deciding: list[Any], by_evidence: bool) -> dict[str, Any]:
    case, data = act.case, act.data
    answer = lawbook.assess_case(case, impact=data["impact"] or None)
    titles = {row["sanction"]: row["title"]["id"] for row in answer.get("permitted", [])}
    to = deciding[0].position.name if deciding else case.agency.head_title
    attached = [
        f"Berita acara pemeriksaan tanggal {long_date(one.held_on)}"
        for one in case.minutes.filter(kind=Minutes.Kind.EXAMINATION).order_by("held_on")
    ]
    if by_evidence:
        attached += [
            f"Berita acara ketidakhadiran atas panggilan {'II' if row.ordinal == 2 else 'I'}"
            for row in case.summonses.filter(attended=False).order_by("ordinal")
        ]
    last = case.minutes.filter(kind=Minutes.Kind.EXAMINATION).order_by("-held_on").first()
    conclusion = data["conclusion"]
    if by_evidence:
        conclusion += " Laporan ini dibuat atas bukti yang ada tanpa pemeriksaan (PP 94/2021 Pasal 26 ayat (4))."
    wish = titles.get(data["recommended"], "")
    level = answer.get("level") or ""
    return {
        "kepada_pejabat_berwenang": to,
        "tanggal_pemeriksaan": last.held_on if last else act.acted_on,
        "terperiksa_identitas": party(case.person, act.acted_on),
        "bentuk_pelanggaran": tuple(line for line in data["breach"].splitlines() if line.strip()),
        "waktu": data["happened"],
        "tempat": data["place"],
        "faktor_memberatkan": tuple(line for line in data["aggravating"].splitlines() if line.strip()),
        "faktor_meringankan": tuple(line for line in data["mitigating"].splitlines() if line.strip()),
        "dampak_perbuatan": tuple(line for line in data["impact_note"].splitlines() if line.strip()),
        "kesimpulan": conclusion,
        "rekomendasi_tingkat_dan_jenis": (
            f"tingkat {level}, {wish}" if wish and level else wish
            or ("tidak terbukti, tidak diusulkan hukuman" if not data["proven"] else "diserahkan kepada pejabat yang berwenang")
        ),
        "pernyataan_kewenangan": f"Wewenang menjatuhkan hukuman disiplin ada pada {to}",
        "lampiran_bap": tuple(attached) or ("-",),
    }  # fmt: skip


register("examine", Handler(examine, ExamineForm, examine_guard))
register("record_minutes", Handler(record_minutes, MinutesForm))
register("submit_report", Handler(submit_report, ReportForm, report_guard))
