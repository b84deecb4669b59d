"""The examination team: always where a heavy sanction is possible, never where only a light one is.

PP 94/2021 Pasal 29: elements of the direct superior, supervision and personnel; nobody below the
level of the person examined; nobody who is conflicted.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, lawbook, letters, papers
from cases.actions import chain, deadlines
from cases.actions.examination import set_aside
from cases.models import Case, CaseAccess, TeamMember
from cases.move_forms import AppointmentField, MoveForm, RowsField
from cases.registry import Act, Handler, Missing, register
from cases.transitions import Move
from neutrality.accounts.models import User
from neutrality.documents.parties import party
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment, Position, PositionLevel

LEAST_MEMBERS = 3
NEEDED_ELEMENTS = (TeamMember.Element.SUPERIOR, TeamMember.Element.SUPERVISION, TeamMember.Element.PERSONNEL)
_ORDER = [
    PositionLevel.PELAKSANA, PositionLevel.PENGAWAS, PositionLevel.ADMINISTRATOR, PositionLevel.JPT_PRATAMA,
    PositionLevel.JPT_MADYA, PositionLevel.JPT_UTAMA, PositionLevel.POLITICAL,
]  # fmt: skip
# Functional grades beside the levels, for "not below": equivalence set by BKPSDM goes before.
_GRADES = {
    "pemula": 0, "terampil": 0, "mahir": 0, "penyelia": 1, "ahli_pertama": 0, "ahli_muda": 1, "ahli_madya": 2,
    "ahli_utama": 3,
}  # fmt: skip


def rank_of(position: Position) -> int:
    """Level of a post for comparing members with the examined; functional posts by their grade."""
    level = position.equivalent_level or position.level
    if level == PositionLevel.FUNGSIONAL:
        return _GRADES.get(position.functional_grade, 0)
    return _ORDER.index(PositionLevel(level))


def subject_rank(case: Case, on: date) -> int:
    held = organization.position_of(case.person, on) or organization.position_of(case.person, case.event_date)
    return rank_of(held.position) if held else 0


def candidates(case: Case, on: date) -> list[Appointment]:
    """People whom the page offers: the line, Inspektorat, BKPSDM and Setda, not below the examined."""
    offices = Position.objects.filter(
        agency=case.agency, office__in=(Position.Office.INSPEKTUR, Position.Office.HEAD_BKPSDM, Position.Office.SEKDA)
    ).select_related("unit")
    walled = set(case.walls.values_list("person_id", flat=True)) | {case.person_id}
    found: list[Appointment] = [tier.holder for tier in chain.able(case) if tier.holder is not None]
    for office in offices:
        rows = (
            Appointment.objects.on(on)
            .filter(position__unit__path__startswith=office.unit.path)
            .exclude(person_id__in=walled)
            .select_related("person", "position__unit")
            .order_by("position__unit__path", "pk")
        )
        found += list(rows[:80])
    least = subject_rank(case, on)
    unique = {one.pk: one for one in found if rank_of(one.position) >= least}
    return list(unique.values())


class TeamForm(MoveForm):
    members = RowsField(
        label=gettext_lazy("Anggota tim"),
        blank_rows=4,
        columns={
            "appointment": AppointmentField(label=gettext_lazy("Pejabat"), candidates=candidates),
            "element": forms.ChoiceField(label=gettext_lazy("Unsur"), choices=TeamMember.Element),
            "role": forms.ChoiceField(
                label=gettext_lazy("Peran"), choices=TeamMember.Role, initial=TeamMember.Role.MEMBER
            ),
        },
        error_messages={
            "required": gettext_lazy("Pilih anggota tim: sedikitnya atasan langsung, pengawasan, dan kepegawaian.")
        },
    )
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def offer(self) -> None:
        """One row for each element that a team needs, the holder of the duty already in it."""
        held = chain.current(self.case)
        superior = held.holder.code if held and held.holder else ""
        self.fields["members"].initial = [
            {"appointment": superior, "element": TeamMember.Element.SUPERIOR},
            {"element": TeamMember.Element.SUPERVISION},
            {"element": TeamMember.Element.PERSONNEL, "role": TeamMember.Role.CHAIR},
            {"element": TeamMember.Element.OTHER},
        ]

    def clean_members(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["members"]
        problems = problems_of(self.case, rows, self.on)
        if problems and not self.legacy:
            raise forms.ValidationError(problems)
        return rows


def problems_of(case: Case, rows: list[dict[str, Any]], on: date) -> list[str]:
    """What is wrong with a proposed team, in sentences."""
    people = [row["appointment"] for row in rows]
    return [*_composition(case, rows), *_levels(case, people, on), *_conflicts(case, people, on)]


def _composition(case: Case, rows: list[dict[str, Any]]) -> list[str]:
    found = []
    if len(rows) < LEAST_MEMBERS:
        found.append(_("Tim terdiri atas sedikitnya %(least)s orang.") % {"least": LEAST_MEMBERS})
    chairs = [row for row in rows if row["role"] == TeamMember.Role.CHAIR]
    if len(chairs) != 1:
        found.append(_("Tim mempunyai satu ketua."))
    twice = [person for person, times in Counter(row["appointment"].person_id for row in rows).items() if times > 1]
    if twice:
        found.append(_("Satu orang hanya sekali menjadi anggota."))
    elements = {row["element"] for row in rows}
    for element in NEEDED_ELEMENTS:
        if element not in elements:
            found.append(_("Unsur %(element)s belum ada dalam tim.") % {"element": str(element.label).lower()})
    held = chain.current(case)
    superiors = [row["appointment"] for row in rows if row["element"] == TeamMember.Element.SUPERIOR]
    if held is not None and superiors and all(one.position_id != held.position_id for one in superiors):
        found.append(_("Unsur atasan langsung diisi pemegang tugas, %(post)s.") % {"post": held.position.name})
    return found


def _levels(case: Case, people: Iterable[Appointment], on: date) -> list[str]:
    least = subject_rank(case, on)
    return [
        _("%(who)s berjabatan lebih rendah daripada terperiksa.") % {"who": one.person.full_name}
        for one in people
        if rank_of(one.position) < least
    ]


def _conflicts(case: Case, people: list[Appointment], on: date) -> list[str]:
    """One sentence for every ground: why somebody cannot sit is for the desk alone."""
    by_rule = organization.conflicts_of([one.person_id for one in people], case.person, on)
    walled = set(case.walls.values_list("person_id", flat=True)) | {case.person_id}
    return [
        _("%(who)s tidak dapat duduk dalam tim ini, alasan tercatat.") % {"who": one.person.full_name}
        for one in people
        if by_rule.get(one.person_id) or one.person_id in walled
    ]


def team_guard(case: Case, move: Move, actor: User, on: date) -> list[Missing]:
    asked = lawbook.assess_case(case)["team"]
    if asked == "not_allowed":
        return [
            Missing(
                "team_not_allowed",
                _("Pelanggaran ringan diperiksa atasan langsung sendiri (PP 94/2021 Pasal 29)."),
            )
        ]
    return []


def form_team(act: Act) -> str:
    case, day = act.case, act.acted_on
    signer = act.acted_by or papers.desk_head(case, day)
    rows = act.data["members"]
    set_aside(case)
    earlier = case.reports.last()
    if case.status == "reported" and earlier is not None:
        earlier.returned_reason = str(_("Diperiksa ulang oleh Tim Pemeriksa"))
        earlier.save(update_fields=["returned_reason"])
    before = case.team.values("appointment__person")
    CaseAccess.objects.filter(
        case=case, person__in=before, capacity=CaseAccess.Capacity.EXAMINER, ended_on__isnull=True
    ).update(ended_on=day)
    case.team.all().delete()
    document = papers.issue(
        act, "F04_SK_TIM", _decree(case, rows, day), signer=signer, number=act.data.get("number", "")
    )
    for row in rows:
        TeamMember.objects.create(
            case=case, appointment=row["appointment"], element=row["element"], role=row["role"], document=document
        )
        competence.let_read(case, capacity=CaseAccess.Capacity.EXAMINER, since=day, appointment=row["appointment"])
    chair = next(row["appointment"] for row in rows if row["role"] == TeamMember.Role.CHAIR)
    case.holder = chair.position
    case.save(update_fields=["holder"])
    if deadlines.running(case, "start") is None:
        deadlines.start(case, "start", starts_on=day, holder=chair.position)
    deadlines.hand_over(case, "start", chair.position)
    return _("Tim Pemeriksa %(number)s orang, diketuai %(chair)s") % {
        "number": len(rows), "chair": chair.person.full_name,
    }  # fmt: skip


def _decree(case: Case, rows: list[dict[str, Any]], on: date) -> dict[str, Any]:
    members = []
    for row in sorted(rows, key=lambda row: TeamMember.Role.values.index(row["role"])):
        who = party(row["appointment"].person, on)
        members.append(
            {
                "nama": who.nama, "nip": who.nip, "pangkat": who.pangkat, "jabatan": row["appointment"].title,
                "unsur": str(TeamMember.Element(row["element"]).label), "peran": str(TeamMember.Role(row["role"]).label),
            }
        )  # fmt: skip
    return {
        "menimbang": (
            f"bahwa {case.person.full_name} diduga melakukan pelanggaran {letters.alleged(case)}",
            "bahwa untuk memeriksa dugaan pelanggaran tersebut perlu dibentuk Tim Pemeriksa",
        ),
        "mengingat": tuple(lawbook.statutes_cited(lawbook.assess_case(case)) or ["PP 94/2021 Pasal 29"]),
        "terperiksa_identitas": party(case.person, on),
        "anggota_nama_nip_pangkat_jabatan": tuple(members),
        "tugas": (
            "memanggil dan memeriksa terperiksa secara tertutup",
            "meminta keterangan pihak lain bila diperlukan",
            "membuat berita acara pemeriksaan dan laporan hasil pemeriksaan",
        ),
    }


register("form_team", Handler(form_team, TeamForm, team_guard))
