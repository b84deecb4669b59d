"""A change of the calendar that was not made yet: what a page shows before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from neutrality.workdays.models import Holiday


@dataclass(frozen=True)
class Proposal:
    """``saves`` are new days (no primary key) and days as they would read; ``removes`` are primary keys.

    ``before`` holds the rows that change or go, as they stand; ``years`` says of which years the
    decree would be on record (True) or no longer be (False).
    """

    saves: tuple[Holiday, ...] = ()
    removes: tuple[int, ...] = ()
    before: tuple[Holiday, ...] = ()
    years: Mapping[int, bool] = field(default_factory=dict)

    @property
    def dates(self) -> list[date]:
        """Every day on which something changes."""
        return sorted({row.date for row in (*self.saves, *self.before)})

    @property
    def agency_id(self) -> int | None:
        """The one agency that it concerns; None when it reaches further."""
        found = {row.agency_id for row in (*self.saves, *self.before)}
        return found.pop() if len(found) == 1 else None

    @property
    def empty(self) -> bool:
        return not (self.saves or self.removes or self.years)
