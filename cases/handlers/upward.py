"""Up and back down: to the competent official, to the President, back to the examiner."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, officers, papers
from cases.actions import chain, deadlines
from cases.actions.examination import set_aside
from cases.handlers.summons import ReasonForm
from cases.models import Case, Minutes, Tier
from cases.move_forms import AppointmentField, MoveForm
from cases.registry import Act, Handler, Missing, register
from cases.transitions import Move
from neutrality.accounts.models import User
from neutrality.documents.parties import party
from neutrality.documents.words import long_date
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment, Position

OPINIONS = [("agree", gettext_lazy("Sependapat dengan usul")), ("differ", gettext_lazy("Berpendapat lain"))]


def _above(case: Case) -> list[Tier]:
    """Steps from the next superior up to the official who is competent for the report, both included."""
    held, goal = chain.current(case), _competent_above(case)
    if held is None or goal is None:
        return []
    return [tier for tier in chain.above(case, held) if tier.order <= goal.order]


def _recipients(case: Case, on: date) -> list[Appointment]:
    return [tier.holder for tier in _above(case) if tier.holder is not None]


class EscalateForm(MoveForm):
    """Straight to the competent official, or level by level: each superior adds an opinion and passes it on."""

    summary = forms.CharField(
        label=gettext_lazy("Ringkasan hasil pemeriksaan"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Ringkas hasil pemeriksaannya.")},
    )
    to = AppointmentField(
        label=gettext_lazy("Diteruskan kepada"),
        candidates=_recipients,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk pejabat yang berwenang. Atasan di antaranya dapat diminta pendapat."),
    )
    opinion = forms.ChoiceField(
        label=gettext_lazy("Pendapat"), choices=[("", gettext_lazy("Tanpa pendapat")), *OPINIONS], required=False
    )

    def offer(self) -> None:
        """One who passes on what came up has an opinion on it."""
        if self.case.status == "escalated":
            self.fields["opinion"].required = True
            self.fields["opinion"].error_messages["required"] = _("Pilih pendapat Anda atas usul dalam laporan.")

    def clean_to(self) -> Appointment | None:
        to: Appointment | None = self.cleaned_data["to"]
        if to is not None and to.position_id not in {tier.position_id for tier in _above(self.case)}:
            raise forms.ValidationError(
                _("Pilih atasan di antara pemegang tugas dan pejabat yang berwenang dalam jalur.")
            )
        return to


def _competent_above(case: Case) -> Tier | None:
    """The official to whom the report goes: the lowest competent one, above the current holder."""
    held = chain.current(case)
    deciding = officers.for_report(case)
    if held is None or any(tier.pk == held.pk for tier in deciding):
        return None
    return next((tier for tier in deciding if tier.order > held.order), None)


def escalate_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    if _competent_above(case) is not None:
        return []
    held = chain.current(case)
    who = held.position.name if held else ""
    return [
        Missing(
            "already_competent",
            _("%(who)s sendiri berwenang atas usul dalam laporan; tidak ada yang perlu diteruskan.") % {"who": who},
        )
    ]


def escalate(act: Act) -> str:
    goal = _competent_above(act.case)
    to = act.data.get("to")
    tier = next((one for one in _above(act.case) if to is not None and one.position_id == to.position_id), goal)
    if goal is None or tier is None:
        raise Refusal("already_competent", _("Tidak ada pejabat lebih tinggi yang berwenang."))
    case = act.case
    report = case.reports.last()
    attached = [
        f"Berita acara pemeriksaan tanggal {long_date(one.held_on)}"
        for one in case.minutes.filter(kind=Minutes.Kind.EXAMINATION)
    ] or ["Berita acara ketidakhadiran atas panggilan I dan II"]
    opinion = str(dict(OPINIONS).get(act.data.get("opinion") or "", ""))
    papers.issue(
        act, "P05_LAPORAN_KEWENANGAN",
        {
            "kepada": tier.position.name, "terperiksa": party(case.person, act.acted_on),
            "ringkasan": act.data["summary"] + (f"\n\nPendapat: {opinion.lower()}." if opinion else ""),
            "pejabat_berwenang": goal.position.name, "lampiran_bap": tuple(attached),
            "lampiran_lhp": f"Laporan hasil pemeriksaan tanggal {long_date(report.submitted_on if report else act.acted_on)}",
        },
        signer=act.acted_by or papers.desk_head(case, act.acted_on),
    )  # fmt: skip
    did = _("meneruskan kepada %(post)s") % {"post": tier.position.name}
    chain.acted(case, f"{did}; {opinion.lower()}" if opinion else did, act.acted_on)
    chain.give_to(case, tier, act.acted_on)
    if tier.pk == goal.pk:
        deadlines.start(case, "decision", starts_on=act.acted_on, holder=tier.position)
    else:
        deadlines.meet(case, "tier", act.acted_on)
        deadlines.start(case, "tier", starts_on=act.acted_on, holder=tier.position)
    said = _("Diteruskan kepada %(post)s") % {"post": tier.position.name}
    return f"{said}. {opinion}." if opinion else said


def return_report(act: Act) -> str:
    """Back to whoever examined, with what is wanting. The earlier examination stays in the file."""
    case = act.case
    report = case.reports.last()
    if report is not None:
        report.returned_reason = act.data["reason"]
        report.save(update_fields=["returned_reason"])
    set_aside(case)
    deadlines.cancel(case, "decision", "tier", on=act.acted_on)
    examined = (
        case.tiers.filter(reached_on__isnull=False).exclude(state=Tier.State.PASSED_OVER).order_by("order").first()
    )
    if examined is not None:
        chain.acted(case, str(_("mengembalikan laporan")), act.acted_on)
        chain.give_to(case, examined, act.acted_on)
    chair = competence.chair_of(case)
    if chair is not None:
        case.holder = chair.appointment.position
        case.save(update_fields=["holder"])
    deadlines.start(case, "start", starts_on=act.acted_on, holder=case.holder)
    return _("Laporan dikembalikan: %(reason)s") % {"reason": act.data["reason"]}


class ProposalForm(MoveForm):
    proposal = forms.CharField(
        label=gettext_lazy("Usul"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis hukuman yang diusulkan kepada Presiden.")},
    )
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)


def president_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    if officers.president_decides(case):
        return []
    return [
        Missing("president_not_competent", _("Hukuman ini tidak memerlukan keputusan Presiden (PP 94/2021 Pasal 17)."))
    ]


def propose_to_president(act: Act) -> str:
    case = act.case
    report = case.reports.last()
    signer = act.acted_by or papers.desk_head(case, act.acted_on)
    papers.issue(
        act, "P06_USUL_PPK_PRESIDEN",
        {
            "dasar": ("PP 94/2021 Pasal 17",), "terperiksa": party(case.person, act.acted_on),
            "pelanggaran": report.breach if report else case.brief, "usul": act.data["proposal"],
            "lampiran": ("Berita acara pemeriksaan", "Laporan hasil pemeriksaan"),
        },
        signer=signer, number=act.data.get("number", ""),
    )  # fmt: skip
    tier = next((one for one in chain.able(case) if one.position.office == Position.Office.PPK), None)
    if tier is not None:
        chain.acted(case, str(_("mengusulkan kepada Presiden")), act.acted_on)
    return _("Diusulkan kepada Presiden")


register("escalate", Handler(escalate, EscalateForm, escalate_guard))
register("return_report", Handler(return_report, ReasonForm))
register("propose_to_president", Handler(propose_to_president, ProposalForm, president_guard))
