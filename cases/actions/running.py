"""A file that was already running on paper enters from the middle: its moves are replayed.

Each with its own day, office-holder and scan. What a guard would have refused is kept as a
warning of that move; the letters exist on paper and none is made. The origin shows: ``legacy``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions import moves, opening
from cases.models import Case, Incident
from neutrality.accounts.models import Role, User
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, Person
from neutrality.workdays import today


@transaction.atomic
def enter_running_file(
    *,
    actor: User,
    agency: Agency,
    person: Person,
    incident: Incident,
    brief: str,
    violations: Sequence[str],
    opened_on: date,
    steps: Sequence[Mapping[str, Any]],
    desk: str = "main",
) -> Case:
    """Open the case on its day in the world and replay ``steps``: ``{"move", "acted_on", "acted_by",
    "data", "scan"}``. All or nothing; a refusal names the step by its number."""
    if not actor.has_role(Role.INTAKE if desk == "main" else Role.ALTERNATE_INTAKE):
        raise Refusal("forbidden", _("Hanya meja penerima yang memasukkan berkas berjalan."), status=403)
    if opened_on > today(agency):
        text = _("Tanggal itu belum tiba.")
        raise Refusal("in_future", text, fields={"opened_on": [text]}, status=400)
    case = opening.open_case(
        actor=actor, agency=agency, person=person, incident=incident, brief=brief, violations=violations, desk=desk,
        opened_on=opened_on, legacy=True,
    )  # fmt: skip
    for number, step in enumerate(steps, start=1):
        try:
            case = moves.perform(
                case_code=case.code, move=str(step["move"]), actor=actor, data=step.get("data") or {},
                acted_by=step.get("acted_by") or None, acted_on=step["acted_on"], scan=step.get("scan"), legacy=True,
            )  # fmt: skip
        except Refusal as refusal:
            refusal.message = _("Langkah %(number)s: %(why)s") % {"number": number, "why": refusal.message}
            raise
    case.refresh_from_db()
    return case
