"""A friendly reminder of the rule from one colleague to another (Kota Pontianak: ASN remind one another).

Fixed words with their articles, no accusation, no sender. It waits for the weekly batch, so that its hour tells
nobody who asked; nothing is kept about the receiver once it is delivered, and nothing is ever kept about who
reminded whom.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.notifications.actions import notify
from neutrality.organization.models import Agency, Appointment, Person
from neutrality.prevention.models import RemindersAsked, ReminderToPass
from neutrality.workdays import today

A_BATCH = 3  # reminders that one account may ask for with one batch
SHOWN = 200
LINK = "/ingatkan/aturan/"
# What the reminder names: rows of the catalogue, in its words, with the articles of the day.
ROWS = ("SKB-D-06", "SKB-D-07", "PP94-N-02", "PP94-N-04", "PP94-N-06")


def next_batch(on: date) -> date:
    """The Monday after ``on``."""
    return on + timedelta(days=7 - on.weekday())


def rule(on: date) -> list[dict[str, str]]:
    """``[{what, citation}]``: acts that an ASN keeps away from, as the law stands on ``on``."""
    law, language = load(), "en" if (get_language() or "id").startswith("en") else "id"
    return [{"what": law.violation_title(row, language), "citation": law.citation_of(row, on)} for row in ROWS]


def colleagues_of(user: User) -> list[Person]:
    """People of the units in which ``user`` has a post today, without the own person."""
    if user.agency is None:
        return []
    units = [one.position.unit_id for one in user.appointments_today]
    held = Appointment.objects.on(today(user.agency)).filter(position__unit__in=units).values("person")
    people = Person.objects.filter(pk__in=held, employee__isnull=False).exclude(pk=user.person_id or 0)
    return list(people.select_related("employee").order_by("search_name", "pk")[:SHOWN])


def left(user: User) -> int:
    """How many reminders ``user`` may still ask for with the coming batch."""
    if user.agency is None:
        return 0
    asked = RemindersAsked.objects.filter(account=user, deliver_on=next_batch(today(user.agency))).first()
    return max(0, A_BATCH - (asked.number if asked else 0))


@transaction.atomic
def remind_of_the_rule(*, actor: User, person: Person) -> date:
    """Ask that ``person`` is reminded with the next batch; the day of it. The answer is the same whether or not
    somebody else asked too, and whether or not the person has an account.

    Refusals: ``not_a_colleague`` 404, ``enough_reminders`` 429.
    """
    if person.pk not in {one.pk for one in colleagues_of(actor)}:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    day = next_batch(today(actor.agency))
    asked, _made = RemindersAsked.objects.select_for_update().get_or_create(account=actor, deliver_on=day)
    if asked.number >= A_BATCH:
        raise Refusal(
            "enough_reminders",
            _("Pengingat Anda pekan ini sudah %(number)s. Coba lagi sesudah pekan ini.") % {"number": A_BATCH},
            status=429,
        )
    asked.number += 1
    asked.save(update_fields=["number"])
    ReminderToPass.objects.get_or_create(person=person, deliver_on=day)
    record("reminder.asked", actor=actor, subject=actor, changes={})
    return day


def deliver() -> int:
    """The batch of every agency whose day has come; how many accounts were told. Safe to run twice."""
    return sum(
        _deliver_in(agency) for agency in Agency.objects.filter(pk__in=ReminderToPass.objects.values("person__agency"))
    )


@transaction.atomic
def _deliver_in(agency: Agency) -> int:
    due = list(
        ReminderToPass.objects.select_for_update(of=("self",))
        .filter(person__agency=agency, deliver_on__lte=today(agency))
        .order_by("person_id", "pk")
    )
    told = 0
    for row in due:
        for account in User.objects.filter(person=row.person_id, is_active=True):
            notify(account, "rule", key=f"rule:{row.deliver_on.isoformat()}", link=LINK)
            told += 1
    ReminderToPass.objects.filter(pk__in=[row.pk for row in due]).delete()
    RemindersAsked.objects.filter(account__agency=agency, deliver_on__lte=today(agency)).delete()
    return told
