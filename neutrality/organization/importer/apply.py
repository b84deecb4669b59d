"""Write a plan: all or nothing, in one transaction of the caller."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from neutrality.audit.actions import record
from neutrality.organization.importer.cells import RANKS
from neutrality.organization.importer.diff import Change, Plan, day_before
from neutrality.organization.importer.kinds import kind_of_unit
from neutrality.organization.importer.rows import Entry, Post
from neutrality.organization.importer.state import Known, State
from neutrality.organization.models import (
    Appointment,
    Capacity,
    DirectSuperior,
    Employee,
    EmployeeStatus,
    OrgUnit,
    OrgUnitPeriod,
    Person,
    PersonKindPeriod,
    Position,
)
from neutrality.organization.names import plain, search_name_of

Progress = Callable[[int, int], None]
LONG_AGO = date(1970, 1, 1)  # of a unit whose beginning nobody wrote down


def write(plan: Plan, state: State, *, actor: Any, progress: Progress | None = None) -> None:
    _Writer(plan, state, actor, progress or (lambda done, total: None)).run()


class _Writer:
    def __init__(self, plan: Plan, state: State, actor: Any, progress: Progress) -> None:
        self.plan, self.state, self.actor, self.progress = plan, state, actor, progress
        self.on = state.on
        self.posts: dict[tuple[Any, ...], Position] = {}
        self.people: dict[str, Person] = {nip: known.employee.person for nip, known in state.employees.items()}

    def run(self) -> None:
        steps = (
            self._units,
            self._posts,
            self._new_people,
            self._changed_people,
            self._offices,
            self._superiors,
            self._journal,
        )
        for done, step in enumerate(steps, 1):
            step()
            self.progress(done, len(steps))

    # --- Units and posts ------------------------------------------------------
    def _units(self) -> None:
        if self.state.root is None:
            self.state.root = OrgUnit.objects.add_root(
                {"agency": self.state.agency, "name": self.state.agency.name, "kind": OrgUnit.Kind.ROOT}
            )
        # Actions start imports, so they import this room.
        from neutrality.organization.actions.units import move_unit, rename_unit

        for unit, name in self.plan.renamed_units:
            rename_unit(actor=self.actor, unit=unit, name=name, on=self.on)
        if self.plan.renamed_units:
            self._reload()
        for unit, written in self.plan.moved_units:
            move_unit(actor=self.actor, unit=unit, parent=self._unit(written[:-1]), on=self.on)
            self._reload()
        for written in self.plan.new_units:
            self._unit(written)

    def _reload(self) -> None:
        self.state.units.clear()
        self.state.place_of.clear()
        self.state._load_units(
            OrgUnit.objects.filter(agency=self.state.agency, closed_on__isnull=True).order_by("path")
        )

    def _unit(self, written: tuple[str, ...]) -> OrgUnit:
        """The unit at a place, made where it is missing."""
        if not written:
            return OrgUnit.objects.get(pk=self.state.root.pk)  # type: ignore[union-attr]  # made above
        place = tuple(plain(part) for part in written)
        if place in self.state.units:
            return self.state.units[place]
        parent = OrgUnit.objects.get(pk=self._unit(written[:-1]).pk)
        values = {"agency": self.state.agency, "name": written[-1], "kind": kind_of_unit(written)}
        unit: OrgUnit = OrgUnit.objects.add_child(parent, values)
        OrgUnitPeriod.objects.create(unit=unit, name=unit.name, parent=parent, starts_on=LONG_AGO)
        self.state.units[place], self.state.place_of[unit.pk] = unit, place
        return unit

    def _unit_of(self, post: Post) -> OrgUnit:
        place = self.state.place(post.place)
        return self._unit(post.unit[-len(place) :])

    def _posts(self) -> None:
        for key, post in self.plan.new_posts.items():
            self.posts[key] = Position(
                agency=self.state.agency, unit=self._unit_of(post), name=post.name, level=post.level,
                functional_grade=post.grade, echelon=post.echelon, is_head=post.is_head, job_class=post.job_class,
            )  # fmt: skip
        Position.objects.bulk_create(self.posts.values(), batch_size=2_000)
        from neutrality.organization.actions.posts import rename_position, turn_head

        for position, name in self.plan.renamed_posts:
            rename_position(actor=self.actor, position=position, name=name, on=self.on)
            position.name = name
        for position, changes in self.plan.changed_posts:
            for name in changes.keys() - {"is_head"}:
                setattr(position, name, changes[name][1])
        Position.objects.bulk_update(
            [position for position, _changes in self.plan.changed_posts], ["echelon", "job_class"]
        )
        # Who gives the lead away goes first: a unit never has two.
        told = [(changes["is_head"][1], post) for post, changes in self.plan.changed_posts if "is_head" in changes]
        for leads, position in sorted(told, key=lambda pair: pair[0]):
            turn_head(position, leads, self.on, actor=self.actor)
        # Keys were made with the places of this morning; units may have moved since.
        self.by_place = {
            (post.unit_id, plain(post.name), post.level, post.functional_grade): post
            for post in Position.objects.filter(agency=self.state.agency, closed_on__isnull=True).order_by("-pk")
        }

    def _position(self, post: Post | Position) -> Position:
        if isinstance(post, Position):
            return post
        return self.by_place[self._unit_of(post).pk, plain(post.name), post.level, post.grade]

    # --- People -----------------------------------------------------------------
    def _new_people(self) -> None:
        entries = [change.entry for change in self.plan.changes if change.what == "added"]
        people = [
            Person(
                agency=self.state.agency, name=entry.name, title_front=entry.title_front, title_back=entry.title_back,
                search_name=search_name_of(entry.name),
            )
            for entry in entries
        ]  # fmt: skip
        Person.objects.bulk_create(people, batch_size=2_000)
        pairs = list(zip(entries, people, strict=True))
        employees = [
            Employee(
                person=person, agency=self.state.agency, nip=entry.nip, email=entry.email, retires_on=entry.retires_on
            )
            for entry, person in pairs
        ]
        Employee.objects.bulk_create(employees, batch_size=2_000)
        PersonKindPeriod.objects.bulk_create(
            [
                PersonKindPeriod(person=person, kind=entry.kind, starts_on=_since(entry, self.on))
                for entry, person in pairs
            ],
            batch_size=2_000,
        )
        EmployeeStatus.objects.bulk_create(
            [
                _status(employee, entry, _since(entry, self.on))
                for entry, employee in zip(entries, employees, strict=True)
            ],
            batch_size=2_000,
        )
        self.people |= {entry.nip: person for entry, person in pairs}

    def _changed_people(self) -> None:
        for change in self.plan.changes:
            if change.known is not None and change.fields:
                self._change_person(change.entry, change.known, change.fields)

    def _change_person(self, entry: Entry, known: Known, fields: dict[str, list[Any]]) -> None:
        person, employee = known.employee.person, known.employee
        if {"NAMA", "GELAR_DEPAN", "GELAR_BELAKANG"} & fields.keys():
            for column, name in (("NAMA", "name"), ("GELAR_DEPAN", "title_front"), ("GELAR_BELAKANG", "title_back")):
                if column in fields:
                    setattr(person, name, fields[column][1])
            person.save()
        if {"EMAIL", "TANGGAL_PENSIUN"} & fields.keys():
            employee.email = fields["EMAIL"][1] if "EMAIL" in fields else employee.email
            employee.retires_on = fields["TANGGAL_PENSIUN"][1] if "TANGGAL_PENSIUN" in fields else employee.retires_on
            employee.save()
        if "JENIS" in fields:
            self._follow(known.kind, PersonKindPeriod(person=person, kind=entry.kind, starts_on=self.on))
        if {"GOLONGAN", "KEDUDUKAN_HUKUM"} & fields.keys():
            status = _status(employee, entry, self.on)
            if "KEDUDUKAN_HUKUM" not in fields and known.status:
                status.standing = known.status.standing
            if "GOLONGAN" not in fields and known.status:
                status.golongan, status.rank_name = known.status.golongan, known.status.rank_name
            self._follow(known.status, status)

    def _follow(self, last: Any, row: Any) -> None:
        """``row`` takes the place of the dated row in force from today."""
        if last is not None and last.starts_on >= self.on:
            last.delete()
        elif last is not None:
            last.ends_on = self.on - timedelta(days=1)
            last.save(update_fields=["ends_on"])
        row.save()

    # --- Offices ----------------------------------------------------------------
    def _offices(self) -> None:
        self._end()
        moved = [(row, starts) for change in self.plan.changes for row, starts in change.adjusts]
        for row, starts in moved:
            row.starts_on = starts
        Appointment.objects.bulk_update([row for row, _starts in moved], ["starts_on"], batch_size=1_000)
        rows = [
            Appointment(
                agency=self.state.agency,
                person=self.people[change.entry.nip],
                position=self._position(post),
                capacity=post.capacity,
                starts_on=post.starts_on or self.on,
            )
            for change in self.plan.changes
            for post in change.starts
        ]
        earliest = min((row.starts_on for row in rows), default=self.on)
        seats = _Seats({row.position_id for row in rows}, earliest)
        for row in rows:
            if row.capacity == Capacity.DEFINITIVE:
                row.seat = seats.take(row.position)
        Position.objects.bulk_update(seats.grown.values(), ["seats"], batch_size=1_000)
        Appointment.objects.bulk_create(rows, batch_size=2_000)

    def _end(self) -> None:
        """Who moves ends where the new office begins, who is gone yesterday, and before a successor."""
        successor = {
            self._position(post).pk: post.starts_on
            for change in self.plan.changes
            for post in change.starts
            if post.is_head and post.capacity == Capacity.DEFINITIVE and post.starts_on
        }
        leaving: list[tuple[Appointment, date]] = []
        for change in self.plan.changes:
            begins = min((post.starts_on for post in change.starts if post.starts_on), default=self.on)
            leaving += [(row, begins) for row in change.ends]
        leaving += [(row, self.on) for known in self.plan.ended for row in known.held]
        for row, begins in leaving:
            row.ends_on = day_before(min(begins, successor.get(row.position_id, begins)), row)
        Appointment.objects.bulk_update([row for row, _begins in leaving], ["ends_on"], batch_size=1_000)
        for position in self.plan.closed_posts:
            position.closed_on = self.on
            position.save(update_fields=["closed_on"])
            record("position.closed", actor=self.actor, subject=position, changes={"on": self.on})

    def _superiors(self) -> None:
        rows = []
        for change in self.plan.changes:
            if change.superior is None:
                continue
            last = change.known.superior if change.known else None
            starts = _since(change.entry, self.on) if change.known is None else self.on
            row = DirectSuperior(
                person=self.people[change.entry.nip], superior=self._position(change.superior),
                basis=DirectSuperior.Basis.SKP, starts_on=starts,
            )  # fmt: skip
            if last is None:
                rows.append(row)
            else:
                self._follow(last, row)
        DirectSuperior.objects.bulk_create(rows, batch_size=2_000)

    # --- Journal ----------------------------------------------------------------
    def _journal(self) -> None:
        """One row for each person who was known before; the new ones stand in the row of the import."""
        for change in self.plan.changes:
            if change.what in ("changed", "moved"):
                record(
                    "employee.changed", actor=self.actor, subject=self.people[change.entry.nip], changes=_told(change)
                )
        for known in self.plan.ended:
            ended = [row.code for row in known.held]
            record(
                "employee.changed",
                actor=self.actor,
                subject=known.employee.person,
                changes={"appointments_ended": ended},
            )


class _Seats:
    """Gives each definitive holder a seat that nobody holds in those days; posts grow as needed.

    The post of a head has one seat: two holders are refused by the database.
    """

    def __init__(self, positions: set[int], earliest: date) -> None:
        self._taken: dict[int, set[int]] = {}
        self.grown: dict[int, Position] = {}
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=earliest)
        held = Appointment.objects.definitive().filter(lasting, position__in=positions)
        for position, seat in held.values_list("position_id", "seat"):
            self._taken.setdefault(position, set()).add(seat)

    def take(self, position: Position) -> int:
        if position.is_head:
            return 1
        taken = self._taken.setdefault(position.pk, set())
        seat = next(seat for seat in range(1, len(taken) + 2) if seat not in taken)
        taken.add(seat)
        if seat > position.seats:
            position.seats = seat
            self.grown[position.pk] = position
        return seat


def _since(entry: Entry, on: date) -> date:
    """From when a new person is known: the first office that the file tells, else today."""
    return min((post.starts_on for post in entry.posts if post.starts_on), default=on)


def _status(employee: Employee, entry: Entry, starts_on: date) -> EmployeeStatus:
    return EmployeeStatus(
        employee=employee, golongan=entry.golongan, rank_name=RANKS.get(entry.golongan, ""),
        standing=entry.standing or EmployeeStatus.Standing.ACTIVE, starts_on=starts_on,
    )  # fmt: skip


def _told(change: Change) -> dict[str, Any]:
    told: dict[str, Any] = dict(change.fields)
    if change.starts or change.ends:
        told["JABATAN"] = [[row.title for row in change.ends], [post.name for post in change.starts]]
    if change.adjusts:
        told["TMT_JABATAN"] = [[row.code, starts] for row, starts in change.adjusts]
    if change.superior is not None:
        told["ATASAN_NIP"] = [None, change.entry.superior_nip]
    return told
