"""What can be done with a letter; one function per business action.

Rooms above call these inside their own actions, after their own guards: who may act on a
case is theirs to know. Every function takes the actor, locks the letter, checks, changes,
and writes the journal in one transaction.
"""

from .drafting import create_draft, edit_paragraphs, finalise, refresh_context, reopen
from .external import confirm_external, upload_external
from .issuing import attach_scan, cancel, issue, number_document, render_document, sign, supersede
from .series import create_series
from .serving import record_receipt, record_service

__all__ = [
    "attach_scan", "cancel", "confirm_external", "create_draft", "create_series", "edit_paragraphs",
    "finalise", "issue", "number_document", "record_receipt", "record_service", "refresh_context",
    "render_document", "reopen", "sign", "supersede", "upload_external",
]  # fmt: skip
