"""Figures for everybody, once a month: whole months only, small cells withheld, nothing to be found by subtraction.

A month that was told stays told, and a month that was withheld stays withheld: a quarter's sum is told only where all
of its months are told or none of them is. What stands under a sum (outcomes, kinds, levels) goes by the same rule.
Only confirmed cases are counted; nothing here knows of reports.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count

from cases.models import CaseMove
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency
from neutrality.overview.figures import cells, counting, kinds
from neutrality.workdays import today
from sanctions.models import Decision

MONTHS = 12
LEVELS = ("ringan", "sedang", "berat")


@dataclass(frozen=True)
class Month:
    """Cases opened and decided in one month; None where fewer than five."""

    first: date
    opened: int | None
    decided: int | None


@dataclass(frozen=True)
class Quarter:
    """A finished quarter. ``kinds`` and ``levels`` are empty where the sum may not be told."""

    name: str  # 2024-Q3
    opened: int | None
    decided: int | None
    outcomes: dict[str, int | None]
    kinds: list[tuple[str, int]]
    levels: dict[str, int | None]


@dataclass(frozen=True)
class Publication:
    agency: Agency
    through: date  # the last day that is counted
    published_on: date
    asn: int
    months: list[Month]
    quarters: list[Quarter]


def publish(agency: Agency) -> Publication:
    """What may be told today: everything up to the end of the last month."""
    published_on = today(agency).replace(day=1)
    firsts = [_months_before(published_on, number) for number in range(MONTHS, 0, -1)]
    cases = counting.confirmed(agency)
    found = counting.by_month(cases, firsts[0])
    months = [
        Month(day, cells.shown(found["opened"].get(day, 0)), cells.shown(found["decided"].get(day, 0)))
        for day in firsts
    ]
    return Publication(
        agency=agency,
        through=published_on - timedelta(days=1),
        published_on=published_on,
        asn=sum(counting.asn_by_office(agency, published_on).values()),
        months=months,
        quarters=[
            _quarter(cases, found, months, first) for first in firsts if _starts_whole_quarter(first, published_on)
        ],
    )


def _months_before(first: date, number: int) -> date:
    place = first.year * 12 + first.month - 1 - number
    return date(place // 12, place % 12 + 1, 1)


def _starts_whole_quarter(first: date, published_on: date) -> bool:
    return first.month % 3 == 1 and _months_before(first, -3) <= published_on


def _quarter(cases: Any, found: Mapping[str, Mapping[date, int]], months: list[Month], first: date) -> Quarter:
    after = _months_before(first, -3)
    mine = [month for month in months if first <= month.first < after]
    sums = {
        what: _told_sum([getattr(month, what) for month in mine], [found[what].get(month.first, 0) for month in mine])
        for what in ("opened", "decided")
    }
    opened = cases.filter(opened_on__gte=first, opened_on__lt=after)
    acts = CaseMove.objects.filter(case__in=cases, move__in=counting.ENDING, acted_on__gte=first, acted_on__lt=after)
    return Quarter(
        name=f"{first.year}-Q{first.month // 3 + 1}",
        **sums,
        outcomes=_outcomes(acts) if sums["decided"] is not None else {},
        kinds=_kinds(opened) if sums["opened"] is not None else [],
        levels=_levels(acts) if sums["decided"] is not None else {},
    )


def _told_sum(told: list[int | None], numbers: list[int]) -> int | None:
    """The sum, unless some of its months are told and others are not."""
    some, all_told = any(number is not None for number in told), all(number is not None for number in told)
    return None if some and not all_told else cells.shown(sum(numbers))


def _outcomes(acts: Any) -> dict[str, int | None]:
    counted = dict(acts.order_by().values_list("move").annotate(n=Count("case", distinct=True)))
    cleared = counted.pop("mark_not_proven", 0)
    return cells.parts({"proven": sum(counted.values()), "not_proven": cleared}, public=True)


def _kinds(cases: Any) -> list[tuple[str, int]]:
    """Fewer than five in all have no sum that is told, and so never come here."""
    return kinds.group(counting.by_violation(cases))


def _levels(acts: Any) -> dict[str, int | None]:
    """Levels of the sanctions that were decided; a moral sanction and a case not proven have none."""
    decided = Decision.objects.filter(state=Decision.State.ISSUED, case__in=acts.values("case"))
    law, counted = load(), Counter[str]()
    for sanction in decided.values_list("sanction", flat=True):
        row = law.sanctions.get(sanction)
        if row is not None and row.data.get("level") in LEVELS:
            counted[row.data["level"]] += 1
    return cells.parts({level: counted[level] for level in LEVELS}, public=True)
