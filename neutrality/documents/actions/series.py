"""Opening number series."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.documents.codes import SeriesMode
from neutrality.documents.models import NumberSeries
from neutrality.errors import Refusal
from neutrality.organization.models import OrgUnit


@transaction.atomic
def create_series(
    *,
    actor: Any,
    unit: OrgUnit,
    year: int,
    pattern: str,
    classification: str,
    kinds: str = "*",
    mode: SeriesMode = SeriesMode.INTERNAL,
    next_number: int = 1,
) -> NumberSeries:
    """A series of a unit; ``next_number`` goes on from a register kept on paper."""
    series = NumberSeries(
        unit=unit, year=year, pattern=pattern, classification=classification, kinds=kinds, mode=mode,
        next_number=next_number,
    )  # fmt: skip
    try:
        series.full_clean()
    except ValidationError as error:
        raise Refusal("series_invalid", _("Seri nomor belum benar."), fields=error.message_dict, status=400) from None
    series.save()
    changes = {"unit": unit.code, "pattern": pattern, "kinds": kinds, "year": year, "next_number": next_number}
    record("number_series.opened", actor=actor, subject=series, changes=changes, agency=unit.agency_id)
    return series
