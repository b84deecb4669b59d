"""Reading multipart bodies and files from anybody: small limits, clear refusals, never an error of ours."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from neutrality.parsing import TooLarge, refuse_constant


class Multipart(MultiPartParser):
    """Multipart whose lists and objects may come as JSON text in one part, or as repeated parts."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except (RequestDataTooBig, TooManyFilesSent):
            raise TooLarge() from None
        except (SuspiciousOperation, ValueError, UnicodeError, RecursionError):
            raise ParseError(_("Kiriman tidak dapat dibaca. Kirim ulang.")) from None


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
        return json.loads(value, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return value
