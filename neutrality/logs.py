"""Logs say what happened to the program, never who was there: no address, browser, person or content."""

import logging
import re
from typing import Any

import structlog

# What a log library likes to bind to a request, and what must not outlive it.
FORGOTTEN = ("ip", "user_agent", "user_id", "referer")
# A reporter may type the receipt where the code of a letter belongs.
_TYPED = re.compile(r"(/(?:periksa|verify)/)[^/?\s]+")
# Whoever runs the system reads its logs and has no case: which report or case was opened, the journal tells.
_CODE = re.compile(r"\b[A-Za-z]{2}-\d\d-[0-9A-Za-z]{4,8}\b")


def forget_the_reader(logger: Any, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    for name in FORGOTTEN:
        event.pop(name, None)
    if isinstance(event.get("request"), str):
        # What was searched for stands behind the question mark: names, mostly.
        event["request"] = _CODE.sub("…", _TYPED.sub(r"\1…", event["request"].partition("?")[0]))
    return event


def configure(level: str) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            forget_the_reader,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=True,
    )
