"""Which rows of the catalogue the tests really used.

A row counts when an answer cites it or when somebody asks for it by its id; walking through
a whole table counts for nothing. Off unless a test run turns it on (tests/conftest.py).
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

_used: set[str] | None = None


def start() -> None:
    """Begin to record, in this process."""
    global _used  # noqa: PLW0603 - one recorder a process
    _used = set()


def touch(table: str, row: str) -> None:
    if _used is not None:
        _used.add(f"{table}/{row}")


def touch_cited(ids: Iterable[str], tables: Mapping[str, Iterable[str]]) -> None:
    """Rows that an answer cites by their bare id."""
    if _used is None:
        return
    wanted = set(ids)
    for table, rows in tables.items():
        _used.update(f"{table}/{row}" for row in wanted.intersection(rows))


def save(folder: Path, worker: str = "main") -> None:
    """Add what this process used to ``folder`` (one file a worker)."""
    if _used is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{worker}.json").write_text(json.dumps(sorted(_used)))


def collected(folder: Path) -> set[str]:
    """Everything that the last run used."""
    return {row for path in folder.glob("*.json") for row in json.loads(path.read_text())}
