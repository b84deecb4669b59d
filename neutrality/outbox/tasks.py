"""The outbox's own tasks, the only Celery tasks of the product, and the daily work of rooms below."""

from datetime import time
from typing import Any

from celery import shared_task

from neutrality.outbox import registry


# A sweep that waited longer than this is of no use: the next one does the same.
@shared_task(expires=10)
def sweep() -> None:
    from neutrality.outbox import runner

    runner.sweep()


@shared_task(name="outbox.run_owed")
def run_owed(owed_id: int, lease_token: str) -> None:
    from neutrality.outbox import runner

    runner.run(owed_id, lease_token)


# The journal lies below the outbox and cannot owe its own anchor.
@registry.daily("audit.anchor", at=time(0, 10))
def anchor_journal(payload: dict[str, Any]) -> None:
    from neutrality.audit import anchors

    anchors.drop()
