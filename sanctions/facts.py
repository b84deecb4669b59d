"""The facts of a case as the law engine takes them. Reads, decides nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cases.models import Case, Minutes, Summons
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment, Capacity
from sanctions.models import RegisterEntry
from sanctions.officers import Line

# What the engine calls a register entry's state.
_STATES = {
    RegisterEntry.State.IN_FORCE: "in_force",
    RegisterEntry.State.SERVING: "serving",
    RegisterEntry.State.ENDED: "ended",
    RegisterEntry.State.ANNULLED: "annulled",
}


def facts_for(
    case: Case,
    *,
    decided_on: date,
    violations: list[str] | None = None,
    sanction: str = "",
    authority: str = "",
    decider: Appointment | None = None,
    told: Mapping[str, Any] | None = None,
    line: Line | None = None,
) -> dict[str, Any]:
    """The body of ``POST law/assess/`` for this case on ``decided_on``.

    Competence follows the post that the subject holds on the day of the decision, and the posts of
    the line that are filled then; the kind of person and the law of the breach are those of the
    event date. ``told`` are facts of the draft that no register knows (``sanctions.told``), ``line``
    the line of that day where a caller has it.
    """
    event_date = case.event_date
    subject = organization.subject_facts(case.person, decided_on)
    facts: dict[str, Any] = {
        "event_date": event_date.isoformat(),
        "decision_date": decided_on.isoformat(),
        "contest": case.incident.contest.catalogue_id if case.incident.contest else None,
        "ballot": case.incident.contest.stages.get("ballot") if case.incident.contest else None,
        "agency_kind": case.agency.kind,
        "subject": subject | {"kind": organization.kind_of(case.person, event_date)},
        "violations": violations or list(case.allegations.values_list("violation", flat=True)),
        "impact": _impact(case),
        "prior_sanctions": prior_sanctions(case),
        "summons": summons_facts(case),
        "examination": examination_facts(case),
        "vacant": (line or Line.of(case, decided_on)).vacant(subject),
        "offender_sanction": offender_sanction(case),
    } | dict(told or {})
    if sanction:
        facts["proposed"] = {
            "sanction": sanction,
            "authority": authority or None,
            "acting": decider.capacity if decider and decider.capacity != Capacity.DEFINITIVE else None,
        }
    return facts


def offender_sanction(case: Case) -> str | None:
    """Of a case against a superior who did not act: what the subordinate was sanctioned with, where that is known."""
    if case.arises_from_id is None:
        return None
    entry = (
        RegisterEntry.objects.filter(decision__case=case.arises_from_id)
        .exclude(state=RegisterEntry.State.ANNULLED)
        .first()
    )
    return entry.sanction if entry else None


def _impact(case: Case) -> str | None:
    report = case.reports.last()
    return (report.impact or None) if report else None


def prior_sanctions(case: Case) -> list[dict[str, Any]]:
    """Earlier sanctions of the person that count; a pending one is none yet, one only in words is a person's to compare."""
    breaches = set(case.allegations.values_list("violation", flat=True))
    entries = RegisterEntry.objects.filter(person=case.person, state__in=_STATES).exclude(decision__case=case)
    entries = entries.exclude(sanction="")
    return [
        {
            "code": entry.sanction,
            "same_nature": _same_nature(breaches, entry),
            "same_breach": False,
            "state": _STATES[RegisterEntry.State(entry.state)],
        }
        for entry in entries.order_by("decided_on", "pk")
    ]


def earlier_in_words(case: Case) -> list[RegisterEntry]:
    """Earlier sanctions of PP 53/2010 and before that the catalogue does not have and that may be of the same nature."""
    entries = RegisterEntry.objects.filter(person=case.person, state__in=_STATES, sanction="")
    breaches = set(case.allegations.values_list("violation", flat=True))
    return [one for one in entries.order_by("decided_on", "pk") if _same_nature(breaches, one) is not False]


def _same_nature(breaches: set[str], entry: RegisterEntry) -> bool | None:
    """An earlier sanction from before this system may not say: then None, and the check asks."""
    if breaches & set(entry.violations) or _both_neutrality(breaches, entry.violations):
        return True
    if entry.decision_id is not None or entry.violations or not _neutral(breaches):
        return False
    return entry.about_neutrality


def _neutral(violations: Iterable[str]) -> bool:
    """Whether one of them is a breach of neutrality (PP 94/2021 Pasal 5 huruf n, or a row of the SKB)."""
    return any(row.startswith(("PP94-N-", "P94-5N", "SKB-D-")) for row in violations)


def _both_neutrality(now: set[str], then: list[str]) -> bool:
    """Breaches of neutrality are of one nature (PP 94/2021 Pasal 5 huruf n)."""
    return _neutral(now) and _neutral(then)


def summons_facts(case: Case) -> list[dict[str, Any]]:
    """The summonses that count: a rescheduled or withdrawn one is no summons and no absence."""
    rows = case.summonses.filter(state=Summons.State.SERVED).order_by("ordinal", "pk")
    return [
        {
            "letter": row.letter_date.isoformat(),
            "examination": row.exam_date.isoformat(),
            "attended": row.attended,
            "served": row.served_on is not None,
        }
        for row in rows
    ]


def examination_facts(case: Case) -> dict[str, bool]:
    return {
        "team": case.team.exists(),
        "minutes": case.minutes.filter(kind=Minutes.Kind.EXAMINATION, signed__isnull=False).exists(),
        "report": case.reports.exists(),
    }
