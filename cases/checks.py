"""System checks of the table of moves."""

from typing import Any

from django.core.checks import Error

from cases import registry, transitions


def moves_have_handlers(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """A move with nobody registered would fail in somebody's hands; it fails here instead."""
    missing = sorted(transitions.codes() - registry.registered())
    return [
        Error(
            f"Nobody registered the move {code!r}.",
            hint="Register a Handler in cases/handlers/ or in sanctions' ready().",
            id="cases.E001",
        )
        for code in missing
    ]
