"""What the outbox owes to the notices."""

from typing import Any

from neutrality.notifications import actions
from neutrality.outbox.registry import handler


@handler(actions.EMAIL, max_attempts=8)
def send_email(payload: dict[str, Any]) -> None:
    actions.send_email(notice_id=payload["notice"])
