"""The difference between a file and today: who is added, changed, moved, ended. Writes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from neutrality.organization.importer.rows import Entry, Post, Problem
from neutrality.organization.importer.state import Known, Place, State
from neutrality.organization.models import Appointment, Capacity, EmployeeStatus, OrgUnit, Position
from neutrality.organization.names import plain

GONE = (EmployeeStatus.Standing.RETIRED, EmployeeStatus.Standing.DISMISSED, EmployeeStatus.Standing.DIED)


@dataclass
class Change:
    """What happens to one employee. ``fields``: ``{column: [old, new]}``."""

    entry: Entry
    known: Known | None
    fields: dict[str, list[Any]] = field(default_factory=dict)
    starts: list[Post] = field(default_factory=list)
    ends: list[Appointment] = field(default_factory=list)
    adjusts: list[tuple[Appointment, date]] = field(default_factory=list)
    superior: Post | Position | None = None

    @property
    def what(self) -> str:
        if self.known is None:
            return "added"
        if self.starts or self.ends:
            return "moved"
        return "changed" if self.fields or self.adjusts or self.superior else "same"


@dataclass
class Plan:
    changes: list[Change] = field(default_factory=list)
    ended: list[Known] = field(default_factory=list)
    new_units: list[tuple[str, ...]] = field(default_factory=list)
    moved_units: list[tuple[OrgUnit, tuple[str, ...]]] = field(default_factory=list)
    new_posts: dict[tuple[Any, ...], Post] = field(default_factory=dict)
    changed_posts: list[tuple[Position, dict[str, list[Any]]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        found = {"added": 0, "changed": 0, "moved": 0, "same": 0}
        for change in self.changes:
            found[change.what] += 1
        return found | {
            "ended": len(self.ended),
            "units_added": len(self.new_units),
            "units_moved": len(self.moved_units),
            "positions_added": len(self.new_posts),
            "positions_changed": len(self.changed_posts),
            "errors": len(self.problems),
        }

    @property
    def is_empty(self) -> bool:
        return not any(count for name, count in self.counts().items() if name not in ("same", "errors"))


def compare(entries: list[Entry], columns: Iterable[str], state: State) -> Plan:
    return _Comparison(entries, set(columns), state).plan


class _Comparison:
    def __init__(self, entries: list[Entry], columns: set[str], state: State) -> None:
        self.entries, self.columns, self.state = entries, columns, state
        self.plan = Plan()
        self.by_nip = {entry.nip: entry for entry in entries}
        # An export that tells of no acting official says nothing about those we know.
        self.tells_acting = any(post.capacity != Capacity.DEFINITIVE for entry in entries for post in entry.posts)
        self._units()
        self._posts()
        for entry in entries:
            self.plan.changes.append(self._employee(entry))
        self._ended()
        self._heads_in_turn()

    # --- Units and posts ------------------------------------------------------
    def _all_places(self) -> dict[Place, tuple[str, ...]]:
        """Every place that the file names, with those above it, upper ones first; to its names as written."""
        found: dict[Place, tuple[str, ...]] = {}
        for entry in self.entries:
            for post in entry.posts:
                place = self.state.place(post.place)
                written = post.unit[-len(place) :]
                for depth in range(1, len(place) + 1):
                    found.setdefault(place[:depth], written[:depth])
        return dict(sorted(found.items(), key=lambda item: len(item[0])))

    def _units(self) -> None:
        places = self._all_places()
        moved_from: dict[Place, Place] = {}
        by_name: dict[str, list[Place]] = {}
        for place in self.state.units:
            by_name.setdefault(place[-1], []).append(place)
        for place, written in places.items():
            if self._today(place, moved_from) in self.state.units:
                continue
            # A unit of the same name that the file no longer knows at its old place has moved.
            old = [one for one in by_name.get(place[-1], []) if one not in places]
            if len(old) == 1 and old[0] not in moved_from.values():
                moved_from[place] = old[0]
                self.plan.moved_units.append((self.state.units[old[0]], written))
            else:
                self.plan.new_units.append(written)
        self.moved_from = moved_from

    def _today(self, place: Place, moved_from: dict[Place, Place]) -> Place:
        """Where the register has, today, what the file calls ``place``."""
        for depth in range(len(place), 0, -1):
            if place[:depth] in moved_from:
                return moved_from[place[:depth]] + place[depth:]
        return place

    def key(self, post: Post) -> tuple[Any, ...]:
        """The key under which the register knows, today, the post of the file."""
        place = self._today(self.state.place(post.place), self.moved_from)
        return place, plain(post.name), post.level, post.grade

    def _posts(self) -> None:
        for entry in self.entries:
            for post in entry.posts:
                known = self.state.posts.get(self.key(post))
                if known is None:
                    self.plan.new_posts.setdefault(self.key(post), post)
                elif post.capacity == Capacity.DEFINITIVE:
                    self._post_changes(known, post)

    def _post_changes(self, known: Position, post: Post) -> None:
        told = {
            "ESELON": ("echelon", post.echelon),
            "KEPALA_UNIT": ("is_head", post.is_head),
            "KELAS_JABATAN": ("job_class", post.job_class),
        }
        changes = {
            name: [getattr(known, name), value]
            for column, (name, value) in told.items()
            if column in self.columns and getattr(known, name) != value
        }
        if changes and all(known.pk != position.pk for position, _changes in self.plan.changed_posts):
            self.plan.changed_posts.append((known, changes))

    # --- Employees ------------------------------------------------------------
    def _employee(self, entry: Entry) -> Change:
        known = self.state.employees.get(entry.nip)
        change = Change(entry, known)
        gone = entry.standing in GONE
        if known is not None:
            change.fields = self._fields(entry, known)
        self._offices(change, [] if gone else entry.posts)
        if entry.superior_nip and not gone:
            self._superior(change)
        return change

    def _fields(self, entry: Entry, known: Known) -> dict[str, list[Any]]:
        person, status = known.employee.person, known.status
        told = {
            "NAMA": (person.name, entry.name),
            "JENIS": (known.kind.kind if known.kind else None, entry.kind),
            "GOLONGAN": (status.golongan if status else "", entry.golongan),
            "KEDUDUKAN_HUKUM": (status.standing if status else "", entry.standing),
            "EMAIL": (known.employee.email, entry.email),
            "TANGGAL_PENSIUN": (known.employee.retires_on, entry.retires_on),
        }
        found = {column: [old, new] for column, (old, new) in told.items() if column in self.columns and old != new}
        # Titles may stand in the name: an empty one tells something only where its column exists.
        for column, old, new in (
            ("GELAR_DEPAN", person.title_front, entry.title_front),
            ("GELAR_BELAKANG", person.title_back, entry.title_back),
        ):
            if old != new and (new or column in self.columns):
                found[column] = [old, new]
        return found

    def _offices(self, change: Change, posts: list[Post]) -> None:
        left = list(change.known.held) if change.known else []
        for post in posts:
            same = next(
                (row for row in left if row.capacity == post.capacity and self._key_of(row) == self.key(post)), None
            )
            if same is None:
                change.starts.append(post)
                continue
            left.remove(same)
            if post.starts_on is not None and post.starts_on != same.starts_on:
                change.adjusts.append((same, post.starts_on))
        change.ends = [
            row
            for row in left
            if row.starts_on <= self.state.on
            and (row.capacity == Capacity.DEFINITIVE or self.tells_acting or not posts)
        ]

    def _key_of(self, row: Appointment) -> tuple[Any, ...] | None:
        return self.state.key_of(row.position) if row.position.unit_id in self.state.place_of else None

    def _superior(self, change: Change) -> None:
        nip = change.entry.superior_nip
        found: Post | Position | None = None
        if nip in self.by_nip:
            found = _principal(self.by_nip[nip].posts)
            key = self.key(found) if found else None
        else:
            held = self.state.employees[nip].held if nip in self.state.employees else []
            found = held[0].position if held else None
            key = self._key_of(held[0]) if held else None
        if found is None:
            self._problem(change.entry.row, "ATASAN_NIP", _("Atasan itu tidak ada di berkas maupun di data pegawai."))
        elif nip == change.entry.nip:
            self._problem(change.entry.row, "ATASAN_NIP", _("Seseorang bukan atasan bagi dirinya sendiri."))
        else:
            now = change.known.superior if change.known else None
            if now is None or now.superior.unit_id not in self.state.place_of or self.state.key_of(now.superior) != key:
                change.superior = found

    # --- Who left, who follows whom ---------------------------------------------
    def _ended(self) -> None:
        """Absent from the file, but only within the OPDs and the moved units that the file covers."""
        tops = {self.state.place(post.place)[:1] for entry in self.entries for post in entry.posts}
        moved = list(self.moved_from.values())

        def covered(place: Place) -> bool:
            return place[:1] in tops or any(place[: len(old)] == old for old in moved)

        for nip, known in self.state.employees.items():
            current = [row for row in known.held if row.starts_on <= self.state.on]
            if nip in self.by_nip or not current:
                continue
            if any(covered(self.state.place_of.get(row.position.unit_id, ())) for row in current):
                self.plan.ended.append(known)

    def _heads_in_turn(self) -> None:
        """A new definitive holder of a single seat begins after the one who leaves it."""
        leaving = {row.position_id: row for change in self.plan.changes for row in change.ends}
        leaving |= {row.position_id: row for known in self.plan.ended for row in known.held}
        staying = {
            row.position_id: row
            for change in self.plan.changes
            if change.known
            for row in change.known.held
            if row not in change.ends
        }
        for change in self.plan.changes:
            for post in change.starts:
                known = self.state.posts.get(self.key(post))
                if known is None or not known.is_head or post.capacity != Capacity.DEFINITIVE:
                    continue
                before = leaving.get(known.pk)
                starts = post.starts_on or self.state.on
                if known.pk in staying and staying[known.pk].capacity == Capacity.DEFINITIVE:
                    self._problem(
                        post.row, "JABATAN", _("Jabatan kepala ini masih dipegang pejabat lain di data pegawai.")
                    )
                elif before is not None and before.starts_on >= starts:
                    self._problem(
                        post.row, "TMT_JABATAN",
                        _("TMT mendahului pejabat sebelumnya, yang mulai %(day)s.") % {"day": before.starts_on},
                    )  # fmt: skip

    def _problem(self, row: int, column: str, message: str) -> None:
        self.plan.problems.append(Problem(row, column, message))


def _principal(posts: list[Post]) -> Post | None:
    return next(
        (post for post in sorted(posts, key=lambda post: (post.capacity != Capacity.DEFINITIVE, not post.is_head))),
        None,
    )


def day_before(day: date, row: Appointment) -> date:
    """The last day of an appointment that gives way on ``day``; never before its first."""
    return max(row.starts_on, day - timedelta(days=1))
