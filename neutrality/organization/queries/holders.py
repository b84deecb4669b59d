"""Who held which office on a date."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.db.models import OuterRef, Q, Subquery

from neutrality.organization.models import (
    Agency,
    Appointment,
    Capacity,
    EmployeeStatus,
    OrgUnit,
    Person,
    Position,
    PositionLevel,
)

# Standing in which a holder does not exercise the office although the appointment stands.
NOT_IN_OFFICE = (
    EmployeeStatus.Standing.CLTN,
    EmployeeStatus.Standing.RELEASED,
    EmployeeStatus.Standing.RETIRED,
    EmployeeStatus.Standing.DISMISSED,
    EmployeeStatus.Standing.DIED,
)
# Who speaks for a post when several hold it: whoever acts for a stated time (a Plh. for a week, a Pjs.
# while the mayor campaigns), for the holder is away; else the definitive holder, then a Pj, a Plt, a Plh.
_PRECEDENCE = {Capacity.DEFINITIVE: 0, Capacity.PJ: 1, Capacity.PLT: 2, Capacity.PLH: 3}
_LEVELS = list(PositionLevel)


def open_on(day: date) -> Q:
    """Units and positions that exist on ``day``."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)


def holders_of(positions: Iterable[Position | int], on: date) -> dict[int, Appointment]:
    """The appointment that speaks for each position on a date, by position id; vacant ones are absent.

    One query. Someone on unpaid leave, released, retired or dismissed does not exercise the post.
    """
    standing = EmployeeStatus.objects.on(on).filter(employee_id=OuterRef("person_id")).order_by("-starts_on")
    rows = (
        Appointment.objects.on(on)
        .filter(position__in=positions)
        .annotate(standing=Subquery(standing.values("standing")[:1]))
        .select_related("person__employee", "position__unit")
    )
    found: dict[int, Appointment] = {}
    for row in sorted(rows, key=_precedence):
        if row.standing not in NOT_IN_OFFICE:
            found.setdefault(row.position_id, row)
    return found


def _precedence(appointment: Appointment) -> tuple[bool, int, date, int]:
    stands_in = appointment.capacity != Capacity.DEFINITIVE and appointment.ends_on is not None
    return not stands_in, _PRECEDENCE[Capacity(appointment.capacity)], appointment.starts_on, appointment.pk


def holder_of(position: Position, on: date) -> Appointment | None:
    """Who acts for a stated time, else the definitive holder, else the one who acts; else None: vacant."""
    return holders_of([position], on).get(position.pk)


def head_of(unit: OrgUnit, on: date) -> Appointment | None:
    """Who was head of this unit on a date; None where the post was vacant or there is none."""
    heads = list(Position.objects.heads_on(on).filter(unit=unit))
    holders = holders_of(heads, on)
    return min(holders.values(), key=_precedence, default=None)


def leads(position: Position, on: date) -> bool:
    """Whether the post was that of the unit's head on a date. One query."""
    said = position.periods.on(on).order_by("-starts_on").values_list("is_head", flat=True).first()
    return position.is_head if said is None else said


def office_holder(agency: Agency, office: str, on: date) -> Appointment | None:
    """The holder or acting holder of ``ppk``, ``sekda``, ``kepala_bkpsdm`` … on a date."""
    posts = list(Position.objects.filter(open_on(on), agency=agency, office=office))
    return next(iter(holders_of(posts, on).values()), None)


def principal_first(held: Iterable[Appointment]) -> list[Appointment]:
    """Posts of one person (``position`` selected), the principal one first.

    Definitive before acting; head of a unit before others (a teacher who leads a school);
    the higher level before the lower.
    """
    return sorted(
        held,
        key=lambda row: (
            row.capacity != Capacity.DEFINITIVE,
            not row.position.is_head,
            _LEVELS.index(PositionLevel(row.position.level)),
            row.starts_on,
            row.pk,
        ),
    )


def positions_of(person: Person, on: date) -> list[Appointment]:
    """All posts of a person on a date, the principal one first."""
    rows = Appointment.objects.on(on).filter(person=person).select_related("position__unit", "person__employee")
    return principal_first(rows)


def position_of(person: Person, on: date) -> Appointment | None:
    """The principal post of a person on a date."""
    return next(iter(positions_of(person, on)), None)


def unit_of(person: Person, on: date) -> OrgUnit | None:
    held = position_of(person, on)
    return held.position.unit if held else None


def state_of(holder: Appointment | None) -> Literal["ok", "vacant", "acting"]:
    if holder is None:
        return "vacant"
    return "ok" if holder.capacity == Capacity.DEFINITIVE else "acting"
