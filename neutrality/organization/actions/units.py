"""Units come, change their name, move, merge and go; every change is a dated row."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.actions.posts import carry_over, end_post
from neutrality.organization.models import Agency, Appointment, OrgUnit, OrgUnitPeriod
from neutrality.organization.rights import TREE_KEEPERS, check, not_future, same_agency
from neutrality.organization.signals import unit_moved
from neutrality.workdays import today


def _lock_tree(agency: Agency) -> None:
    """One change of the tree at a time, per agency."""
    Agency.objects.select_for_update().get(pk=agency.pk)


def _fresh(unit: OrgUnit) -> OrgUnit:
    """The row as it stands now: another change may have moved its path."""
    return OrgUnit.objects.select_related("agency").get(pk=unit.pk)


@transaction.atomic
def create_unit(
    *,
    actor: Any,
    parent: OrgUnit | None,
    name: str,
    kind: str,
    agency: Agency | None = None,
    short_name: str = "",
    letter_code: str = "",
    starts_on: date | None = None,
) -> OrgUnit:
    """A unit below ``parent``, or the root of ``agency``."""
    agency = agency or (parent.agency if parent else None)
    if agency is None:
        raise Refusal("agency_missing", _("Sebutkan instansi atau unit induknya."), status=400)
    check(actor, agency, TREE_KEEPERS)
    same_agency(agency, parent=parent)
    _lock_tree(agency)
    values = {
        "agency": agency,
        "name": _named(name),
        "kind": kind,
        "short_name": short_name,
        "letter_code": letter_code,
    }
    unit: OrgUnit = OrgUnit.objects.add_child(_fresh(parent), values) if parent else OrgUnit.objects.add_root(values)
    OrgUnitPeriod.objects.create(unit=unit, name=unit.name, parent=parent, starts_on=starts_on or today(agency))
    record(
        "unit.created", actor=actor, subject=unit,
        changes={"name": [None, unit.name], "parent": [None, parent.code if parent else None]},
    )  # fmt: skip
    return unit


@transaction.atomic
def rename_unit(*, actor: Any, unit: OrgUnit, name: str, on: date, short_name: str | None = None) -> OrgUnit:
    """The new name counts from ``on``; letters of earlier days keep the old one."""
    check(actor, unit.agency, TREE_KEEPERS)
    not_future(on, unit.agency)
    unit = OrgUnit.objects.select_for_update().get(pk=unit.pk)
    before, unit.name = unit.name, _named(name)
    if short_name is not None:
        unit.short_name = short_name
    unit.save(update_fields=["name", "short_name"])
    _next_period(unit, on, name=unit.name)
    record("unit.renamed", actor=actor, subject=unit, changes={"name": [before, unit.name], "on": on})
    return unit


@transaction.atomic
def move_unit(*, actor: Any, unit: OrgUnit, parent: OrgUnit, on: date) -> OrgUnit:
    """Unit and everything below it stand under ``parent`` from ``on``. Sends ``unit_moved``."""
    agency = unit.agency
    check(actor, agency, TREE_KEEPERS)
    same_agency(agency, parent=parent)
    not_future(on, agency)
    _lock_tree(agency)
    unit, parent = _fresh(unit), _fresh(parent)
    if parent.path.startswith(unit.path):
        raise Refusal("inside_itself", _("Unit tidak dapat dipindahkan ke bawah dirinya sendiri."))
    above = OrgUnit.objects.get_parent(unit)
    if above is not None and above.pk == parent.pk:
        return unit
    moved = _move(unit, parent)
    _next_period(moved, on, parent=parent)
    record(
        "unit.moved", actor=actor, subject=moved,
        changes={"parent": [above.code if above else None, parent.code], "on": on},
    )  # fmt: skip
    return moved


def _move(unit: OrgUnit, parent: OrgUnit) -> OrgUnit:
    old_path = unit.path
    OrgUnit.objects.move(unit, parent, pos="last-child")
    moved = _fresh(unit)
    unit_moved.send(OrgUnit, unit=moved, old_path=old_path, new_path=moved.path)
    return moved


@transaction.atomic
def close_unit(*, actor: Any, unit: OrgUnit, on: date, successor: OrgUnit | None = None) -> OrgUnit:
    """The unit exists until the day before ``on``. It must be empty: see ``merge_units`` otherwise."""
    agency = unit.agency
    check(actor, agency, TREE_KEEPERS)
    same_agency(agency, successor=successor)
    not_future(on, agency)
    _lock_tree(agency)
    unit = _fresh(unit)
    inside = OrgUnit.objects.below(unit).exclude(pk=unit.pk).filter(closed_on__isnull=True)
    if inside.exists():
        raise Refusal("has_units", _("Masih ada unit di bawahnya. Pindahkan atau tutup dahulu."))
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    staffed = Appointment.objects.filter(lasting, position__unit=unit)
    if staffed.exists():
        raise Refusal("has_people", _("Masih ada pegawai di unit ini. Pindahkan dahulu, atau gabungkan unit."))
    unit.positions.filter(closed_on__isnull=True).update(closed_on=on)
    _close(unit, on, successor)
    record(
        "unit.closed", actor=actor, subject=unit,
        changes={"on": on, "successor": successor.code if successor else None},
    )  # fmt: skip
    return unit


def _close(unit: OrgUnit, on: date, successor: OrgUnit | None) -> None:
    unit.closed_on, unit.successor = on, successor
    unit.save(update_fields=["closed_on", "successor"])
    unit.periods.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lt=on).update(
        ends_on=on - timedelta(days=1)
    )


@transaction.atomic
def merge_units(*, actor: Any, unit: OrgUnit, into: OrgUnit, on: date) -> OrgUnit:
    """``unit`` goes into ``into`` on ``on``: its units and staff continue there, its head's post ends."""
    agency = unit.agency
    check(actor, agency, TREE_KEEPERS)
    same_agency(agency, into=into)
    not_future(on, agency)
    _lock_tree(agency)
    unit, into = _fresh(unit), _fresh(into)
    if into.path.startswith(unit.path):
        raise Refusal("inside_itself", _("Unit tidak dapat digabungkan ke unit di bawahnya."))
    for child in OrgUnit.objects.get_children(unit).filter(closed_on__isnull=True):
        _next_period(_move(child, _fresh(into)), on, parent=into)
    for post in unit.positions.filter(closed_on__isnull=True).select_for_update():
        if post.is_head:
            end_post(post, on)
        else:
            carry_over(post, into, on)
    unit = _fresh(unit)
    _close(unit, on, into)
    record("unit.merged", actor=actor, subject=unit, changes={"into": into.code, "on": on})
    return _fresh(into)


def _next_period(unit: OrgUnit, on: date, *, name: str | None = None, parent: OrgUnit | None = None) -> None:
    """End the row in force the day before ``on`` and begin one that differs in ``name`` or ``parent``."""
    last = unit.periods.on(on).order_by("-starts_on").first()
    above = parent or (last.parent if last else OrgUnit.objects.get_parent(unit))
    if last is not None and last.starts_on == on:
        last.name, last.parent = name or last.name, above
        last.save(update_fields=["name", "parent"])
        return
    ends = last.ends_on if last else None
    if last is not None:
        last.ends_on = on - timedelta(days=1)
        last.save(update_fields=["ends_on"])
    elif on > date(1970, 1, 1):
        # Until now nobody had written down the past: it was as it stood.
        OrgUnitPeriod.objects.create(
            unit=unit, name=unit.name, parent=above, starts_on=date(1970, 1, 1), ends_on=on - timedelta(days=1)
        )
    OrgUnitPeriod.objects.create(unit=unit, name=name or unit.name, parent=above, starts_on=on, ends_on=ends)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refusal("name_missing", _("Tulis nama unit."), fields={"name": [_("Nama wajib diisi.")]}, status=400)
    return name
