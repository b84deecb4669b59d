"""Standing on another day while the past of the training city is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """``today()`` is ``day`` inside the block; training installations only."""
    before = settings.TODAY
    settings.TODAY = day.isoformat()
    try:
        yield
    finally:
        settings.TODAY = before
