"""Changing the calendar: saved, journalled, and told to the rooms above in the same transaction."""

from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from neutrality.audit.actions import SYSTEM, Actor, record
from neutrality.errors import Refusal
from neutrality.workdays import library, queries, rights
from neutrality.workdays.changes import Proposal
from neutrality.workdays.models import CalendarVersion, CalendarYear, Holiday, RegionalElectionDate
from neutrality.workdays.signals import calendar_changed

HOLIDAY_FIELDS = ("date", "kind", "name", "agency_id", "region", "decree", "source", "estimated")
YEAR_FIELDS = ("confirmed", "decree", "note")
YEARS_AHEAD = 5  # how far limits and the plan of a circular may reach
ELECTION_FIELDS = ("contest", "region", "stage", "starts_on", "ends_on", "decree", "source", "verified")


@transaction.atomic
def apply(*, proposal: Proposal, actor: Any, seen: str, decree: str = "") -> None:
    """Make every change of ``proposal``, or none. ``seen`` is the version of the calendar whose effect the
    actor's page showed; ``decree`` is noted with the years that the proposal confirms.

    Refusals: ``not_yours`` 403, ``changed_meanwhile``, ``malformed`` 400 with fields.
    """
    for row in (*proposal.saves, *proposal.before):
        if not rights.may_change(actor, agency_id=row.agency_id, region=row.region):
            raise Refusal("not_yours", _("Kalender ini dijaga petugas lain."), status=403)
    if proposal.years and not rights.keeps_nation(actor):
        raise Refusal("not_yours", _("Keputusan tahun kalender dicatat administrator."), status=403)
    with connection.cursor() as cursor:  # one writer at a time, so that what was shown is what is saved
        cursor.execute("LOCK TABLE workdays_holiday IN SHARE ROW EXCLUSIVE MODE")
    if seen != queries.latest_version():
        raise Refusal("changed_meanwhile", _("Kalender sudah diubah orang lain. Lihat lagi akibatnya, lalu simpan."))
    try:
        for row in Holiday.objects.filter(pk__in=proposal.removes):
            _remove(row, actor)
        for row in proposal.saves:
            _save(row, actor)
        for number, confirmed in proposal.years.items():
            _confirm(number, confirmed, decree, actor)
    except ValidationError as wrong:
        raise _refusal(wrong) from wrong
    _tell(proposal.dates, proposal.agency_id)


def _refusal(wrong: ValidationError) -> Refusal:
    fields = {name: texts for name, texts in wrong.message_dict.items() if name != NON_FIELD_ERRORS}
    return Refusal("malformed", " ".join(wrong.messages), fields=fields, status=400)


def _confirm(number: int, confirmed: bool, decree: str, actor: Actor) -> None:
    year = CalendarYear.objects.filter(year=number).first() or CalendarYear(year=number)
    year.confirmed, year.decree = confirmed, decree or year.decree
    if confirmed:
        year.note = ""
    _save_year(year, actor)


@transaction.atomic
def save_holiday(*, holiday: Holiday, actor: Actor) -> Holiday:
    """Add or change a day off. ValidationError names the field that does not fit."""
    changed = _save(holiday, actor)
    if changed:
        _tell(changed, holiday.agency_id)
    return holiday


def _save(holiday: Holiday, actor: Actor) -> list[date]:
    """The days that changed; empty when nothing did."""
    holiday.full_clean()
    old = Holiday.objects.select_for_update().filter(pk=holiday.pk).first() if holiday.pk else None
    changes = _changes(old, holiday, HOLIDAY_FIELDS)
    if old and not changes:
        return []
    holiday.save()
    event = "calendar.holiday_changed" if old else "calendar.holiday_added"
    record(event, actor=actor, subject=holiday, changes={"holiday": holiday.pk} | changes)
    return [holiday.date, old.date] if old else [holiday.date]


@transaction.atomic
def remove_holiday(*, holiday: Holiday, actor: Actor) -> None:
    day, agency = holiday.date, holiday.agency_id
    _remove(holiday, actor)
    _tell([day], agency)


def _remove(holiday: Holiday, actor: Actor) -> None:
    removed = {name: [getattr(holiday, name), None] for name in HOLIDAY_FIELDS}
    record("calendar.holiday_removed", actor=actor, subject=holiday, changes={"holiday": holiday.pk} | removed)
    holiday.delete()


@transaction.atomic
def save_year(*, year: CalendarYear, actor: Actor) -> CalendarYear:
    """Note the decree of a year, or that it is confirmed: counts in it are provisional no more."""
    if _save_year(year, actor):
        _tell([], None)
    return year


def _save_year(year: CalendarYear, actor: Actor) -> bool:
    year.full_clean()
    old = CalendarYear.objects.select_for_update().filter(pk=year.pk).first() if year.pk else None
    changes = _changes(old, year, YEAR_FIELDS)
    if old and not changes:
        return False
    year.save()
    record("calendar.year_changed", actor=actor, subject=year, changes=changes)
    return True


@transaction.atomic
def enter_years_ahead(first: int) -> list[int]:
    """Enter the years from ``first`` on of which nothing is on record, ``YEARS_AHEAD`` further, as the package
    tells them: provisional until a person notes their decree. The years entered."""
    years = range(first, first + YEARS_AHEAD + 1)
    known = set(CalendarYear.objects.filter(year__in=years).values_list("year", flat=True))
    known |= {day.year for day in Holiday.objects.filter(date__year__in=years).values_list("date", flat=True)}
    entered = [year for year in years if year not in known]
    for number in entered:
        days = library.days_of(number)
        note = _("Disiapkan dari %(source)s; sebagian tanggal perkiraan.") % {"source": library.source()}
        year = CalendarYear.objects.create(year=number, note=note)
        Holiday.objects.bulk_create(days)
        record("calendar.year_entered", actor=SYSTEM, subject=year, changes={"days": len(days)})
        _tell([day.date for day in days], None)
    return entered


@transaction.atomic
def save_election_date(*, row: RegionalElectionDate, actor: Actor) -> RegionalElectionDate:
    """Note or change the days of a stage in one region."""
    row.full_clean()
    old = RegionalElectionDate.objects.select_for_update().filter(pk=row.pk).first() if row.pk else None
    changes = _changes(old, row, ELECTION_FIELDS)
    if old and not changes:
        return row
    row.save()
    record("calendar.election_date_saved", actor=actor, subject=row, changes={"row": row.pk} | changes)
    CalendarVersion.objects.create()
    return row


@transaction.atomic
def remove_election_date(*, row: RegionalElectionDate, actor: Actor) -> None:
    removed = {name: [getattr(row, name), None] for name in ELECTION_FIELDS}
    record("calendar.election_date_removed", actor=actor, subject=row, changes={"row": row.pk} | removed)
    row.delete()
    CalendarVersion.objects.create()


def _changes(old: Any, new: Any, fields: tuple[str, ...]) -> dict[str, list[Any]]:
    before = {name: getattr(old, name, None) for name in fields}
    after = {name: getattr(new, name) for name in fields}
    return {name: [before[name], after[name]] for name in fields if before[name] != after[name]}


def _tell(dates: list[date], agency_id: int | None) -> None:
    calendar_changed.send(Holiday, dates=sorted(set(dates)), agency_id=agency_id)
