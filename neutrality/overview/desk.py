"""My desk: everything that waits for one person, from every room, by deadline. Constant queries."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases import forwarded, waiting
from cases import queries as cases
from cases.models import Case
from cases.pages.listing import shown_rows
from neutrality import formats
from neutrality.accounts.models import Role, User
from neutrality.documents.codes import State
from neutrality.documents.models import OfficialDocument
from neutrality.organization.models import Agency, OrgUnit
from neutrality.overview import desk_further as further
from neutrality.overview.desk_item import Item
from neutrality.prevention import queries as prevention
from neutrality.prevention.models import Circular
from neutrality.workdays import calendar_for, today
from sanctions import queries as sanctions

STRIP_DAYS = 10
SHOWN = 50
BELOW = 10


def items_for(user: User) -> list[Item]:
    """Tasks of ``user``, late first, then by deadline; those without one last."""
    found = [*_cases(user), *_decisions(user), *_readings(user), *further.items_for(user)]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max))


def _cases(user: User) -> list[Item]:
    decided = {row["decision"].case.code for row in sanctions.queue_for(user)}
    return [
        Item(
            due=task.due,
            days=task.days,
            verb=task.verb,
            who=" · ".join(part for part in (task.who, task.role, task.case) if part),
            why=_why(task.due, task.basis) or task.why or _("Belum ada batas waktu."),
            url=task.url,
            action=task.action,
            short=task.why or task.verb,
            case=task.case,
            read=f"/kasus/{task.case}/" if task.case else "",
        )
        for task in [*waiting.tasks_for(user), *forwarded.tasks_for(user)]
        if task.case not in decided
    ]


def _why(due: date | None, basis: str) -> str:
    ground = basis or _("batas internal instansi")
    return f"{formats.day(due, 'hari')} · {ground}" if due else ""


def _decisions(user: User) -> list[Item]:
    return [
        Item(
            due=row["due"],
            days=row["days"],
            verb=_("Tetapkan keputusan") if row["signs"] else _("Paraf draf keputusan"),
            who=f"{row['decision'].case.person.full_name} · {row['decision'].case.code}",
            why=_why(row["due"], ""),
            url=f"/kasus/{row['decision'].case.code}/keputusan/",
            action=_("Buka draf"),
            short=_("Keputusan"),
            case=row["decision"].case.code,
            read=f"/kasus/{row['decision'].case.code}/",
        )
        for row in sanctions.queue_for(user)
    ]


def _readings(user: User) -> list[Item]:
    calendar = calendar_for(user.agency)
    return [
        Item(
            due=reading.circular.read_by,
            days=calendar.working_days_between(today(user.agency), reading.circular.read_by),
            verb=_("Baca Surat Edaran %(about)s") % {"about": reading.circular.about},
            who=reading.circular.number,
            why=formats.day(reading.circular.read_by, "hari") + " · " + _("batas dalam surat edaran"),
            url=f"/edaran/{reading.circular.code}/baca/",
            action=_("Baca edaran"),
            short=_("Batas edaran"),
        )
        for reading in prevention.unread_of(user)[:SHOWN]
    ]


def strip_for(agency: Agency | None, items: list[Item]) -> list[dict[str, Any]]:
    """The next ten working days, today first when it is worked, each with what falls due on it."""
    calendar = calendar_for(agency)
    day = calendar.on_or_after(today(agency))
    strip = []
    for _number in range(STRIP_DAYS):
        due = [item for item in items if item.due == day]
        strip.append({"day": day, "today": day == today(agency), "due": due[:3], "more": max(0, len(due) - 3)})
        day = calendar.next_working_day(day)
    return strip


def capacity_line(user: User) -> str:
    """Who the person is today: the posts held, acting ones as such."""
    return "; ".join(appointment.title for appointment in user.appointments_today)


def letters_to(user: User) -> list[OfficialDocument]:
    """Letters of the person's own cases that were served on them; the newest first."""
    if user.person_id is None:
        return []
    own = Case.objects.filter(person_id=user.person_id).values("code")
    served = OfficialDocument.objects.filter(owner_type="case", owner_code__in=own, state=State.SERVED)
    return [letter for letter in served.order_by("-dated", "-pk")[:SHOWN] if letter.visible_to(user)]


def cases_below(user: User) -> list[dict[str, Any]]:
    """Running cases that reached the tier of a superior, as lists show them; the desk has its own list."""
    if not user.headed_units:
        return []
    first = Case.objects.visible_to(user).open().order_by("next_due", "pk")
    keys = list(first.values_list("pk", flat=True)[:BELOW])  # what they show is read for these alone
    found = cases.with_people(Case.objects.filter(pk__in=keys)).order_by("next_due", "pk")
    return [row | {"mine": row["case"].holder_id in user.position_ids} for row in shown_rows(list(found))]


def objections_below(user: User) -> list[dict[str, Any]]:
    """Objections and appeals not yet decided, in cases that reached a superior; each with the day to decide by."""
    if not user.headed_units:
        return []
    calendar, on = calendar_for(user.agency), today(user.agency)
    rows = sanctions.open_remedies(Case.objects.visible_to(user).open()).order_by("filed_on", "pk")[:BELOW]
    found = []
    for row in rows:
        due = row.decision.case.next_due
        days = calendar.working_days_between(on, due) if due else None
        found.append({"row": row, "case": row.decision.case, "due": due, "days": days})
    return found


def nearest_due(below: list[dict[str, Any]], on: date) -> date | None:
    """The next limit in sight of somebody for whom nothing waits."""
    return min((row["case"].next_due for row in below if (row["case"].next_due or date.min) >= on), default=None)


def _operated(user: User) -> list[OrgUnit]:
    """Units for which an operator keeps lists; never a case."""
    if not user.has_role(Role.OPERATOR):
        return []
    grants = user.grants.on(today(user.agency)).filter(role=Role.OPERATOR, unit__isnull=False)
    return [grant.unit for grant in grants.select_related("unit") if grant.unit]


def circular_of_unit(user: User) -> dict[str, Any] | None:
    """The latest circular with the progress of the person's own units, headed or kept as an operator."""
    units = [*user.headed_units, *_operated(user)]
    if not units:
        return None
    circular = (
        Circular.objects.visible_to(user).filter(state=Circular.State.ISSUED).order_by("-issued_on", "-pk").first()
    )
    if circular is None:
        return None
    rows = prevention.readings_for(circular, user)
    own = [unit.path for unit in units]
    read, total, officials = 0, 0, 0
    for path, is_head, read_at in rows.values_list("unit_path", "is_head", "read_at"):
        if any(path.startswith(one) for one in own):
            total += 1
            read += read_at is not None
            officials += is_head and read_at is None
    return {"circular": circular, "read": read, "total": total, "waiting": total - read, "officials": officials}
