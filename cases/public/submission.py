"""From the four steps to what the intake action takes (keys of CONTRACT.md, ``POST reports/``)."""

from typing import Any

from django.utils.translation import get_language

from cases.public.dates import period
from cases.public.forms import EventForm, links_in
from neutrality.workdays import today


def data_of(draft: dict[str, Any]) -> dict[str, Any]:
    how, event = draft["how"], draft["event"]
    days = period(event["when"], today()) if event["when"] else None
    return {
        "narrative": event["story"],
        "occurred_from": days[0] if days else None,
        "occurred_to": days[1] if days else None,
        "place": event["place"],
        "persons": [
            {name: person.get(name, "") for name in ("name", "position", "unit", "kind")}
            for person in draft.get("persons", [])
        ],
        "conduct": EventForm.CONDUCT[event["kind"]],
        "links": links_in(event["place"], event["story"]),
        "not_to_be_read_by": [part.strip() for part in event["avoid"].split(",") if part.strip()],
        "identity": {name: how.get(name, "") for name in ("mode", "name", "contact", "address")},
        "language": (get_language() or "id")[:2],
    }
