"""The difference between a file and today: who is added, changed, moved, ended. Writes nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.organization.importer.places import compare_places
from neutrality.organization.importer.posts import compare_posts, two_heads
from neutrality.organization.importer.rows import Entry, Post, Problem
from neutrality.organization.importer.state import Known, Place, State
from neutrality.organization.models import Appointment, Capacity, EmployeeStatus, OrgUnit, Position

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
    renamed_units: list[tuple[OrgUnit, str]] = field(default_factory=list)
    new_posts: dict[tuple[Any, ...], Post] = field(default_factory=dict)
    changed_posts: list[tuple[Position, dict[str, list[Any]]]] = field(default_factory=list)
    renamed_posts: list[tuple[Position, str]] = field(default_factory=list)
    closed_posts: list[Position] = field(default_factory=list)
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
            "units_renamed": len(self.renamed_units),
            "positions_added": len(self.new_posts),
            "positions_changed": len(self.changed_posts) + len(self.renamed_posts),
            "positions_closed": len(self.closed_posts),
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
        self.places = compare_places(entries, state)
        self.posts = compare_posts(entries, self.columns, state, self.places)
        self.key = self.posts.key
        self.plan.new_units, self.plan.moved_units = self.places.new, self.places.moved
        self.plan.renamed_units, self.plan.new_posts = self.places.renamed, self.posts.new
        self.plan.changed_posts, self.plan.renamed_posts = self.posts.changed, self.posts.renamed
        self.plan.notices += self.posts.notices
        self.plan.problems += [*self.posts.problems, *two_heads(entries, state)]
        self._elsewhere()
        for entry in entries:
            self.plan.changes.append(self._employee(entry))
        self._ended()
        self._heads_in_turn()
        self._what_stays_behind()

    def _elsewhere(self) -> None:
        unknown = [entry.nip for entry in self.entries if entry.nip not in self.state.employees]
        taken = self.state.elsewhere(unknown)
        for entry in self.entries:
            if entry.nip in taken:
                sentence = _(
                    "NIP ini masih tercatat di instansi lain. Periksa NIP, atau tunggu instansi itu mengakhirinya."
                )
                self._problem(entry.row, "NIP", sentence)

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
        found = {
            column: [old, new]
            for column, (old, new) in told.items()
            if column in self.columns and not _same_text(old, new)
        }
        # Titles may stand in the name: an empty one tells something only where its column exists.
        for column, old, new in (
            ("GELAR_DEPAN", person.title_front, entry.title_front),
            ("GELAR_BELAKANG", person.title_back, entry.title_back),
        ):
            if not _same_text(old, new) and (new or column in self.columns):
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
                self._adjust(change, same, post)
        change.ends = [
            row
            for row in left
            if self._lasts(row) and (row.capacity == Capacity.DEFINITIVE or self.tells_acting or not posts)
        ]

    def _lasts(self, row: Appointment) -> bool:
        """Held today and beyond: one that ends today needs no further end."""
        return row.starts_on <= self.state.on and (row.ends_on is None or row.ends_on > self.state.on)

    def _adjust(self, change: Change, row: Appointment, post: Post) -> None:
        starts, left = post.starts_on, self.state.left.get(row.position_id)
        if starts is None:
            return
        if row.ends_on is not None and starts > row.ends_on:
            sentence = _("TMT melewati hari terakhir yang tercatat, %(day)s.") % {"day": formats.day(row.ends_on)}
            self._problem(post.row, "TMT_JABATAN", sentence)
        elif row.capacity == Capacity.DEFINITIVE and left is not None and starts <= left < row.starts_on:
            self._problem(post.row, "TMT_JABATAN", _too_early(left))
        else:
            change.adjusts.append((row, starts))

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
        """Absent from the file, but only within the OPDs and the moved units that the file covers.

        A file covers an OPD when it names at least half of those who are there today, wherever it puts them: the row of
        one newcomer says nothing about the others.
        """
        told = {self.state.place(post.place)[:1] for entry in self.entries for post in entry.posts}
        here, named = self._people_by_office()
        tops = {top for top in told if 2 * named[top] >= here[top]}
        moved = list(self.places.came_from.values())

        def covered(place: Place) -> bool:
            return place[:1] in tops or any(place[: len(old)] == old for old in moved)

        for nip, known in self.state.employees.items():
            current = [row for row in known.held if self._lasts(row)]
            if nip in self.by_nip or not current:
                continue
            if any(covered(self.state.place_of.get(row.position.unit_id, ())) for row in current):
                self.plan.ended.append(known)
        self._say_what_is_left_alone(told - tops, here, named)

    def _people_by_office(self) -> tuple[Counter[Place], Counter[Place]]:
        """How many people each OPD has today, and how many of them the file names."""
        here: Counter[Place] = Counter()
        named: Counter[Place] = Counter()
        for nip, known in self.state.employees.items():
            tops = {self.state.place_of.get(row.position.unit_id, ())[:1] for row in known.held if self._lasts(row)}
            here.update(tops)
            named.update(tops if nip in self.by_nip else ())
        return here, named

    def _say_what_is_left_alone(self, partly: set[Place], here: Counter[Place], named: Counter[Place]) -> None:
        for top in sorted(partly):
            sentence = _("Berkas menyebut %(named)s dari %(here)s pegawai %(unit)s. Yang lain tidak diakhiri.")
            name = self.state.units[top].name if top in self.state.units else " ".join(top)
            self.plan.notices.append(sentence % {"named": named[top], "here": here[top], "unit": name})
        absent = sorted(top for top in here if top and not named[top] and top not in partly)
        if absent and self.entries:
            some = [self.state.units[top].name for top in absent[:10]] + (
                [_("dan lainnya")] if len(absent) > 10 else []
            )
            names = ", ".join(some)
            sentence = _("%(count)s perangkat daerah tidak ada dalam berkas; pegawainya tidak diubah: %(names)s.")
            self.plan.notices.append(sentence % {"count": len(absent), "names": names})

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
                before, left = leaving.get(known.pk), self.state.left.get(known.pk)
                starts = post.starts_on or self.state.on
                if known.pk in staying and staying[known.pk].capacity == Capacity.DEFINITIVE:
                    self._problem(
                        post.row, "JABATAN", _("Jabatan kepala ini masih dipegang pejabat lain di data pegawai.")
                    )
                elif before is not None and before.starts_on >= starts:
                    self._problem(
                        post.row, "TMT_JABATAN",
                        _("TMT mendahului pejabat sebelumnya, yang mulai %(day)s.")
                        % {"day": formats.day(before.starts_on)},
                    )  # fmt: skip
                elif left is not None and starts <= left:
                    self._problem(post.row, "TMT_JABATAN", _too_early(left))

    def _what_stays_behind(self) -> None:
        """Heads' posts that a new one replaces close with their last holder; units left empty are named."""
        leaving = {row.pk for change in self.plan.changes for row in change.ends}
        leaving |= {row.pk for known in self.plan.ended for row in known.held}
        stay = {
            row.position_id for known in self.state.employees.values() for row in known.held if row.pk not in leaving
        }
        turned = {key[0]: row for key, row in self.posts.turned.items()}
        fresh = {key[0] for key, post in self.plan.new_posts.items() if post.is_head} | turned.keys()
        told = {self.key(post) for entry in self.entries for post in entry.posts}
        renamed = {position.pk for position, _name in self.plan.renamed_posts}
        for key, position in self.state.posts.items():
            if position.is_head and key[0] in fresh and key not in told and position.pk not in renamed:
                if position.pk in stay or position.office:
                    sentence = _("%(unit)s akan mempunyai dua jabatan kepala; jabatan lama: %(post)s.")
                    words = sentence % {"unit": position.unit.name, "post": position.name}
                    if key[0] in turned:
                        self._problem(turned[key[0]], "KEPALA_UNIT", words)
                    else:
                        self.plan.notices.append(words)
                else:
                    self.plan.closed_posts.append(position)
        self._empty_units(stay | {row.position_id for change in self.plan.changes for row, _day in change.adjusts})

    def _empty_units(self, stay: set[int]) -> None:
        """Units that had people and will have none, themselves and below: to be closed or merged by a person."""
        had, keeps = set(), set()
        for known in self.state.employees.values():
            for row in known.held:
                place = self.state.place_of.get(row.position.unit_id, ())
                above = {place[:depth] for depth in range(1, len(place) + 1)}
                had |= above
                keeps |= above if row.position_id in stay else set()
        for change in self.plan.changes:
            for post in change.starts:
                place = self.key(post)[0]
                keeps |= {place[:depth] for depth in range(1, len(place) + 1)}
        empty = sorted(had - keeps)
        for place in [one for one in empty if one[:-1] not in empty][:20]:
            sentence = _("%(unit)s menjadi kosong. Tutup atau gabungkan di halaman unit bila memang dihapus.")
            self.plan.notices.append(sentence % {"unit": self.state.units[place].name})

    def _problem(self, row: int, column: str, message: str) -> None:
        self.plan.problems.append(Problem(row, column, message))


def _principal(posts: list[Post]) -> Post | None:
    return next(
        (post for post in sorted(posts, key=lambda post: (post.capacity != Capacity.DEFINITIVE, not post.is_head))),
        None,
    )


def _same_text(old: Any, new: Any) -> bool:
    """Capitals alone are no change, unless the register itself has nothing but capitals: ``M.SI.``, ``M.Si.``"""
    if old == new or not (isinstance(old, str) and isinstance(new, str)):
        return bool(old == new)
    return old.casefold() == new.casefold() and (not old.isupper() or new.islower())


def _too_early(left: date) -> str:
    return _("TMT mendahului hari terakhir pejabat sebelumnya, %(day)s.") % {"day": formats.day(left)}


def day_before(day: date, row: Appointment) -> date:
    """The last day of an appointment that gives way on ``day``; never before its first."""
    return max(row.starts_on, day - timedelta(days=1))
