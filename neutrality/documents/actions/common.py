"""Shared by the actions: locking, order of states, journal rows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.documents.codes import State
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal


def locked(document: OfficialDocument) -> OfficialDocument:
    """The row as it is now, locked until the transaction ends."""
    return OfficialDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)


def expect(document: OfficialDocument, *states: State) -> None:
    """Refusal ``wrong_document_state`` naming what the letter is and what it would have to be."""
    if document.state in states:
        return
    needed = _(" atau ").join(str(state.label).lower() for state in states)
    raise Refusal(
        "wrong_document_state",
        _("%(title)s berkeadaan “%(state)s”; langkah ini memerlukan “%(needed)s”.")
        % {"title": document.title, "state": document.get_state_display().lower(), "needed": needed},
    )


def journal(event: str, document: OfficialDocument, actor: Any, changes: Mapping[str, Any]) -> None:
    record(event, actor=actor, subject=document, changes=changes, chain=document.journal_chain)


def reason_of(text: str) -> str:
    text = text.strip()
    if not text:
        message = _("Tulis alasannya.")
        raise Refusal("reason_missing", message, fields={"reason": [message]}, status=400)
    return text


def account(actor: Any) -> Any:
    """The account to store, or None for the system."""
    return actor if getattr(actor, "pk", None) else None
