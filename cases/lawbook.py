"""What the law says about a case, asked of the pure engine with the facts of the register.

One thin place between the procedure and ``neutrality.law``: the engine knows no database, so
the facts are gathered here. ``assess`` answers in the shape of ``POST /api/v1/law/assess/``.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case
from neutrality.counsel import queries as counsel
from neutrality.errors import Refusal
from neutrality.law import assess as engine
from neutrality.law.catalogue import load
from neutrality.law.facts import FactsInvalid
from neutrality.organization import queries as organization
from neutrality.organization.models import Agency, Contest, Person
from neutrality.workdays import today
from neutrality.workdays.calendar import Calendar

# Kinds of people whom no ASN rule reaches, and where their matter goes instead.
VILLAGE_KINDS = ("KEPALA_DESA", "PERANGKAT_DESA", "BPD")
ELSEWHERE_KINDS = ("TNI", "POLRI", "REGIONAL_HEAD", "DPRD", "ELECTION_BODY", "OTHER", "PPNPN")
ASN_KINDS = ("PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU")


def positions(agency: Agency) -> dict[str, str]:
    """The agency's recorded answers to open legal questions, today."""
    return dict(counsel.positions_in_force(agency, today(agency)))


def assess(
    *,
    agency: Agency,
    person: Person,
    event_date: date,
    violations: Sequence[str],
    contest: Contest | None = None,
    impact: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The engine's answer for ``person`` and the acts told; competence follows the post of today."""
    answers = positions(agency)
    facts = facts_of(
        agency=agency, person=person, event_date=event_date, violations=violations, contest=contest, impact=impact,
        on=today(agency), answers=answers,
    )  # fmt: skip
    return answer_to(facts | more, answers, counsel.calendar_by(answers, agency))


def facts_of(
    *, agency: Agency, person: Person, event_date: date, violations: Sequence[str], contest: Contest | None,
    impact: str | None, on: date, answers: dict[str, str],
) -> dict[str, Any]:  # fmt: skip
    """The body of ``POST law/assess/`` as the register tells it on a day."""
    return {
        "event_date": event_date.isoformat(),
        "contest": contest.catalogue_id if contest and contest.catalogue_id in load().contests else None,
        "ballot": contest.stages.get("ballot") if contest else None,
        "agency_kind": agency.kind,
        "subject": organization.subject_facts(person, on) | {"kind": organization.kind_of(person, event_date)},
        "violations": list(violations),
        "impact": impact or None,
        "legal_positions": answers,
    }


def answer_to(facts: dict[str, Any], answers: dict[str, str], calendar: Calendar) -> dict[str, Any]:
    """The engine's answer under the newest catalogue; Refusal where it cannot read the facts."""
    try:
        return engine(facts, catalogue=load(), calendar=calendar, positions=answers).as_dict()
    except FactsInvalid as error:
        raise Refusal("malformed", _("Fakta perkara tidak dapat dinilai."), fields=error.fields, status=400) from None


def assess_case(case: Case, *, impact: str | None = None, **more: Any) -> dict[str, Any]:
    """The same for a case as it stands, with ``impact`` or else the one that the examination found."""
    report = case.reports.last()
    return assess(
        agency=case.agency,
        person=case.person,
        event_date=case.event_date,
        contest=case.incident.contest,
        violations=[row.violation for row in case.allegations.all()],
        impact=impact or (report.impact if report else None),
        **more,
    )


def track_of(person: Person, event_date: date, answer: dict[str, Any]) -> str:
    """The track of a case: the kind of person goes before party membership, discipline and ethics.

    A civil servant who is in no register of ours belongs to another agency.
    """
    kind = organization.kind_of(person, event_date)
    if kind in VILLAGE_KINDS:
        return "village"
    if kind in ELSEWHERE_KINDS or not hasattr(person, "employee"):
        return "elsewhere"
    return str(answer["track"])


def row_of(violation: str, answer: dict[str, Any], on: date) -> dict[str, str]:
    """``{"level", "citation", "stage"}`` of one allegation as the engine answered for it alone."""
    cited = load().citation_of(violation, on) or (answer.get("level_rule") or {}).get("citation") or ""
    return {"level": answer.get("level") or "", "citation": cited[:200], "stage": answer.get("stage") or ""}


def deadline(rule: str) -> Any:
    """A row of the catalogue's deadlines (``n``, ``article``, ``day_type`` …); KeyError when unknown."""
    return load().deadlines[rule]


def clear_days() -> int:
    """Clear working days between a summons and the examination (D-PANGGIL-1)."""
    return int(deadline("D-PANGGIL-1").n)


def statutes_cited(answer: dict[str, Any]) -> list[str]:
    """The statutes that an answer rests on, each once by its title, for "Mengingat" and "dasar"."""
    statutes = load().statutes
    found = dict.fromkeys(row["id"] for row in answer.get("statutes", []))
    return [str(statutes[name].title) for name in found if name in statutes]
