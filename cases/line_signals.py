"""What in the register makes the line of a running case come out differently, and is told here at once.

Rows that an import writes in bulk tell nobody: the import's end does. What begins or ends by its
date is found by the daily run below.
"""

from datetime import time
from typing import Any

from django.db.models.signals import post_delete, post_save

from cases.actions import line
from neutrality.outbox.registry import daily


@daily("cases.lines_of_the_day", at=time(0, 20), atomic=False)
def lines_of_the_day(payload: dict[str, Any]) -> None:
    """Appointments, ties and candidacies that begin or end today change lines without anybody logging in."""
    line.refresh_all()


def connect() -> None:
    from neutrality.organization.models import (
        Appointment,
        Contestant,
        ContestantOfficer,
        DirectSuperior,
        EmployeeStatus,
        FamilyTie,
        ImportRun,
        OrgUnitPeriod,
        Position,
    )

    for signal in (post_save, post_delete):
        for sender, hear in (
            (Appointment, _appointment),
            (DirectSuperior, _superior),
            (FamilyTie, _tie),
            (Contestant, _contestant),
            (ContestantOfficer, _officer),
        ):
            signal.connect(hear, sender=sender, dispatch_uid=f"cases.line.{sender.__name__}")
    post_save.connect(_standing, sender=EmployeeStatus, dispatch_uid="cases.line.EmployeeStatus")
    post_save.connect(_position, sender=Position, dispatch_uid="cases.line.Position")
    post_save.connect(_import, sender=ImportRun, dispatch_uid="cases.line.ImportRun")
    post_save.connect(_unit, sender=OrgUnitPeriod, dispatch_uid="cases.line.OrgUnitPeriod")


def _appointment(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        line.refresh_for(instance)


def _superior(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        line.refresh_for_people([instance.person_id])


def _tie(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        line.refresh_for_people([instance.person_id, instance.relative_id])


def _contestant(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Also relatives of one who runs stand aside: every case of the agency is looked at."""
    if not kwargs.get("raw") and instance.person_id:
        line.refresh_agency(instance.contest.agency_id)


def _officer(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        line.refresh_for_people([instance.person_id])


def _standing(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        line.refresh_for_people([instance.employee_id])


def _position(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """A new post of a head, or one that was closed; other posts stand in no line."""
    if not kwargs.get("raw") and (instance.is_head or instance.closed_on or not created):
        line.refresh_for_post(instance)


def _unit(sender: Any, instance: Any, **kwargs: Any) -> None:
    """The tree of a day stands in its dated rows: a unit that moved, or was renamed, has a new one."""
    if not kwargs.get("raw"):
        instance.unit.refresh_from_db(fields=["path", "depth"])
        line.refresh_for_unit(instance.unit)


def _import(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw") and instance.state == sender.State.DONE:
        line.refresh_agency(instance.agency_id)
