"""Answers of the engine that this floor keeps: those on which moral sanctions rest."""

from collections.abc import Iterator

from cases.models import CaseMove
from cases.moral import KEPT
from neutrality.counsel import rechecks
from neutrality.workdays.kept import kept_calendar


def moral_sanctions() -> Iterator[rechecks.Kept]:
    """Every moral sanction with the facts, days off and positions that its move stored."""
    rows = CaseMove.objects.filter(move="impose_moral", data__has_key=KEPT).select_related("case")
    for row in rows.order_by("pk").iterator():
        told = row.data[KEPT]
        yield rechecks.Kept(
            label=f"sanksi moral {row.case.code}",
            facts=told["facts"],
            calendar=kept_calendar(told["calendar"]),
            positions=told["positions"],
            version=told["catalogue_version"],
            stored=told["assessment"],
        )


rechecks.register("moral sanctions", moral_sanctions)
