"""What the outbox owes for letters."""

from typing import Any

from neutrality.outbox.registry import handler


@handler("documents.render")
def render(payload: dict[str, Any]) -> None:
    from neutrality.documents import actions  # WeasyPrint loads in the worker, not with the apps

    actions.render_document(code=payload["document"])
