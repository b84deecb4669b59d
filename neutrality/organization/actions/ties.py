"""Family ties, contestants and their officers: what keeps somebody out of a matter. Kept by BKPSDM, seen by it only.

Each row names its source and its days; the chain of superiors passes over by these rows (DESIGN section 4, step 3).
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.actions.people import not_the_own
from neutrality.organization.models import (
    Agency,
    Contest,
    Contestant,
    ContestantOfficer,
    FamilyTie,
    Person,
    PersonKind,
    PersonKindPeriod,
)
from neutrality.organization.rights import check, same_agency, save_valid
from neutrality.workdays import today


def _sourced(source: str) -> str:
    source = " ".join(source.split())
    if not source:
        sentence = _("Tulis sumbernya, misalnya kartu keluarga atau surat penetapan tim kampanye.")
        raise Refusal("source_missing", sentence, fields={"source": [sentence]}, status=400)
    return source


def _ordered(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        sentence = _("Tanggal akhir mendahului tanggal mulai.")
        raise Refusal("dates_reversed", sentence, fields={"ends_on": [sentence]}, status=400)


@transaction.atomic
def record_tie(
    *, actor: Any, person: Person, relative: Person, source: str, relation: str = FamilyTie.Relation.OTHER, note: str = "",
    starts_on: date | None = None, ends_on: date | None = None,
) -> FamilyTie:  # fmt: skip
    """A family tie that keeps each out of the other's matters from ``starts_on`` (always, where nobody knows)."""
    check(actor, person.agency)
    same_agency(person.agency, relative=relative)
    source = _sourced(source)
    _ordered(starts_on, ends_on)
    for one in (person, relative):
        not_the_own(actor, one)
    if person.pk == relative.pk:
        sentence = _("Pilih orang yang lain.")
        raise Refusal("same_person", sentence, fields={"relative": [sentence]}, status=400)
    Person.objects.select_for_update().get(pk=min(person.pk, relative.pk))
    known = FamilyTie.objects.on(today(person.agency)).filter(
        person__in=[person, relative], relative__in=[person, relative]
    )
    if found := known.first():
        return found
    tie = FamilyTie(
        person=person, relative=relative, relation=relation, note=note.strip(), source=source, starts_on=starts_on,
        ends_on=ends_on,
    )  # fmt: skip
    save_valid(tie)
    record(
        "person.tie_recorded", actor=actor, subject=person, changes={"relative": relative.code, "relation": relation}
    )
    return tie


@transaction.atomic
def end_tie(*, actor: Any, tie: FamilyTie, ends_on: date, reason: str) -> FamilyTie:
    """The last day of a tie (a divorce, a mistake found); what it kept apart until then stays explained."""
    check(actor, tie.person.agency)
    for one in (tie.person, tie.relative):
        not_the_own(actor, one)
    tie = FamilyTie.objects.select_for_update(of=("self",)).select_related("person").get(pk=tie.pk)
    _ordered(tie.starts_on, ends_on)
    before, tie.ends_on = tie.ends_on, ends_on
    tie.save(update_fields=["ends_on"])
    record(
        "person.tie_ended", actor=actor, subject=tie.person,
        changes={"ends_on": [before, ends_on], "reason": _reasoned(reason)},
    )  # fmt: skip
    return tie


def _reasoned(reason: str) -> str:
    if not reason.strip():
        sentence = _("Tulis alasannya.")
        raise Refusal("reason_missing", sentence, fields={"reason": [sentence]}, status=400)
    return reason.strip()[:300]


# --- Contests, contestants, officers ---------------------------------------------
@transaction.atomic
def add_contestant(
    *, actor: Any, contest: Contest, name: str, number: int | None = None, person: Person | None = None
) -> Contestant:
    """Who runs. Without a person of the register one is made, so that relatives can be linked to it."""
    agency = contest.agency
    check(actor, agency)
    same_agency(agency, person=person)
    name = " ".join(name.split()) or (person.full_name if person else "")
    if not name:
        sentence = _("Tulis nama pasangan calon atau calon.")
        raise Refusal("name_missing", sentence, fields={"name": [sentence]}, status=400)
    contest = Contest.objects.select_for_update().get(pk=contest.pk)
    if contest.contestants.filter(name__iexact=name).exists():
        sentence = _("Peserta itu sudah tercatat.")
        raise Refusal("contestant_known", sentence, fields={"name": [sentence]})
    if person is None:
        person = Person(agency=agency, name=name, search_name=name)
        save_valid(person)
        PersonKindPeriod.objects.create(person=person, kind=PersonKind.OTHER, starts_on=today(agency))
    contestant = Contestant(contest=contest, name=name, number=number, person=person)
    save_valid(contestant)
    record("contest.contestant_added", actor=actor, subject=person, changes={"contest": contest.catalogue_id})
    return contestant


@transaction.atomic
def add_officer(
    *, actor: Any, contestant: Contestant, person: Person, starts_on: date, source: str, role: str = "",
    ends_on: date | None = None,
) -> ContestantOfficer:  # fmt: skip
    """Somebody of the register is in the team of a contestant: no superior in any matter while it lasts."""
    agency = contestant.contest.agency
    check(actor, agency)
    same_agency(agency, person=person)
    source = _sourced(source)
    _ordered(starts_on, ends_on)
    not_the_own(actor, person)
    Person.objects.select_for_update().get(pk=person.pk)
    known = ContestantOfficer.objects.on(starts_on).filter(contestant=contestant, person=person).first()
    if known is not None:
        return known
    officer = ContestantOfficer(
        contestant=contestant, person=person, starts_on=starts_on, ends_on=ends_on, role=role.strip(), source=source
    )
    save_valid(officer)
    record("person.officer_recorded", actor=actor, subject=person, changes={"contest": contestant.contest.catalogue_id})
    return officer


@transaction.atomic
def end_officer(*, actor: Any, officer: ContestantOfficer, ends_on: date, reason: str) -> ContestantOfficer:
    check(actor, officer.contestant.contest.agency)
    not_the_own(actor, officer.person)
    officer = ContestantOfficer.objects.select_for_update(of=("self",)).select_related("person").get(pk=officer.pk)
    _ordered(officer.starts_on, ends_on)
    before, officer.ends_on = officer.ends_on, ends_on
    officer.save(update_fields=["ends_on"])
    record(
        "person.officer_ended", actor=actor, subject=officer.person,
        changes={"ends_on": [before, ends_on], "reason": _reasoned(reason)},
    )  # fmt: skip
    return officer


@transaction.atomic
def add_contest(*, actor: Any, agency: Agency, catalogue_id: str, name: str) -> Contest:
    """An election of the law catalogue takes place in this region."""
    check(actor, agency)
    Agency.objects.select_for_update().get(pk=agency.pk)
    found = Contest.objects.filter(agency=agency, catalogue_id=catalogue_id).first()
    if found is not None:
        return found
    contest = Contest(agency=agency, catalogue_id=catalogue_id, name=" ".join(name.split()))
    save_valid(contest)
    record("contest.added", actor=actor, subject=agency, changes={"contest": catalogue_id})
    return contest
