"""Which rows of the catalogue the tests really used.

A row counts when an answer cites it or when somebody asks for it by its id; walking through
a whole table counts for nothing. Off unless a test run turns it on (tests/conftest.py).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_used: set[str] | None = None


def start() -> None:
    """Begin to record, in this process; a second call goes on with the first."""
    global _used  # noqa: PLW0603 - one recorder a process
    if _used is None:
        _used = set()


@contextmanager
def paused() -> Iterator[None]:
    """What looks at every row without holding it to anything is no use of the rows."""
    global _used  # noqa: PLW0603 - one recorder a process
    kept, _used = _used, None
    try:
        yield
    finally:
        _used = kept


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


def save(folder: Path, run: str, worker: str) -> None:
    """Keep what this process used, and drop what an earlier run left."""
    if _used is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.json"):
        if not left.name.startswith(f"{run}-"):
            left.unlink(missing_ok=True)
    (folder / f"{run}-{worker}.json").write_text(json.dumps(sorted(_used)))


def collected(folder: Path) -> set[str]:
    """Everything that the last run used."""
    return {row for path in folder.glob("*.json") for row in json.loads(path.read_text())}
