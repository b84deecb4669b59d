"""The election line on top of every staff page: which contest, which stage, which day of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency, Contest
from neutrality.workdays import today

# Steps that people ask about.
TOLD = ("kampanye", "masa_tenang", "pemungutan_suara")


def line(request: HttpRequest) -> dict[str, str] | None:
    """``{"label", "emphasis", "rest"}`` for the signed-in person's agency; None outside any contest."""
    agency = getattr(request.user, "agency", None)
    return line_on(agency, today(agency)) if agency else None


def line_on(agency: Agency, day: date) -> dict[str, str] | None:
    for contest in Contest.objects.filter(agency=agency).order_by("-pk"):
        found = _of(contest, day)
        if found:
            return found
    return None


def _of(contest: Contest, day: date) -> dict[str, str] | None:
    row = load().contests.get(contest.catalogue_id)
    steps = _dated(row.stages) if row else []
    now = next((step for step in steps if step[1] <= day <= step[2]), None)
    if now is None:
        return None
    name, start, end = now
    label = f"{_words(name)} {contest.name}:"
    length = (end - start).days + 1
    emphasis = (
        _("hari ke-%(number)s dari %(total)s") % {"number": (day - start).days + 1, "total": length}
        if length > 1 else _("hari ini")
    )  # fmt: skip
    after = next((step for step in steps if step[1] > end), None)
    rest = (
        _("%(what)s mulai %(day)s") % {"what": _words(after[0]).lower(), "day": formats.day(after[1], "singkat")}
        if after
        else ""
    )
    return {"label": label, "emphasis": emphasis, "rest": rest}


def _words(step: str) -> str:
    return {
        "kampanye": _("Masa kampanye"),
        "masa_tenang": _("Masa tenang"),
        "pemungutan_suara": _("Pemungutan suara"),
    }[step]  # fmt: skip


def _dated(stages: list[Any]) -> list[tuple[str, date, date]]:
    """The steps with words that are known to the day, in order."""
    found = [
        (step["stage"], date.fromisoformat(step["start"]), date.fromisoformat(step["end"] or step["start"]))
        for step in stages
        if step["stage"] in TOLD and len(step["start"]) == 10
    ]
    return sorted(found, key=lambda step: step[1])
