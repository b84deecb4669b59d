"""Answers of the engine that this floor keeps: issued decisions, and open cases as they stand today."""

from collections.abc import Iterator

from cases.models import Case
from neutrality.counsel import queries as counsel
from neutrality.counsel import rechecks
from neutrality.workdays import today
from neutrality.workdays.kept import kept_calendar
from sanctions.facts import facts_for
from sanctions.models import Decision


def decisions() -> Iterator[rechecks.Kept]:
    """Every issued decision with the facts, days off and positions that it stored."""
    for decision in Decision.objects.filter(state=Decision.State.ISSUED).exclude(facts={}).iterator():
        yield rechecks.Kept(
            label=f"keputusan {decision.code}",
            facts=decision.facts,
            calendar=kept_calendar(decision.calendar),
            positions=decision.positions,
            version=decision.catalogue_version,
            stored=decision.assessment,
        )


def open_cases() -> Iterator[rechecks.Kept]:
    """Every case that is not over, as it would be decided today."""
    for case in (
        Case.objects.filter(closed_on__isnull=True).select_related("agency", "person", "incident__contest").iterator()
    ):
        day = today(case.agency)
        positions = counsel.positions_in_force(case.agency, day)
        yield rechecks.Kept(
            label=f"perkara {case.code}",
            facts=facts_for(case, decided_on=day),
            calendar=counsel.calendar_by(positions, case.agency),
            positions=positions,
        )


rechecks.register("decisions", decisions)
rechecks.register("open cases", open_cases)
