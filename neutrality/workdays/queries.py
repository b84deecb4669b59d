"""The calendar of an agency, as a snapshot that is cached by its version."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Q

from neutrality.workdays.calendar import Calendar, ContestStep
from neutrality.workdays.changes import Proposal
from neutrality.workdays.models import CalendarVersion, CalendarYear, Holiday, HolidayKind, RegionalElectionDate

_TOLD_FIRST: dict[str, int] = {
    HolidayKind.PUBLIC: 0,
    HolidayKind.ELECTION: 1,
    HolidayKind.REGIONAL: 2,
    HolidayKind.CUTI_BERSAMA: 3,
}


def agency_by_code(code: str) -> Any:
    """The agency with ``code`` or None; the model is named by its label, as it lives on a higher floor."""
    return apps.get_model("organization", "Agency")._default_manager.filter(code=code).first()


def known_regions() -> list[str]:
    """Regions of the agencies: a day noted for another region would count nowhere."""
    agencies = apps.get_model("organization", "Agency")._default_manager
    return sorted(set(agencies.exclude(region="").values_list("region", flat=True)))


# Whether cuti bersama is skipped in an agency, by its primary key; the room of legal positions answers.
_policy: list[Callable[[int], bool]] = []


def ask_about_cuti_bersama(answer: Callable[[int], bool]) -> None:
    """Register who knows whether an agency skips cuti bersama. Its answer may change only together with
    the version of the calendar: a new row of ``CalendarVersion``."""
    _policy[:] = [answer]


def calendar_for(agency: Any = None, *, exclude_cuti_bersama: bool | None = None) -> Calendar:
    """The calendar that ``agency`` works by: national days, its region's and its own.

    ``agency`` is an agency (``pk``, ``region``), a primary key, or None for the
    national calendar. Cuti bersama is skipped unless the agency's recorded legal
    position counts it as worked (Perpres 21/2023 Pasal 6); ``exclude_cuti_bersama``
    says so without asking. One query when nothing changed.
    """
    latest = CalendarVersion.objects.order_by("-pk").values_list("pk", "stamp").first()
    number, stamp = latest or (0, None)
    pk = getattr(agency, "pk", agency)
    own = getattr(agency, "region", "") or ""
    return _snapshot(number, str(stamp), pk, _regions(agency), exclude_cuti_bersama, own)


class _Place(NamedTuple):
    """A region that is told without an agency; ``parent`` is its province, where an agency of it is known."""

    region: str
    parent: "_Place | None" = None
    pk: None = None


def calendar_of_region(region: str, *, exclude_cuti_bersama: bool | None = None) -> Calendar:
    """The calendar of a region by its name as agencies write it, with the days of its province; the national
    one where nothing is noted of either."""
    place = _Place(region, _province_of(region)) if region else None
    regions = [one for one in _regions(place) if one]
    noted = place is not None and (
        RegionalElectionDate.objects.filter(region__in=regions).exists()
        or Holiday.objects.filter(region__in=regions).exists()
    )
    return calendar_for(place if noted else None, exclude_cuti_bersama=exclude_cuti_bersama)


def _province_of(region: str) -> _Place | None:
    """The province in which an agency of ``region`` lies."""
    agencies = apps.get_model("organization", "Agency")._default_manager.filter(region=region)
    above = agencies.exclude(parent=None).values_list("parent__region", flat=True).first()
    return _Place(above) if above else None


def calendar_after(agency: Any, proposal: Proposal, *, exclude_cuti_bersama: bool | None = None) -> Calendar:
    """The calendar of ``agency`` as it would be once ``proposal`` is saved. Nothing is saved."""
    pk, regions = getattr(agency, "pk", agency), _regions(agency)
    gone = {row.pk for row in proposal.saves if row.pk} | set(proposal.removes)
    rows = [row for row in _rows_for(pk, regions) if row.pk not in gone]
    rows += [row for row in proposal.saves if row.region in regions and row.agency_id in (None, pk)]
    skip = skips_cuti_bersama(pk) if exclude_cuti_bersama is None else exclude_cuti_bersama
    return _built("usulan", rows, skip, proposal.years)


def skips_cuti_bersama(agency: int | None) -> bool:
    """The agency's recorded position; skipped where there is none."""
    return _policy[0](agency) if _policy and agency is not None else True


def latest_version() -> str:
    """What a page shows as the state of the calendar that it saw."""
    stamp = CalendarVersion.objects.order_by("-pk").values_list("stamp", flat=True).first()
    return str(stamp or "")


