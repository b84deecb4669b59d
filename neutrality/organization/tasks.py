"""What the register owes: previews and writing of imports."""

from typing import Any

from neutrality.outbox.registry import handler


@handler("organization.import_check", max_attempts=2)
def check_import(payload: dict[str, Any]) -> None:
    from neutrality.organization.actions import imports

    imports.check_import(code=payload["run"])


@handler("organization.import_write", max_attempts=2)
def write_import(payload: dict[str, Any]) -> None:
    from neutrality.organization.actions import imports

    imports.write_import(code=payload["run"])
