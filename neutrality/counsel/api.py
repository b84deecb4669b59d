"""``/api/v1/law/``: the engine and its catalogue. Public and stateless."""

import base64
import binascii
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import COUNT_CAP, AddressThrottle, StrictSerializer
from neutrality.counsel.queries import calendar_by
from neutrality.counsel.shapes import AssessInput
from neutrality.errors import Refusal
from neutrality.law import FactsInvalid, assess
from neutrality.law.catalogue import load
from neutrality.law.facts import EARLIEST, LATEST
from neutrality.law.rows import Row, Sanction
from neutrality.workdays.calendar import Calendar
from neutrality.workdays.queries import calendar_of_region

# Tables at the API, and the tables of the catalogue that make them up.
TABLES = {
    "statutes": ("statutes",),
    "violations": ("violations", "prohibitions"),
    "sanctions": ("sanctions",),
    "authorities": ("authorities",),
    "deadlines": ("deadlines",),
    "documents": ("documents",),
    "questions": ("questions",),
}
PAGE = 200


class LawThrottle(AddressThrottle):
    """An answer costs a few milliseconds, so programs may ask often."""

    scope = "law"
    rate = "1200/min"


class PublicView(APIView):
    """Ignores session and token; throttled by address."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    throttle_classes = [LawThrottle]


class AssessView(PublicView):
    """Facts in, conclusions out; nothing is stored. Facts that are missing become questions."""

    @extend_schema(request=AssessInput, responses=OpenApiTypes.OBJECT, auth=[])
    def post(self, request: Request) -> Response:
        told: Any = request.data
        positions = told.get("legal_positions") if isinstance(told, dict) else None
        calendar = _calendar(told if isinstance(told, dict) else {}, positions if isinstance(positions, dict) else {})
        try:
            answer = assess(told, catalogue=load(), calendar=calendar)
        except FactsInvalid as error:
            raise _malformed(error.fields) from None
        return Response(answer.as_dict())


def _calendar(told: dict[str, Any], positions: dict[str, Any]) -> Calendar:
    """The calendar of the region that is told, with its own days of the contest; else the national one."""
    region = told.get("region")
    if not isinstance(region, str) or not region.isprintable():
        return calendar_by(positions)
    return calendar_of_region(region[:100], exclude_cuti_bersama=positions.get("Q-CUTI") != "counted")


class Reading(StrictSerializer):
    """What a list may be asked."""

    on = serializers.DateField(required=False)
    cursor = serializers.CharField(required=False, allow_blank=True, max_length=40)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=PAGE, default=PAGE)
    count = serializers.ChoiceField(["capped"], required=False)
    format = serializers.ChoiceField(["json"], required=False)

    def validate_on(self, value: date) -> date:
        if not EARLIEST <= value <= LATEST:
            raise serializers.ValidationError(_("Isi tanggal antara tahun 1945 dan 2100."))
        return value


class TableView(PublicView):
    """One table of the catalogue; ``?on=2024-10-05`` gives what was in force that day."""

    @extend_schema(
        parameters=[
            OpenApiParameter("on", OpenApiTypes.DATE), OpenApiParameter("cursor", OpenApiTypes.STR),
            OpenApiParameter("page_size", OpenApiTypes.INT), OpenApiParameter("count", OpenApiTypes.STR, enum=["capped"]),
        ],
        responses=OpenApiTypes.OBJECT, auth=[],
    )  # fmt: skip
    def get(self, request: Request, table: str) -> Response:
        asked = Reading(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        day = wanted.get("on")
        catalogue = load()
        rows = [row for name in TABLES[table] for row in catalogue.tables[name].values()]
        found = [as_json(row, day) for row in rows if day is None or row.in_force(day)]
        start, size = _start(wanted.get("cursor") or ""), wanted["page_size"]
        body: dict[str, Any] = {
            "next": _page(request, start + size) if start + size < len(found) else None,
            "previous": _page(request, max(start - size, 0)) if start else None,
            "results": found[start : start + size],
        }
        if wanted.get("count"):
            body["count"] = min(len(found), COUNT_CAP)
        return Response(body)


def as_json(row: Row, day: date | None) -> dict[str, Any]:
    """The row as the catalogue writes it; of a sanction also whether its type is in use on the day."""
    told = dict(row.data)
    if isinstance(row, Sanction):
        told["state"] = row.state_on(day)
        told["citation"] = row.citation
    return told


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return max(int(base64.urlsafe_b64decode(cursor.encode()).decode()), 0)
    except (binascii.Error, ValueError):
        raise _malformed({"cursor": [_("Penanda halaman ini tidak dikenal.")]}) from None


def _page(request: Request, start: int) -> str:
    query = request.query_params.copy()
    query["cursor"] = base64.urlsafe_b64encode(str(start).encode()).decode()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _malformed(fields: dict[str, list[str]]) -> Refusal:
    # A name out of the request may hold halves of characters, which no answer can carry.
    safe = {name.encode("utf-8", "replace").decode()[:200]: texts for name, texts in fields.items()}
    text = _("Ada isian yang perlu diperbaiki. Lihat keterangan pada tiap isian.")
    return Refusal("malformed", text, fields=safe, status=400)
