"""Family ties and offices in teams of contestants, for BKPSDM's pages."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.organization.models import Agency, Contest, Contestant, ContestantOfficer, FamilyTie, Person


def ties_of(person: Person) -> list[dict[str, Any]]:
    """``[{label, days, source}]``: ties both ways, teams, and what the person runs for. Three queries."""
    ties = FamilyTie.objects.filter(Q(person=person) | Q(relative=person)).select_related("person", "relative")
    found = [
        {
            "label": f"{tie.get_relation_display()}: {(tie.relative if tie.person_id == person.pk else tie.person).full_name}",
            "days": days(tie.starts_on, tie.ends_on),
            "source": tie.source,
        }
        for tie in ties.order_by("pk")
    ]
    officers = ContestantOfficer.objects.filter(person=person).select_related("contestant__contest")
    found += [
        {
            "label": _("Tim %(name)s, %(contest)s")
            % {"name": one.contestant.name, "contest": one.contestant.contest.name},
            "days": days(one.starts_on, one.ends_on),
            "source": one.source,
        }
        for one in officers.order_by("pk")
    ]
    running = Contestant.objects.filter(person=person).select_related("contest")
    found += [
        {"label": _("Peserta %(contest)s") % {"contest": one.contest.name}, "days": "", "source": ""} for one in running
    ]
    return found


def days(starts_on: Any, ends_on: Any) -> str:
    begin = formats.day(starts_on, "pendek") if starts_on else "–"
    return f"{begin} – {formats.day(ends_on, 'pendek') if ends_on else _('sekarang')}"


def ties_in(agency: Agency) -> list[FamilyTie]:
    rows = FamilyTie.objects.filter(person__agency=agency).select_related("person", "relative").order_by("-pk")
    return list(rows[:200])


def contests_in(agency: Agency) -> list[dict[str, Any]]:
    """``[{contest, contestants: [{contestant, officers}]}]``. Three queries."""
    officers: dict[int, list[ContestantOfficer]] = {}
    rows = ContestantOfficer.objects.filter(contestant__contest__agency=agency).select_related("person").order_by("-pk")
    for row in rows:
        officers.setdefault(row.contestant_id, []).append(row)
    contestants: dict[int, list[dict[str, Any]]] = {}
    for one in Contestant.objects.filter(contest__agency=agency).select_related("person").order_by("number", "pk"):
        contestants.setdefault(one.contest_id, []).append({"contestant": one, "officers": officers.get(one.pk, [])})
    return [
        {"contest": contest, "contestants": contestants.get(contest.pk, [])}
        for contest in Contest.objects.filter(agency=agency).order_by("-pk")
    ]
