"""Who is meant? Candidates of the register for what a report tells, each with its reasons.

Exact NIP first. Otherwise similarity within the agency: the database names the nearest
by name, unit and position (three short lists), the ranking and its reasons are made here.
A person decides; nothing is confirmed by a score.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from neutrality.organization.models import Agency, Appointment, OrgUnit, Person
from neutrality.organization.names import initials_of, search_name_of, similarity, words_of_office
from neutrality.workdays import today

POOL = 60  # candidates that the database hands over per question
_FLOOR = 0.25  # below this nobody is worth showing


@dataclass(frozen=True)
class _Told:
    """What the reporter said, made comparable."""

    name: str
    position: frozenset[str]
    unit: frozenset[str]
    nip: str


@dataclass
class _Known:
    """One employee as the register knows them today."""

    person: Person
    nip: str
    position: str
    unit: str
    place: frozenset[str]  # words of the unit and of everything above it
    duty: frozenset[str]  # words of the posts


def match_people(
    agency: Agency, *, name: str = "", position: str = "", unit: str = "", nip: str = "", limit: int = 10
) -> list[dict[str, Any]]:
    """``[{employee, nip, name, position, unit, score, reasons}]``, best first; ``employee`` is the person's code.

    ``score`` goes from 0 to 1; 1 only for an exact NIP. At most six queries.
    """
    told = _Told(
        name=search_name_of(name),
        position=words_of_office(position),
        unit=words_of_office(unit),
        nip="".join(char for char in nip if char.isdigit()),
    )
    ranked = []
    for known in _load(_pool(agency, told)):
        score, reasons = _judge(told, known)
        if score >= _FLOOR:
            ranked.append((score, known, reasons))
    ranked.sort(key=lambda row: (-row[0], row[1].person.search_name, row[1].nip))
    return [
        {
            "employee": known.person.code,
            "nip": known.nip,
            "name": known.person.full_name,
            "position": known.position,
            "unit": known.unit,
            "score": round(score, 2),
            "reasons": reasons,
        }
        for score, known, reasons in ranked[:limit]
    ]


# --- Candidates from the database --------------------------------------------
def _pool(agency: Agency, told: _Told) -> set[int]:
    employees = Person.objects.of_agency(agency.pk).filter(employee__isnull=False)
    if len(told.nip) == 18:
        exact = employees.filter(employee__nip=told.nip).values_list("pk", flat=True).first()
        if exact is not None:
            return {exact}
    pool: set[int] = set()
    if len(told.nip) >= 8:
        pool.update(employees.filter(employee__nip__startswith=told.nip[:8]).values_list("pk", flat=True)[:POOL])
    if told.name:
        pool.update(_by_name(employees, told.name))
    # A name finds its owner alone; place and post widen the search only where there is none.
    if not told.name or len(pool) < 5:
        pool.update(_by_office(agency, told))
    return pool


def _by_name(employees: Any, wanted: str) -> Iterable[int]:
    words = wanted.split()
    if all(len(word) == 1 for word in words):
        letters = list("".join(words))
        pattern = "^" + "[^ ]* ".join(letters)
        return employees.filter(search_name__regex=pattern).values_list("pk", flat=True)[:POOL]
    near = Greatest(TrigramSimilarity("search_name", wanted), TrigramWordSimilarity(wanted, "search_name") * 0.9)
    return (
        employees.annotate(near=near).filter(near__gte=0.35).order_by("-near", "pk").values_list("pk", flat=True)[:POOL]
    )


def _by_office(agency: Agency, told: _Told) -> Iterable[int]:
    place, duty = " ".join(sorted(told.unit)), " ".join(sorted(told.position))
    if not place and not duty:
        return []
    rows = Appointment.objects.on(today()).filter(agency=agency)
    if place:
        named = OrgUnit.objects.filter(agency=agency).annotate(
            near=Greatest(TrigramWordSimilarity(place, "name"), TrigramSimilarity("short_name", place))
        )
        paths = list(named.filter(near__gte=0.5).order_by("-near", "path").values_list("path", flat=True)[:20])
        within = Q(pk__in=[])
        for path in paths:
            within |= Q(position__unit__path__startswith=path)
        rows = rows.filter(within)
    if duty:
        rows = rows.annotate(near=TrigramWordSimilarity(duty, "position__name")).filter(near__gte=0.3)
        rows = rows.order_by("-near", "pk")
    else:
        rows = rows.order_by(F("position__is_head").desc(), "pk")
    return rows.values_list("person_id", flat=True)[:POOL]


def _load(pool: set[int]) -> list[_Known]:
    people = list(Person.objects.filter(pk__in=pool, employee__isnull=False).select_related("employee"))
    held: dict[int, list[Appointment]] = {}
    for row in (
        Appointment.objects.on(today())
        .filter(person__in=[person.pk for person in people])
        .select_related("position__unit")
        .order_by("capacity", "pk")
    ):
        held.setdefault(row.person_id, []).append(row)
    above = _units_above(row.position.unit for rows in held.values() for row in rows)
    return [_known(person, held.get(person.pk, []), above) for person in people]


def _units_above(units: Iterable[OrgUnit]) -> dict[str, OrgUnit]:
    """Every unit on the paths of ``units`` below their roots, by path."""
    step = OrgUnit.steplen
    paths = {unit.path[:end] for unit in units for end in range(2 * step, len(unit.path) + 1, step)}
    return {unit.path: unit for unit in OrgUnit.objects.filter(path__in=paths)}


def _known(person: Person, held: list[Appointment], above: dict[str, OrgUnit]) -> _Known:
    first = held[0] if held else None
    place: set[str] = set()
    for row in held:
        path = row.position.unit.path
        for end in range(2 * OrgUnit.steplen, len(path) + 1, OrgUnit.steplen):
            one = above.get(path[:end])
            if one:
                place |= words_of_office(f"{one.name} {one.short_name}")
    duty = {word for row in held for word in words_of_office(row.position.name)}
    return _Known(
        person=person,
        nip=person.employee.nip,
        position=first.title if first else "",
        unit=first.position.unit.name if first else "",
        place=frozenset(place),
        duty=frozenset(duty),
    )


# --- Ranking -----------------------------------------------------------------
def _judge(told: _Told, known: _Known) -> tuple[float, list[str]]:
    if told.nip and told.nip == known.nip:
        return 1.0, [_("NIP sama")]
    parts: list[tuple[float, float]] = []  # (weight, score)
    reasons: list[str] = []
    if len(told.nip) >= 8:
        same = _same_start(told.nip, known.nip)
        parts.append((0.6, same / 18))
        if same >= 8:
            reasons.append(_("%(count)s angka pertama NIP sama") % {"count": same})
    if told.name:
        score, reason = _name(told.name, known.person.search_name)
        parts.append((0.65, score))
        reasons += [reason] if reason else []
    if told.unit:
        score = _share(told.unit, known.place)
        parts.append((0.2, score))
        if score >= 0.5:
            reasons.append(_("Unit kerja cocok: %(unit)s") % {"unit": known.unit})
    if told.position:
        # "Kepala Dinas Pendidikan": the place is often told within the post.
        score = _share(told.position, known.duty | known.place) * (0.5 + 0.5 * bool(told.position & known.duty))
        parts.append((0.15, score))
        if score >= 0.5:
            reasons.append(_("Jabatan cocok: %(position)s") % {"position": known.position})
    whole = sum(weight for weight, _score in parts)
    if not whole:
        return 0.0, []
    return min(0.99, sum(weight * score for weight, score in parts) / whole), reasons


def _name(wanted: str, name: str) -> tuple[float, str]:
    if wanted == name:
        return 1.0, _("Nama sama")
    letters = wanted.replace(" ", "")
    if all(len(word) == 1 for word in wanted.split()):
        own = initials_of(name)
        if own == letters:
            return 0.7, _("Inisial sama")
        return (0.45, _("Inisial berawal sama")) if own.startswith(letters) else (0.0, "")
    asked, have = wanted.split(), name.split()
    if len(asked) < len(have) and set(asked) <= set(have):
        return 0.85, _("Bagian nama sama")
    if len(asked) == len(have) and all(_fits(a, b) for a, b in zip(asked, have, strict=True)):
        return 0.85, _("Nama cocok, sebagian disingkat")
    score = similarity(wanted, name)
    return score, _("Nama mirip") if score >= 0.4 else ""


def _fits(asked: str, have: str) -> bool:
    """``R`` fits ``REKAAN``."""
    return asked == have or (min(len(asked), len(have)) == 1 and asked[0] == have[0])


def _share(asked: frozenset[str], have: frozenset[str]) -> float:
    """Which part of the words told is found, spelling mistakes allowed."""
    if not asked:
        return 0.0
    found = sum(
        1.0 if word in have else max((s for other in have if (s := similarity(word, other)) >= 0.5), default=0.0)
        for word in asked
    )
    return found / len(asked)


def _same_start(one: str, other: str) -> int:
    return next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
