"""Reading cases: lists and what one case shows. Changes nothing.

Everything starts from ``Case.objects.visible_to``; what waits for somebody is in ``cases.waiting``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, lawbook, transitions
from cases.models import Case, CaseAccess, CaseMove, Deadline, Exhibit, Tier
from cases.models.case import NO_DUE
from neutrality import formats
from neutrality.accounts.models import Role, User
from neutrality.capped import capped
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment, OrgUnit
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar

# Groups of statuses that the stage path shows (interface specification, section 4).
STAGES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("report", gettext_lazy("Laporan"), ()),
    ("review", gettext_lazy("Telaah"), ("opened", "clarified")),
    ("summons", gettext_lazy("Pemanggilan"),
     ("assigned", "team_formed", "summoned", "absent", "summoned_again", "absent_again")),
    ("examination", gettext_lazy("Pemeriksaan"), ("examined", "minuted")),
    ("result", gettext_lazy("Laporan hasil"), ("reported", "not_proven")),
    ("decision", gettext_lazy("Keputusan"), ("escalated", "proposed_to_president", "decided")),
    ("service", gettext_lazy("Penyampaian"),
     ("served", "remedy_window", "objection", "appeal", "remedy_decided", "in_force", "serving", "closed")),
)  # fmt: skip
ETHICS_STAGES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("report", gettext_lazy("Laporan"), ()),
    ("review", gettext_lazy("Telaah"), ("opened", "clarified")),
    ("board", gettext_lazy("Majelis"), ("board_convened",)),
    ("result", gettext_lazy("Rekomendasi"), ("recommended",)),
    ("decision", gettext_lazy("Sanksi moral"), ("moral_imposed", "closed")),
)
FORWARD_STAGES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("report", gettext_lazy("Laporan"), ()),
    ("review", gettext_lazy("Telaah"), ("opened", "clarified")),
    ("forward", gettext_lazy("Penerusan"), ("awaiting_answer", "forwarded")),
    ("answer", gettext_lazy("Jawaban"), ("answered",)),
)
_STAGES_OF = {"ethics": ETHICS_STAGES, "village": FORWARD_STAGES, "elsewhere": FORWARD_STAGES}


# --- lists --------------------------------------------------------------------------------


def with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("person__employee", "unit", "holder", "incident__contest", "agency__parent")


def filtered(user: User, asked: Mapping[str, Any]) -> QuerySet[Case]:
    """Cases that ``user`` sees, narrowed. Keys: status, track, unit (code), overdue (bool),
    holder ("me"), q (code, NIP or name); ``due`` is annotated for ordering."""
    cases = Case.objects.visible_to(user).annotate(due=Coalesce("next_due", NO_DUE))
    if asked.get("status"):
        cases = cases.filter(status=asked["status"])
    if asked.get("track"):
        cases = cases.filter(track=asked["track"])
    if asked.get("unit"):
        unit = (
            OrgUnit.objects.filter(agency_id=user.agency_id, code=asked["unit"]).values_list("path", flat=True).first()
        )
        cases = cases.filter(unit_path__startswith=unit) if unit else cases.none()
    if asked.get("overdue"):
        cases = cases.overdue(today(user.agency))
    if asked.get("holder") == "me":
        cases = cases.filter(_my_turn(user))
    return search(cases, str(asked.get("q") or ""))


def examined_by(user: User) -> QuerySet[Case]:
    """Cases in whose team or board ``user`` sits."""
    if user.person_id is None:
        return Case.objects.none().annotate(due=Coalesce("next_due", NO_DUE))
    sits = CaseAccess.objects.filter(
        case=OuterRef("pk"), person_id=user.person_id, capacity=CaseAccess.Capacity.EXAMINER, ended_on__isnull=True
    )
    return Case.objects.visible_to(user).filter(Exists(sits)).annotate(due=Coalesce("next_due", NO_DUE))


def _my_turn(user: User) -> Q:
    """Cases whose turn is the user's: their post holds it, or nobody does and they sit at its desk."""
    mine = Q(holder_id__in=user.position_ids)
    for desk, role in competence.DESK_ROLES.items():
        if user.has_role(role):
            mine |= Q(holder__isnull=True, desk=desk)
    return mine


def search(cases: QuerySet[Case], q: str) -> QuerySet[Case]:
    wanted = " ".join(q.split())
    if not wanted:
        return cases
    if wanted.upper().startswith("KS-"):
        return cases.filter(code__iexact=wanted)
    digits = wanted.replace(" ", "")
    if digits.isdigit():
        in_agency = cases.filter(person__employee__nip__startswith=digits, person__employee__agency=F("agency"))
        return in_agency if len(digits) >= 4 else cases.none()
    from neutrality.organization.names import search_name_of

    name = search_name_of(wanted)
    return cases.filter(person__search_name__contains=name) if len(name) >= 2 else cases.none()


# --- one case -----------------------------------------------------------------------------


