"""Privileges: the application's role may add to the journal and read it, nothing else."""

from typing import Any

from django.conf import settings
from django.db import connections

# Table -> all that the application's role may do with it.
ALLOWED = {
    "audit_journalentry": "SELECT, INSERT",
    "audit_anchor": "SELECT, INSERT",
    "audit_chainhead": "SELECT",
}


def restrict(using: str = "default") -> None:
    """Take from the application's role whatever a broad grant gave it on the journal.

    Does nothing where the role or the tables do not exist yet, or where this
    connection does not own the tables.
    """
    role = settings.APPLICATION_ROLE
    with connections[using].cursor() as cursor:
        for table, allowed in ALLOWED.items():
            cursor.execute(
                "SELECT 1 FROM pg_class c, pg_roles r WHERE c.oid = to_regclass(%s) AND r.rolname = %s"
                " AND pg_has_role(current_user, c.relowner, 'USAGE') AND c.relowner <> r.oid",
                [table, role],
            )
            if cursor.fetchone():
                quoted = connections[using].ops.quote_name(role)
                cursor.execute(f"REVOKE ALL ON {table} FROM {quoted}, PUBLIC")
                cursor.execute(f"GRANT {allowed} ON {table} TO {quoted}")


def restrict_after_migrate(using: str, **_: Any) -> None:
    restrict(using)
