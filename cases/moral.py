"""The legal check of a moral sanction, and what the decision rests on, kept with the move (PP 42/2004).

A moral sanction is no discipline sanction and has no draft: facts, positions, days off, catalogue and the whole
answer stand in the data of the move ``impose_moral`` under ``legal_check``.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import get_language

from cases import lawbook
from cases.models import Case, CaseMove
from cases.registry import Missing
from neutrality.counsel import queries as counsel
from neutrality.organization.models import Appointment, Capacity
from neutrality.workdays.kept import stored_calendar

SANCTIONS = {"tertutup": "M1", "terbuka": "M2"}
KEPT = "legal_check"


@dataclass
class MoralCheck:
    """``blocking`` stands in the way; ``asked`` wants the decision-maker's reason; ``kept`` is what the move stores."""

    blocking: list[Missing] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)


def check(case: Case, statement: str, decider: Appointment | None, on: date) -> MoralCheck:
    """The engine's answer to ``statement`` imposed by ``decider`` on a day."""
    answers = dict(counsel.positions_in_force(case.agency, on))
    calendar = counsel.calendar_by(answers, case.agency)
    acting = decider.capacity if decider is not None and decider.capacity != Capacity.DEFINITIVE else None
    facts = lawbook.facts_of(
        agency=case.agency, person=case.person, event_date=case.event_date, contest=case.incident.contest, impact=None,
        violations=[row.violation for row in case.allegations.all()], on=on, answers=answers,
    ) | {
        "decision_date": on.isoformat(),
        "prior_sanctions": _earlier(case),
        "proposed": {"sanction": SANCTIONS[statement], "authority": "ppk", "acting": acting},
    }  # fmt: skip
    answer = lawbook.answer_to(facts, answers, calendar)
    found = MoralCheck()
    for row in answer["findings"]:
        text = row["message"].get(get_language() or "id") or row["message"]["id"]
        if row["severity"] == "error":
            found.blocking.append(Missing(row["code"], text))
        elif row["severity"] in ("warning", "question"):
            found.asked.append(text)
    found.kept = {
        "facts": facts, "positions": answers, "calendar": stored_calendar(calendar), "assessment": answer,
        "catalogue_version": answer["catalogue_version"],
    }  # fmt: skip
    return found


def _earlier(case: Case) -> list[dict[str, Any]]:
    """Moral sanctions of the person in other cases: each for another breach, and ended with its statement."""
    rows = CaseMove.objects.filter(case__person=case.person, move="impose_moral").exclude(case=case)
    statements = rows.order_by("pk").values_list("data__statement", flat=True)
    return [
        {"code": SANCTIONS[told], "same_nature": None, "same_breach": False, "state": "ended"}
        for told in statements
        if told in SANCTIONS
    ]
