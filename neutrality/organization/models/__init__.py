"""Who is who, where they work, and who held which office when."""

from neutrality.organization.models.agencies import Agency, AgencyKind
from neutrality.organization.models.base import Dated, period
from neutrality.organization.models.contests import Contest, Contestant, ContestantOfficer
from neutrality.organization.models.imports import ImportRun, import_code
from neutrality.organization.models.people import (
    ASN_KINDS,
    Employee,
    EmployeeStatus,
    FamilyTie,
    Person,
    PersonKind,
    PersonKindPeriod,
    person_code,
)
from neutrality.organization.models.posts import (
    Appointment,
    AppointmentQuerySet,
    Capacity,
    DirectSuperior,
    FunctionalGrade,
    Position,
    PositionLevel,
    PositionPeriod,
    appointment_code,
    position_code,
)
from neutrality.organization.models.requests import AppointmentRequest, request_code
from neutrality.organization.models.units import OrgUnit, OrgUnitPeriod, OrgUnitQuerySet, unit_code

__all__ = [
    "ASN_KINDS",
    "Agency",
    "AgencyKind",
    "Appointment",
    "AppointmentQuerySet",
    "AppointmentRequest",
    "Capacity",
    "Contest",
    "Contestant",
    "ContestantOfficer",
    "Dated",
    "DirectSuperior",
    "Employee",
    "EmployeeStatus",
    "FamilyTie",
    "FunctionalGrade",
    "ImportRun",
    "OrgUnit",
    "OrgUnitPeriod",
    "OrgUnitQuerySet",
    "Person",
    "PersonKind",
    "PersonKindPeriod",
    "Position",
    "PositionLevel",
    "PositionPeriod",
    "appointment_code",
    "import_code",
    "period",
    "person_code",
    "position_code",
    "request_code",
    "unit_code",
]
