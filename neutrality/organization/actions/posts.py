"""Posts come, change their name, move and go; every change counts from its day."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.models import Appointment, DirectSuperior, OrgUnit, Position, PositionPeriod
from neutrality.organization.rights import TREE_KEEPERS, check, not_future, same_agency, save_valid

_PLAIN_FIELDS = ("level", "functional_grade", "echelon", "job_class", "seats", "office")


@transaction.atomic
def create_position(*, actor: Any, unit: OrgUnit, name: str, level: str, **fields: Any) -> Position:
    """``fields``: functional_grade, echelon, job_class, seats, is_head, office."""
    check(actor, unit.agency, TREE_KEEPERS)
    if unit.closed_on is not None:
        raise Refusal("unit_closed", _("Unit ini sudah ditutup. Pilih unit lain."))
    post = Position(agency=unit.agency, unit=unit, name=" ".join(name.split()), level=level, **fields)
    if post.is_head and unit.positions.filter(is_head=True, closed_on__isnull=True).exists():
        raise Refusal("has_head", _("Unit ini sudah memiliki jabatan kepala."))
    save_valid(post)
    record("position.created", actor=actor, subject=post,
           changes={"name": [None, post.name], "unit": unit.code, "level": [None, level]})  # fmt: skip
    return post


@transaction.atomic
def rename_position(*, actor: Any, position: Position, name: str, on: date) -> Position:
    """The new name counts from ``on``; earlier days keep the old one."""
    check(actor, position.agency, TREE_KEEPERS)
    not_future(on, position.agency)
    position = Position.objects.select_for_update().get(pk=position.pk)
    before, position.name = position.name, " ".join(name.split())
    if before == position.name:
        return position
    save_valid(position)
    _from_then_on(position, on, before=before, name=position.name)
    record("position.changed", actor=actor, subject=position, changes={"name": [before, position.name], "on": on})
    return position


def _from_then_on(position: Position, on: date, *, before: str, **told: Any) -> None:
    """A dated row with what is ``told`` from ``on``; earlier days keep what was. ``before``: the name until now."""
    last = position.periods.order_by("-starts_on").first()
    if last is None:
        last = PositionPeriod.objects.create(position=position, name=before, starts_on=date(1970, 1, 1))
    if last.starts_on > on:
        sentence = _("Jabatan ini sudah diubah pada tanggal sesudahnya. Pilih tanggal yang lebih baru.")
        raise Refusal("later_name", sentence, fields={"on": [sentence]})
    if last.starts_on < on:
        last.ends_on = on - timedelta(days=1)
        last.save()
        last = PositionPeriod(position=position, name=last.name, is_head=last.is_head, starts_on=on)
    for name, value in told.items():
        setattr(last, name, value)
    last.save()


@transaction.atomic
def set_head(*, actor: Any, position: Position, is_head: bool, on: date) -> Position:
    """The post leads its unit from ``on``, or no longer does; who was head on an earlier day stays true."""
    check(actor, position.agency, TREE_KEEPERS)
    not_future(on, position.agency)
    position = Position.objects.select_for_update().get(pk=position.pk)
    if position.is_head == is_head:
        return position
    if is_head:
        _may_lead(position)
    turn_head(position, is_head, on, actor=actor)
    return position


def turn_head(position: Position, is_head: bool, on: date, *, actor: Any) -> None:
    """As ``set_head`` without its tests: an import has made its own."""
    # Rows that only tell names say nothing of this yet: until now the post was as it is.
    position.periods.filter(is_head__isnull=True).update(is_head=position.is_head)
    if not position.periods.exists():
        PositionPeriod.objects.create(
            position=position, name=position.name, is_head=position.is_head, starts_on=date(1970, 1, 1)
        )
    _from_then_on(position, on, before=position.name, is_head=is_head)
    position.is_head = is_head
    save_valid(position)
    record("position.changed", actor=actor, subject=position, changes={"is_head": [not is_head, is_head], "on": on})


def _may_lead(position: Position) -> None:
    others = Position.objects.filter(unit=position.unit_id, is_head=True, closed_on__isnull=True)
    if others.exclude(pk=position.pk).exists():
        raise Refusal("has_head", _("Unit ini sudah memiliki jabatan kepala."))
    if position.seats != 1:
        raise Refusal(
            "many_seats", _("Jabatan dengan beberapa kursi tidak memimpin unit. Buat jabatan kepala tersendiri.")
        )


@transaction.atomic
def change_position(*, actor: Any, position: Position, **fields: Any) -> Position:
    """Level, grade, echelon, class, seats or office. Seats never fall below those held."""
    check(actor, position.agency, TREE_KEEPERS)
    position = Position.objects.select_for_update().get(pk=position.pk)
    changes = {
        name: [getattr(position, name), value]
        for name, value in fields.items()
        if name in _PLAIN_FIELDS and getattr(position, name) != value
    }
    if not changes:
        return position
    for name, (_old, new) in changes.items():
        setattr(position, name, new)
    held = position.appointments.definitive().filter(ends_on__isnull=True, seat__gt=position.seats)
    if "seats" in changes and held.exists():
        sentence = _("Kursi yang masih diduduki lebih banyak. Akhiri pengangkatannya dahulu.")
        raise Refusal("seats_held", sentence, fields={"seats": [sentence]})
    save_valid(position)
    record("position.changed", actor=actor, subject=position, changes=changes)
    return position


@transaction.atomic
def move_position(*, actor: Any, position: Position, unit: OrgUnit, on: date) -> Position:
    """The post with its holders goes to ``unit`` on ``on``: the old one ends, the same begins there.

    The post of a head stays with its unit: move or merge the unit instead.
    """
    check(actor, position.agency, TREE_KEEPERS)
    same_agency(position.agency, unit=unit)
    not_future(on, position.agency)
    position = Position.objects.select_for_update().get(pk=position.pk)
    if position.is_head or position.office:
        raise Refusal("is_head", _("Jabatan kepala mengikuti unitnya. Pindahkan atau gabungkan unitnya."))
    if position.closed_on is not None or unit.closed_on is not None:
        raise Refusal("closed", _("Jabatan atau unit itu sudah ditutup."))
    if position.unit_id == unit.pk:
        return position
    moved = carry_over(position, unit, on)
    record(
        "position.moved", actor=actor, subject=moved,
        changes={"unit": [position.unit.code, unit.code], "on": on, "from": position.code},
    )  # fmt: skip
    return moved


def carry_over(post: Position, into: OrgUnit, on: date) -> Position:
    """End a post the day before ``on`` and begin the same in ``into``, with its holders, also those to come."""
    successor = Position.objects.create(
        agency=post.agency, unit=into, name=post.name, level=post.level, functional_grade=post.functional_grade,
        echelon=post.echelon, equivalent_level=post.equivalent_level, job_class=post.job_class, seats=post.seats,
    )  # fmt: skip
    for held in Appointment.objects.on(on).filter(position=post):
        ends = held.ends_on
        _end_before(held, on)
        Appointment.objects.create(
            agency=held.agency, person_id=held.person_id, position=successor, capacity=held.capacity, seat=held.seat,
            starts_on=on, ends_on=ends, appointed_by=held.appointed_by, order_number=held.order_number,
            order_date=held.order_date,
        )  # fmt: skip
    post.appointments.filter(starts_on__gt=on).update(position=successor)
    for row in DirectSuperior.objects.on(on).filter(superior=post):
        ends = row.ends_on
        if row.starts_on >= on:
            DirectSuperior.objects.filter(pk=row.pk).update(superior=successor)
            continue
        row.ends_on = on - timedelta(days=1)
        row.save(update_fields=["ends_on"])
        DirectSuperior.objects.create(
            person_id=row.person_id, superior=successor, basis=row.basis, starts_on=on, ends_on=ends
        )
    _close(post, on)
    return successor


def end_post(post: Position, on: date) -> None:
    """End a post with its appointments the day before ``on``."""
    for held in Appointment.objects.on(on).filter(position=post):
        _end_before(held, on)
    _close(post, on)


def _end_before(held: Appointment, on: date) -> None:
    held.ends_on = max(held.starts_on, on - timedelta(days=1))
    held.save(update_fields=["ends_on"])


def _close(post: Position, on: date) -> None:
    post.closed_on = on
    post.save(update_fields=["closed_on"])


@transaction.atomic
def close_position(*, actor: Any, position: Position, on: date) -> Position:
    """The post exists until the day before ``on``; nobody may hold it then or later."""
    check(actor, position.agency, TREE_KEEPERS)
    position = Position.objects.select_for_update().get(pk=position.pk)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    if position.appointments.filter(lasting).exists():
        raise Refusal("has_people", _("Jabatan ini masih dipegang pada tanggal itu. Akhiri pengangkatannya dahulu."))
    _close(position, on)
    record("position.closed", actor=actor, subject=position, changes={"on": on})
    return position
