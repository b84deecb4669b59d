"""Pieces of letters that every move shares: hours, places, the alleged breach."""

from datetime import time

from cases.models import Case
from neutrality.organization.models import Agency


def clock(agency: Agency, hour: time) -> str:
    """``09.00 WIB``."""
    return f"{hour:%H.%M} {agency.timezone_label}"


def place_of_letters(agency: Agency) -> str:
    """Where letters are dated: the agency's choice, else its name without "Kota"."""
    chosen = agency.choices.get("place_of_letters")
    return str(chosen) if chosen else agency.short_name.split(" ", 1)[-1]


def alleged(case: Case) -> str:
    """The alleged breach in a letter: conduct and citation, as a suspicion."""
    rows = [row.citation for row in case.allegations.all() if row.citation]
    return "; ".join(rows) or case.incident.title
