"""What the register of sanctions owes: earlier sanctions end on their day, previews nobody saved go."""

from datetime import time
from typing import Any

from neutrality.outbox.registry import daily


@daily("sanctions.earlier_end", at=time(1, 45))
def end_those_over(payload: dict[str, Any]) -> None:
    from sanctions.earlier import actions

    actions.end_those_over()
    actions.purge()
