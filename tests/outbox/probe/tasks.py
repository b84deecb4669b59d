"""Each run leaves a line in PROBE_FILE (outside every transaction) and, when it ends, a journal row."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from neutrality.audit.actions import record_view
from neutrality.outbox.registry import handler

SUBJECT_TYPE = "probe"


def started(name: str) -> None:
    if path := os.environ.get("PROBE_FILE"):
        with Path(path).open("a") as file:
            file.write(f"{name}\n")


@handler("probe.note", max_attempts=3)
def note(payload: dict[str, Any]) -> None:
    started(payload["name"])
    record_view(None, (SUBJECT_TYPE, payload["name"]))


@handler("probe.slow", max_attempts=3)
def slow(payload: dict[str, Any]) -> None:
    """The effect comes first, so that a kill in the sleep tears it in the middle."""
    record_view(None, (SUBJECT_TYPE, payload["name"]))
    started(payload["name"])
    time.sleep(payload["seconds"])


@handler("probe.poison", max_attempts=2)
def poison(payload: dict[str, Any]) -> None:
    started(payload["name"])
    os.kill(os.getpid(), signal.SIGKILL)


@handler("probe.failing", max_attempts=2)
def failing(payload: dict[str, Any]) -> None:
    record_view(None, (SUBJECT_TYPE, payload["name"]))
    raise OSError("Andai Contoh, NIP 199901012024011001")  # must not reach the row or the log


@handler("probe.outside", atomic=False, max_attempts=2)
def outside(payload: dict[str, Any]) -> None:
    record_view(None, (SUBJECT_TYPE, payload["name"]))
