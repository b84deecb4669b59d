"""Rights that come later than a report: whoever receives one is matched against what was told."""

from typing import Any

from cases import walls
from neutrality.accounts.models import RoleGrant, User
from neutrality.organization.models import Appointment


def on_grant(sender: Any, instance: RoleGrant, **kwargs: Any) -> None:
    if instance.role in walls.WATCHED_ROLES and not kwargs.get("raw"):
        walls.recheck(instance.user)


def on_appointment(sender: Any, instance: Appointment, **kwargs: Any) -> None:
    """Only where the person has an account with rights, or takes one of the watched offices."""
    if kwargs.get("raw"):
        return
    user = User.objects.filter(person_id=instance.person_id).first()
    if user is not None:
        walls.recheck(user)


def on_account(sender: Any, instance: User, **kwargs: Any) -> None:
    fields = kwargs.get("update_fields")
    touched = fields is None or {"person", "is_staff", "is_superuser", "display_name", "agency"} & set(fields)
    if touched and not kwargs.get("raw") and instance.agency_id is not None:
        walls.recheck(instance)
