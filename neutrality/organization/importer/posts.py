"""Which posts a file adds, changes or renames."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from neutrality.organization.importer.places import Places
from neutrality.organization.importer.rows import Entry, Post, Problem
from neutrality.organization.importer.state import PostKey, State
from neutrality.organization.models import Capacity, Position
from neutrality.organization.names import plain

_TOLD = {"ESELON": "echelon", "KEPALA_UNIT": "is_head", "KELAS_JABATAN": "job_class"}
_ROWS_SHOWN = 15


@dataclass
class Posts:
    state: State
    places: Places
    new: dict[PostKey, Post] = field(default_factory=dict)
    changed: list[tuple[Position, dict[str, list[Any]]]] = field(default_factory=list)
    renamed: list[tuple[Position, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Posts that begin to lead their unit, with the row that says so.
    turned: dict[PostKey, int] = field(default_factory=dict)
    _alias: dict[PostKey, PostKey] = field(default_factory=dict)

    def key(self, post: Post) -> PostKey:
        """The key under which the register knows, today, the post of the file."""
        place = self.places.today(self.state.place(post.place))
        key = (place, plain(post.name), post.level, post.grade)
        return self._alias.get(key, key)


def compare_posts(entries: list[Entry], columns: set[str], state: State, places: Places) -> Posts:
    found = Posts(state, places)
    told: dict[PostKey, list[Post]] = defaultdict(list)
    for entry in entries:
        for post in entry.posts:
            told[found.key(post)].append(post)
    apart: list[int] = []
    for key, posts in told.items():
        # An acting holder says nothing about the post itself, unless nobody else does.
        speak = [post for post in posts if post.capacity == Capacity.DEFINITIVE] or posts
        known = state.posts.get(key)
        if known is None:
            found.new[key] = next((post for post in speak if post.is_head), speak[0])
        elif speak[0].capacity == Capacity.DEFINITIVE:
            changes = _changes(known, speak, columns)
            if changes:
                found.changed.append((known, changes))
            if changes.get("is_head", [None, False])[1]:
                found.turned[key] = speak[0].row
                if known.seats > 1:
                    sentence = _("Jabatan ini memiliki %(seats)s kursi, jadi bukan jabatan kepala unit.")
                    found.problems.append(Problem(speak[0].row, "KEPALA_UNIT", sentence % {"seats": known.seats}))
        apart += [post.row for post in speak[1:] if _differs(post, speak[0], columns)]
    if apart:
        rows = ", ".join(str(row) for row in sorted(apart)[:_ROWS_SHOWN]) + (" …" if len(apart) > _ROWS_SHOWN else "")
        sentence = _("Jabatan yang sama ditulis dengan eselon, kelas, atau tanda kepala yang lain di baris %(rows)s.")
        found.notices.append(sentence % {"rows": rows})
    _rename_heads(found, set(told))
    return found


def _changes(known: Position, posts: list[Post], columns: set[str]) -> dict[str, list[Any]]:
    """What every row tells otherwise than the register; where rows differ, one that agrees with it is enough."""
    return {
        name: [getattr(known, name), getattr(posts[0], name)]
        for column, name in _TOLD.items()
        if column in columns and all(getattr(post, name) != getattr(known, name) for post in posts)
    }


def _differs(post: Post, first: Post, columns: set[str]) -> bool:
    return any(column in columns and getattr(post, name) != getattr(first, name) for column, name in _TOLD.items())


def _rename_heads(found: Posts, told: set[PostKey]) -> None:
    """The one post of a head that the file no longer knows is the one new head's post of its unit."""
    old: dict[Any, list[Position]] = defaultdict(list)
    for key, position in found.state.posts.items():
        if position.is_head and key not in told:
            old[key[0]].append(position)
    fresh: dict[Any, list[PostKey]] = defaultdict(list)
    for key, post in found.new.items():
        if post.is_head:
            fresh[key[0]].append(key)
    for place, keys in fresh.items():
        if len(keys) == len(old[place]) == 1 and old[place][0].level == keys[0][2]:
            position, post = old[place][0], found.new[keys[0]]
            if position.functional_grade == post.grade:
                found.renamed.append((position, post.name))
                found._alias[keys[0]] = found.state.key_of(position)
                del found.new[keys[0]]


def two_heads(entries: list[Entry], state: State) -> list[Problem]:
    """Two definitive heads of one unit cannot be."""
    first: dict[tuple[str, ...], Post] = {}
    problems = []
    for entry in entries:
        for post in entry.posts:
            if not post.is_head or post.capacity != Capacity.DEFINITIVE:
                continue
            other = first.setdefault(state.place(post.place), post)
            if other is not post:
                sentence = _("Unit %(unit)s sudah memiliki kepala di baris %(row)s.") % {
                    "unit": post.unit[-1], "row": other.row,
                }  # fmt: skip
                problems.append(Problem(post.row, "KEPALA_UNIT", sentence))
    return problems
