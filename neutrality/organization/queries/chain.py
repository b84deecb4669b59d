"""The line of superiors on a date, and who in it cannot act.

Source: PP 94/2021 Pasal 26-28 (duty of the direct superior), Pasal 25 (vacant: upwards).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from neutrality.organization.models import (
    Appointment,
    Contestant,
    ContestantOfficer,
    DirectSuperior,
    FamilyTie,
    OrgUnit,
    Person,
    Position,
)
from neutrality.organization.queries.holders import holders_of, leads, open_on, position_of, state_of
from neutrality.organization.queries.tree import ancestors

_UPPER_OFFICES = (Position.Office.SEKDA, Position.Office.PPK)


@dataclass(frozen=True)
class Link:
    """One step of the line, the direct superior first (distance 1).

    ``basis`` is the code of ``DirectSuperior.Basis``: confirmed (``skp``, ``peta_jabatan``, ``sk``)
    or only proposed by the tree (``pohon``).
    """

    position: Position
    holder: Appointment | None
    distance: int
    relation: str
    state: Literal["ok", "vacant", "acting"]
    basis: str

    @property
    def basis_label(self) -> str:
        return str(DirectSuperior.Basis(self.basis).label)

    @property
    def confirmed(self) -> bool:
        return self.basis != DirectSuperior.Basis.TREE


def line_of_superiors(person: Person, on: date) -> list[Link]:
    """Superiors of ``person`` on a date up to the PPK; empty for one who holds no post.

    The confirmed direct superior comes first, else the tree proposes: the head of the own
    unit, for a head the head of the unit above, at last the Sekda and the PPK. Units without
    the post of a head are passed silently, a post without a holder is ``vacant``.
    Conflicts are not looked at here: see ``conflicts_in_line``. At most nine queries.
    """
    own = position_of(person, on)
    confirmed = (
        DirectSuperior.objects.on(on)
        .filter(person=person)
        .select_related("superior__unit")
        .order_by("-starts_on")
        .first()
    )
    if confirmed is not None:
        first, basis = confirmed.superior, confirmed.basis
        posts = [first, *_above(first.unit, {first.pk}, leads(first, on), on)]
    elif own is not None:
        basis = DirectSuperior.Basis.TREE
        posts = _above(own.position.unit, {own.position_id}, leads(own.position, on), on)
    else:
        return []
    posts = _up_to_ppk(posts, own.position if own else None, person.agency_id, on)
    return _links(posts, basis, on)


def line_of_unit(unit: OrgUnit, on: date) -> list[Link]:
    """Heads from ``unit`` (its own at distance 1) up to the PPK on a date."""
    posts = _up_to_ppk(_above(unit, set(), False, on), None, unit.agency_id, on)
    return _links(posts, DirectSuperior.Basis.TREE, on)


def _above(unit: OrgUnit, passed: set[int], is_head: bool, on: date) -> list[Position]:
    """Posts of heads from ``unit`` upwards; a head's own unit does not count."""
    units = ancestors(unit, on)
    rank = {one.pk: index for index, one in enumerate(units[1:] if is_head else units)}
    heads = Position.objects.heads_on(on).filter(unit__in=rank).exclude(pk__in=passed)
    return sorted(heads.select_related("unit"), key=lambda post: (rank[post.unit_id], post.pk))


def _up_to_ppk(posts: list[Position], own: Position | None, agency_id: int, on: date) -> list[Position]:
    """The line ends with the Sekda and the PPK, each once, whatever the tree says."""
    offices = {
        post.office: post
        for post in Position.objects.filter(open_on(on), agency_id=agency_id, office__in=_UPPER_OFFICES).select_related(
            "unit"
        )
    }
    ppk, sekda = offices.get(Position.Office.PPK), offices.get(Position.Office.SEKDA)
    if own is not None and own == ppk:
        return []
    line = [post for post in posts if post.office not in _UPPER_OFFICES]
    if own is not None and own == sekda:
        line = []
    elif sekda is not None:
        line.append(sekda)
    if ppk is not None:
        line.append(ppk)
    return line


def _links(posts: list[Position], first_basis: str, on: date) -> list[Link]:
    holders = holders_of(posts, on)
    links = []
    for distance, post in enumerate(posts, start=1):
        holder = holders.get(post.pk)
        links.append(
            Link(
                position=post,
                holder=holder,
                distance=distance,
                relation=_relation(post, distance),
                state=state_of(holder),
                basis=first_basis if distance == 1 else DirectSuperior.Basis.TREE,
            )
        )
    return links


def _relation(post: Position, distance: int) -> str:
    if post.office == Position.Office.PPK:
        return "PPK"
    return "atasan langsung" if distance == 1 else "atasan berikutnya"


# --- Conflicts by rule ------------------------------------------------------
@dataclass(frozen=True)
class Conflict:
    """Why somebody cannot act in a matter. Only BKPSDM sees more than "alasan tercatat"."""

    code: Literal["subject", "family", "contestant", "contestant_family", "contestant_officer"]
    label: str


def conflicts(person_in_line: Person, subject: Person, on: date) -> list[Conflict]:
    """Reasons by rule for which ``person_in_line`` is passed over in a matter about ``subject``."""
    return conflicts_of([person_in_line.pk], subject, on).get(person_in_line.pk, [])


def conflicts_in_line(links: Iterable[Link], subject: Person, on: date) -> dict[int, list[Conflict]]:
    """The same for a whole line, by person id. Three queries, whatever its length."""
    return conflicts_of([link.holder.person_id for link in links if link.holder], subject, on)


def conflicts_of(person_ids: Iterable[int], subject: Person, on: date) -> dict[int, list[Conflict]]:
    people = set(person_ids)
    found: dict[int, list[Conflict]] = {}

    def note(person_id: int, code: str, label: str) -> None:
        row = Conflict(code, label)  # type: ignore[arg-type]  # the codes below are those of Conflict
        if row not in found.setdefault(person_id, []):
            found[person_id].append(row)

    if subject.pk in people:
        note(subject.pk, "subject", _("Terlapor dalam perkara ini"))
    ties = FamilyTie.objects.on(on).filter(Q(person__in=people) | Q(relative__in=people))
    running = {
        person_id
        for person_id in Contestant.objects.filter(
            person__isnull=False, contest__agency_id=subject.agency_id
        ).values_list("person_id", flat=True)
        if person_id is not None
    }
    for person_id, relative_id in ties.values_list("person_id", "relative_id"):
        for one, other in ((person_id, relative_id), (relative_id, person_id)):
            if one in people and other == subject.pk:
                note(one, "family", _("Hubungan keluarga dengan terlapor"))
            if one in people and other in running:
                note(one, "contestant_family", _("Hubungan keluarga dengan peserta pemilihan"))
    for person_id in running & people:
        note(person_id, "contestant", _("Peserta pemilihan"))
    officers = ContestantOfficer.objects.on(on).filter(person__in=people)
    for person_id in officers.values_list("person_id", flat=True):
        note(person_id, "contestant_officer", _("Pengurus tim peserta pemilihan"))
    return found
