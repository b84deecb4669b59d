"""The catalogue: dated rows from ``fixtures/law/<version>/``, never edited in place.

``load(version)`` gives one version, the newest by default, checked against the schema and
read once per process.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from neutrality.law.readings import read_row
from neutrality.law.rows import Deadline, Row, Sanction, Table, basis_on, day_of
from neutrality.law.schema import problems_of

ROOT = Path(__file__).resolve().parent.parent.parent / "fixtures" / "law"
# Files of one table each; rules.yaml holds several.
FILES = (
    "sources", "statutes", "institutions", "violations", "prohibitions", "sanctions", "authorities", "deadlines",
    "documents", "questions", "contests", "forwarding", "channels", "intake", "letters", "data_protection",
    "statistics", "working_days", "states",
)  # fmt: skip
RULES = ("sanction_rules", "authority_notes", "remedies", "ethics_board", "conduct_rules")
_KINDS: dict[str, type[Row]] = {"sanctions": Sanction, "deadlines": Deadline}


class CatalogueInvalid(ValueError):
    """The files of a version do not fit the schema; ``problems`` says where."""

    def __init__(self, version: str, problems: list[str]) -> None:
        super().__init__(f"Law catalogue {version}: " + "; ".join(problems[:20]))
        self.problems = problems


@dataclass(frozen=True)
class Catalogue:
    """One version of the law. Every table maps ids to rows, in the order of the file."""

    version: str
    compiled_on: date
    sources: Table
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
    intake: Table
    letters: Table
    data_protection: Table
    statistics: Table
    working_days: Table
    states: Table
    sanction_rules: Table
    authority_notes: Table
    remedies: Table
    ethics_board: Table
    conduct_rules: Table

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Every table by its name."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("version", "compiled_on")}

    def read_by(self, positions: Mapping[str, str]) -> "Catalogue":
        """The same catalogue with its rows as the recorded positions read them (``readings`` of a row)."""
        told = frozenset((name, option) for name, option in positions.items() if name in self._asked_of_rows)
        if not told:
            return self
        if told not in self._readings:
            self._readings[told] = self._read(dict(told))
        return self._readings[told]

    def _read(self, positions: Mapping[str, str]) -> "Catalogue":
        read: dict[str, Any] = {
            name: Table(name, {row_id: read_row(row, positions, self) for row_id, row in table.items()})
            for name, table in self.tables.items()
        }
        return replace(self, **read)

    def with_steps(self, contest: str | None, steps: Iterable[Any]) -> "Catalogue":
        """The same catalogue with steps of ``contest`` on a region's own days in place of the common ones.

        ``steps``: anything with ``contest``, ``stage``, ``start``, ``end`` (dates) and ``verified``.
        """
        own = {step.stage: step for step in steps if step.contest == contest}
        if contest is None or not own:
            return self
        row = self.contests[contest]
        told = [
            {"stage": name, "start": step.start.isoformat(), "end": step.end.isoformat(), "precision": "day",
             "verified": step.verified}
            for name, step in own.items()
        ]  # fmt: skip
        stages = [one for one in row.stages if one["stage"] not in own] + told
        stages = sorted(stages, key=lambda one: one["start"])
        changed = Row({**row.data, "stages": stages})
        return replace(self, contests=Table("contests", {**self.contests, contest: changed}))

    @cached_property
    def _asked_of_rows(self) -> set[str]:
        """Questions whose answer changes a column of some row."""
        return {row.question for table in self.tables.values() for row in table.values() if row.data.get("readings")}

    @cached_property
    def _readings(self) -> dict[frozenset[tuple[str, str]], "Catalogue"]:
        return {}

    def in_force(self, on: date) -> "Catalogue":
        """The same catalogue with only the rows that are in force on a day."""
        left: dict[str, Any] = {
            name: Table(name, {row.id: row for row in table.values() if row.in_force(on)})
            for name, table in self.tables.items()
        }
        return replace(self, **left)

    # --- violations -------------------------------------------------------------
    @cached_property
    def twins(self) -> dict[str, str]:
        """``P94-5N6`` → ``PP94-N-06``: two ids of the same item."""
        return {row.discipline_id: row.id for row in self.violations.values() if row.discipline_id}

    def has_violation(self, violation: str) -> bool:
        return violation in self.violations or violation in self.prohibitions

    def violation(self, violation: str) -> Row:
        """The row of either file; ``P94-5Nx`` gives its twin. KeyError when there is none."""
        found = self.violations.get(self.twins.get(violation, violation))
        return found or self.prohibitions[violation]

    def violation_title(self, violation: str, language: str = "id") -> str:
        return str(self.violation(violation).form[language]) if self.has_violation(violation) else violation

    def citation_of(self, violation: str, on: date) -> str:
        """The breached article as a letter cites it, of the law in force on ``on``."""
        row = self.prohibitions.get(violation)
        if row:
            return str(row.citation)
        row = self.violations.get(violation)
        return " dan ".join(self.basis_of(row, on)) if row else ""

    def basis_of(self, row: Row, on: date) -> list[str]:
        """Citations of a row's legal basis in force on ``on``."""
        return [text for _statute, text in self.cited(row, on)]

    def cited(self, row: Row, on: date) -> Iterator[tuple[str, str]]:
        """``(statute id, citation)`` of a row's legal basis in force on ``on``."""
        for statute, article in basis_on(row.data.get("legal_basis") or [], on):
            short = self.statutes[statute].citation
            yield statute, f"{short} {article}" if article else short

    # --- citations --------------------------------------------------------------
    @cached_property
    def _by_length(self) -> list[Row]:
        return sorted(self.statutes.values(), key=lambda row: -len(row.citation))

    def statute_of(self, citation: str) -> str | None:
        """The statute whose short citation a text begins with."""
        return next((row.id for row in self._by_length if citation.startswith(row.citation)), None)

    def statutes_in(self, citation: str) -> list[tuple[str, str]]:
        """``(statute id, citation)`` of each part of a citation joined by ``;`` or ``jo``."""
        parts = [part.strip() for part in citation.replace(" jo. ", ";").replace(" jo ", ";").split(";")]
        return [(found, part) for part in parts if (found := self.statute_of(part))]

    def decision_day(self, decided_on: date | None) -> date:
        """The day on which a decision's law is read: the decision's, else the newest state."""
        return decided_on or self.compiled_on

    # --- bodies -----------------------------------------------------------------
    def receiver(self, role: str, on: date, positions: Mapping[str, str] | None = None) -> str | None:
        """The institution that holds a role on a day (KASN until August 2024, then BKN), as the positions have it."""
        if positions:
            return self.read_by(positions).receiver(role, on)
        rows = [row for row in self.institutions.values() if row.role == role and row.in_force(on)]
        return str(self.institutions[rows[-1].id].id) if rows else None


