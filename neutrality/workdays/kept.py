"""A calendar as an answer keeps it, so that the same answer can be given again: version, days off, steps of contests."""

from datetime import date
from typing import Any

from neutrality.workdays.calendar import Calendar, ContestStep


def stored_calendar(calendar: Calendar) -> dict[str, Any]:
    """A calendar as JSON: version, days off and confirmed years."""
    return {
        "version": calendar.version,
        "reasons": {day.isoformat(): name for day, name in sorted(calendar.reasons.items())},
        "confirmed_years": sorted(calendar.confirmed_years),
        "contest_steps": [
            [step.contest, step.stage, step.start.isoformat(), step.end.isoformat(), step.verified]
            for step in calendar.contest_steps
        ],
    }


def kept_calendar(stored: dict[str, Any]) -> Calendar:
    """The calendar that was kept."""
    return Calendar(
        version=stored["version"],
        reasons={date.fromisoformat(day): name for day, name in stored["reasons"].items()},
        confirmed_years=frozenset(stored["confirmed_years"]),
        contest_steps=tuple(
            ContestStep(contest, stage, date.fromisoformat(start), date.fromisoformat(end), verified)
            for contest, stage, start, end, verified in stored.get("contest_steps", [])
        ),
    )
