"""Reading a body from anybody: small limits, clear refusals, never an error of ours."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request

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
            data = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant, object_pairs_hook=_no_repeats)
            # Halves of signs (lone surrogates) could not even be told back in an answer.
            json.dumps(data, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise ParseError(_("Isi bukan JSON yang sah.")) from None
        if _depth(data) > _DEEPEST:
            raise ParseError(_("Isi bukan JSON yang sah."))
        return data


class Multipart(MultiPartParser):
    """Multipart whose lists and objects may come as JSON text in one part, or as repeated parts."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except (RequestDataTooBig, TooManyFilesSent):
            raise TooLarge() from None
        except (SuspiciousOperation, ValueError, UnicodeError, RecursionError):
            raise ParseError(_("Kiriman tidak dapat dibaca. Kirim ulang.")) from None


def _refuse_constant(name: str) -> Any:
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


def check_length(request: Request) -> None:
    """Refuse a body that is too large before reading it."""
    most = settings.UPLOAD_MAX_BYTES * settings.UPLOAD_MAX_FILES + 2_000_000
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise ParseError(_("Kiriman tidak dapat dibaca. Kirim ulang.")) from None
    if length > most:
        raise TooLarge()


def body_of(
    request: Request, lists: set[str], objects: set[str], files: str = "evidence"
) -> tuple[dict[str, Any], list[Any]]:
    """``(data, files)`` of a JSON or multipart body; a 400 unless it is an object."""
    check_length(request)
    data = request.data
    if not isinstance(data, Mapping):
        raise ParseError(_("Kirim sebuah objek JSON."))
    uploads = request.FILES.getlist(files) if request.FILES else []
    unknown = [name for name in request.FILES or {} if name != files]
    if not hasattr(data, "getlist"):
        return dict(data), uploads
    found: dict[str, Any] = dict.fromkeys(unknown)  # refused by name like any unknown key
    for name in data:
        if name == files:
            if data.getlist(name) != uploads:
                raise ParseError(_("Kirim “evidence” sebagai berkas."))
            continue
        if name in unknown:
            continue
        found[name] = _part(data.getlist(name), name in lists, name in objects)
    return found, uploads


def _part(values: list[str], is_list: bool, is_object: bool) -> Any:
    if not (is_list or is_object):
        return values[-1] if values else None
    decoded = [_maybe_json(value) for value in values]
    if is_object:
        return decoded[-1] if decoded else None
    if len(decoded) == 1 and isinstance(decoded[0], list):
        return decoded[0]
    return [value for value in decoded if value != ""]


def _maybe_json(value: str) -> Any:
    if value[:1] not in ("[", "{"):
        return value
    try:
        return json.loads(value, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return value
