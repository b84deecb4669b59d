"""The order of levels and sanctions, and the level that one row fixes."""

from neutrality.law.catalogue import Catalogue
from neutrality.law.rows import Row

LEVELS = ("ringan", "sedang", "berat")


def rank(level: str | None) -> int:
    """0, 1, 2 for a level of discipline; -1 for none."""
    return LEVELS.index(level) if level in LEVELS else -1


def weight(sanction: Row) -> tuple[int, int]:
    """What is heavier has the greater weight; other tracks weigh nothing."""
    return (rank(sanction.level), sanction.order if sanction.track == "discipline" else 0)


def discipline_sanctions(catalogue: Catalogue) -> list[Row]:
    """Sanctions of PP 94/2021, the lightest first."""
    return sorted((row for row in catalogue.sanctions.values() if row.track == "discipline"), key=weight)


def level_by_impact(row: Row, impact: str) -> str | None:
    """The level that an impact gives under a duty (PP 94/2021 Pasal 9-11); None where the text names none."""
    return next((level for level in LEVELS if impact in (row.impact or {}).get(level, ())), None)


def level_above(sanction: Row, catalogue: Catalogue) -> str | None:
    """The level of the next heavier sanction: what a superior who did not act faces (Pasal 24, 28)."""
    heavier = [row for row in discipline_sanctions(catalogue) if weight(row) > weight(sanction)]
    return str(heavier[0].level) if heavier else None
