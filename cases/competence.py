"""Who may act in a case, and who may record it: two questions, answered apart.

``acted_by`` is the office-holder in the world; competence is tested for the day of the act.
The actor is whoever sits at the screen: the office-holder, or staff of the case's desk who
record for an official from paper, with a scan.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import lawbook
from cases.actions import chain
from cases.models import Case, CaseAccess, TeamMember, Tier
from cases.registry import Missing
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import Role, User
from neutrality.errors import Refusal
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment, Position
from neutrality.workdays import today

# Positions outside the line that act for the desk of a case.
DESK_ROLES = {Case.Desk.MAIN: Role.INTAKE, Case.Desk.ALTERNATE: Role.ALTERNATE_INTAKE}
DESK_OFFICES = {Case.Desk.MAIN: Position.Office.HEAD_BKPSDM, Case.Desk.ALTERNATE: Position.Office.INSPEKTUR}
# Acts of somebody who holds no office of ours: no appointment is asked for.
WITHOUT_OFFICE = ("subject", "system", "remedy_body", "registrar", "desk")
# The legal position by which an agency has said who acts where the head of the region runs.
PPK_RUNS = "Q-PPK-RUNS"


def is_desk(case: Case, user: User) -> bool:
    """Whether ``user`` sits at the desk of this case."""
    return user.agency_id == case.agency_id and user.has_role(DESK_ROLES[Case.Desk(case.desk)])


def may_record(case: Case, user: User) -> bool:
    """Whether ``user`` may record acts of others in this case, from paper."""
    return is_desk(case, user) or user.has_role(Role.REGISTRAR)


def appointment_for(case: Case, code: str | None, actor: User, move: Move, on: date) -> Appointment | None:
    """The appointment in which somebody acts; by default the actor's own that is competent.

    None where the act needs no office (a person at the desk, the subject, the system).
    """
    if move.who in ("subject", "system") or (move.who == "remedy_body" and not code and is_desk(case, actor)):
        return None
    if code:
        found = (
            Appointment.objects.filter(agency=case.agency, code=code)
            .select_related("person__employee", "position__unit")
            .first()
        )
        if found is None:
            text = _("Jabatan ini tidak dikenal. Pilih pejabat dari daftar.")
            raise Refusal("malformed", text, fields={"acted_by": [text]}, status=400)
        if not Appointment.objects.on(on).filter(pk=found.pk).exists():
            text = _("%(who)s tidak memegang jabatan itu pada %(day)s.") % {
                "who": found.person.full_name, "day": formats.day(on),
            }  # fmt: skip
            raise Refusal("not_in_office", text, fields={"acted_by": [text]})
        return found
    held = organization.positions_of(actor.person, on) if actor.person else []
    competent = [one for one in held if not incompetence(case, move, one, on)]
    if competent:
        return competent[0]
    if move.who in WITHOUT_OFFICE:
        return held[0] if held and move.who in ("desk", "registrar") else None
    return held[0] if held else None


def incompetence(case: Case, move: Move, acted_by: Appointment | None, on: date) -> str:
    """Why ``acted_by`` may not do this, in one sentence; empty when competent."""
    if acted_by is not None and walled(case, acted_by.person_id):
        return _("Pejabat ini dilewati dalam perkara ini.")
    test = _TESTS[move.who]
    return test(case, acted_by, on)


def walled(case: Case, person_id: int) -> bool:
    return case.person_id == person_id or case.walls.filter(person_id=person_id).exists()


# --- competence, by the capacity that the table names ---------------------------------


def _desk(case: Case, acted_by: Appointment | None, on: date) -> str:
    if acted_by is None:
        return ""  # an account of the desk without a post; ``right_to_record`` tests the account
    office = DESK_OFFICES[Case.Desk(case.desk)]
    head = Position.objects.filter(agency=case.agency, office=office).select_related("unit").first()
    if head is not None and acted_by.position.unit.path.startswith(head.unit.path):
        return ""
    account = getattr(acted_by.person, "account", None)
    if account is not None and is_desk(case, account):
        return ""
    return _("Langkah ini dilakukan %(desk)s.") % {"desk": case.get_desk_display()}


def _superior(case: Case, acted_by: Appointment | None, on: date) -> str:
    tier = chain.current(case)
    if tier is None:
        return _("Belum ada atasan yang ditugasi dalam perkara ini.")
    if acted_by is None or acted_by.position_id != tier.position_id:
        return _("Tugas ini ada pada %(post)s.") % {"post": tier.position.name}
    return ""


def _examiner(case: Case, acted_by: Appointment | None, on: date) -> str:
    """The chair where a team sits, else the superior (PP 94/2021 Pasal 26, 27, 29)."""
    if case.track == "ethics":
        return (
            _desk(case, acted_by, on) if acted_by is None or _desk(case, acted_by, on) == "" else _board(case, acted_by)
        )
    chair = chair_of(case)
    if chair is None:
        return _superior(case, acted_by, on)
    if acted_by is None or acted_by.person_id != chair.appointment.person_id:
        return _("Tugas ini ada pada Ketua Tim Pemeriksa, %(who)s.") % {"who": chair.appointment.person.full_name}
    return ""


def _board(case: Case, acted_by: Appointment) -> str:
    chair = chair_of(case)
    if chair is not None and acted_by.person_id == chair.appointment.person_id:
        return ""
    return _("Tugas ini ada pada majelis kode etik.")


def chair_of(case: Case) -> TeamMember | None:
    """The chair who can act; one who stands aside since then leaves the team to the superior in it."""
    return (
        case.team.filter(role=TeamMember.Role.CHAIR)
        .exclude(appointment__person__in=case.walls.filter(person__isnull=False).values("person"))
        .select_related("appointment__person", "appointment__position__unit")
        .first()
    )


def examiner_of(case: Case) -> Appointment | None:
    """Who examines now: the chair of the team, else the holder of the current tier."""
    chair = chair_of(case)
    if chair is not None:
        return chair.appointment
    tier = chain.current(case)
    return tier.holder if tier else None


def _ppk(case: Case, acted_by: Appointment | None, on: date) -> str:
    if acted_by is None or acted_by.position.office != Position.Office.PPK:
        return _("Langkah ini wewenang Pejabat Pembina Kepegawaian (PPK).")
    return ""


def _decider(case: Case, acted_by: Appointment | None, on: date) -> str:
    """Somebody of the line who can act; which of them may impose what is asked by the decision."""
    if acted_by is None:
        return _("Sebut pejabat yang berwenang.")
    if acted_by.position.office == Position.Office.PPK:
        return ""
    if any(tier.position_id == acted_by.position_id for tier in chain.able(case)):
        return ""
    return _("Pejabat ini bukan atasan dalam jalur kewenangan perkara ini.")


def _reviewer(case: Case, acted_by: Appointment | None, on: date) -> str:
    """Whoever has the report before them, or somebody above: one who passed it on has let it go."""
    refused = _decider(case, acted_by, on)
    held = chain.current(case)
    if refused or acted_by is None or held is None or acted_by.position.office == Position.Office.PPK:
        return refused
    if any(tier.position_id == acted_by.position_id and tier.order >= held.order for tier in chain.able(case)):
        return ""
    return _("Laporan ini sudah diteruskan. Tugas ini ada pada %(post)s.") % {"post": held.position.name}


def _deliverer(case: Case, acted_by: Appointment | None, on: date) -> str:
    """The official who decided or whoever is told to hand over: the line, the team or the desk."""
    if not _desk(case, acted_by, on) or not _decider(case, acted_by, on):
        return ""
    if acted_by is not None and case.team.filter(appointment__person_id=acted_by.person_id).exists():
        return ""
    return _("Penyampaian dilakukan pejabat yang berwenang atau yang ditunjuknya.")


def _anybody(case: Case, acted_by: Appointment | None, on: date) -> str:
    return ""


_TESTS = {
    "desk": _desk, "superior": _superior, "examiner": _examiner, "ppk": _ppk, "decider": _decider,
    "reviewer": _reviewer, "deliverer": _deliverer, "subject": _anybody, "remedy_body": _anybody,
    "registrar": _anybody, "system": _anybody,
}  # fmt: skip


# --- the right to record ---------------------------------------------------------------


def right_to_record(case: Case, move: Move, actor: User, acted_by: Appointment | None) -> str:
    """Why ``actor`` may not record this act; empty when it may."""
    own = acted_by is not None and acted_by.person_id == actor.person_id
    if move.who == "registrar":
        return "" if actor.has_role(Role.REGISTRAR) else _("Langkah ini dilakukan pengelola register.")
    if move.who == "desk":
        return "" if is_desk(case, actor) else _("Langkah ini dilakukan %(desk)s.") % {"desk": case.get_desk_display()}
    if may_record(case, actor):
        return ""
    if own and (move.who != "remedy_body" or not _decider(case, acted_by, today(case.agency))):
        return ""  # who reads a case by role, or examined it, settles no objection
    return _("Langkah ini bukan tugas Anda. Pejabatnya mencatat sendiri, atau meja penerima mencatat dari kertas.")


def needs_scan(case: Case, move: Move, actor: User, acted_by: Appointment | None) -> bool:
    """Recording for somebody else rests on paper: the scan is asked for."""
    if acted_by is None or acted_by.person_id == actor.person_id:
        return False
    return not (move.who == "desk" and is_desk(case, actor) and not acted_by.position.is_head)


def ppk_stands_aside(case: Case) -> bool:
    """The PPK is passed over in this case and nobody acts as PPK."""
    tier = chain.ppk_tier(case)
    return tier is not None and tier.state == Tier.State.PASSED_OVER


def refuse_ppk_who_runs(case: Case, acted_by: Appointment | None, on: date, *, desk: bool = True) -> list[Missing]:
    """Where the head of the region or a relative runs, an acting PPK or a recorded position decides.

    ``desk``: the desk reads the ground; everybody else that the PPK is passed over.
    """
    tier = chain.ppk_tier(case)
    if tier is None or tier.state != Tier.State.PASSED_OVER:
        return []
    if acted_by is not None and not walled(case, acted_by.person_id):
        return []
    if not desk:
        return [
            Missing(
                "ppk_conflicted",
                _("PPK dilewati, alasan tercatat. Meja penerima mencatat pejabat yang bertindak sebagai PPK."),
            )
        ]
    if tier.passed_reason != "contestant":
        return [Missing("ppk_conflicted", _("PPK dilewati. Catat pejabat yang bertindak sebagai PPK."))]
    return [Missing("ppk_conflicted", _PPK_DEMANDS.get(lawbook.positions(case.agency).get(PPK_RUNS, ""), _PPK_ASKED))]


_PPK_ASKED = gettext_lazy(
    "PPK atau keluarganya menjadi peserta pemilihan. Catat pejabat yang bertindak sebagai PPK, "
    "atau catat pendapat hukum Bagian Hukum lebih dahulu."
)
_PPK_DEMANDS = {
    "acting_ppk": gettext_lazy(
        "PPK atau keluarganya menjadi peserta pemilihan. Menurut posisi hukum instansi, Plt., Pjs., atau Pj. bertindak: "
        "catat pengangkatannya pada jabatan itu."
    ),
    "higher": gettext_lazy(
        "PPK atau keluarganya menjadi peserta pemilihan. Menurut posisi hukum instansi, Gubernur atau Menteri Dalam "
        "Negeri bertindak: catat sebagai Pj. pada jabatan itu dengan nomor suratnya."
    ),
}


def let_read(case: Case, *, capacity: str, since: date, appointment: Appointment) -> None:
    """A task in the case gives its holder the right to read it."""
    CaseAccess.objects.get_or_create(
        case=case, person=appointment.person, capacity=capacity, ended_on=None, defaults={"since": since}
    )
