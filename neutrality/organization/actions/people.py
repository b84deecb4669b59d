"""Employees, who holds which office, whose direct superior is whose."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization import files, queries
from neutrality.organization.models import (
    Agency,
    Appointment,
    Capacity,
    DirectSuperior,
    Employee,
    EmployeeStatus,
    Person,
    PersonKindPeriod,
    Position,
    PositionLevel,
)
from neutrality.organization.rights import check, same_agency, save_valid
from neutrality.workdays import today


@transaction.atomic
def add_employee(
    *,
    actor: Any,
    agency: Agency,
    nip: str,
    name: str,
    kind: str,
    starts_on: date,
    title_front: str = "",
    title_back: str = "",
    golongan: str = "",
    rank_name: str = "",
    email: str = "",
    retires_on: date | None = None,
) -> Employee:
    """A new person of the register; the post follows with ``appoint``."""
    check(actor, agency)
    digits = "".join(nip.split())
    if Employee.objects.filter(nip=digits).exists():
        raise Refusal("nip_known", _("NIP itu sudah tercatat."), fields={"nip": [_("Sudah tercatat.")]})
    person = Person(agency=agency, name=" ".join(name.split()), title_front=title_front, title_back=title_back)
    person.search_name = person.name  # overwritten when saved; validation wants it filled
    save_valid(person)
    employee = Employee(person=person, agency=agency, nip=digits, email=email, retires_on=retires_on)
    save_valid(employee)
    save_valid(PersonKindPeriod(person=person, kind=kind, starts_on=starts_on))
    save_valid(EmployeeStatus(employee=employee, golongan=golongan, rank_name=rank_name, starts_on=starts_on))
    record("employee.added", actor=actor, subject=person, changes={"nip": [None, digits], "kind": [None, kind]})
    return employee


@transaction.atomic
def set_status(
    *,
    actor: Any,
    employee: Employee,
    on: date,
    golongan: str | None = None,
    rank_name: str | None = None,
    standing: str | None = None,
) -> EmployeeStatus:
    """Golongan, rank or legal standing from ``on``; what is not given stays."""
    check(actor, employee.agency)
    Employee.objects.select_for_update().get(pk=employee.pk)
    last = employee.statuses.on(on).order_by("-starts_on").first()
    values = {
        "golongan": golongan if golongan is not None else (last.golongan if last else ""),
        "rank_name": rank_name if rank_name is not None else (last.rank_name if last else ""),
        "standing": standing or (last.standing if last else EmployeeStatus.Standing.ACTIVE),
    }
    before = {name: getattr(last, name) if last else None for name in values}
    if before == values and last is not None:
        return last
    row = EmployeeStatus(employee=employee, starts_on=on, ends_on=last.ends_on if last else None, **values)
    _end_before(last, on)
    save_valid(row)
    record(
        "employee.status_set", actor=actor, subject=employee.person,
        changes={name: [before[name], value] for name, value in values.items()} | {"on": on},
    )  # fmt: skip
    return row


def _end_before(last: Any, on: date) -> None:
    """The dated row in force ends the day before ``on``; one that begins on ``on`` is replaced."""
    if last is None:
        return
    if last.starts_on >= on:
        last.delete()
        return
    last.ends_on = on - timedelta(days=1)
    last.save(update_fields=["ends_on"])


# --- Offices ------------------------------------------------------------------
@transaction.atomic
def appoint(
    *,
    actor: Any,
    person: Person,
    position: Position,
    starts_on: date,
    capacity: str = Capacity.DEFINITIVE,
    ends_on: date | None = None,
    appointed_by: str = "",
    order_number: str = "",
    order_date: date | None = None,
    scan: bytes | None = None,
    authorised: bool = False,
) -> Appointment:
    """Record that ``person`` holds ``position``. Powers follow on the day itself.

    An acting holder (Plt., Plh., Pj.) needs the official who appointed and the number of the order.
    ``authorised``: another action has already tested the actor's right (a superior who grants a request).
    """
    agency = position.agency
    if not authorised:
        check(actor, agency)
        not_the_own(actor, person)
    same_agency(agency, person=person)
    position = Position.objects.select_for_update().get(pk=position.pk)
    _check_appointment(position, starts_on, capacity, appointed_by, order_number)
    row = Appointment(
        agency=agency, person=person, position=position, capacity=capacity, starts_on=starts_on, ends_on=ends_on,
        appointed_by=appointed_by, order_number=order_number, order_date=order_date,
        seat=_free_seat(position, starts_on, ends_on) if capacity == Capacity.DEFINITIVE else 1,
    )  # fmt: skip
    if scan is not None:
        row.scan, row.scan_type, row.scan_sha256 = files.store(scan)
    save_valid(row)
    record(
        "appointment.made", actor=actor, subject=row,
        changes={"person": person.code, "position": position.code, "capacity": capacity, "starts_on": starts_on,
                 "ends_on": ends_on, "order": order_number, "scan": row.scan_sha256},
    )  # fmt: skip
    return row


def not_the_own(actor: Any, person: Person) -> None:
    """Nobody records an office for oneself: the holder asks, another records."""
    if getattr(actor, "person_id", None) == person.pk:
        raise Refusal(
            "own_office", _("Jabatan Anda sendiri dicatat petugas lain. Anda hanya dapat mengajukan permintaan.")
        )


@transaction.atomic
def add_scan(*, actor: Any, appointment: Appointment, scan: bytes) -> Appointment:
    """The order of an appointment that was recorded without its scan; an existing one stays."""
    check(actor, appointment.agency)
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if row.scan:
        raise Refusal("scan_known", _("Pindaian keputusan ini sudah tersimpan."))
    row.scan, row.scan_type, row.scan_sha256 = files.store(scan)
    row.save(update_fields=["scan", "scan_type", "scan_sha256"])
    record("appointment.scan_added", actor=actor, subject=row, changes={"scan": [None, row.scan_sha256]})
    return row


def _check_appointment(position: Position, starts_on: date, capacity: str, appointed_by: str, order: str) -> None:
    if position.closed_on is not None and position.closed_on <= starts_on:
        raise Refusal("position_closed", _("Jabatan itu sudah dihapus pada tanggal tersebut."))
    missing = {"appointed_by": appointed_by, "order_number": order}
    empty = [name for name, value in missing.items() if not value.strip()]
    if capacity != Capacity.DEFINITIVE and empty:
        raise Refusal(
            "order_missing",
            _("Penugasan Plt., Plh., dan Pj. memerlukan pejabat yang menugaskan dan nomor suratnya."),
            fields={name: [_("Wajib diisi.")] for name in empty},
            status=400,
        )


def _free_seat(position: Position, starts_on: date, ends_on: date | None) -> int:
    """The first seat nobody definitive holds in those days; seat 1 where none is free (refused later)."""
    held = Appointment.objects.definitive().filter(position=position)
    taken = {
        row.seat
        for row in held
        if (ends_on is None or row.starts_on <= ends_on) and (row.ends_on is None or row.ends_on >= starts_on)
    }
    return next((seat for seat in range(1, position.seats + 1) if seat not in taken), 1)


@transaction.atomic
def end_appointment(*, actor: Any, appointment: Appointment, ends_on: date, reason: str = "") -> Appointment:
    """The last day of an appointment; it may lie ahead."""
    check(actor, appointment.agency)
    row = Appointment.objects.select_for_update(of=("self",)).select_related("person").get(pk=appointment.pk)
    not_the_own(actor, row.person)
    before, row.ends_on = row.ends_on, ends_on
    save_valid(row)
    record("appointment.ended", actor=actor, subject=row, changes={"ends_on": [before, ends_on], "reason": reason})
    return row


@transaction.atomic
def set_equivalent_level(*, actor: Any, position: Position, level: str, basis: str) -> Position:
    """What the head of a school, puskesmas or UPT equals. Set by BKPSDM on a written basis, never guessed."""
    check(actor, position.agency)
    if level and level not in PositionLevel.values:
        raise Refusal("unknown_level", _("Jenis jabatan itu tidak dikenal."), fields={"level": [level]}, status=400)
    if not basis.strip():
        raise Refusal("basis_missing", _("Tulis dasar kesetaraan jabatan."), fields={"basis": [_("Wajib diisi.")]},
                      status=400)  # fmt: skip
    position = Position.objects.select_for_update().get(pk=position.pk)
    before, position.equivalent_level = position.equivalent_level, level
    position.save(update_fields=["equivalent_level"])
    record(
        "position.equivalent_set", actor=actor, subject=position,
        changes={"equivalent_level": [before, level], "basis": basis},
    )  # fmt: skip
    return position


# --- Superiors -----------------------------------------------------------
@transaction.atomic
def set_direct_superior(
    *, actor: Any, person: Person, superior: Position, basis: str, starts_on: date | None = None
) -> DirectSuperior:
    """Confirm whose direct report ``person`` is from ``starts_on``, on the basis of SKP, peta jabatan or SK."""
    agency = person.agency
    check(actor, agency)
    same_agency(agency, superior=superior)
    if basis not in (DirectSuperior.Basis.SKP, DirectSuperior.Basis.CHART, DirectSuperior.Basis.DECREE):
        raise Refusal(
            "basis_missing", _("Pilih dasar penetapan: SKP, peta jabatan, atau surat keputusan."),
            fields={"basis": [_("Wajib dipilih.")]}, status=400,
        )  # fmt: skip
    on = starts_on or today(agency)
    Person.objects.select_for_update().get(pk=person.pk)
    if Appointment.objects.on(on).filter(person=person, position=superior).exists():
        raise Refusal("own_superior", _("Seseorang bukan atasan bagi dirinya sendiri."))
    last = DirectSuperior.objects.on(on).filter(person=person).order_by("-starts_on").first()
    if last is not None and (last.superior_id, last.basis) == (superior.pk, basis):
        return last
    row = DirectSuperior(
        person=person, superior=superior, basis=basis, starts_on=on, ends_on=last.ends_on if last else None
    )
    before = last.superior.code if last else None
    _end_before(last, on)
    save_valid(row)
    record(
        "person.superior_set", actor=actor, subject=person,
        changes={"superior": [before, superior.code], "basis": basis, "on": on},
    )  # fmt: skip
    return row


@transaction.atomic
def confirm_proposals(*, actor: Any, people: Sequence[Person], basis: str, starts_on: date) -> int:
    """Confirm whom the tree proposes for each of ``people`` on one basis; how many. All or none."""
    rows = queries.person_rows(people, starts_on)
    proposed = queries.proposed_superiors(rows, starts_on)
    without = [row.person.full_name for row in rows if row.person.pk not in proposed]
    if without:
        raise Refusal("no_proposal", _("Pohon unit tidak mengusulkan atasan bagi %(name)s.") % {"name": without[0]})
    for person in people:
        set_direct_superior(
            actor=actor, person=person, superior=proposed[person.pk], basis=basis, starts_on=starts_on
        )  # fmt: skip
    return len(people)
