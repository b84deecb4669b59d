"""Answers that other rooms keep and that a new catalogue may change.

A room above that keeps answers has a module ``kept_answers`` which registers its source; it is
found by itself::

    from neutrality.counsel import rechecks
    rechecks.register("decisions", decisions)      # () -> iterable of Kept

``manage.py law diff OLD NEW`` asks every source and assesses again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import autodiscover_modules


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
