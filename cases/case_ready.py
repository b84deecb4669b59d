"""What the case side of this room connects when the program starts."""

import re
from typing import Any

from django.core.checks import register

from neutrality import menu, stored
from neutrality.audit import events
from neutrality.audit.queries import register_visibility
from neutrality.documents import owners


def connect() -> None:
    from cases import case_words, checks, clock_tasks, line_signals
    from cases.models import Case, Exhibit, Incident
    from neutrality.organization.signals import unit_moved

    events.register(case_words.CASE)
    register_visibility("case", lambda user: Case.objects.visible_to(user).values("code"))
    register_visibility(
        "incident", lambda user: Incident.objects.filter(cases__in=Case.objects.visible_to(user)).values("code")
    )
    register_visibility(
        "exhibit",
        lambda user: Exhibit.objects.filter(incident__cases__in=Case.objects.visible_to(user)).values("code"),
    )
    owners.register_owner("case", sees_letter)
    stored.kept("scans", "cases.CaseFile.stored")
    stored.kept("bukti", "cases.Exhibit.stored")
    unit_moved.connect(_on_unit_moved, dispatch_uid="cases.unit_path")
    line_signals.connect()
    clock_tasks.connect()
    register(checks.moves_have_handlers)
    menu.count("kasus", _running)
    menu.allow("pemeriksaan", _examines)
    menu.count("pemeriksaan", _examinations)
    # Importing registers the moves of this room.
    import cases.handlers  # noqa: F401


def _running(user: Any) -> int | None:
    from cases import queries

    return queries.counts(user)["all"] or None


def _examines(user: Any) -> bool:
    from cases import queries

    return queries.examined_by(user).exists()


def _examinations(user: Any) -> int | None:
    from cases import queries

    return queries.examined_by(user).count() or None


def sees_letter(user: Any, document: Any) -> bool:
    """Whoever sees the case; and the subject, letters that were served on them."""
    from cases.models import Case
    from neutrality.documents.codes import State

    cases = Case.objects.filter(code=document.owner_code)
    if Case.objects.visible_to(user).filter(code=document.owner_code).exists():
        return True
    own = user.person_id is not None and cases.filter(person_id=user.person_id).exists()
    return own and document.state == State.SERVED and SHOWN_TO_SUBJECT.fullmatch(document.kind) is not None


# Letters addressed to the subject; nothing that was written about them for others.
SHOWN_TO_SUBJECT = re.compile(r"(F01|F02|F05|F06|F07|F08|F09|F1[0-6]|L0[1-5]|P07|P09|P12|P15|P16)_.*")


def _on_unit_moved(sender: Any, old_path: str, new_path: str, **kwargs: Any) -> None:
    from cases.models import Case
    from neutrality.organization.signals import rewrite_paths

    rewrite_paths(Case.objects.all(), old_path=old_path, new_path=new_path)
