"""Finding people: below a superior, by what was typed, by what a report tells."""

from datetime import date

from neutrality.organization.matching import match_people
from neutrality.organization.models import Agency, Person
from neutrality.organization.models.people import PersonQuerySet

__all__ = ["match_people", "people_below", "search_employees"]


def people_below(person: Person, on: date) -> PersonQuerySet:
    """Everyone whom ``person`` leads on a date, see ``PersonQuerySet.below``."""
    return Person.objects.below(person.pk, on)


def search_employees(agency: Agency, q: str) -> PersonQuerySet:
    """Employees of the agency by NIP or name; narrow it with ``visible_to`` at every door."""
    return Person.objects.of_agency(agency.pk).filter(employee__isnull=False).search(q)
