"""What waits for somebody: the tasks of the desk ``/meja/``. Changes nothing.

``tasks_for(user, on)`` starts from ``Case.objects.visible_to`` and takes a handful of queries
whatever the number of cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, papers, registry, transitions
from cases.models import Case, ChainChange, DutyOrder, Tier
from cases.queries import with_people
from neutrality.accounts.models import User
from neutrality.documents.codes import State
from neutrality.documents.models import OfficialDocument
from neutrality.organization import queries as organization
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar


@dataclass(frozen=True)
class Task:
    """One row of a desk. ``days`` are working days left (negative when late, None without a limit);
    ``basis`` an article, empty for a limit of the agency."""

    case: str
    due: date | None
    days: int | None
    verb: str
    who: str
    role: str  # post and unit of the person concerned
    why: str
    basis: str
    url: str
    action: str  # what the button says


_NEXT = {
    "opened": "assign", "clarified": "assign", "assigned": "summon", "team_formed": "summon", "summoned": "examine",
    "absent": "summon_again", "summoned_again": "examine", "absent_again": "submit_report", "examined": "record_minutes",
    "minuted": "submit_report", "reported": "decide", "escalated": "decide", "proposed_to_president": "decide",
    "decided": "serve", "served": "record_receipt", "remedy_window": "take_effect", "objection": "decide_remedy",
    "appeal": "answer_appeal", "remedy_decided": "take_effect", "in_force": "start_serving", "serving": "close",
    "board_convened": "recommend", "recommended": "impose_moral", "moral_imposed": "close",
    "awaiting_answer": "await_answer",
}  # fmt: skip
_FORWARDING = ("village", "elsewhere")
_TO_MOVE = (gettext_lazy("Alihkan tugas dengan perintah tertulis"), gettext_lazy("Susun perintah"))
# Steps after the decision are the desk's work, whoever decided.
DESK_STATUSES = ("opened", "clarified", "decided", "served", "remedy_window", "objection", "appeal", "remedy_decided",
                 "in_force", "serving", "moral_imposed", "awaiting_answer")  # fmt: skip


def next_move(case: Case, told: Mapping[int, str] | None = None) -> transitions.Move | None:
    """The usual next step of a case in its state. Lists hand in what ``registry.usual_moves`` told of them all."""
    if case.holder_id is None and (moved := transitions.find(case.track, "reassign", case.status)):
        return moved  # whoever had the duty is passed over: nothing goes on before it lies with somebody
    code = (registry.usual_moves([case]) if told is None else told).get(case.pk) or _NEXT.get(case.status, "")
    if case.status in ("opened", "clarified") and case.track in _FORWARDING:
        code = "forward"
    elif case.status in ("opened", "clarified") and case.track == "ethics":
        code = "convene_board"
    return transitions.find(case.track, code, case.status)


def tasks_for(user: User, on: date | None = None) -> list[Task]:
    """What waits for ``user``, by deadline, late first. Six queries whatever the number of cases."""
    day = on or today(user.agency)
    mine = Q(holder_id__in=user.position_ids)
    for desk, role in competence.DESK_ROLES.items():
        if user.has_role(role):
            mine |= Q(desk=desk) & (Q(holder__isnull=True) | Q(status__in=DESK_STATUSES))
    # First which, then what the rows show of them: the most urgent of a thousand need not all be read.
    waiting = Case.objects.visible_to(user).open().filter(mine).order_by("next_due", "pk")
    keys = list(waiting.values_list("pk", flat=True)[:200])
    cases = list(
        with_people(Case.objects.filter(pk__in=keys))
        .prefetch_related("deadlines__pauses", "summonses", "allegations")
        .order_by("next_due", "pk")
    )
    rows = organization.person_rows([case.person for case in cases], day)
    posts = {row.person.pk: row.position for row in rows}
    calendar, told = calendar_for(user.agency), registry.usual_moves(cases)
    steps = [_task(case, posts.get(case.person_id, ""), day, calendar, told) for case in cases]
    return [*signatures_for(user), *lines_for(user), *orders_for(user), *steps]


def lines_for(user: User) -> list[Task]:
    """Changed lines that the desk of the case has to confirm."""
    desks = [desk for desk, role in competence.DESK_ROLES.items() if user.has_role(role)]
    if not desks:
        return []
    changed = Case.objects.visible_to(user).open().filter(
        desk__in=desks, pk__in=ChainChange.objects.filter(confirmed_on__isnull=True).values("case")
    )  # fmt: skip
    return [
        Task(
            case=case.code, due=None, days=None, verb=_("Pastikan perubahan jalur"), who=case.person.full_name, role="",
            why=_("Pejabat dalam jalur atasan berubah."), basis="", url=case.get_absolute_url(), action=_("Periksa"),
        )
        for case in changed.select_related("person").order_by("pk")[:50]
    ]  # fmt: skip


def orders_for(user: User) -> list[Task]:
    """For the desk of a case: a post that has the duty stands vacant, or a signed order was not yet served."""
    desks = [desk for desk, role in competence.DESK_ROLES.items() if user.has_role(role)]
    if not desks:
        return []
    signed = DutyOrder.objects.filter(
        kind=DutyOrder.Kind.TRANSFER, served_on=None, withdrawn_on=None, document__state=State.SIGNED
    ).values("case")
    # A post that falls vacant while it has the duty is a change of the line: few cases have one.
    empty = Tier.objects.filter(
        state=Tier.State.HOLDING, vacant=True, case__in=ChainChange.objects.filter(duty=True).values("case")
    ).values("case")
    found = (
        Case.objects.visible_to(user)
        .filter(Q(pk__in=signed) | Q(pk__in=empty), desk__in=desks, status__in=transitions.LINE_ACTS)
        .annotate(signed=Exists(DutyOrder.objects.filter(pk__in=signed.values("pk"), case=OuterRef("pk"))))
        .select_related("person")
        .order_by("pk")[:50]
    )
    return [_order(case, signed=case.signed) for case in found]


def _order(case: Case, *, signed: bool) -> Task:
    verb, action = (_("Serahkan perintah pengalihan"), _("Catat penyerahan")) if signed else _TO_MOVE
    why = _("Tugas beralih pada hari perintah diserahkan.") if signed else _("Jabatan pemegang tugas lowong.")
    url = f"{case.get_absolute_url()}{'langkah/reassign/' if signed else 'tugas/'}"
    return Task(
        case=case.code, due=None, days=None, verb=str(verb), who=case.person.full_name, role="", why=why, basis="",
        url=url, action=str(action),
    )  # fmt: skip


def signatures_for(user: User) -> list[Task]:
    """Letters of cases that wait for the signature of ``user``."""
    if user.person is None:
        return []
    waiting = OfficialDocument.objects.filter(
        agency=user.agency, owner_type="case", state=State.NUMBERED,
        context__penandatangan__nama=user.person.full_name,
    ).order_by("pk")[:50]  # fmt: skip
    letters = [one for one in waiting if papers.is_signatory(one, user)]
    seen = set(
        Case.objects.visible_to(user)
        .filter(code__in=[one.owner_code for one in letters])
        .values_list("code", flat=True)
    )
    return [
        Task(
            case=one.owner_code, due=None, days=None, verb=_("Tanda tangani %(title)s") % {"title": one.title}, who=one.number,
            role="", why=_("Surat ini bernomor dan menunggu tanda tangan."), basis="", url=f"/kasus/{one.owner_code}/surat/",
            action=_("Tanda tangani"),
        )
        for one in letters
        if one.owner_code in seen
    ]  # fmt: skip


def _task(case: Case, post: str, on: date, calendar: Calendar, told: Mapping[int, str]) -> Task:
    move = next_move(case, told)
    running = [row for row in case.deadlines.all() if row.met_on is None and row.cancelled_on is None]
    waiting = [row for row in running if all(pause.ends_on for pause in row.pauses.all())]
    nearest = min(waiting, key=lambda row: (row.due_on, row.pk), default=None)
    verb, action, url = _verb(case, move)
    return Task(
        case=case.code,
        due=nearest.due_on if nearest else None,
        days=calendar.working_days_between(on, nearest.due_on) if nearest else None,
        verb=verb,
        who=case.person.full_name,
        role=post,
        why=nearest.title if nearest else _("Batasnya sedang dijeda.") if running else "",
        basis=nearest.citation if nearest else "",
        url=url,
        action=action,
    )


def _verb(case: Case, move: transitions.Move | None) -> tuple[str, str, str]:
    """What to do, what the button says, where it leads."""
    base = case.get_absolute_url()
    if move is not None and move.code == "reassign":
        return str(_TO_MOVE[0]), str(_TO_MOVE[1]), f"{base}tugas/"
    if case.status in ("summoned", "summoned_again"):
        unserved = [row for row in case.summonses.all() if row.state == "draft"]
        if unserved:
            order = "II" if unserved[-1].ordinal == 2 else "I"
            return (
                _("Serahkan surat panggilan %(order)s") % {"order": order},
                _("Catat penyerahan"),
                f"{base}pemeriksaan/",
            )
    if move is None:
        return _("Buka perkara"), _("Buka"), base
    url = f"{base}keputusan/" if move.code == "decide" else f"{base}langkah/{move.code}/"
    return str(move.label), str(move.label), url