def versions() -> list[str]:
    """Every version on disk, oldest first."""
    names = [path.name for path in ROOT.iterdir() if (path / "meta.yaml").is_file()]
    return sorted(names, key=lambda name: tuple(int(part) for part in name.split(".")))


@cache
def load(version: str | None = None) -> Catalogue:
    """One version of the catalogue. LookupError when there is none, CatalogueInvalid when it is malformed."""
    known = versions()
    if version is None:
        return load(known[-1])
    if version not in known:
        raise LookupError(f"There is no law catalogue {version}.")
    raw = read_files(ROOT / version)
    problems = problems_of(raw)
    if problems:
        raise CatalogueInvalid(version, problems)
    compiled_on = day_of(raw["meta"]["compiled_on"])
    assert compiled_on is not None  # noqa: S101 - the schema asks for it
    tables: dict[str, Any] = {name: _table(name, raw[name]) for name in FILES}
    tables |= {name: _table(name, raw["rules"][name]) for name in RULES}
    return Catalogue(version=version, compiled_on=compiled_on, **tables)


def read_files(folder: Path) -> dict[str, Any]:
    """The files of a version as written: ``{"statutes": [...], ..., "rules": {...}, "meta": {...}}``."""
    return {name: _read(folder / f"{name}.yaml") for name in (*FILES, "rules", "meta")}


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(), Loader=loader)  # noqa: S506 - a safe loader, in C where there is one


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    return Table(name, {row["id"]: _KINDS.get(name, Row)(row) for row in rows})
