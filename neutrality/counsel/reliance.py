"""Which legal questions an answer rests on: those whose options would answer the same facts differently.

The engine is asked again with each option; nobody has to keep a list of what depends on what. So
a recorded position is cited exactly where it mattered, and an open question is put to the
decision-maker exactly where another reading would have given another decision.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from neutrality.law import assess
from neutrality.law.catalogue import Catalogue
from neutrality.law.facts import Facts, known_positions, read
from neutrality.law.readings import deadline, reading_of
from neutrality.law.summons import Calendar

Positions = Mapping[str, str]
# Limits that the text of a decision itself states: its day of effect (PP 94/2021 Pasal 38 ayat (1)).
STATED_LIMITS = ("D-BERLAKU",)


@dataclass(frozen=True)
class Resting:
    """One question that an answer rests on.

    ``option`` is the reading that was applied, None where only a person can say; ``answered``
    whether the agency recorded it; ``asked`` whether the engine's findings already ask it.
    ``reading`` and ``question_text`` are ``{"id", "en"}``.
    """

    question: str
    option: str | None
    answered: bool
    asked: bool
    reading: Mapping[str, str]
    question_text: Mapping[str, str]
    citation: str


def rests_on(
    facts: Mapping[str, Any],
    answer: Mapping[str, Any],
    *,
    positions: Positions,
    catalogue: Catalogue,
    calendar: Callable[[Positions], Calendar],
    sanction: str = "",
    stated: tuple[str, ...] = (),
) -> list[Resting]:
    """The questions that ``answer``, given to ``facts`` under ``positions``, rests on, in the catalogue's order.

    With ``sanction`` only what bears on imposing that one counts; ``stated`` names the limits that
    the text states. ``calendar`` gives the working days as positions count them (Q-CUTI).
    """
    asked = {row["rule"] for row in answer["findings"]}
    limits = {catalogue.deadlines[name].question for name in stated}
    known = read({**facts, "legal_positions": known_positions(positions, catalogue)}, catalogue)
    found = []
    for question in catalogue.questions.values():
        taken = reading_of(question.id, positions, catalogue)
        if (
            question.id in asked
            or question.id in limits
            or _differs(question.id, taken.option, known, answer, catalogue, calendar, sanction)
        ):
            found.append(
                Resting(
                    question.id, taken.option, taken.answered, question.id in asked,
                    taken.effect if taken.option else {}, question.text, taken.citation,
                )
            )  # fmt: skip
    return found


def _differs(
    question: str,
    taken: str | None,
    facts: Facts,
    answer: Mapping[str, Any],
    catalogue: Catalogue,
    calendar: Callable[[Positions], Calendar],
    sanction: str,
) -> bool:
    """Whether another option of ``question`` gives another answer."""
    was = bearing(answer, sanction, question)
    for option in catalogue.questions[question].options:
        if option["id"] == taken:
            continue
        told = {**facts.legal_positions, question: option["id"]}
        other = assess(replace(facts, legal_positions=told), catalogue=catalogue, calendar=calendar(told)).as_dict()
        if bearing(other, sanction, question) != was:
            return True
    return False


def bearing(answer: Mapping[str, Any], sanction: str = "", question: str = "") -> str:
    """What of an answer bears on a decision: all of it, or with ``sanction`` what concerns imposing that one.

    ``question`` leaves out the finding that asks that very question.
    """
    findings = sorted(
        (row["severity"], row["code"], row["path"], row["rule"])
        for row in answer["findings"]
        if row["rule"] != question
    )
    parts: list[Any] = [answer[name] for name in ("stage", "track", "level", "level_rule", "team")]
    if sanction:
        parts.append([row for row in answer["permitted"] if row["sanction"] == sanction])
        parts.append([row["rule"] for row in answer["refused"] if row["sanction"] == sanction])
    else:
        parts += [answer["permitted"], [(row["sanction"], row["rule"]) for row in answer["refused"]], answer["forward"]]
    return json.dumps([*parts, findings], sort_keys=True)


def stated_limit(name: str, positions: Positions, catalogue: Catalogue) -> tuple[int, str]:
    """``(15, "hari kerja")``: a limit as a letter states it under the positions."""
    limit = deadline(name, positions, catalogue)
    return int(limit.n or 0), "hari kerja" if limit.day_type == "hari_kerja" else "hari"
