"""Early signs: several reports or cases about one unit, one event, or around one election stage, in a short time.

For BKPSDM and Inspektorat alone, never the line; each sees no more than the reports of the own desk and the cases that
are open to the own role, so that a wall holds here as everywhere. Nothing here is a finding.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cases import conduct
from cases.models import Case, Report, ReportLink
from neutrality import formats
from neutrality.accounts.models import Role, User
from neutrality.counsel import stage
from neutrality.organization.models import OrgUnit
from neutrality.organization.names import plain
from neutrality.workdays import today

WINDOW = timedelta(days=30)
AT_LEAST = 3
LOOKED_AT = 300  # newest reports and cases
SHOWN = 6
AROUND = timedelta(days=7)  # of the first day of a step of the election
READERS = (Role.INTAKE, Role.ALTERNATE_INTAKE, Role.AUDITOR)


Steps = list[tuple[date, str]]


@dataclass(frozen=True)
class _Unit:
    """A unit of the agency: where it stands, how it is called here, by what words a told unit is found to be it."""

    path: str
    shown: str
    words: frozenset[str]
    within: frozenset[str]  # words of its perangkat daerah; needed too where several units bear the name


Units = dict[str, _Unit]  # by path


@dataclass(frozen=True)
class Sign:
    """One cluster: what it is about, how many, since when, and the matters in it as ``(code, address)``."""

    about: str
    text: str
    number: int
    since: date
    matters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Matter:
    code: str
    url: str
    on: date
    units: frozenset[str]  # paths, from the perangkat daerah down
    event: str
    stages: frozenset[str]


def early_signs(user: User, on: date | None = None) -> list[Sign]:
    """The clusters that ``user`` may know of, the largest first; none for anybody outside the two offices."""
    if not user.has_role(*READERS):
        return []
    since = (on or today(user.agency)) - WINDOW
    names, steps = _units(user), _stages(user)
    matters = [*_reports(user, since, names, steps), *_cases(user, since, names, steps)]
    found = [
        *_of_units(matters, names),
        *_clusters(matters, lambda one: [one.event] if one.event else [], _("Peristiwa")),
        *_clusters(matters, lambda one: one.stages, _("Sekitar tahapan")),
    ]
    return sorted(found, key=lambda sign: (-sign.number, sign.about, sign.text))[:SHOWN]


def _clusters(matters: Iterable[_Matter], keys: Any, about: str) -> list[Sign]:
    groups: dict[str, list[_Matter]] = {}
    for one in matters:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return [_sign(about, key, group) for key, group in groups.items() if len(group) >= AT_LEAST]


def _sign(about: str, text: str, group: list[_Matter]) -> Sign:
    shown = text[:1].upper() + text[1:]
    return Sign(about, shown, len(group), min(one.on for one in group), tuple((one.code, one.url) for one in group[:5]))


def _of_units(matters: list[_Matter], units: Units) -> list[Sign]:
    """Clusters by unit at every level; one that holds no more than a cluster further down is that one."""
    groups = {path: [one for one in matters if path in one.units] for path in {p for one in matters for p in one.units}}
    large = {path: frozenset(one.code for one in group) for path, group in groups.items() if len(group) >= AT_LEAST}
    return [
        _sign(_("Unit kerja"), units[path].shown, groups[path])
        for path in large
        if not any(other != path and other.startswith(path) and large[other] == large[path] for other in large)
    ]


def _units(user: User) -> Units:
    """Units of the agency, perangkat daerah and below."""
    rows = list(
        OrgUnit.objects.filter(agency_id=user.agency_id, depth__gte=2, closed_on__isnull=True).values_list(
            "path", "name", "short_name"
        )
    )
    length = 2 * OrgUnit.steplen
    offices = {path: (short or name, _words(name, short)) for path, name, short in rows if len(path) == length}
    bear = Counter(plain(name) for _path, name, _short in rows)
    found: Units = {}
    for path, name, short in rows:
        office, words = offices.get(path[:length], ("", frozenset[str]()))
        deeper = len(path) > length
        found[path] = _Unit(
            path, f"{short or name} · {office}" if deeper and office else short or name, _words(name, short),
            words if deeper and bear[plain(name)] > 1 else frozenset(),
        )  # fmt: skip
    return found


def _words(*names: str) -> frozenset[str]:
    return frozenset(filter(None, map(plain, names)))


def _reports(user: User, since: date, units: Units, steps: Steps) -> list[_Matter]:
    """Reports of the own desk that are not yet part of a case; those of a case count as the case."""
    rows = list(
        Report.objects.visible_to(user)
        .filter(received_on__gte=since)
        .exclude(status__in=(Report.Status.LINKED, Report.Status.CLOSED))
        .order_by("-pk")[:LOOKED_AT]
    )
    known: dict[str, frozenset[str]] = {}
    links = dict(ReportLink.objects.filter(report__in=rows).values_list("report_id", "incident__title"))
    return [
        _Matter(
            row.code, f"/kotak-masuk/{row.code}/", row.received_on, _told_units(row, units, known), _event(row, links),
            _stage(row.occurred_from, steps),
        )
        for row in rows
    ]  # fmt: skip


def _event(report: Report, links: dict[int, str]) -> str:
    """The event it was joined to; else the same place on the same day."""
    if report.pk in links:
        return links[report.pk]
    place = plain(report.place)
    if not (place and report.occurred_from):
        return ""
    return f"{report.place.strip()}, {formats.day(report.occurred_from, 'singkat')}"


def _told_units(report: Report, units: Units, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """Units that the report names, with those above them; ``known`` keeps what a text was found to name."""
    told: dict[str, Any] = json.loads(report.told) if report.told else {}
    texts = {plain(str(row.get("unit", ""))) for row in told.get("persons", []) if isinstance(row, dict)} - {""}
    for text in texts - known.keys():
        known[text] = _named(f" {text} ", units)
    return frozenset[str]().union(*(known[text] for text in texts))


def _named(text: str, units: Units) -> frozenset[str]:
    found = [
        unit.path for unit in units.values() if _in(unit.words, text) and (not unit.within or _in(unit.within, text))
    ]
    return frozenset(above for path in found for above in _upwards(path) if above in units)


def _in(words: frozenset[str], text: str) -> bool:
    return any(f" {word} " in text for word in words)


def _upwards(path: str) -> list[str]:
    """Paths of a unit and of those above it, up to the perangkat daerah."""
    return [path[:end] for end in range(2 * OrgUnit.steplen, len(path) + 1, OrgUnit.steplen)]


def _cases(user: User, since: date, units: Units, steps: Steps) -> list[_Matter]:
    rows = (
        Case.objects.visible_to(user)
        .filter(opened_on__gte=since)
        .select_related("incident")
        .order_by("-pk")[:LOOKED_AT]
    )
    return [
        _Matter(
            row.code, row.get_absolute_url(), row.opened_on,
            frozenset(path for path in _upwards(row.unit_path) if path in units), row.incident.title,
            _stage(row.incident.occurred_from, steps),
        )
        for row in rows
    ]  # fmt: skip


def _stages(user: User) -> Steps:
    """First days of the steps of the agency's contest today, each with its words."""
    contest = conduct.contest_on(today(user.agency), user.agency) if user.agency else None
    if contest is None:
        return []
    return [
        (step.start, f"{stage.label(step.name)}, {formats.day(step.start, 'singkat')}")
        for step in stage.steps_of(contest, user.agency)
    ]


def _stage(day: date | None, steps: Steps) -> frozenset[str]:
    """Steps that began within a week of the event."""
    if day is None:
        return frozenset()
    return frozenset(words for start, words in steps if abs((day - start).days) <= AROUND.days)
