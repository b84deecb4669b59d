"""From an authority of the law (``ppk``, ``administrator`` …) to the post and its holder."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cases.models import Case, Tier
from neutrality.organization.models import Appointment, Position

OFFICES = {"ppk": Position.Office.PPK, "sekda": Position.Office.SEKDA}
_LEVELS = {
    "jf_ahli_madya": ("functional_grade", "ahli_madya"),
    "jf_ahli_muda": ("functional_grade", "ahli_muda"),
}


@dataclass(frozen=True)
class Officer:
    """A post with its holder on the day; ``appointment`` is None where it is vacant."""

    authority: str
    position: Position
    appointment: Appointment | None

    @property
    def acting(self) -> str | None:
        """``plt``, ``plh`` or ``pj`` where an acting official holds the post."""
        if self.appointment and self.appointment.capacity != "definitif":
            return str(self.appointment.capacity)
        return None


def officer_for(case: Case, authority: str, on: date) -> Officer | None:
    """Who answers to ``authority`` for this case on ``on``: the lowest such post in the chain.

    None where the chain has no such post or it is walled off from the case; the
    authority then goes up (PP 94/2021 Pasal 25).
    """
    position = _position(case, authority)
    if position is None:
        return None
    holders = Appointment.objects.on(on).filter(position=position).select_related("person", "position__unit")
    walled = set(case.walls.values_list("person_id", flat=True)) | {case.person_id}
    rank = {"definitif": 0, "pj": 1, "plt": 2, "plh": 3}
    able = sorted((holder for holder in holders if holder.person_id not in walled), key=lambda a: rank[a.capacity])
    if not able and any(holder.person_id in walled for holder in holders):
        return None
    return Officer(authority, position, able[0] if able else None)


def _position(case: Case, authority: str) -> Position | None:
    if authority in OFFICES:
        return Position.objects.filter(agency=case.agency, office=OFFICES[authority], closed_on__isnull=True).first()
    field, value = _LEVELS.get(authority, ("level", authority))
    match = Q(**{f"position__{field}": value})
    if field == "level":
        match |= Q(position__equivalent_level=value)
    tier = (
        case.tiers.exclude(state=Tier.State.PASSED_OVER)
        .filter(match)
        .select_related("position__unit")
        .order_by("order")
        .first()
    )
    return tier.position if tier else None
