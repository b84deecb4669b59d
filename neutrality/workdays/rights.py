"""Who may change the calendar. Everybody may read it: the count is public.

National days, days of a region and the decree of a year reach every agency of the installation: the
technical administrator keeps them. Days of one agency are kept by its BKPSDM as well.
"""

from typing import Any

NATIONAL_KEEPERS = ("admin",)
OWN_KEEPERS = ("admin", "registrar", "intake")


def keeps_nation(user: Any) -> bool:
    return bool(user.is_active and (user.is_superuser or user.has_role(*NATIONAL_KEEPERS)))


def keeps_own(user: Any) -> bool:
    """Whether ``user`` may change days of their own agency."""
    return user.agency_id is not None and (keeps_nation(user) or user.has_role(*OWN_KEEPERS))


def may_change(user: Any, *, agency_id: int | None, region: str) -> bool:
    """Whether ``user`` may add, change or remove a day of this reach."""
    if keeps_nation(user):
        return True
    return not region and agency_id is not None and agency_id == user.agency_id and keeps_own(user)
