"""The daily run over the limits, and counting anew what a change of the calendar or of a recorded
position touches. Registered at start; ``manage.py deadlines run`` does the same as the daily run."""

from datetime import date, time
from typing import Any

from django.db.models import Exists, OuterRef

from neutrality.outbox.actions import owe
from neutrality.outbox.registry import daily, handler

RECOUNT = "cases.recount_deadlines"


def connect() -> None:
    from django.db.models.signals import post_save

    from neutrality.counsel.models import LegalPosition
    from neutrality.workdays.signals import calendar_changed

    calendar_changed.connect(on_calendar_changed, dispatch_uid="cases.recount.calendar")
    post_save.connect(on_position_recorded, sender=LegalPosition, dispatch_uid="cases.recount.position")


@daily("cases.warn_of_deadlines", at=time(6, 30), atomic=False)
def warn_of_deadlines(payload: dict[str, Any]) -> None:
    from cases.actions import warnings

    warnings.run()


@handler(RECOUNT, atomic=False)
def recount_deadlines(payload: dict[str, Any]) -> None:
    """``agency`` is a primary key or None for all; ``dates`` the days that changed, empty for all;
    ``question`` the one that was answered, whose pauses end ``on`` that day."""
    from cases.actions import pauses, recount
    from cases.models import Case, Report
    from neutrality.organization.models import Agency

    cases, reports = (model.objects.filter(agency=OuterRef("pk")) for model in (Case, Report))
    agencies = Agency.objects.select_related("parent").filter(Exists(cases) | Exists(reports))
    if payload["agency"] is not None:
        agencies = agencies.filter(pk=payload["agency"])
    dates = [date.fromisoformat(day) for day in payload["dates"]]
    for agency in agencies:
        if payload.get("question"):
            pauses.end_for_answer(payload["question"], agency.pk, date.fromisoformat(payload["on"]))
        recount.recount_agency(agency, dates)
        recount.recount_reviews(agency, dates)


def on_calendar_changed(sender: Any, dates: list[date], agency_id: int | None, **kwargs: Any) -> None:
    """Owed in the transaction of the change: once it is saved, the limits follow."""
    from neutrality.workdays.queries import latest_version

    owe(RECOUNT, key=f"{RECOUNT}:{latest_version()}", payload={"agency": agency_id, "dates": dates})


def on_position_recorded(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """An answered question: how days are counted may change, and whatever waited for the answer goes on."""
    if not created or kwargs.get("raw"):
        return
    owe(
        RECOUNT, key=f"{RECOUNT}:position:{instance.pk}",
        payload={"agency": instance.agency_id, "dates": [], "question": instance.question, "on": instance.decided_on},
    )  # fmt: skip
