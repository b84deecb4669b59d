"""After every migrate: the application's role may use the tables, and owns none of them.

What it may not do with the journal is said by the journal's own room (neutrality/audit/grants.py).
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

READ_ONLY = {"django_migrations"}


def open_tables(using: str = "default", **_: Any) -> None:
    """Grants on all tables of the schema, the journal's excepted; and the table of the cache."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    call_command("createcachetable", database=using, verbosity=0)
    role = settings.APPLICATION_ROLE
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if not cursor.fetchone():
            return  # one role for all: settings refuse that in production
        journal = {model._meta.db_table for model in apps.get_app_config("audit").get_models()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        tables = {name for (name,) in cursor.fetchall()} - journal
        quote = connection.ops.quote_name
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {quote(role)}")
        for allowed, names in (("SELECT", READ_ONLY & tables), ("SELECT, INSERT, UPDATE, DELETE", tables - READ_ONLY)):
            if names:
                cursor.execute(f"GRANT {allowed} ON {', '.join(map(quote, sorted(names)))} TO {quote(role)}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quote(role)}")
