"""The positions that an agency has recorded, as facts for the engine."""

from datetime import date
from typing import Any

from neutrality.counsel.models import LegalPosition
from neutrality.organization.models import Agency


def positions_in_force(agency: Agency, on: date) -> dict[str, str]:
    """``{question: option}`` as recorded on or before ``on``; the newest answer counts."""
    rows = LegalPosition.objects.filter(agency=agency).on(on)
    return {row.question: row.option for row in rows}


def answers(agency: Agency) -> dict[str, list[Any]]:
    """Every recorded answer by question, the newest first."""
    found: dict[str, list[Any]] = {}
    for row in LegalPosition.objects.filter(agency=agency).select_related("recorded_by").order_by("-decided_on", "-pk"):
        found.setdefault(row.question, []).append(row)
    return found
