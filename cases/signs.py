"""Early signs: several reports or cases about one unit, one event, or around one election stage, in a short time.

For BKPSDM and Inspektorat alone, never the line; each sees no more than the reports of the own desk and the cases that
are open to the own role, so that a wall holds here as everywhere. Nothing here is a finding.
"""

import json
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


Units = list[tuple[str, str, frozenset[str]]]  # (path, short name, words to find it by)
Steps = list[tuple[date, str]]


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
    units: frozenset[str]
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
        *_clusters(matters, lambda one: one.units, _("Unit kerja")),
        *_clusters(matters, lambda one: [one.event] if one.event else [], _("Peristiwa")),
        *_clusters(matters, lambda one: one.stages, _("Sekitar tahapan")),
    ]
    return sorted(found, key=lambda sign: (-sign.number, sign.about, sign.text))[:SHOWN]


def _clusters(matters: Iterable[_Matter], keys: Any, about: str) -> list[Sign]:
    groups: dict[str, list[_Matter]] = {}
    for one in matters:
        for key in keys(one):
            groups.setdefault(key, []).append(one)
    return [
        Sign(about, key, len(group), min(one.on for one in group), tuple((one.code, one.url) for one in group[:5]))
        for key, group in groups.items()
        if len(group) >= AT_LEAST
    ]


def _units(user: User) -> Units:
    """Perangkat daerah of the agency."""
    rows = OrgUnit.objects.filter(agency_id=user.agency_id, depth=2).values_list("path", "name", "short_name")
    return [(path, short or name, frozenset(filter(None, (plain(name), plain(short))))) for path, name, short in rows]


def _reports(user: User, since: date, units: Units, steps: Steps) -> list[_Matter]:
    """Reports of the own desk that are not yet part of a case; those of a case count as the case."""
    rows = list(
        Report.objects.visible_to(user)
        .filter(received_on__gte=since)
        .exclude(status__in=(Report.Status.LINKED, Report.Status.CLOSED))
        .order_by("-pk")[:LOOKED_AT]
    )
    links = dict(ReportLink.objects.filter(report__in=rows).values_list("report_id", "incident__title"))
    return [
        _Matter(
            row.code, f"/kotak-masuk/{row.code}/", row.received_on, _told_units(row, units), _event(row, links),
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


def _told_units(report: Report, units: Units) -> frozenset[str]:
    told: dict[str, Any] = json.loads(report.told) if report.told else {}
    texts = [plain(str(row.get("unit", ""))) for row in told.get("persons", []) if isinstance(row, dict)]
    return frozenset(
        shown for _path, shown, words in units if any(f" {word} " in f" {text} " for text in texts for word in words)
    )


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
            frozenset(shown for path, shown, _words in units if row.unit_path.startswith(path)), row.incident.title,
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
