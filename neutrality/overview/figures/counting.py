"""Counting confirmed cases and the people they are counted against. Every function is one query, or says how many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Substr, TruncMonth, TruncWeek

from cases.models import Allegation, Case, CaseMove, CaseWall, Deadline, Tier
from cases.models.case import OUTCOMES
from cases.models.examination import TeamMember
from neutrality.accounts.models import User
from neutrality.organization.models import Agency, Appointment, OrgUnit
from neutrality.workdays import calendar_for

# Matters of this agency's own ASN; village heads and other bodies' people are passed on and followed, not counted.
ASN_TRACKS = ("discipline", "ethics", "pppk", "party_membership")
# What turned out to be nobody's breach here: no figure stands on it.
NOT_COUNTED = ("discontinued", "forwarded", "answered", "awaiting_answer")
ENDING = OUTCOMES
OPD_PATH = 2 * OrgUnit.steplen
KEPT_FROM = 20_000  # people of an agency whose numbers are kept for ten minutes
MOST_TIMED = 2_000  # decisions, newest first, that the median looks at


def confirmed(agency: Agency) -> QuerySet[Case]:
    """Cases that passed the desk's review, of the agency's own ASN."""
    return Case.objects.filter(agency=agency, track__in=ASN_TRACKS).exclude(status__in=NOT_COUNTED)


def counted_for(user: User, agency: Agency) -> QuerySet[Case]:
    """Confirmed cases without those that are absent for ``user``: a figure must not tell of what a wall hides."""
    cases = confirmed(agency).exclude(Exists(CaseWall.objects.of(user).filter(case=OuterRef("pk"))))
    return cases.exclude(person_id=user.person_id) if user.person_id else cases


def of_contest(cases: QuerySet[Case], contest: int | None) -> QuerySet[Case]:
    """Of one election, or of none: the groups never overlap, so that no two of them can be subtracted."""
    return cases.filter(incident__contest=contest)


def ended() -> Exists:
    return Exists(CaseMove.objects.filter(case=OuterRef("pk"), move__in=ENDING))


@dataclass(frozen=True)
class Totals:
    confirmed: int
    running: int
    decided: int
    proven: int
    late: int

    @property
    def not_proven(self) -> int:
        return self.decided - self.proven


def totals(cases: QuerySet[Case], on: date) -> Totals:
    cleared = Exists(CaseMove.objects.filter(case=OuterRef("pk"), move="mark_not_proven"))
    found = cases.annotate(ended=ended(), cleared=cleared).aggregate(
        confirmed=Count("pk"),
        running=Count("pk", filter=Q(ended=False)),
        decided=Count("pk", filter=Q(ended=True)),
        proven=Count("pk", filter=Q(ended=True, cleared=False)),
        late=Count("pk", filter=Q(ended=False, next_due__lt=on)),
    )
    return Totals(**found)


def late_by_basis(cases: QuerySet[Case], on: date) -> dict[str, int]:
    """``{"statute": n, "agency": n}``: cases with a limit that has passed, by what set the limit."""
    late = Deadline.objects.filter(
        case__in=cases.annotate(ended=ended()).filter(ended=False), due_on__lt=on, met_on=None, cancelled_on=None
    )
    return dict(late.order_by().values_list("basis").annotate(n=Count("case", distinct=True)))


# --- by unit ------------------------------------------------------------------


def asn_by_office(agency: Agency, on: date) -> dict[str, int]:
    """ASN by the path of their perangkat daerah; people of the root itself stand under the root's path.

    Counted now, and for a very large agency at most every ten minutes.
    """
    key = f"asn-by-office:{agency.pk}:{on}"
    known: dict[str, int] | None = cache.get(key)
    if known is not None:
        return known
    held = Appointment.objects.on(on).definitive().filter(agency=agency, person__employee__isnull=False)
    rows = held.order_by().values_list(Substr("position__unit__path", 1, OPD_PATH))
    found = dict(rows.annotate(n=Count("person", distinct=True)))
    if sum(found.values()) > KEPT_FROM:
        cache.set(key, found, timeout=600)
    return found


def by_office(agency: Agency, cases: QuerySet[Case], on: date) -> list[tuple[OrgUnit, int, int]]:
    """``(perangkat daerah, ASN, cases)`` of every one that is open or has cases. Three queries."""
    people = asn_by_office(agency, on)
    found = Counter(dict(cases.order_by().values_list(Substr("unit_path", 1, OPD_PATH)).annotate(n=Count("pk"))))
    units = OrgUnit.objects.filter(agency=agency, depth=2).order_by("path")
    return [
        (unit, people.get(unit.path, 0), found[unit.path])
        for unit in units
        if unit.closed_on is None or unit.closed_on > on or found[unit.path]
    ]


# --- over time, by kind, by holder ----------------------------------------------


def by_week(cases: QuerySet[Case], first: date) -> dict[str, dict[date, int]]:
    """``{"opened": {monday: n}, "decided": {monday: n}}`` from ``first`` on. Two queries."""
    return _by_period(cases, first, TruncWeek)


def by_month(cases: QuerySet[Case], first: date) -> dict[str, dict[date, int]]:
    """The same by the first day of each month."""
    return _by_period(cases, first, TruncMonth)


def _by_period(cases: QuerySet[Case], first: date, period: Any) -> dict[str, dict[date, int]]:
    opened = cases.filter(opened_on__gte=first).order_by().values_list(period("opened_on")).annotate(n=Count("pk"))
    acts = CaseMove.objects.filter(case__in=cases, move__in=ENDING, acted_on__gte=first)
    decided = acts.order_by().values_list(period("acted_on")).annotate(n=Count("case", distinct=True))
    return {"opened": dict(opened), "decided": dict(decided)}


def by_violation(cases: QuerySet[Case]) -> dict[str, int]:
    """Cases by catalogue row; a case with two rows counts under its first."""
    first = Allegation.objects.filter(case__in=cases).order_by("case_id", "pk").distinct("case_id")
    return dict(Counter(first.values_list("violation", flat=True)))


@dataclass(frozen=True)
class Held:
    """Running cases of one kind of holder; ``longest`` in working days since it came there."""

    label: str
    running: int
    late: int
    since: date | None


def by_holder(cases: QuerySet[Case], on: date) -> dict[str, Held]:
    """By who has the task: desk, team, superior, ppk, service. One query."""
    team = Exists(TeamMember.objects.filter(case=OuterRef("pk")))
    tier = Tier.objects.filter(case=OuterRef("pk"), state=Tier.State.HOLDING)
    rows = (
        cases.exclude(status__in=("not_proven", "closed"))
        .annotate(ended=ended(), team_sits=team, reached=Coalesce(tier.values("reached_on")[:1], F("opened_on")))
        .order_by()
        .values_list("status", "ended", "team_sits", "holder__office")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(next_due__lt=on)), since=Min("reached"))
    )
    found: dict[str, Held] = {}
    for status, is_ended, team_sits, office, number, late, since in rows:
        key = _holder_of(status, is_ended, team_sits, office or "")
        known = found.get(key, Held(key, 0, 0, None))
        earliest = min(day for day in (known.since, since) if day)
        found[key] = Held(key, known.running + number, known.late + late, earliest)
    return found


_EXAMINING = (
    "team_formed",
    "summoned",
    "absent",
    "summoned_again",
    "absent_again",
    "examined",
    "minuted",
    "board_convened",
)


def _holder_of(status: str, is_ended: bool, team_sits: bool, office: str) -> str:
    if is_ended:
        return "service"
    if status in ("opened", "clarified"):
        return "desk"
    if team_sits and status in _EXAMINING:
        return "team"
    return "ppk" if office == "ppk" else "superior"


def working_days_to_decision(cases: QuerySet[Case], agency: Agency) -> float | None:
    """Median working days from opening to the decision; None below five decisions."""
    acts = CaseMove.objects.filter(case__in=cases, move__in=ENDING).order_by("-acted_on", "-pk")
    spans: Iterable[tuple[date, date]] = acts.values_list("case__opened_on", "acted_on")[:MOST_TIMED]
    calendar = calendar_for(agency)
    days = [calendar.working_days_between(opened, decided) for opened, decided in spans if decided >= opened]
    return median(days) if len(days) >= 5 else None
