"""Triggers that refuse what must never happen to the journal.

NOTE for tests/conftest.py: the TRUNCATE guards break the flush of
TransactionTestCase and live_server. Their pgtrigger URIs are listed in
``TRUNCATE_GUARDS``; a session fixture disables them::

    from neutrality.audit.guards import TRUNCATE_GUARDS
    pgtrigger.disable(*TRUNCATE_GUARDS)
"""

import pgtrigger

TRUNCATE_GUARDS = (
    "audit.JournalEntry:no_truncate",
    "audit.ChainHead:no_truncate",
    "audit.Anchor:no_truncate",
)

_REFUSE = "RAISE EXCEPTION 'The journal is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME;"


def append_only() -> list[pgtrigger.Trigger]:
    """UPDATE, DELETE and TRUNCATE refused, whoever asks. Privileges are the second wall."""
    return [
        pgtrigger.Trigger(
            name="no_change",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=_REFUSE,
        ),
        no_truncate(),
    ]


def heads() -> list[pgtrigger.Trigger]:
    """The sealing trigger moves the heads; nobody takes one away."""
    return [
        pgtrigger.Trigger(name="no_delete", when=pgtrigger.Before, operation=pgtrigger.Delete, func=_REFUSE),
        no_truncate(),
    ]


def no_truncate() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=_REFUSE,
    )
