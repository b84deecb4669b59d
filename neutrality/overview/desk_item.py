"""One row of my desk."""

from dataclasses import dataclass
from datetime import date

SOON = 3  # working days (interface specification, section 4)


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

    @property
    def tone(self) -> str:
        """Of its mark in the ten-day strip: what is read is blue, what is near is amber."""
        if self.url.endswith("/baca/"):
            return "i"
        return "w" if self.days is not None and self.days <= SOON else "o"
