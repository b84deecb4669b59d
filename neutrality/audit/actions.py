"""Writing the journal. Call these inside the transaction of the change itself."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import Enum
from typing import Any, Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from neutrality.audit import events
from neutrality.audit.models import JournalEntry

SEARCH_IDS_KEPT = 1_000
ONE_LOOK = timedelta(minutes=10)  # within which a page's pictures belong to the page that was opened


class Nobody(Enum):
    """Who acted when it was no account."""

    SYSTEM = "Sistem"
    PUBLIC = "Publik"


SYSTEM = Nobody.SYSTEM
PUBLIC = Nobody.PUBLIC


class HasJournalSubject(Protocol):
    @property
    def journal_subject(self) -> tuple[str, str]: ...


Subject = HasJournalSubject | tuple[str, str]
Actor = AbstractBaseUser | AnonymousUser | Nobody | None


def record(
    event: str,
    *,
    actor: Actor,
    subject: Subject,
    changes: Mapping[str, Any] | None = None,
    chain: str | None = None,
    agency: Any = None,
) -> JournalEntry:
    """Append one row to the journal and give it back sealed (seq, at, hash).

    ``event`` is a registered code (UnknownEvent otherwise). ``actor`` is an
    account; None or ``SYSTEM`` is the system, ``PUBLIC`` or an anonymous user the
    public. ``subject`` is an object with ``journal_subject`` or ``(type, code)``.
    ``chain`` defaults to ``"type:code"``. ``agency`` is an agency, its primary
    key, or by default that of the subject, else that of the actor.
    ``changes`` is JSON: ``{field: [old, new]}``; dates and codes become text.

    The chain stays locked until the transaction ends, so write the journal last
    and lock rows first.
    """
    entry = _entry(event, actor=actor, subject=subject, changes=changes, chain=chain, agency=agency)
    entry.save(force_insert=True)
    return entry


def record_many(rows: Iterable[Mapping[str, Any]], *, batch: int = 1_000) -> int:
    """Append many rows (an import, a seed), each a mapping of ``record``'s arguments; how many.

    Some thousand rows a second instead of some hundred.
    """
    entries = [_entry(**row) for row in rows]
    JournalEntry.objects.bulk_create(entries, batch_size=batch)
    return len(entries)


def _entry(
    event: str,
    *,
    actor: Actor,
    subject: Subject,
    changes: Mapping[str, Any] | None = None,
    chain: str | None = None,
    agency: Any = None,
) -> JournalEntry:
    kind, code = subject_of(subject)
    account = _account(actor)
    return JournalEntry(
        chain=chain or f"{kind}:{code}",
        event=events.check(event),
        actor=account,
        actor_label=_label(actor),
        subject_type=kind,
        subject_code=code,
        agency_id=_agency_id(agency, subject, account),
        changes=_plain(changes or {}),
    )


def record_view(actor: Actor, subject: Subject, how: str = "opened") -> JournalEntry:
    """One row on the subject's chain: ``how`` is opened, exported, printed or downloaded."""
    return record(f"subject.{how}", actor=actor, subject=subject)


def opened_lately(actor: Actor, subject: Subject) -> bool:
    """Whether the same reader's opening or printing of ``subject`` stands in the journal since a moment: the pictures
    that its page shows are part of that reading. Asked for without it, a picture is a reading of its own.
    """
    kind, code = subject_of(subject)
    rows = JournalEntry.objects.filter(
        subject_type=kind, subject_code=code, actor=_account(actor), event__in=("subject.opened", "subject.printed")
    )
    return _account(actor) is not None and rows.filter(at__gte=timezone.now() - ONE_LOOK).exists()


def record_search(actor: Actor, kind: str, ids: Iterable[Any], **about: Any) -> JournalEntry:
    """One row on the viewer's own chain with the ids that the list or search showed.

    ``kind`` is the subject type of the ids (``"case"``). ``about`` may name the
    door (``door="export"``), never what was typed into a search box.
    """
    shown = [str(one) for one in ids]
    account = _account(actor)
    viewer = str(account.pk) if account else _label(actor).lower()
    return record(
        "search.run",
        actor=actor,
        subject=("viewer", viewer),
        changes={"kind": kind, "count": len(shown), "ids": shown[:SEARCH_IDS_KEPT]} | about,
    )


def subject_of(subject: Subject) -> tuple[str, str]:
    """The ``(type, code)`` of a subject given either way."""
    kind, code = subject if isinstance(subject, tuple) else subject.journal_subject
    return str(kind), str(code)


def _account(actor: Actor) -> Any:
    if isinstance(actor, AbstractBaseUser) and actor.pk is not None:
        return actor
    return None


def _label(actor: Actor) -> str:
    if actor is None:
        return Nobody.SYSTEM.value
    if isinstance(actor, Nobody):
        return actor.value
    if isinstance(actor, AnonymousUser) or actor.pk is None:
        return Nobody.PUBLIC.value
    return str(getattr(actor, "shown_name", None) or actor.get_username())[:200]


def _agency_id(agency: Any, subject: Subject, account: Any) -> int | None:
    if agency is not None:
        return int(getattr(agency, "pk", agency))
    own: int | None = getattr(subject, "agency_id", None)
    return own if own is not None else getattr(account, "agency_id", None)


def _plain(value: Any) -> Any:
    """JSON as it will be read in ten years: dates in ISO form, everything else its text."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)
