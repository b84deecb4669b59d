"""Opening a case: one confirmed person, one event, one track, in the analyst's own words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import lawbook, transitions
from cases.actions import chain, deadlines
from cases.models import Allegation, Case, Incident
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization import queries as organization
from neutrality.organization.models import Agency, OrgUnit, Person
from neutrality.workdays import today


@transaction.atomic
def open_case(
    *,
    actor: User,
    agency: Agency,
    person: Person,
    incident: Incident,
    brief: str,
    violations: Sequence[str],
    desk: str = "main",
    arises_from: Case | None = None,
    opened_on: date | None = None,
    legacy: bool = False,
) -> Case:
    """A new case at ``opened``, with its allegations, walls, chain and first clock.

    The same whatever led to it: nothing of a report is taken along. Refusals: ``case_exists``
    (this person, event and track), ``no_track`` (no row of the catalogue fits the person).
    """
    day = opened_on or today(agency)
    contest = incident.contest
    told: dict[str, Any] = {
        "agency": agency,
        "person": person,
        "event_date": incident.occurred_from,
        "contest": contest,
    }
    answer = lawbook.assess(violations=violations, **told)
    track = lawbook.track_of(person, incident.occurred_from, answer)
    if track not in transitions.TRACKS:
        raise Refusal("no_track", _("Menurut katalog, perbuatan ini tidak mempunyai jalur untuk orang ini."))
    if Case.objects.filter(incident=incident, person=person, track=track).exists():
        raise Refusal("case_exists", _("Orang ini sudah mempunyai perkara untuk peristiwa dan jalur ini."))
    unit = _unit(person, agency, day, incident.occurred_from)
    case = _insert(
        day,
        agency=agency,
        desk=desk,
        incident=incident,
        person=person,
        track=track,
        brief=brief.strip(),
        unit=unit,
        unit_path=unit.path,
        opened_on=day,
        arises_from=arises_from,
        legacy=legacy,
    )
    _allege(case, violations, told)
    chain.build(case, day)
    deadlines.start(case, "verification", starts_on=day)
    record(
        "case.opened", actor=actor, subject=case,
        changes={"track": track, "violations": list(violations), "opened_on": day, "desk": desk},
    )  # fmt: skip
    return case


def _unit(person: Person, agency: Agency, day: date, event_date: date) -> OrgUnit:
    """Where the person works; for one without a post the whole agency."""
    found = organization.unit_of(person, day) or organization.unit_of(person, event_date)
    if found is not None:
        return found
    root = OrgUnit.objects.filter(agency=agency, depth=1).first()
    if root is None:
        raise Refusal("no_unit", _("Data unit kerja instansi ini belum diisi."))
    return root


def _insert(day: date, **fields: Any) -> Case:
    """Under a fresh random code; one that is taken is drawn again."""
    for attempt in range(6):
        code = random_code("KS", day, 4 if attempt < 3 else 6)
        try:
            with transaction.atomic():
                return Case.objects.create(code=code, **fields)
        except IntegrityError:
            if not Case.objects.filter(code=code).exists():
                raise Refusal(
                    "case_exists", _("Orang ini sudah mempunyai perkara untuk peristiwa dan jalur ini.")
                ) from None
    raise RuntimeError("No free code after six draws.")


def _allege(case: Case, violations: Sequence[str], told: dict[str, Any]) -> None:
    """Each catalogue row with the stage, level and article that held on the day of the event."""
    Allegation.objects.bulk_create(
        Allegation(
            case=case,
            violation=violation,
            event_date=case.incident.occurred_from,
            **lawbook.row_of(violation, lawbook.assess(violations=[violation], **told), case.incident.occurred_from),
        )
        for violation in dict.fromkeys(violations)
    )
