"""What every API door shares: errors as problems, strict input, cursor pages, throttles."""

import hashlib
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.utils.urls import replace_query_param

from neutrality import crypto, veil
from neutrality.capped import CAP as COUNT_CAP
from neutrality.capped import Capped, capped
from neutrality.errors import Refusal
from neutrality.unstorable import status_of
from neutrality.workdays import today

_CODES = {
    400: "malformed",
    401: "not_signed_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
}


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER: ``{"code", "detail", "fields"}`` for every refusal."""
    # Its views read the settings that name this module: imported first, we would go in a circle.
    from rest_framework.views import set_rollback

    if isinstance(error, Refusal):
        set_rollback()
        body: dict[str, Any] = {"code": error.code, "detail": str(error), "fields": error.fields}
        if error.missing:
            body["missing"] = [{"code": item["code"], "message": str(item["message"])} for item in error.missing]
        return Response(body, status=error.status)
    request = context.get("request")
    if request is not None and (unfit := status_of(request._request, error)):
        error = exceptions.NotFound() if unfit == 404 else exceptions.ParseError(_("Isi bukan JSON yang sah."))
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    # The framework's handler reads both by name too: only some of its exceptions carry them.
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    status = error.status_code
    return Response(
        {"code": _CODES.get(status, "refused"), "detail": _sentence(error), "fields": _fields(error)},
        status=status,
        headers=headers,
    )


def _sentence(error: exceptions.APIException) -> str:
    match error.status_code:
        case 400:
            return _("Ada isian yang perlu diperbaiki. Lihat keterangan pada tiap isian.")
        case 401:
            return _("Masuk dahulu, atau kirim token pada kepala Authorization.")
        case 403:
            return _("Anda tidak berwenang melakukan ini.")
        case 404:
            return _("Tidak ditemukan.")
        case 429:
            return _("Terlalu banyak permintaan. Coba lagi sebentar lagi.")
        case _:
            return str(error.detail)


def _fields(error: exceptions.APIException) -> dict[str, list[str]]:
    if not isinstance(error, exceptions.ValidationError):
        if isinstance(error, exceptions.ParseError):
            return {"body": [str(error.detail)]}
        return {}
    found: dict[str, list[str]] = {}
    _flatten(error.detail, "", found)
    return found


def _flatten(detail: Any, path: str, found: dict[str, list[str]]) -> None:
    if isinstance(detail, Mapping):
        for name, value in detail.items():
            _flatten(value, f"{path}.{name}" if path else str(name), found)
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            if isinstance(value, (Mapping, list)):
                _flatten(value, f"{path}.{index}" if path else str(index), found)
            else:
                found.setdefault(path or "body", []).append(str(value))
    else:
        found.setdefault(path or "body", []).append(str(detail))


class StrictSerializer(serializers.Serializer):
    """A serializer that refuses unknown keys by name instead of ignoring them."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = [str(key) for key in data if key not in self.fields]
            if unknown:
                raise serializers.ValidationError(
                    {key: [_("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")] for key in unknown}
                )
        return super().to_internal_value(data)


class NoInput(StrictSerializer):
    """A step that takes nothing: whatever is sent is refused by name."""


class CursorPages(CursorPagination):
    """``{"next", "previous", "results"}``; ``count`` only with ``?count=capped``."""

    ordering = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 200
    _count: int | str | None = None

    # A cursor holds the place in the order, often the number of a row: it is ours alone to read.
    def decode_cursor(self, request: Any) -> Any:
        given = request.query_params.get(self.cursor_query_param)
        if given is None:
            return None
        opened = veil.uncovered(given, "cursor")
        if opened is None:
            raise NotFound(self.invalid_cursor_message)
        plain: Any = SimpleNamespace(query_params={self.cursor_query_param: opened})
        return super().decode_cursor(plain)

    def encode_cursor(self, cursor: Any) -> str:
        link = super().encode_cursor(cursor)
        [plain] = parse_qs(urlsplit(link).query)[self.cursor_query_param]
        return str(replace_query_param(str(self.base_url), self.cursor_query_param, veil.covered(plain, "cursor")))

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        self._count = None
        if request.query_params.get("count") == "capped":
            number = capped(queryset)
            self._count = f"{COUNT_CAP}+" if isinstance(number, Capped) else number
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data: Any) -> Response:
        body = {"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data}
        if self._count is not None:
            body["count"] = self._count
        return Response(body)


def address_key(request: Request) -> str:
    """A key for throttling that no log can turn back into an address: it changes every day."""
    address = request.META.get("REMOTE_ADDR", "")
    day = today().isoformat()
    return crypto.keyed_hash(address, context=f"throttle:{day}").hex()[:24]


class AddressThrottle(SimpleRateThrottle):
    """Throttle of a public door by a keyed hash of the address."""

    scope = "public"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"throttle:{self.scope}:{address_key(request)}"


class CallerThrottle(SimpleRateThrottle):
    """Throttle by account, or by address where nobody signed in."""

    scope = "caller"

    def get_cache_key(self, request: Request, view: Any) -> str:
        who = getattr(request.user, "pk", None)
        ident = hashlib.sha256(str(who).encode()).hexdigest()[:24] if who else address_key(request)
        return f"throttle:{self.scope}:{ident}"
