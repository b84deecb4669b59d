"""The catalogue: dated rows from ``fixtures/law/<version>/``, never edited in place.

``load(version)`` gives one version, the newest by default, read once per process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent / "fixtures" / "law"
TABLES = (
    "statutes", "institutions", "violations", "prohibitions", "sanctions", "authorities", "deadlines",
    "documents", "questions", "contests", "forwarding", "channels",
)  # fmt: skip


class Row:
    """One row of a table; its columns are attributes, and ``data`` is the row as written."""

    __slots__ = ("data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    def __getattr__(self, name: str) -> Any:
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self) -> str:
        return f"<{self.data.get('id')}>"

    def in_force(self, on: date) -> bool:
        """Whether the row is in force on a day; a row without dates always is."""
        start, end = self.data.get("valid_from"), self.data.get("valid_to")
        return (not start or date.fromisoformat(start) <= on) and (not end or on <= date.fromisoformat(end))


Table = dict[str, Row]


@dataclass(frozen=True)
class Catalogue:
    """One version of the law. Every table maps ids to rows, in the order of the file."""

    version: str
    statutes: Table
    institutions: Table
    violations: Table
    prohibitions: Table
    sanctions: Table
    authorities: Table
    deadlines: Table
    documents: Table
    questions: Table
    contests: Table
    forwarding: Table
    channels: Table
    sanction_rules: Table
    authority_notes: Table
    remedies: Table
    conduct_rules: Table

    @cached_property
    def twins(self) -> dict[str, str]:
        """``P94-5N6`` → ``PP94-N-06``: two ids of the same item."""
        return {row.discipline_id: row.id for row in self.violations.values() if row.discipline_id}

    def has_violation(self, violation: str) -> bool:
        return violation in self.violations or violation in self.prohibitions

    def violation_title(self, violation: str, language: str = "id") -> str:
        row = self.violations.get(violation) or self.prohibitions.get(violation)
        return str(row.form[language]) if row else violation

    def citation_of(self, violation: str, on: date) -> str:
        """The breached article as a letter cites it, of the law in force on ``on``."""
        row = self.prohibitions.get(violation)
        if row:
            return str(row.citation)
        row = self.violations.get(self.twins.get(violation, violation))
        if row is None:
            return ""
        return " dan ".join(self.basis_of(row, on))

    def basis_of(self, row: Row, on: date) -> list[str]:
        """Citations of a violation's legal basis in force on ``on``."""
        return [text for _statute, text in self.cited(row, on)]

    def cited(self, row: Row, on: date) -> Iterator[tuple[str, str]]:
        """``(statute id, citation)`` of a violation's legal basis in force on ``on``."""
        for basis in row.legal_basis:
            start, end = basis.get("from"), basis.get("to")
            if (start and on < date.fromisoformat(start)) or (end and on > date.fromisoformat(end)):
                continue
            if basis["statute"] is None:
                yield "", str(basis["article"])
            else:
                short = self.statutes[basis["statute"]].citation
                yield basis["statute"], f"{short} {basis['article']}" if basis["article"] else short

    def statute_of(self, citation: str) -> str | None:
        """The statute whose short citation a text begins with."""
        found = [row for row in self.statutes.values() if citation.startswith(row.citation)]
        return max(found, key=lambda row: len(row.citation)).id if found else None


def versions() -> list[str]:
    """Every version on disk, oldest first."""
    names = [path.name for path in ROOT.iterdir() if (path / "meta.yaml").is_file()]
    return sorted(names, key=lambda name: tuple(int(part) for part in name.split(".")))


@cache
def load(version: str | None = None) -> Catalogue:
    """One version of the catalogue; LookupError when there is no such version."""
    known = versions()
    chosen = version or known[-1]
    if chosen not in known:
        raise LookupError(f"There is no law catalogue {chosen}.")
    folder = ROOT / chosen
    tables = {name: _table(_read(folder / f"{name}.yaml")) for name in TABLES}
    rules = {name: _table(rows) for name, rows in _read(folder / "rules.yaml").items()}
    return Catalogue(version=chosen, **tables, **rules)


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(), Loader=loader)  # noqa: S506 - a safe loader, in C where there is one


def _table(rows: list[dict[str, Any]]) -> Table:
    return {row["id"]: Row(row) for row in rows}
