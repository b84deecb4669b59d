"""The positions that an agency has recorded, as facts for the engine and as history for readers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from neutrality.accounts.models import User
from neutrality.counsel.models import LegalPosition
from neutrality.counsel.reliance import Resting, rests_on
from neutrality.law.catalogue import Catalogue, load
from neutrality.organization.models import Agency
from neutrality.workdays import calendar_for
from neutrality.workdays.calendar import Calendar


def positions_in_force(agency: Agency, on: date) -> dict[str, str]:
    """``{question: option}`` as taken on or before ``on``; the newest answer counts."""
    rows = LegalPosition.objects.filter(agency=agency).on(on)
    return {row.question: row.option for row in rows}


def recorded(agency: Agency, on: date) -> dict[str, LegalPosition]:
    """The same with who decided, when and why, for screens and letters that cite them."""
    rows = LegalPosition.objects.filter(agency=agency).on(on).select_related("recorded_by__person")
    return {row.question: row for row in rows}


def resting(
    facts: Mapping[str, Any],
    answer: Mapping[str, Any],
    *,
    agency: Agency | None,
    positions: Mapping[str, str],
    sanction: str = "",
    stated: tuple[str, ...] = (),
) -> list[Resting]:
    """The questions that ``answer`` rests on, with the working days of ``agency`` (``reliance.rests_on``)."""
    calendars: dict[str | None, Calendar] = {}

    def calendar(told: Mapping[str, str]) -> Calendar:
        reading = told.get("Q-CUTI")
        if reading not in calendars:
            calendars[reading] = calendar_by(dict(told), agency)
        return calendars[reading]

    return rests_on(
        facts, answer, positions=positions, catalogue=load(answer["catalogue_version"]), calendar=calendar,
        sanction=sanction, stated=stated,
    )  # fmt: skip


@dataclass(frozen=True)
class Reliant:
    """A decision that rests on a question, for a reader who may see it. ``settled``: by a recorded answer."""

    label: str
    url: str
    state: str
    settled: bool
    open: bool


_reliant: list[Callable[[User, str], Iterable[Reliant]]] = []


def register_reliant(source: Callable[[User, str], Iterable[Reliant]]) -> None:
    """A room above says which of its decisions rest on a question: ``(user, question) -> Reliant``, only what the user sees."""
    if source not in _reliant:
        _reliant.append(source)


def reliant_on(user: User, question: str) -> list[Reliant]:
    """Decisions that rest on ``question``, those still open first."""
    found = [one for source in _reliant for one in source(user, question)]
    return sorted(found, key=lambda one: not one.open)


def standing(agency: Agency, question: str) -> LegalPosition | None:
    """The answer that no other supersedes."""
    return (
        LegalPosition.objects.filter(agency=agency, question=question, superseded_by=None)
        .order_by("-decided_on", "-pk")
        .first()
    )


def answers(agency: Agency) -> dict[str, list[LegalPosition]]:
    """Every recorded answer by question, the newest first."""
    found: dict[str, list[LegalPosition]] = {}
    rows = LegalPosition.objects.filter(agency=agency).select_related("recorded_by__person")
    for row in rows.order_by("-decided_on", "-pk"):
        found.setdefault(row.question, []).append(row)
    return found


def open_questions(agency: Agency, catalogue: Catalogue) -> list[str]:
    """Ids of questions that the agency has not answered."""
    answered = set(LegalPosition.objects.filter(agency=agency).values_list("question", flat=True))
    return [row.id for row in catalogue.questions.values() if row.id not in answered]


def calendar_by(positions: dict[str, Any], agency: Agency | None = None) -> Calendar:
    """The calendar that the recorded position on cuti bersama asks for (Q-CUTI)."""
    return calendar_for(agency, exclude_cuti_bersama=positions.get("Q-CUTI") != "counted")
