"""Which units a file adds, moves or renames. What a name alone does not prove, the people in it do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from neutrality.organization.importer.rows import Entry
from neutrality.organization.importer.state import Place, State
from neutrality.organization.models import OrgUnit

Written = tuple[str, ...]
# Of the people whom the register has in a unit, how many the file must show at the new place.
MOVED, RENAMED = 0.5, 0.8


@dataclass
class Places:
    """``today`` leads from places of the file to places of the register."""

    new: list[Written] = field(default_factory=list)
    moved: list[tuple[OrgUnit, Written]] = field(default_factory=list)
    renamed: list[tuple[OrgUnit, str]] = field(default_factory=list)
    came_from: dict[Place, Place] = field(default_factory=dict)

    def today(self, place: Place) -> Place:
        for depth in range(len(place), 0, -1):
            if place[:depth] in self.came_from:
                return self.came_from[place[:depth]] + place[depth:]
        return place


def compare_places(entries: list[Entry], state: State) -> Places:
    return _Comparison(entries, state).places


class _Comparison:
    def __init__(self, entries: list[Entry], state: State) -> None:
        self.state, self.places = state, Places()
        self.named = _named_places(entries, state)
        self.tops = {place[:1] for place in self.named}
        self.there = _staff((entry.nip, state.place(post.place)) for entry in entries for post in entry.posts)
        self.here = _staff(
            (nip, state.place_of.get(row.position.unit_id, ()))
            for nip, known in state.employees.items()
            for row in known.held
        )
        self.by_name: dict[str, list[Place]] = defaultdict(list)
        self.beside: dict[Place, list[Place]] = defaultdict(list)
        for place in state.units:
            self.by_name[place[-1]].append(place)
            self.beside[place[:-1]].append(place)
        self._claimed: set[Place] | None = None
        for place, written in self.named.items():
            if self.places.today(place) not in state.units:
                self._settle(place, written)

    def _settle(self, place: Place, written: Written) -> None:
        if old := self._only(self._moved(place)):
            self.places.moved.append((self.state.units[old], written))
        elif old := self._only(self._renamed(place)):
            self.places.renamed.append((self.state.units[old], written[-1]))
        else:
            self.places.new.append(written)
            return
        self.places.came_from[place] = old
        self._claimed = None

    def _only(self, found: Iterable[Place]) -> Place | None:
        some = [old for old in found if old not in self._known_to_the_file()]
        return some[0] if len(some) == 1 else None

    def _known_to_the_file(self) -> set[Place]:
        """Places of the register that the file still has, under whatever name."""
        if self._claimed is None:
            self._claimed = {self.places.today(place) for place in self.named}
        return self._claimed

    def _moved(self, place: Place) -> Iterator[Place]:
        """Units of this name elsewhere, most of whose people the file shows here; an empty one
        only from within the OPDs of the file.
        """
        for old in self.by_name.get(place[-1], ()):
            staff = self.here.get(old, set())
            if len(staff & self.there[place]) >= MOVED * len(staff) if staff else old[:1] in self.tops:
                yield old

    def _renamed(self, place: Place) -> Iterator[Place]:
        """Units beside this one, under the same unit, nearly all of whose people the file shows here."""
        for old in self.beside.get(self.places.today(place)[:-1], ()):
            staff = self.here.get(old, set())
            if staff and len(staff & self.there[place]) >= RENAMED * len(staff):
                yield old


def _named_places(entries: list[Entry], state: State) -> dict[Place, Written]:
    """Every place that the file names, with those above it, upper ones first; to its names as written."""
    found: dict[Place, Written] = {}
    for entry in entries:
        for post in entry.posts:
            place = state.place(post.place)
            written = post.unit[-len(place) :]
            for depth in range(1, len(place) + 1):
                found.setdefault(place[:depth], written[:depth])
    return dict(sorted(found.items(), key=lambda item: len(item[0])))


def _staff(held: Iterable[tuple[str, Place]]) -> dict[Place, set[str]]:
    """NIPs in each place and below it."""
    found: dict[Place, set[str]] = defaultdict(set)
    for nip, place in held:
        for depth in range(1, len(place) + 1):
            found[place[:depth]].add(nip)
    return found
