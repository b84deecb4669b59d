"""How a unit was called, where it stood and who headed it, over time."""

from collections.abc import Iterable
from datetime import date

from neutrality.organization.models import Agency, Appointment, OrgUnit, OrgUnitPeriod


def unit_name_on(unit: OrgUnit, on: date) -> str:
    """The name of a unit on a day; before its first dated row the oldest that is known."""
    periods = list(unit.periods.order_by("starts_on"))
    found = next((one.name for one in reversed(periods) if one.starts_on <= on), None)
    return found or (periods[0].name if periods else unit.name)


def periods_of(unit: OrgUnit) -> list[OrgUnitPeriod]:
    """Names and parents, the newest first."""
    return list(unit.periods.select_related("parent").order_by("-starts_on"))


def heads_over_time(unit: OrgUnit) -> list[Appointment]:
    """Everyone who ever headed the unit, in whatever capacity, the newest first."""
    rows = Appointment.objects.filter(position__unit=unit, position__is_head=True)
    found = rows.select_related("person__employee", "position").prefetch_related("position__periods")
    return list(found.order_by("-starts_on", "-pk"))


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
