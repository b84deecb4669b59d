"""The one exception for a refusal that its reader can act on."""

from collections.abc import Mapping, Sequence
from typing import Any


class Refusal(Exception):
    """A rule or a state refuses what was asked.

    ``code`` is stable (API), ``message`` is a sentence in the reader's language,
    ``fields`` names inputs with their sentences, ``status`` is the HTTP status at
    the API door (409 by default; 400 for malformed input, 403 for a missing
    second factor). ``missing`` lists conditions as ``{"code", "message"}``.
    """

    def __init__(
        self,
        code: str,
        message: Any,
        *,
        fields: Mapping[str, Sequence[Any]] | None = None,
        missing: Sequence[Mapping[str, Any]] = (),
        status: int = 409,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = {name: [str(text) for text in texts] for name, texts in (fields or {}).items()}
        self.missing = list(missing)
        self.status = status

    def __str__(self) -> str:
        return str(self.message)
