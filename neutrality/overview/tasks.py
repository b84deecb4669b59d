"""What this floor owes: exports, and forgetting them."""

from datetime import time
from typing import Any

from neutrality.outbox.registry import daily, handler


@handler("overview.export")
def make_export(payload: dict[str, Any]) -> None:
    from neutrality.overview import actions

    actions.make_export(code=payload["export"])


@daily("overview.forget_exports", at=time(2, 30))
def forget(payload: dict[str, Any]) -> None:
    from neutrality.overview import actions

    actions.forget_expired()
