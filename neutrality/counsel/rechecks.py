"""Answers that other rooms keep and that a new catalogue may change.

A room above that keeps answers has a module ``kept_answers`` which registers its source; it is
found by itself::

    from neutrality.counsel import rechecks
    rechecks.register("decisions", decisions)      # () -> iterable of Kept

``manage.py law diff OLD NEW`` asks every source and assesses again.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import autodiscover_modules

from neutrality.law import assess
from neutrality.law.catalogue import load
from neutrality.law.diff import answer_changes


@dataclass(frozen=True)
class Kept:
    """One answer with what it stood on. ``stored`` is the answer as kept, None where none was.

    ``label`` names it to a reader of the command ("keputusan KP-24-Q5NB"), never a person.
    """

    label: str
    facts: dict[str, Any]
    calendar: Any
    positions: dict[str, str] = field(default_factory=dict)
    version: str | None = None
    stored: dict[str, Any] | None = None


_sources: dict[str, Callable[[], Iterable[Kept]]] = {}


def register(name: str, source: Callable[[], Iterable[Kept]]) -> None:
    _sources[name] = source


def kept() -> Iterable[Kept]:
    """Every kept answer of every room."""
    autodiscover_modules("kept_answers")
    for source in _sources.values():
        yield from source()


def again(one: Kept) -> dict[str, Any]:
    """The answer to what was kept, under the very version that answered then. LookupError when that is gone."""
    answer = assess(one.facts, catalogue=load(one.version), calendar=one.calendar, positions=one.positions).as_dict()
    found: dict[str, Any] = json.loads(json.dumps(answer))
    return found


def engine_changes(one: Kept) -> list[str]:
    """How today's engine answers otherwise than the answer that was kept: nothing else can make a difference.

    First what decides something, in short lines; a difference in words, citations or order is named
    by its place, so that none is hidden.
    """
    if one.stored is None:
        return []
    now = again(one)
    if now == one.stored:
        return []
    return answer_changes(one.stored, now) or list(_places(one.stored, now))


def _places(was: Any, now: Any, place: str = "") -> Iterator[str]:
    """``permitted.0.citation: … → …`` for every leaf that differs."""
    if isinstance(was, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*was, *now]):
            yield from _places(was.get(name), now.get(name), f"{place}.{name}" if place else name)
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for index, (old, new) in enumerate(zip(was, now, strict=True)):
            yield from _places(old, new, f"{place}.{index}")
    elif was != now:
        yield f"{place}: {was} → {now}"
