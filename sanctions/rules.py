"""Whether the rules changed under a draft: another catalogue, or a legal position recorded since it was saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from neutrality.counsel.models import LegalPosition
from neutrality.counsel.presenters import changes_in_words
from neutrality.counsel.reliance import bearing
from neutrality.law import FactsInvalid, assess
from neutrality.law.catalogue import load
from neutrality.workdays.calendar import Calendar
from sanctions.models import Decision


@dataclass(frozen=True)
class Change:
    """``on`` the newest day of what changed, ``parts`` the numbers of the screen's parts to look at again,
    ``sources`` the questions and the catalogue that changed, ``how`` the answer's differences in short lines."""

    on: date
    parts: list[str]
    sources: list[str]
    how: list[str]


def since_saved(
    decision: Decision, positions: Mapping[str, str], recorded: Mapping[str, LegalPosition], calendar: Calendar
) -> Change | None:
    """What changed the answer to the very facts that were kept with the draft; None where nothing did.

    Only rules count here: facts that changed since are assessed by the check itself.
    """
    if not decision.assessment or decision.state == Decision.State.ISSUED:
        return None
    catalogue = load()
    changed = [
        name for name in {*positions, *decision.positions} if positions.get(name) != decision.positions.get(name)
    ]
    if not changed and decision.catalogue_version == catalogue.version:
        return None
    try:
        now = assess(
            {**decision.facts, "legal_positions": dict(positions)},
            catalogue=catalogue, calendar=calendar, positions=positions,
        ).as_dict()  # fmt: skip
    except FactsInvalid:
        return Change(catalogue.compiled_on, ["2", "3"], [catalogue.version], [])
    if bearing(now, decision.sanction) == bearing(decision.assessment, decision.sanction):
        return None
    days = [recorded[name].decided_on for name in changed if name in recorded]
    sources = sorted(changed)
    if decision.catalogue_version != catalogue.version:
        days.append(catalogue.compiled_on)
        sources.append(_("katalog hukum %(version)s") % {"version": catalogue.version})
    return Change(max(days), _parts(decision.assessment, now), sources, changes_in_words(decision.assessment, now))


def _parts(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The parts of the decision screen that the change concerns: 2 the article and its level, else 3 the sanction."""
    article = any(was[name] != now[name] for name in ("stage", "track", "level", "level_rule"))
    return ["2", "3"] if article else ["3"]
