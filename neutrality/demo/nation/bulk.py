"""Loading millions of rows: inserts from SELECT, and indexes taken off and put back.

Nothing is switched off for good: checks and triggers stand while rows come in; foreign keys, unique and exclusion
constraints are added again afterwards, and adding one verifies every row.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

Say = Callable[[str], None]


def run(sql: str, params: Iterable[Any] | None = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, None if params is None else list(params))
        return int(cursor.rowcount)


def rows_of(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def insert(model: type[models.Model], source: str, **columns: str) -> int:
    """``INSERT INTO model (…) SELECT … FROM source``; columns not named take the default of the model's field."""
    fields = {
        field.column: _default(field)
        for field in model._meta.concrete_fields
        if not (field.primary_key and isinstance(field, models.AutoField)) and not field.has_db_default()
    }
    fields |= {name: f"({sql})" for name, sql in columns.items()}
    given = {name: sql for name, sql in fields.items() if sql is not None}
    names = ", ".join(f'"{name}"' for name in given)
    return run(f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {", ".join(given.values())} FROM {source}')


def _default(field: Any) -> str | None:
    if field.null and not field.has_default():
        return "NULL"
    value = field.get_default()
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return "now()"
    match value:
        case None:
            return None  # the caller names it, or PostgreSQL says so
        case bool():
            return str(value).upper()
        case int() | float():
            return str(value)
        case bytes():
            return "''::bytea"
        case list() | dict():
            return "'[]'::jsonb" if isinstance(value, list) else "'{}'::jsonb"
    if isinstance(field, models.BinaryField):
        return "''::bytea"
    return "'" + str(value).replace("'", "''") + "'"


@contextmanager
def without_indexes(tables: Iterable[type[models.Model]], say: Say) -> Iterator[None]:
    """Foreign keys, unique and exclusion constraints and further indexes of ``tables`` come back on leaving."""
    names = ", ".join(f"'{model._meta.db_table}'::regclass" for model in tables)
    constraints = rows_of(
        "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid), contype FROM pg_constraint"
        f" WHERE contype IN ('f', 'u', 'x') AND conrelid IN ({names}) ORDER BY contype = 'f'"
    )
    indexes = rows_of(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        f" WHERE i.indrelid IN ({names}) AND NOT i.indisprimary"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)"
    )
    for table, name, _text, _kind in reversed(constraints):
        run(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")
    for name, _text in indexes:
        run(f"DROP INDEX {name}")
    yield
    run("SET maintenance_work_mem = '1GB'")
    for number, (name, text) in enumerate(indexes, start=1):
        if number % 20 == 1:
            say(f"indeks {number}/{len(indexes)}: {name}")
        run(text)
    for number, (table, name, text, _kind) in enumerate(constraints, start=1):
        if number % 20 == 1:
            say(f"batasan {number}/{len(constraints)}: {name}")
        run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {text}")
