"""What this room owes: registered handlers; each calls one action."""

from datetime import time
from typing import Any

from cases import cleaning, outward, uploads
from neutrality.outbox.registry import daily, handler

SEND_MESSAGE = "cases.send_message"


@handler(uploads.CLEAN, lease_seconds=330)
def clean_original(payload: dict[str, Any]) -> None:
    cleaning.clean_original(payload["original"])


@handler(SEND_MESSAGE)
def send_message(payload: dict[str, Any]) -> None:
    from cases.actions import triage

    triage.deliver_message(message_id=payload["message"])


@daily("cases.publish_outward_statuses", at=time(5, 0))
def publish_outward_statuses(payload: dict[str, Any]) -> None:
    outward.publish()


@handler("cases.send_forwarding")
def send_forwarding(payload: dict[str, Any]) -> None:
    from cases.actions import forwarding

    forwarding.send(forwarding_id=payload["forwarding"])


@handler("cases.copy_walls")
def copy_walls(payload: dict[str, Any]) -> None:
    from cases.actions import triage

    triage.copy_walls(link_id=payload["link"])


@daily("cases.purge_drafts", at=time(3, 0))
def purge_drafts(payload: dict[str, Any]) -> None:
    from cases.public import draft

    draft.purge()


@handler("cases.weigh_report")
def weigh_report(payload: dict[str, Any]) -> None:
    from cases import matching
    from cases.models import Report

    for report in Report.objects.select_related("agency").filter(code=payload["report"]):
        matching.weigh(report)


@daily("cases.recheck_walls", at=time(2, 30))
def recheck_walls(payload: dict[str, Any]) -> None:
    from cases import walls

    walls.recheck_all()
