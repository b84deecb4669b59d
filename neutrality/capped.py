"""Counting no further than anybody reads: exact up to a thousand, then "1.000+".

The exact number of a large desk's rows costs as much as reading them all; nobody acts on the difference.
"""

from typing import Any

CAP = 1_000


class Capped(int):
    """A thousand, and more behind it; ``formats.number`` writes the plus."""


def capped(rows: Any) -> int:
    """How many rows a queryset has; a ``Capped`` where there are more than ``CAP``."""
    number = int(rows.order_by().values("pk")[: CAP + 1].count())
    return Capped(CAP) if number > CAP else number
