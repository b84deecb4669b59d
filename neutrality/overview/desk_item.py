"""One row of my desk."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Item:
    """One task row: deadline, verb, who, why, button."""

    due: date | None
    days: int | None
    verb: str
    who: str
    why: str
    url: str
    action: str
    short: str  # for the ten-day strip
    case: str = ""  # the code that the journal keeps
    read: str = ""  # where to read before acting

    @property
    def late(self) -> bool:
        return self.days is not None and self.days < 0