def _regions(agency: Any) -> tuple[str, ...]:
    """Regions whose days off count for ``agency``: its own and its province's; "" is the country."""
    own = getattr(agency, "region", "") or ""
    above = getattr(getattr(agency, "parent", None), "region", "") or ""
    return tuple(sorted({"", own, above}))


def _rows_for(agency: int | None, regions: tuple[str, ...]) -> list[Holiday]:
    return list(Holiday.objects.filter(Q(region__in=regions), Q(agency_id__isnull=True) | Q(agency_id=agency)))


@lru_cache(maxsize=256)
def _snapshot(
    number: int, stamp: str, agency: int | None, regions: tuple[str, ...], exclude_cuti_bersama: bool | None, own: str
) -> Calendar:
    skip = skips_cuti_bersama(agency) if exclude_cuti_bersama is None else exclude_cuti_bersama
    built = _built(str(number), _rows_for(agency, regions), skip, {})
    return replace(built, contest_steps=_contest_steps(regions, own)) if any(regions) else built


def _contest_steps(regions: tuple[str, ...], own: str) -> tuple[ContestStep, ...]:
    """Steps on days of the region's own; a day of the agency's region goes before one of its province."""
    rows = RegionalElectionDate.objects.filter(region__in=[one for one in regions if one])
    chosen = {(row.contest, row.stage): row for row in sorted(rows, key=lambda row: row.region == own)}
    found = (ContestStep(row.contest, row.stage, row.starts_on, row.ends_on, row.verified) for row in chosen.values())
    return tuple(sorted(found))


def _built(number: str, rows: Iterable[Holiday], skip_cuti_bersama: bool, years: Mapping[int, bool]) -> Calendar:
    """``years`` changes which years have their decree on record."""
    reasons: dict[date, str] = {}
    # Of two names for one day the national holiday is told, then the rest by name.
    for row in sorted(rows, key=lambda row: (row.date, _TOLD_FIRST[row.kind], row.name)):
        if row.kind == HolidayKind.CUTI_BERSAMA and not skip_cuti_bersama:
            continue
        name = f"{row.name} (perkiraan)" if row.estimated else row.name
        reasons.setdefault(row.date, name)
    confirmed = set(CalendarYear.objects.filter(confirmed=True).values_list("year", flat=True))
    confirmed = {year for year in confirmed | set(years) if years.get(year, year in confirmed)}
    told = repr((sorted((day.isoformat(), name) for day, name in reasons.items()), sorted(confirmed)))
    digest = hashlib.sha256(told.encode()).hexdigest()[:12]
    return Calendar(f"{number}-{digest}", MappingProxyType(reasons), frozenset(confirmed))


def holidays_between(start: date, end: date, agency: Any = None) -> list[tuple[str, str]]:
    """``(iso date, name)`` of all days off in a span, as a decision stores the holidays it used."""
    calendar = calendar_for(agency)
    return [(day.isoformat(), name) for day, name in sorted(calendar.reasons.items()) if start <= day <= end]


def regional_stages(contest: str, agency: Any) -> list[dict[str, Any]]:
    """Stages of ``contest`` with days of their own where ``agency`` lies, in the shape of the law catalogue.

    ``[{"stage", "start", "end", "source", "verified"}]`` by start; a day of the agency's
    own region goes before one of its province.
    """
    rows = RegionalElectionDate.objects.filter(contest=contest, region__in=_regions(agency))
    own = getattr(agency, "region", "")
    chosen = {row.stage: row for row in sorted(rows, key=lambda row: row.region == own)}
    return [
        {
            "stage": row.stage,
            "start": row.starts_on,
            "end": row.ends_on,
            "source": row.decree or row.source,
            "verified": row.verified,
        }
        for row in sorted(chosen.values(), key=lambda row: row.starts_on)
    ]


def days_of_year(year: int, agency: Any, *, everything: bool = False) -> list[Holiday]:
    """Days off of a year that count for ``agency`` (or every recorded one), by date."""
    rows = Holiday.objects.filter(date__year=year)
    if not everything:
        pk = getattr(agency, "pk", None)
        rows = rows.filter(Q(region__in=_regions(agency)), Q(agency_id__isnull=True) | Q(agency_id=pk))
    return list(rows.order_by("date", "kind", "name"))


def stages_of_year(year: int, agency: Any, *, everything: bool = False) -> list[RegionalElectionDate]:
    """Stages of contests with days of their own in the region, that touch a year."""
    rows = RegionalElectionDate.objects.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    return list(rows if everything else rows.filter(region__in=[one for one in _regions(agency) if one]))


def working_days_of_year(year: int, calendar: Calendar) -> int:
    return calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))
