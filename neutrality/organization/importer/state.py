"""What the register says today, loaded once per import."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from neutrality.organization.models import (
    Agency,
    Appointment,
    DirectSuperior,
    Employee,
    EmployeeStatus,
    OrgUnit,
    Person,
    PersonKindPeriod,
    Position,
)
from neutrality.organization.names import plain

Place = tuple[str, ...]
PostKey = tuple[Any, ...]


@dataclass
class Known:
    """One employee of the register."""

    employee: Employee
    kind: PersonKindPeriod | None = None
    status: EmployeeStatus | None = None
    superior: DirectSuperior | None = None
    held: list[Appointment] = field(default_factory=list)


def _portions(ids: list[int], size: int = 2_000) -> Iterable[list[int]]:
    """Ids by portions. No query here joins: planned on the statistics of before a first import, a join takes minutes."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


class State:
    """Employees by NIP, units by the plain names from the OPD down, posts by their key."""

    def __init__(self, agency: Agency, on: date) -> None:
        self.agency, self.on = agency, on
        self.root: OrgUnit | None = None
        self.units: dict[Place, OrgUnit] = {}
        self.place_of: dict[int, Place] = {}
        self._load_units(OrgUnit.objects.filter(agency=agency, closed_on__isnull=True).order_by("path"))
        self.posts: dict[PostKey, Position] = {}
        self.all_posts = {post.pk: post for post in Position.objects.filter(agency=agency)}
        for post in sorted(self.all_posts.values(), key=lambda post: post.pk):
            if post.unit_id in self.place_of and post.closed_on is None:
                self.posts.setdefault(self.key_of(post), post)
        self.employees = self._load_employees()
        self.left: dict[int, date] = self._load_left()

    def _load_units(self, units: Iterable[OrgUnit]) -> None:
        names: dict[str, Place] = {}
        for unit in units:
            if unit.depth == 1:
                self.root = self.root or unit
                names[unit.path] = ()
                self.place_of[unit.pk] = ()
                continue
            place = (*names.get(unit.path[: -OrgUnit.steplen], ()), plain(unit.name))
            names[unit.path] = place
            self.place_of[unit.pk] = place
            self.units.setdefault(place, unit)

    def key_of(self, post: Position) -> PostKey:
        return self.place_of[post.unit_id], plain(post.name), post.level, post.functional_grade

    def _load_employees(self) -> dict[str, Known]:
        people = {person.pk: person for person in Person.objects.filter(agency=self.agency)}
        known: dict[int, Known] = {}
        for employee in Employee.objects.filter(agency=self.agency):
            employee.person = people[employee.person_id]
            known[employee.person_id] = Known(employee)
        for ids in _portions(list(known)):
            for kind in PersonKindPeriod.objects.on(self.on).filter(person__in=ids).order_by("starts_on"):
                known[kind.person_id].kind = kind
            for status in EmployeeStatus.objects.on(self.on).filter(employee__in=ids).order_by("starts_on"):
                known[status.employee_id].status = status
            superiors = DirectSuperior.objects.on(self.on).exclude(basis=DirectSuperior.Basis.TREE)
            for superior in superiors.filter(person__in=ids):
                if superior.superior_id in self.all_posts:
                    superior.superior = self.all_posts[superior.superior_id]
                    known[superior.person_id].superior = superior
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=self.on)
        for row in Appointment.objects.filter(lasting, agency=self.agency).order_by("starts_on"):
            if row.person_id in known and row.position_id in self.all_posts:
                row.position = self.all_posts[row.position_id]
                known[row.person_id].held.append(row)
        return {row.employee.nip: row for row in known.values()}

    def _load_left(self) -> dict[int, date]:
        """The last day of the last definitive holder of each head's post that was left before today."""
        rows = Appointment.objects.definitive().filter(agency=self.agency, ends_on__lt=self.on)
        found: dict[int, date] = {}
        for position_id, ends_on in rows.values_list("position_id", "ends_on"):
            if position_id in self.all_posts and self.all_posts[position_id].is_head and ends_on is not None:
                found[position_id] = max(ends_on, found.get(position_id, ends_on))
        return found

    def elsewhere(self, nips: list[str]) -> set[str]:
        """Those of ``nips`` whom another agency of this installation has in its register."""
        found: set[str] = set()
        for start in range(0, len(nips), 2_000):
            known = Employee.objects.filter(nip__in=nips[start : start + 2_000]).exclude(agency=self.agency)
            found.update(known.values_list("nip", flat=True))
        return found

    def place(self, unit: Place) -> Place:
        """A place of the file without the agency's own name in front of the OPD."""
        own = {plain(self.agency.name), plain(self.agency.short_name)}
        own |= {plain(self.root.name)} if self.root else set()
        return unit[1:] if len(unit) > 1 and unit[0] in own else unit
