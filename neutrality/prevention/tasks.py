"""What prevention owes: the readers' list of an issued circular, and reminders."""

from typing import Any

from neutrality.outbox.registry import handler


@handler("prevention.deliver")
def deliver(payload: dict[str, Any]) -> None:
    from neutrality.prevention import actions

    actions.deliver(code=payload["circular"])
