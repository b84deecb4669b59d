"""What changes over time is a dated row: history stays true."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value


class Dated(models.QuerySet):
    """Rows with ``starts_on`` and ``ends_on`` (both included; an open end is null)."""

    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def period() -> Func:
    """The days of a dated row as a range, both ends included, for exclusion constraints."""
    return Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())
