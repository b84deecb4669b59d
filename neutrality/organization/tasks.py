"""What the register owes: previews and writing of imports."""

from datetime import time
from typing import Any

from neutrality.outbox.registry import daily, handler


@handler("organization.import_check", max_attempts=2)
def check_import(payload: dict[str, Any]) -> None:
    from neutrality.organization.actions import imports

    imports.check_import(code=payload["run"])


@handler("organization.import_write", max_attempts=2)
def write_import(payload: dict[str, Any]) -> None:
    from neutrality.organization.actions import imports

    imports.write_import(code=payload["run"])


@daily("organization.import_purge", at=time(2, 15))
def purge_imports(payload: dict[str, Any]) -> None:
    from neutrality.organization.actions import imports

    imports.purge_imports()
