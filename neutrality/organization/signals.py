"""What upper rooms may listen to.

``unit_moved`` is sent inside the transaction of the move, with ``unit``, ``old_path`` and
``new_path``: whoever keeps copies of paths rewrites them there with ``rewrite_paths``.

``request_decided`` is sent inside the transaction of a decision on a request for an acting official, with ``request``.
"""

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Substr
from django.dispatch import Signal

unit_moved = Signal()
request_decided = Signal()


def rewrite_paths(rows: QuerySet[Any], *, old_path: str, new_path: str) -> int:
    """Give the copies of a path in ``rows.unit_path`` their new beginning. Returns how many."""
    tail = Substr("unit_path", len(old_path) + 1)
    return rows.filter(unit_path__startswith=old_path).update(unit_path=Concat(Value(new_path), tail))