def team_asked(answer: Mapping[str, Any]) -> str:
    """Whether a team examines, in words that threaten nobody with a level."""
    return {
        "required": _("wajib tim"), "optional": _("dapat dengan tim"), "not_allowed": _("atasan langsung sendiri"),
    }.get(str(answer.get("team")), "")  # fmt: skip


def stages(case: Case) -> list[dict[str, Any]]:
    """The stage path: done with its day, current, or still to come with its limit."""
    path = _STAGES_OF.get(case.track, STAGES)
    here = next((n for n, (_key, _label, statuses) in enumerate(path) if case.status in statuses), None)
    reached: dict[str, date] = {}
    for move in case.moves.all():
        reached.setdefault(move.to_status, move.acted_on)
    waiting = {row.rule: row.due_on for row in case.deadlines.all() if row.met_on is None and row.cancelled_on is None}
    limits = {"examination": waiting.get("D-PANGGIL-1") or waiting.get("D-PANGGIL-2-EXAM"), "result": waiting.get("lhp"),
              "decision": waiting.get("decision"), "service": waiting.get("D-SAMPAI")}  # fmt: skip
    steps = []
    for number, (key, label, statuses) in enumerate(path):
        state = "nanti" if here is None or number > here else "kini" if number == here else "sudah"
        if case.status in transitions.FINAL and number == here:
            state = "sudah"
        on = min((reached[status] for status in statuses if status in reached), default=None)
        note = formats.day(on, "singkat") if on and state != "nanti" else ""
        if key == "report":
            note = _("selesai")
        elif key == "review" and not on:
            note = formats.day(case.opened_on, "singkat")
        elif state == "nanti" and limits.get(key):
            note = _("batas %(day)s") % {"day": formats.day(limits[key], "singkat")}  # type: ignore[arg-type]
        steps.append({"label": label, "note": note, "state": state})
    return steps


@dataclass(frozen=True)
class ChainView:
    """The line of superiors as ``user`` may see it: reasons of a passing-over only for the desk."""

    tier: Tier
    name: str
    title: str
    note: str
    state: str  # "", kini, lewati


def chain_of(case: Case, user: User) -> list[ChainView]:
    desk = competence.is_desk(case, user)
    rows = []
    for tier in case.tiers.select_related("position", "holder__person", "holder__position"):
        passed = tier.state == Tier.State.PASSED_OVER
        title = tier.position.name
        if passed:
            note = _("dilewati, alasan tercatat")
            if desk and tier.passed_reason:
                note = f"{note} · {tier.get_passed_reason_display()}"
        elif tier.vacant or tier.holder is None:
            held = tier.state == Tier.State.HOLDING
            note = _("lowong, tugas menunggu perintah pengalihan") if held else _("lowong, naik ke atasan berikutnya")
        else:
            title = tier.holder.title  # with Plt., Plh. or Pj.: acting stays visible
            note = f"{tier.holder.person.full_name} · {tier.holder.get_capacity_display().lower()}"
        state = "lewati" if passed else "kini" if tier.state == Tier.State.HOLDING else ""
        rows.append(ChainView(tier, "" if passed else _holder_name(tier), title, note, state))
    return rows


def _holder_name(tier: Tier) -> str:
    return tier.holder.person.full_name if tier.holder else ""


_TEAM_EXAMINES = ("team_formed", "summoned", "absent", "summoned_again", "absent_again", "examined", "minuted")


def authority_chain(case: Case, user: User) -> list[dict[str, Any]]:
    """For ``{% rantai %}``: top first, the team between, the reported person at the bottom."""
    rows = chain_of(case, user)
    team = list(case.team.select_related("appointment__person", "appointment__position__unit"))
    examining = bool(team) and case.status in _TEAM_EXAMINES
    links = [_link(row, examining) for row in reversed(rows)]
    if team:
        units = ", ".join(dict.fromkeys(str(one.get_element_display()) for one in team))
        links.insert(
            max(0, len(links) - 1),
            {"role": _("Tim pemeriksa") if not examining else _("Memeriksa sekarang"),
             "title": _("Tim Pemeriksa, %(number)s orang") % {"number": len(team)}, "note": units,
             "state": "kini" if examining else ""},
        )  # fmt: skip
    post = organization.position_of(case.person, today(case.agency)) or organization.position_of(
        case.person, case.event_date
    )
    links.append(
        {"role": _("Terlapor"), "title": post.title if post else _("tanpa jabatan"), "note": case.person.full_name,
         "state": "subjek"}
    )  # fmt: skip
    return links


def _link(row: ChainView, examining: bool) -> dict[str, Any]:
    """One step: who, in what relation, what was done there and when."""
    tier = row.tier
    role = _RELATIONS.get(tier.relation, tier.relation)
    if row.state == "kini" and not examining:
        role = _("%(relation)s · memegang tugas") % {"relation": role}
    done = ""
    if tier.did and tier.acted_on and row.state != "lewati":
        done = f"{tier.did} · {formats.day(tier.acted_on, 'singkat')}"
    return {
        "role": role, "title": row.title, "note": row.note, "done": done,
        "state": "" if row.state == "kini" and examining else row.state,
    }  # fmt: skip


