"""Changing the calendar: saved, journalled, and told to the rooms above."""

from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from neutrality.audit.actions import Actor, record
from neutrality.workdays.models import CalendarYear, Holiday, RegionalElectionDate
from neutrality.workdays.signals import calendar_changed

HOLIDAY_FIELDS = ("date", "kind", "name", "agency_id", "region", "decree", "source", "estimated")
YEAR_FIELDS = ("confirmed", "decree", "note")
ELECTION_FIELDS = ("contest", "region", "stage", "starts_on", "ends_on", "decree", "source", "verified")


@transaction.atomic
def save_holiday(*, holiday: Holiday, actor: Actor) -> Holiday:
    """Add or change a day off. ValidationError names the field that does not fit."""
    holiday.full_clean()
    old = Holiday.objects.select_for_update().filter(pk=holiday.pk).first() if holiday.pk else None
    changes = _changes(old, holiday, HOLIDAY_FIELDS)
    if old and not changes:
        return holiday
    holiday.save()
    event = "calendar.holiday_changed" if old else "calendar.holiday_added"
    record(event, actor=actor, subject=holiday, changes={"holiday": holiday.pk} | changes)
    _tell([holiday.date, old.date] if old else [holiday.date], holiday.agency_id)
    return holiday


@transaction.atomic
def remove_holiday(*, holiday: Holiday, actor: Actor) -> None:
    removed = {name: [getattr(holiday, name), None] for name in HOLIDAY_FIELDS}
    record("calendar.holiday_removed", actor=actor, subject=holiday, changes={"holiday": holiday.pk} | removed)
    day, agency = holiday.date, holiday.agency_id
    holiday.delete()
    _tell([day], agency)


@transaction.atomic
def save_year(*, year: CalendarYear, actor: Actor) -> CalendarYear:
    """Note the decree of a year, or that it is confirmed: counts in it are provisional no more."""
    year.full_clean()
    old = CalendarYear.objects.select_for_update().filter(pk=year.pk).first() if year.pk else None
    changes = _changes(old, year, YEAR_FIELDS)
    if old and not changes:
        return year
    year.save()
    record("calendar.year_changed", actor=actor, subject=year, changes=changes)
    _tell([], None)
    return year


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
    return row


@transaction.atomic
def remove_election_date(*, row: RegionalElectionDate, actor: Actor) -> None:
    removed = {name: [getattr(row, name), None] for name in ELECTION_FIELDS}
    record("calendar.election_date_removed", actor=actor, subject=row, changes={"row": row.pk} | removed)
    row.delete()


def _changes(old: Any, new: Any, fields: tuple[str, ...]) -> dict[str, list[Any]]:
    before = {name: getattr(old, name, None) for name in fields}
    after = {name: getattr(new, name) for name in fields}
    return {name: [before[name], after[name]] for name in fields if before[name] != after[name]}


def _tell(dates: list[date], agency_id: int | None) -> None:
    tell = partial(calendar_changed.send_robust, Holiday, dates=sorted(set(dates)), agency_id=agency_id)
    transaction.on_commit(tell)
