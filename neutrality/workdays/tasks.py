"""The calendar never runs out: years to come are entered before a count reaches them."""

from datetime import time
from typing import Any

from django.utils.translation import override

from neutrality.outbox.registry import daily
from neutrality.workdays import actions, today


@daily("workdays.years_ahead", at=time(1, 10))
def years_ahead(payload: dict[str, Any]) -> None:
    with override("id"):  # the note of a year is kept in Indonesian
        actions.enter_years_ahead(today().year)
