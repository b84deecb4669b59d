"""The election line on top of staff pages: which step of the contest today is, and what comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from neutrality import formats
from neutrality.law.catalogue import load
from neutrality.organization.models import Contest
from neutrality.workdays import today
from neutrality.workdays.queries import regional_stages

# The steps that tell people how to behave; of two that run at once the first here is shown.
TOLD = ("pemungutan_suara", "masa_tenang", "kampanye", "penetapan_paslon", "pendaftaran_paslon")


@dataclass(frozen=True)
class Step:
    name: str
    start: date
    end: date


def label(step: str) -> str:
    return {
        "pemungutan_suara": _("pemungutan suara"),
        "masa_tenang": _("masa tenang"),
        "kampanye": _("masa kampanye"),
        "penetapan_paslon": _("penetapan pasangan calon"),
        "pendaftaran_paslon": _("pendaftaran pasangan calon"),
    }[step]


def steps_of(contest: Contest, agency: Any) -> list[Step]:
    """The told steps of ``contest``, with the region's own days where it has them; only days known to the day."""
    # Not by id: a look-up counts as use of the row by the law, and this is only shown.
    row = next((row for row in load().contests.values() if row.id == contest.catalogue_id), None)
    known = {
        stage["stage"]: (date.fromisoformat(stage["start"]), date.fromisoformat(stage["end"]))
        for stage in (row.stages if row else ())
        if stage["precision"] == "day" and stage["end"]
    }
    for own in regional_stages(contest.catalogue_id, agency):
        known[own["stage"]] = (_day(own["start"]), _day(own["end"]))
    steps = [Step(name, *known[name]) for name in TOLD if name in known]
    return sorted(steps, key=lambda step: step.start)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def describe(name: str, steps: list[Step], day: date) -> dict[str, str] | None:
    """``{"label", "emphasis", "rest"}`` of ``day``; None before the first and after the last step."""
    if not steps or day > steps[-1].end:
        return None
    running = min((s for s in steps if s.start <= day <= s.end), key=lambda s: TOLD.index(s.name), default=None)
    following = next((s for s in steps if s.start > day), None)
    rest = (
        _("%(step)s mulai %(day)s") % {"step": label(following.name), "day": formats.day(following.start, "singkat")}
        if following
        else ""
    )
    if running is None:
        return {"label": f"{name}:", "emphasis": rest, "rest": ""} if following else None
    length = (running.end - running.start).days + 1
    if length == 1:
        emphasis = _("hari ini")
    else:
        emphasis = _("hari ke-%(n)s dari %(all)s") % {"n": (day - running.start).days + 1, "all": length}
    first = label(running.name)
    return {"label": f"{first[0].upper()}{first[1:]} {name}:", "emphasis": emphasis, "rest": rest}


def line(request: HttpRequest) -> dict[str, str] | None:
    """The provider of the frame: the first contest of the reader's agency that is not over."""
    agency = getattr(request.user, "agency", None)
    if agency is None:
        return None
    for contest in Contest.objects.filter(agency=agency).order_by("pk"):
        told = describe(contest.name, steps_of(contest, agency), today(agency))
        if told:
            return told
    return None
