"""Small cells: a figure that stands on few cases tells of people, so it is withheld. Pure functions.

A hidden figure must not come back by subtraction either: where the sum is known and only one part is hidden, the
smallest shown part is hidden with it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

LEAST = 5  # cases on which a figure of a unit, and any public figure, stands at least
SMALL_UNIT = 100  # below this many ASN a rate per 1,000 says nothing; the unit's cases are written as a count
Key = TypeVar("Key", bound=Hashable)


def shown(number: int) -> int | None:
    """The number, or None where it is too small to be told; nought is as small as any."""
    return number if number >= LEAST else None


def parts(numbers: Mapping[Key, int], *, public: bool = False) -> dict[Key, int | None]:
    """The parts of a sum that is known, the small ones hidden so that subtraction finds none.

    In public the hidden parts together are no small cell either: the smallest shown ones are hidden with them until
    they stand on five cases.
    """
    told = {key: shown(number) for key, number in numbers.items()}
    by_size = iter(sorted((key for key, number in told.items() if number is not None), key=lambda key: numbers[key]))
    while _is_bare(told, numbers, public) and (smallest := next(by_size, None)) is not None:
        told[smallest] = None
    return told


def _is_bare(told: Mapping[Key, int | None], numbers: Mapping[Key, int], public: bool) -> bool:
    """Whether what is hidden can be worked out from what is shown."""
    hidden = [numbers[key] for key, number in told.items() if number is None]
    return len(hidden) == 1 or (public and bool(hidden) and sum(hidden) < LEAST)


@dataclass(frozen=True)
class UnitFigure:
    """One perangkat daerah. ``cases`` and ``rate`` (per 1,000 ASN) are None where they may not be told."""

    unit: Any
    asn: int
    cases: int | None
    rate: float | None
    small: bool = False  # under SMALL_UNIT people: a count, no rate


def per_thousand(cases: int, asn: int) -> float | None:
    return round(1000 * cases / asn, 1) if asn else None


def unit_figures(rows: list[tuple[Any, int, int]]) -> list[UnitFigure]:
    """``(unit, asn, cases)`` as they may be shown: rates highest first, then small units, then the withheld."""
    told = parts({number: cases for number, (_unit, _asn, cases) in enumerate(rows)})
    figures = []
    for number, (unit, asn, _cases) in enumerate(rows):
        cases, small = told[number], asn < SMALL_UNIT
        rate = None if cases is None or small else per_thousand(cases, asn)
        figures.append(UnitFigure(unit, asn, cases, rate, small))
    return sorted(figures, key=_order)


def _order(row: UnitFigure) -> tuple[bool, bool, float, str]:
    withheld = row.cases is None
    return withheld, row.small and not withheld, -(row.rate or row.cases or 0), row.unit.name