_RELATIONS = {
    "atasan langsung": gettext_lazy("Atasan langsung"), "atasan berikutnya": gettext_lazy("Atasan berikutnya"),
    "PPK": gettext_lazy("Pejabat Pembina Kepegawaian (PPK)"),
    "tidak lagi dalam jalur": gettext_lazy("Tidak lagi dalam jalur"),
}  # fmt: skip


def line_differs(case: Case) -> bool:
    """Whether the line of superiors on the day of the event was another than today's."""
    then = [link.position.pk for link in organization.line_of_superiors(case.person, case.event_date)]
    return then != [tier.position_id for tier in case.tiers.all()]


_ICONS = {"assign": ("meja", "m"), "form_team": ("orang2", "m"), "summon": ("kirim", "w"), "summon_again": ("kirim", "w"),
          "record_absence": ("silangbulat", "d"), "record_minutes": ("dokumen", "m"), "submit_report": ("dokumen", "m"),
          "decide": ("palu", "w"), "reschedule": ("kalender", "")}  # fmt: skip


def timeline(case: Case) -> list[dict[str, Any]]:
    """What happened, newest first: each act with its day, who acted, and who recorded it when later."""
    events = [_event(move) for move in case.moves.select_related("recorded_by__person")]
    for row in case.summonses.all():
        if row.served_on is not None:
            events.append(
                {"title": _("Surat panggilan %(order)s diserahkan") % {"order": "II" if row.ordinal == 2 else "I"},
                 "on": row.served_on, "text": _("Cara: %(how)s. Tanda terima tersimpan.") % {"how": row.served_how},
                 "icon": "tanda", "tone": "m", "by": "", "code": "serve_summons", "recorded_by": "", "late": False}
            )  # fmt: skip
    events.insert(
        0,
        {"title": _("Perkara dibuka"), "on": case.opened_on,
         "text": _("Ringkasan ditulis dan terlapor dipastikan dari data pegawai."),
         "icon": "cek", "tone": "o", "by": "", "code": "opened", "recorded_by": "", "late": False},
    )  # fmt: skip
    return sorted(events, key=lambda event: event["on"], reverse=False)[::-1]


def _event(move: CaseMove) -> dict[str, Any]:
    row = transitions.find(move.case.track, move.move, move.from_status)
    label = str(row.label) if row else _("Diurungkan")
    recorded_on = formats.as_day(move.recorded_at)
    late = move.basis == CaseMove.Basis.SCAN or (move.acted_on < recorded_on and move.warnings != [])
    text = move.summary
    recorder = move.recorded_by.shown_name if move.recorded_by else ""
    if move.basis == CaseMove.Basis.SCAN and recorder:
        text = _("%(text)s. Dicatat %(who)s dari pindaian.") % {"text": text.rstrip("."), "who": recorder}
    icon, tone = _ICONS.get(move.move, ("cek", "m"))
    return {
        "title": label, "on": move.acted_on, "text": text, "icon": icon, "tone": tone, "by": move.acted_by_label,
        "code": move.move, "recorded_by": recorder, "late": late, "basis": move.basis, "warnings": move.warnings,
        "status": [move.from_status, move.to_status],
    }  # fmt: skip


def running_deadlines(case: Case) -> list[Deadline]:
    return list(case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True).order_by("due_on", "pk"))


def days_left(case: Case, due: date | None, calendar: Calendar | None = None) -> int | None:
    """Working days left, negative when late. Lists hand in the calendar: it costs a query each time."""
    if due is None:
        return None
    return (calendar or calendar_for(case.agency)).working_days_between(today(case.agency), due)


def exhibits_of(case: Case) -> QuerySet[Exhibit]:
    return Exhibit.objects.filter(incident_id=case.incident_id)


def siblings(case: Case, user: User) -> QuerySet[Case]:
    """Other cases of the same event that ``user`` sees."""
    return with_people(Case.objects.visible_to(user).filter(incident_id=case.incident_id).exclude(pk=case.pk))


# --- figures and readers ----------------------------------------------------------------


def counts(user: User) -> dict[str, int]:
    """Figures of the list's head: all, mine, late; capped. Three queries."""
    running = Case.objects.visible_to(user).open()
    return {
        "all": capped(running),
        "mine": capped(running.filter(_my_turn(user))),
        "late": capped(running.filter(next_due__lt=today(user.agency))),
    }


def may_see_access(case: Case, user: User) -> bool:
    """The trail of readers is for the desk and auditors; a superior sees their own case, not its readers."""
    return competence.may_record(case, user) or user.has_role(Role.AUDITOR)


def holders_today(case: Case) -> list[Appointment]:
    """Who holds the case now, in whatever capacity."""
    if case.holder_id is None:
        return []
    return list(
        Appointment.objects.on(today(case.agency))
        .filter(position_id=case.holder_id)
        .select_related("person", "position")
    )


def assessment(case: Case) -> dict[str, Any]:
    return lawbook.assess_case(case)
