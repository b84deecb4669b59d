"""How a unit was called, where it stood and who headed it, over time."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from neutrality.organization.models import Agency, Appointment, OrgUnit, OrgUnitPeriod, PositionPeriod


def unit_name_on(unit: OrgUnit, on: date) -> str:
    """The name of a unit on a day; before its first dated row the oldest that is known."""
    periods = list(unit.periods.order_by("starts_on"))
    found = next((one.name for one in reversed(periods) if one.starts_on <= on), None)
    return found or (periods[0].name if periods else unit.name)


def periods_of(unit: OrgUnit) -> list[OrgUnitPeriod]:
    """Names and parents, the newest first."""
    return list(unit.periods.select_related("parent").order_by("-starts_on"))


def heads_over_time(unit: OrgUnit) -> list[Appointment]:
    """Everyone who ever headed the unit, in whatever capacity, the newest first; also where the post no longer leads it.

    ``led_from`` and ``led_to`` of each row: the days of the appointment on which the post led the unit.
    """
    led = Q(position__is_head=True) | Exists(PositionPeriod.objects.filter(position=OuterRef("position"), is_head=True))
    rows = Appointment.objects.filter(led, position__unit=unit).select_related("person__employee", "position")
    found = [row for row in rows.prefetch_related("position__periods") if _days_of_lead(row)]
    return sorted(found, key=lambda row: (row.starts_on, row.pk), reverse=True)


def _days_of_lead(row: Any) -> bool:
    """Sets ``led_from`` and ``led_to``; False where the person left before the post led the unit, or came after."""
    spans = [(one.starts_on, one.ends_on or date.max) for one in row.position.periods.all() if one.is_head]
    if not any(one.is_head is not None for one in row.position.periods.all()):
        spans = [(date.min, date.max)]
    ends = row.ends_on or date.max
    days = [(max(row.starts_on, first), min(ends, last)) for first, last in spans]
    days = [(first, last) for first, last in days if first <= last]
    if not days:
        return False
    last_day = max(last for _first, last in days)
    row.led_from, row.led_to = min(first for first, _last in days), None if last_day == date.max else last_day
    return True


def unit_labels(agency: Agency) -> list[tuple[str, str]]:
    """``(code, "Dinas › Bidang › Seksi")`` of every open unit, in the order of the tree. One query."""
    names: dict[str, str] = {}
    labels: list[tuple[str, str]] = []
    rows = OrgUnit.objects.filter(agency=agency, closed_on__isnull=True).order_by("path")
    for code, name, path, depth in rows.values_list("code", "name", "path", "depth"):
        above = names.get(path[: -OrgUnit.steplen], "") if depth > 2 else ""
        names[path] = f"{above} › {name}" if above else name
        labels.append((code, names[path]))
    return labels


def find_unit(agency: Agency, written: str, labels: Iterable[tuple[str, str]] = ()) -> OrgUnit | None:
    """The open unit of a code, or of a name or path that only one has."""
    written = " ".join(written.split())
    units = OrgUnit.objects.filter(agency=agency, closed_on__isnull=True)
    by_code = units.filter(code=written.upper()).first()
    if by_code is not None or not written:
        return by_code
    codes = [code for code, label in labels if label.casefold() == written.casefold()]
    found = list(units.filter(code__in=codes)[:2] if codes else units.filter(name__iexact=written)[:2])
    return found[0] if len(found) == 1 else None
