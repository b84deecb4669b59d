"""What the law engine and the letters need to know about a person on a date."""

from datetime import date
from typing import Any

from django.db.models import Q

from neutrality.organization.models import (
    Appointment,
    EmployeeStatus,
    FamilyTie,
    OrgUnit,
    Person,
    PersonKind,
    Position,
    PositionLevel,
)
from neutrality.organization.queries.holders import open_on, positions_of
from neutrality.organization.queries.tree import ancestors
from neutrality.workdays import today

SERVICE_UNITS = (OrgUnit.Kind.UPT, OrgUnit.Kind.SCHOOL, OrgUnit.Kind.PUSKESMAS, OrgUnit.Kind.HOSPITAL)


def kind_of(person: Person, on: date) -> str:
    """PNS, PPPK, KEPALA_DESA … on a date; OTHER where the register does not say."""
    kind = person.kinds.on(on).order_by("-starts_on").values_list("kind", flat=True).first()
    return str(kind or PersonKind.OTHER)


def status_of(person: Person, on: date) -> EmployeeStatus | None:
    """Golongan, rank and legal standing of an employee on a date."""
    return EmployeeStatus.objects.on(on).filter(employee_id=person.pk).order_by("-starts_on").first()


def subject_facts(person: Person, on: date) -> dict[str, Any]:
    """``subject`` of ``POST law/assess/`` for ``person`` on ``on``; a fact not known is None. Eight queries.

    ``unit_has_administrator`` and ``unit_has_pengawas`` tell whether the unit has such a post at
    all, filled or not: the school, puskesmas or UPT of the person, else the OPD (PP 94/2021
    Pasal 22 and 23 let a functional official decide only where it has none).
    """
    facts: dict[str, Any] = {
        "kind": kind_of(person, on),
        "position": None,
        "functional_grade": None,
        "echelon": None,
        "equivalent_level": None,
        "head_of_service_unit": None,
        "regional_secretary": None,
        "unit_has_administrator": None,
        "unit_has_pengawas": None,
        "on_unpaid_leave": None,
        # Known when a tie is recorded; that none is recorded tells nothing.
        "candidate_spouse": True if spouse_runs(person) else None,
    }
    status = status_of(person, on)
    if status is not None:
        facts["on_unpaid_leave"] = status.standing == EmployeeStatus.Standing.CLTN
    held = positions_of(person, on)
    if not held:
        return facts
    post = held[0].position
    return facts | _post_facts(post, held) | _unit_facts(post.unit, on)


def _post_facts(post: Position, held: list[Appointment]) -> dict[str, Any]:
    grades = [row.position.functional_grade for row in held if row.position.functional_grade]
    return {
        # A regional head is no ASN: the engine learns it from ``kind``.
        "position": None if post.level == PositionLevel.POLITICAL else post.level,
        "functional_grade": post.functional_grade or (grades[0] if grades else None),
        "echelon": post.echelon or None,
        "equivalent_level": post.equivalent_level or None,
        "head_of_service_unit": post.is_head and post.unit.kind in SERVICE_UNITS,
        "regional_secretary": post.office == Position.Office.SEKDA,
    }


def _unit_facts(unit: OrgUnit, on: date) -> dict[str, bool]:
    line = ancestors(unit, on)
    own = next((one for one in line if one.kind in SERVICE_UNITS), line[-2] if len(line) > 1 else unit)
    levels = set(
        Position.objects.filter(open_on(on), unit__path__startswith=own.path, agency_id=unit.agency_id)
        .filter(level__in=(PositionLevel.ADMINISTRATOR, PositionLevel.PENGAWAS))
        .values_list("level", flat=True)
        .distinct()
    )
    return {
        "unit_has_administrator": PositionLevel.ADMINISTRATOR in levels,
        "unit_has_pengawas": PositionLevel.PENGAWAS in levels,
    }


def letter_identity(person: Person, on: date) -> dict[str, str]:
    """How a letter names somebody on a date; an unknown part is an empty text. Four queries."""
    status = status_of(person, on)
    held = positions_of(person, on)
    unit = held[0].position.unit if held else None
    opd = ancestors(unit, on)[:-1] if unit else []
    employee = getattr(person, "employee", None)
    return {
        "nama": person.full_name,
        "nip": employee.nip if employee else "",
        "pangkat": status.rank_name if status else "",
        "golongan": status.golongan if status else "",
        "jabatan": held[0].title if held else "",
        "unit": ", ".join(dict.fromkeys(one.name for one in [*opd[:1], *opd[-1:]])) or (unit.name if unit else ""),
    }


def spouse_runs(person: Person) -> bool:
    """Whether husband or wife, by the kind of the tie or its note, runs in a contest of the person's agency."""
    spouse = Q(relation=FamilyTie.Relation.SPOUSE) | Q(note__iregex=r"suami|istri|isteri|pasangan")
    ties = FamilyTie.objects.on(today(person.agency)).filter(spouse)
    one_way = Q(person=person, relative__candidacies__contest__agency=person.agency_id)
    other_way = Q(relative=person, person__candidacies__contest__agency=person.agency_id)
    return ties.filter(one_way | other_way).exists()
