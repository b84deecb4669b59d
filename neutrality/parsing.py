"""Reading JSON from anybody: small limits, clear refusals, never an error of ours. The parser of every API door."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

JSON_MOST = 500_000
_DEEPEST = 12


class TooLarge(APIException):
    status_code = 413
    default_detail = "Kiriman terlalu besar. Perkecil berkasnya atau singkat ceritanya, lalu kirim lagi."


class Json(BaseParser):
    """JSON of a bounded size and depth, without duplicate keys and unprintable text."""

    media_type = "application/json"

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        raw = stream.read(JSON_MOST + 1)
        if len(raw) > JSON_MOST:
            raise TooLarge()
        try:
            data = json.loads(raw.decode("utf-8-sig"), parse_constant=refuse_constant, object_pairs_hook=_no_repeats)
            # Halves of signs (lone surrogates) could not even be told back in an answer.
            json.dumps(data, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise ParseError(_("Isi bukan JSON yang sah.")) from None
        if _depth(data) > _DEEPEST:
            raise ParseError(_("Isi bukan JSON yang sah."))
        return data


def refuse_constant(name: str) -> Any:
    """``NaN`` and ``Infinity`` are no JSON."""
    raise ValueError(name)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated key")
    return found


def _depth(data: Any) -> int:
    level, here = 0, [data]
    while here and level <= _DEEPEST:
        level += 1
        here = [
            value
            for one in here
            if isinstance(one, (dict, list))
            for value in (one.values() if isinstance(one, dict) else one)
        ]
    return level
