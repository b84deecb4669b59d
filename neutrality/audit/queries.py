"""Reading the journal: timelines, and what an auditor may see of it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from neutrality.audit.actions import Subject, subject_of
from neutrality.audit.models import JournalEntry

# subject type -> function of a user giving the subject codes that the user may
# see: a queryset of codes, or None for "all of the own agency".
Visibility = Callable[[Any], "QuerySet[Any, Any] | Iterable[str] | None"]
_visibility: dict[str, Visibility] = {}
DESKS = ("intake", "alternate_intake")


def register_visibility(subject_type: str, codes_for: Visibility) -> None:
    """Tell the journal who sees subjects of a type; walls bind auditors too.

    A type that nobody registered is shown to no auditor. Registered in
    ``AppConfig.ready()`` of the room that owns the type::

        register_visibility("case", lambda user:
            Case.objects.visible_to(user).values("code"))
    """
    _visibility[subject_type] = codes_for


def everything_of_the_agency(user: Any) -> None:
    """Visibility of a type that holds no secret from an auditor of the same agency."""
    return


def everything_for_auditors(user: Any) -> Iterable[str] | None:
    """Visibility of a type that an auditor of the agency reads whole, and the intake desks not at all."""
    return None if user.has_role("auditor") else ()


def codes_seen(subject_type: str, user: Any) -> "QuerySet[Any, Any] | Iterable[str] | None":
    """What was registered for a type, asked for ``user``; a type that nobody registered shows nothing."""
    codes_for = _visibility.get(subject_type)
    return codes_for(user) if codes_for else ()


def timeline(subject: Subject) -> QuerySet[JournalEntry]:
    """Rows about one subject, oldest first. The caller has checked that the reader may see it."""
    kind, code = subject_of(subject)
    return JournalEntry.objects.filter(subject_type=kind, subject_code=code).order_by("at", "id")


def trail(subject: Subject) -> QuerySet[JournalEntry]:
    """Rows about a subject and about what is written on its chain (its letters, its exhibits), oldest first."""
    kind, code = subject_of(subject)
    rows = Q(subject_type=kind, subject_code=code) | Q(chain=f"{kind}:{code}")
    return JournalEntry.objects.filter(rows).order_by("id")


def may_read(user: Any) -> bool:
    """Who has a trail to read at all: auditors, and the intake desks for what they see anyway."""
    return bool(getattr(user, "is_active", False) and user.has_role("auditor", *DESKS))


def visible_to(user: Any) -> QuerySet[JournalEntry]:
    """Rows that ``user`` may read: own agency, walls respected; searches of others for auditors alone."""
    if not may_read(user):
        return JournalEntry.objects.none()
    allowed = Q(subject_type="viewer") if user.has_role("auditor") else Q(chain=f"viewer:{user.pk}")
    for kind, codes_for in _visibility.items():
        codes = codes_for(user)
        rows = Q(subject_type=kind)
        allowed |= rows if codes is None else rows & Q(subject_code__in=codes)
    return JournalEntry.objects.filter(allowed, agency_id=user.agency_id)


def changes_shown(entry: JournalEntry, user: Any) -> dict[str, Any]:
    """``changes`` as ``user`` may read them: a search shows only ids that its reader may see."""
    if entry.event != "search.run":
        return dict(entry.changes)
    ids = entry.changes.get("ids", [])
    codes = codes_seen(entry.changes.get("kind", ""), user)
    if codes is None:
        return dict(entry.changes)
    if isinstance(codes, QuerySet):
        field = codes.query.values_select[0] if codes.query.values_select else "pk"
        codes = codes.filter(**{f"{field}__in": ids}).values_list(field, flat=True)
    seen = {str(code) for code in codes}
    shown = [one for one in ids if one in seen]
    return {key: value for key, value in entry.changes.items() if key not in ("ids", "count")} | {"ids": shown}
