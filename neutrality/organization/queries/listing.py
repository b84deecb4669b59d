"""Rows of lists: people with their principal post, units with their heads. Constant query counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from neutrality.organization.models import Agency, Appointment, Capacity, OrgUnit, Person, Position
from neutrality.organization.queries.holders import holders_of, open_on, principal_first, state_of


@dataclass(frozen=True)
class PersonRow:
    """One line of a list of people."""

    person: Person
    appointment: Appointment | None

    @property
    def nip(self) -> str:
        employee = getattr(self.person, "employee", None)
        return employee.nip if employee else ""

    @property
    def masked_nip(self) -> str:
        return masked_nip(self.nip)

    @property
    def position(self) -> str:
        return self.appointment.title if self.appointment else ""

    @property
    def unit(self) -> OrgUnit | None:
        return self.appointment.position.unit if self.appointment else None


def masked_nip(nip: str) -> str:
    """Where a person is only to be told apart: the year of birth and the last three digits."""
    return f"{nip[:4]}•••••••••••{nip[15:]}" if len(nip) == 18 else ""


def person_rows(people: Sequence[Person], on: date) -> list[PersonRow]:
    """``people`` (with ``employee`` selected) with their principal posts on a date. One query."""
    held: dict[int, list[Appointment]] = {}
    rows = Appointment.objects.on(on).filter(person__in=people).select_related("position__unit")
    for row in rows:
        held.setdefault(row.person_id, []).append(row)
    return [PersonRow(person, next(iter(principal_first(held.get(person.pk, []))), None)) for person in people]


def unit_rows(units: Sequence[OrgUnit], on: date) -> list[dict[str, Any]]:
    """``[{unit, parent, head}]``; ``head`` is an Appointment or None. Three queries."""
    step = OrgUnit.steplen
    parents = OrgUnit.objects.in_bulk({unit.path[:-step] for unit in units if unit.depth > 1}, field_name="path")
    heads = list(Position.objects.heads_on(on).filter(unit__in=units))
    holders = holders_of(heads, on)
    by_unit: dict[int, Appointment] = {}
    for post in heads:
        holder = holders.get(post.pk)
        if holder and (post.unit_id not in by_unit or holder.capacity == Capacity.DEFINITIVE):
            by_unit[post.unit_id] = holder
    return [{"unit": unit, "parent": parents.get(unit.path[:-step]), "head": by_unit.get(unit.pk)} for unit in units]


def head_posts(agency: Agency, on: date) -> list[dict[str, Any]]:
    """``[{position, unit, holder, state}]`` of heads and named offices, in the order of the tree. Two queries."""
    posts = list(
        Position.objects.filter(open_on(on), Q(is_head=True) | ~Q(office=""), agency=agency)
        .select_related("unit")
        .order_by("unit__path", "pk")
    )
    holders = holders_of(posts, on)
    return [
        {"position": post, "unit": post.unit, "holder": holders.get(post.pk), "state": state_of(holders.get(post.pk))}
        for post in posts
    ]
