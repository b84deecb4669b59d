"""What prevention owes: the readers' list of an issued circular, and reminders."""

from datetime import time
from typing import Any

from neutrality.outbox.registry import daily, handler


@handler("prevention.deliver")
def deliver(payload: dict[str, Any]) -> None:
    from neutrality.prevention import actions

    actions.deliver(code=payload["circular"])


@daily("prevention.remind", at=time(7, 30), atomic=False)
def remind(payload: dict[str, Any]) -> None:
    """One transaction a circular; each reminds a person at most once a day, so a second run changes nothing."""
    from neutrality.prevention import actions
    from neutrality.prevention.models import Circular

    for code in Circular.objects.filter(state=Circular.State.ISSUED).values_list("code", flat=True):
        actions.remind_of_itself(code=code)


@daily("prevention.pass_reminders", at=time(7, 0), atomic=False)
def pass_reminders(payload: dict[str, Any]) -> None:
    """The weekly batch of reminders from colleagues: on its Monday, or the day after if nobody ran then."""
    from neutrality.prevention import colleagues

    colleagues.deliver()
