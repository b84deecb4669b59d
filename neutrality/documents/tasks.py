"""What the outbox owes for letters."""

from datetime import time
from typing import Any

from neutrality.outbox.registry import daily, handler


@handler("documents.render")
def render(payload: dict[str, Any]) -> None:
    from neutrality.documents import actions  # WeasyPrint loads in the worker, not with the apps

    actions.render_document(code=payload["document"])


@daily("documents.sweep_files", at=time(3, 30), atomic=False)
def sweep_files(payload: dict[str, Any]) -> None:
    """Of every room: files whose upload did not end well."""
    from neutrality import stored

    stored.sweep()
