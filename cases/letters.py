"""Pieces of letters that every move shares: hours, places, articles in full, the list under Mengingat."""

from datetime import date, time
from typing import Any

from cases import lawbook
from cases.models import Case
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency


def clock(agency: Agency, hour: time) -> str:
    """``09.00 WIB``."""
    return f"{hour:%H.%M} {agency.timezone_label}"


def place_of_letters(agency: Agency) -> str:
    """Where letters are dated: the agency's choice, else its name without "Kota"."""
    chosen = agency.choices.get("place_of_letters")
    return str(chosen) if chosen else agency.short_name.split(" ", 1)[-1]


def in_full(citation: str) -> str:
    """``PP 94/2021 Pasal 5 huruf n`` as a letter writes it: the article, then the statute's whole name."""
    catalogue = load()
    name = catalogue.statute_of(citation)
    if name is None:
        return citation
    statute = catalogue.statutes[name]
    article = citation.removeprefix(statute.citation).strip()
    title = statute.title.partition(" tentang ")[0]
    return f"{article} {title}".strip()


def alleged(case: Case) -> str:
    """The alleged breach in a letter: conduct and citation, as a suspicion."""
    rows = [row.citation for row in case.allegations.all() if row.citation]
    return "; ".join(rows) or case.incident.title


def mengingat(agency: Agency, answer: dict[str, Any], on: date) -> list[str]:
    """The agency's own dated list, else the statutes that the engine's answer rests on, each once by its title."""
    chosen = agency.choices.get("mengingat")
    if chosen:
        day = on.isoformat()
        return [str(row["text"]) for row in chosen if row.get("from", "") <= day <= row.get("to", "9999")]
    return lawbook.statutes_cited(answer)
