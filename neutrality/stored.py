"""Stored files that nobody points to: what an upload leaves when its transaction did not end well.

A file is removed only when it is older than two days (longer than any request, worker or
transaction lives, so uploads that are under way are safe), when none of the columns names it
that its room registered, and when no other text column of the whole database does either.
Rooms say in ``AppConfig.ready()`` where names of their files stand::

    stored.kept("scans", "documents.OfficialDocument.scan", "documents.ServiceProof.proof")
"""

from collections.abc import Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import CharField, JSONField, Model, TextField
from django.db.models.functions import Cast
from django.utils import timezone

GRACE = timedelta(days=2)
BATCH = 500
MOST = 1_000  # files removed in one night

_columns: dict[str, list[str]] = {}


def kept(folder: str, *columns: str) -> None:
    """Names of files under ``folder`` stand in these columns (``app.Model.field``)."""
    known = _columns.setdefault(folder, [])
    known.extend(column for column in columns if column not in known)


def sweep(*, grace: timedelta = GRACE) -> list[str]:
    """Remove what nobody points to; gives the names."""
    before = timezone.now() - grace
    removed: list[str] = []
    for folder in sorted(_columns):
        batch: list[str] = []
        for name in _files(folder):
            if default_storage.get_modified_time(name) < before:
                batch.append(name)
            if len(batch) == BATCH:
                removed += _remove(folder, batch, MOST - len(removed))
                batch = []
        removed += _remove(folder, batch, MOST - len(removed))
    return removed


def _files(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")


def _remove(folder: str, names: list[str], room: int) -> list[str]:
    orphans = set(names)
    for column in _columns[folder]:
        label, field = column.rsplit(".", 1)
        orphans -= set(_holding(apps.get_model(label), field, orphans))
    gone = [name for name in sorted(orphans)[: max(room, 0)] if not _named_anywhere(name)]
    for name in gone:
        default_storage.delete(name)
    return gone


def _holding(model: type[Model], field: str, names: set[str]) -> list[str]:
    return list(model._base_manager.filter(**{f"{field}__in": names}).values_list(field, flat=True)) if names else []


def _named_anywhere(name: str) -> bool:
    """Whether any text of the database holds the name: a room that forgot to register loses nothing."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, JSONField):
                rows = model._base_manager.annotate(as_text=Cast(field.attname, TextField()))
                if rows.filter(as_text__contains=name).exists():
                    return True
            elif isinstance(field, (CharField, TextField)) and field.get_internal_type() in ("CharField", "TextField"):
                if (field.max_length or len(name)) < len(name):
                    continue
                if model._base_manager.filter(**{f"{field.attname}__contains": name}).exists():
                    return True
    return False
