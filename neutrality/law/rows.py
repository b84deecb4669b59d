"""Rows of the catalogue as the program reads them: immutable, with the days on which they hold."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from neutrality.law import coverage


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Row:
    """One row of a table. Columns are attributes, ``data`` is the row as written in the file.

    Every row has ``id``, ``valid_from`` and ``valid_to`` (ISO text or None; both days included),
    ``source`` (ids of sources.yaml) and ``verified``.
    """

    __slots__ = ("_from", "_to", "data")

    def __init__(self, data: Mapping[str, Any]) -> None:
        object.__setattr__(self, "data", MappingProxyType(dict(data)))
        object.__setattr__(self, "_from", day_of(data.get("valid_from")))
        object.__setattr__(self, "_to", day_of(data.get("valid_to")))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("A row of the catalogue cannot change.")

    def __getattr__(self, name: str) -> Any:
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(name) from None

    def __repr__(self) -> str:
        return f"<{self.data.get('id')}>"

    def in_force(self, on: date) -> bool:
        """Whether the row is in force on a day; an open end never ends, an unknown start always began."""
        return (self._from is None or self._from <= on) and (self._to is None or on <= self._to)


class Sanction(Row):
    """A sanction of some track. ``order`` counts within its level."""

    __slots__ = ()

    @property
    def name_id(self) -> str:
        return str(self.data["title"]["id"])

    @property
    def name_en(self) -> str:
        return str(self.data["title"]["en"])

    @property
    def citation(self) -> str:
        return str(self.data["article"])

    def state_on(self, day: date | None) -> str | None:
        """``in_use``, ``suspended`` or ``transition`` on a day (None: the newest state); None before it began."""
        rows = [row for row in self.data["use"] if day is None or covers(row, day)]
        return str(rows[-1]["state"]) if rows else None


class Deadline(Row):
    """A limit. ``n`` is None where no text gives a number."""

    __slots__ = ()

    @property
    def from_(self) -> str:
        """The event that starts the clock, in Indonesian."""
        return str((self.data["start"] or {}).get("id", ""))

    @property
    def to(self) -> str:
        """What must have happened, in Indonesian."""
        return str(self.data["target"]["id"])


def covers(period: Mapping[str, Any], day: date) -> bool:
    """Whether ``day`` lies in ``{"from", "to"}``, both included; an open end reaches for ever."""
    start, end = day_of(period.get("from")), day_of(period.get("to"))
    return (start is None or start <= day) and (end is None or day <= end)


def basis_on(rows: list[dict[str, Any]], day: date) -> Iterator[tuple[str, str | None]]:
    """``(statute id, article)`` of a dated legal basis that holds on ``day``."""
    for row in rows:
        if covers(row, day):
            yield row["statute"], row["article"]


class Table(dict[str, Any]):
    """Rows by id, in the order of the file. A look-up by id counts as use of the row (``law coverage``)."""

    def __init__(self, name: str, rows: Mapping[str, Row]) -> None:
        super().__init__(rows)
        self.name = name

    def __getitem__(self, key: str) -> Any:
        row = super().__getitem__(key)
        coverage.touch(self.name, key)
        return row

    def peek(self, key: str) -> Any:
        """A row by its id, looked through and not yet used."""
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        return self[key] if key in self else default  # noqa: SIM401 - through our own look-up
