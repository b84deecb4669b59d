"""Who must read, who has, and how far each perangkat daerah is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from neutrality.accounts.models import Role, User
from neutrality.organization.models import ASN_KINDS, Appointment, OrgUnit, Position
from neutrality.prevention.models import Circular, Reading
from neutrality.workdays import calendar_for

# Working days before the last day of reading on which those who have not read are reminded of themselves.
REMINDED_BEFORE = (5, 1)
STRUCTURAL = ("jpt_madya", "jpt_pratama", "administrator", "pengawas")


@dataclass(frozen=True)
class Progress:
    """Figures of one perangkat daerah, or of all (``opd`` None)."""

    opd: OrgUnit | None
    total: int
    read: int
    opened: int  # opened, not yet read
    officials_waiting: int
    reminded_on: date | None = None

    @property
    def waiting(self) -> int:
        return self.total - self.read

    @property
    def percent(self) -> int:
        return round(100 * self.read / self.total) if self.total else 100


def expected_readers(circular: Circular, on: date) -> list[Reading]:
    """One unsaved Reading for every ASN in a targeted perangkat daerah on ``on``."""
    root_depth = 2
    opds = {
        unit.path: unit
        for unit in OrgUnit.objects.filter(agency=circular.agency, depth=root_depth).exclude(kind=OrgUnit.Kind.DESA)
    }
    chosen = None if circular.to_everyone else set(circular.targets.values_list("path", flat=True))
    step = OrgUnit.steplen * root_depth
    held = (
        Appointment.objects.on(on)
        .filter(agency=circular.agency, person__employee__isnull=False, person__kinds__kind__in=ASN_KINDS)
        .filter(Q(person__kinds__ends_on__isnull=True) | Q(person__kinds__ends_on__gte=on))
        .values_list("person_id", "position__unit__path", "position__level")
        .order_by("person_id", "-capacity")
    )
    readers: dict[int, Reading] = {}
    for person_id, path, level in held:
        opd = opds.get(path[:step])
        if opd is None or (chosen is not None and not any(path.startswith(one) for one in chosen)):
            continue
        reading = readers.setdefault(
            person_id, Reading(circular=circular, person_id=person_id, opd=opd, unit_path=path)
        )
        reading.is_head = reading.is_head or level in STRUCTURAL
    return list(readers.values())


def accounts_of(readings: QuerySet[Reading]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, person_id__in=readings.values("person_id"))


def totals(circular: Circular) -> Progress:
    figures = circular.readings.aggregate(**_FIGURES)
    return Progress(opd=None, **figures)


_FIGURES = {
    "total": Count("pk"),
    "read": Count("pk", filter=Q(read_at__isnull=False)),
    "opened": Count("pk", filter=Q(read_at__isnull=True, opened_on__isnull=False)),
    "officials_waiting": Count("pk", filter=Q(read_at__isnull=True, is_head=True)),
}


def progress(circular: Circular, user: User) -> list[Progress]:
    """Per perangkat daerah that ``user`` answers for, the lowest share first. Two queries."""
    found: Iterable[Any] = (
        readings_for(circular, user).values("opd").annotate(**_FIGURES, reminded_on=Max("reminded_on"))
    )
    rows: list[dict[str, Any]] = list(found)
    units = OrgUnit.objects.in_bulk([row["opd"] for row in rows])
    figures = [Progress(**(row | {"opd": units[row["opd"]]})) for row in rows]
    return sorted(figures, key=lambda one: (one.percent, -one.waiting, one.opd.name if one.opd else ""))


def reminder_days(circular: Circular) -> list[date]:
    """The days on which the system itself reminds; only those that come after the day of issue."""
    if circular.issued_on is None:
        return []
    calendar = calendar_for(circular.agency)
    days = [calendar.add_working_days(circular.read_by, -number) for number in REMINDED_BEFORE]
    return [day for day in days if day > circular.issued_on]


def readings_for(circular: Circular, user: User) -> QuerySet[Reading]:
    """The readings whose names ``user`` may see: all for BKPSDM, leaders and auditors, own units for others."""
    return circular.readings.all() if user.has_role(Role.AUDITOR) else _answered_for(circular, user)


def _answered_for(circular: Circular, user: User) -> QuerySet[Reading]:
    """The readings that ``user`` may press for: an auditor reads, and reminds nobody."""
    rows = circular.readings.all()
    if user.has_role(Role.INTAKE) or user.holds_office(
        Position.Office.PPK, Position.Office.SEKDA, Position.Office.HEAD_BKPSDM
    ):
        return rows
    units = [*user.headed_units]
    if user.has_role(Role.OPERATOR):
        grants = user.grants.filter(role=Role.OPERATOR, unit__isnull=False).select_related("unit")
        units += [grant.unit for grant in grants if grant.unit]
    own = Q(pk__in=[])
    for unit in units:
        own |= Q(unit_path__startswith=unit.path)
    return rows.filter(own)


def waiting_for(circular: Circular, user: User, units: Sequence[OrgUnit] = ()) -> QuerySet[Reading]:
    """Readings not yet given back, among those that ``user`` answers for."""
    rows = _answered_for(circular, user).filter(read_at__isnull=True)
    return rows.filter(opd__in=units) if units else rows


def unread_of(user: User) -> QuerySet[Reading]:
    """Circulars that wait for this person's reading."""
    if user.person_id is None:
        return Reading.objects.none()
    return (
        Reading.objects.filter(person_id=user.person_id, read_at__isnull=True, circular__state=Circular.State.ISSUED)
        .select_related("circular__document")
        .order_by("circular__read_by")
    )
