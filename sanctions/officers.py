"""From an authority of the law (``ppk``, ``administrator`` …) to the post and its holder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from cases.models import Case, Tier
from cases.officers import answers_to
from neutrality.organization.models import Appointment, Position

OFFICES = {"ppk": Position.Office.PPK, "sekda": Position.Office.SEKDA}
# Posts of the line from the lowest; over each stand those after it.
LADDER = ("pengawas", "administrator", "jpt_pratama", "jpt_madya")
# Functional officials named where the unit lacks the post (PP 94/2021 Pasal 22, 23).
NAMED = {"unit_has_pengawas": "jf_ahli_muda", "unit_has_administrator": "jf_ahli_madya"}
_RANK = {"definitif": 0, "pj": 1, "plt": 2, "plh": 3}


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


@dataclass(frozen=True)
class Line:
    """The posts that may decide in a case on a day, the lowest first, each with those who can act for it."""

    agency_kind: str
    tiers: tuple[Tier, ...]
    offices: dict[str, Position]
    holders: dict[int, list[Appointment]]  # by post; whoever stands outside the case too
    walled: frozenset[int]

    @classmethod
    def of(cls, case: Case, on: date) -> Self:
        tiers = tuple(
            case.tiers.exclude(state=Tier.State.PASSED_OVER).select_related("position__unit").order_by("order")
        )
        posts = Position.objects.filter(
            agency=case.agency, office__in=OFFICES.values(), closed_on__isnull=True
        ).select_related("unit")
        offices = {str(post.office): post for post in posts.order_by("-pk")}
        rows = Appointment.objects.on(on).filter(
            position__in=[*(tier.position_id for tier in tiers), *(post.pk for post in offices.values())]
        )
        holders: dict[int, list[Appointment]] = {}
        for row in rows.select_related("person", "position__unit"):
            holders.setdefault(row.position_id, []).append(row)
        walled = frozenset({*case.walls.values_list("person_id", flat=True), case.person_id})
        return cls(case.agency.kind, tiers, offices, holders, walled)

    def officer(self, authority: str) -> Officer | None:
        """Who answers to ``authority``: the lowest such post that somebody able holds.

        A vacant post where none is held; None where the line has no such post or all who hold it are
        passed over. The authority then goes up (``vacant``; PP 94/2021 Pasal 25).
        """
        empty = None
        for position in self._posts(authority):
            held = self.holders.get(position.pk, [])
            able = sorted(
                (one for one in held if one.person_id not in self.walled), key=lambda one: _RANK[one.capacity]
            )
            if able:
                return Officer(authority, position, able[0])
            if not held and empty is None:
                empty = Officer(authority, position, None)
        return empty

    def _posts(self, authority: str) -> list[Position]:
        if authority in OFFICES:
            found = self.offices.get(OFFICES[authority])
            return [found] if found else []
        return [tier.position for tier in self.tiers if answers_to(tier, authority, self.agency_kind)]

    def speaks(self, authority: str) -> bool:
        found = self.officer(authority)
        return found is not None and found.appointment is not None

    def vacant(self, subject: Mapping[str, Any]) -> list[str]:
        """Authorities above the subject for whom nobody can speak: ``vacant`` of ``POST law/assess/``.

        The post is empty, everybody who holds it is passed over, or the subject's line has no such
        post; then the next higher official is competent (PP 94/2021 Pasal 25).
        """
        names = [*_above(subject), *(name for fact, name in NAMED.items() if subject.get(fact) is False), "ppk"]
        if self.agency_kind != "provinsi":
            names = [name for name in names if name != "jpt_madya"]
        return [name for name in names if not self.speaks(name)]


def _above(subject: Mapping[str, Any]) -> tuple[str, ...]:
    """Posts that may stand over the subject: those after the own one, over a functional official from Administrator."""
    if subject.get("regional_secretary"):
        return ()
    functional = subject.get("position") == "fungsional"
    own = subject.get("equivalent_level") if functional else subject.get("position")
    if own in LADDER:
        return LADDER[LADDER.index(str(own)) + 1 :]
    return LADDER[1:] if functional else LADDER
