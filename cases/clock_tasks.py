"""The daily warning of limits. Registered at start; ``manage.py deadlines run`` does the same."""

from datetime import time
from typing import Any

from neutrality.outbox.registry import daily


@daily("cases.warn_of_deadlines", at=time(6, 30))
def warn_of_deadlines(payload: dict[str, Any]) -> None:
    from cases.actions import chain, warnings

    chain.pass_over_all_walled()
    warnings.warn_all()
