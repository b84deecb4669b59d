"""``/api/v1/law/``: the engine and its catalogue. Public and stateless."""

from datetime import date
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import AddressThrottle
from neutrality.errors import Refusal
from neutrality.law import assess
from neutrality.law.catalogue import load
from neutrality.law.facts import FactsInvalid
from neutrality.workdays import calendar_for

TABLES = ("statutes", "violations", "sanctions", "authorities", "deadlines", "documents", "questions")


class PublicView(APIView):
    """Ignores session and token; throttled by address."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    throttle_classes = [AddressThrottle]


class AssessInput(serializers.Serializer):
    """The shape for the schema; ``neutrality.law.facts`` does the checking."""

    event_date = serializers.DateField()
    decision_date = serializers.DateField(required=False, allow_null=True)
    contest = serializers.CharField(required=False, allow_null=True)
    region = serializers.CharField(required=False, allow_null=True)
    ballot = serializers.CharField(required=False, allow_null=True)
    agency_kind = serializers.CharField(required=False, allow_null=True)
    subject = serializers.DictField()
    violations = serializers.ListField(child=serializers.CharField())
    impact = serializers.CharField(required=False, allow_null=True)
    prior_sanctions = serializers.ListField(child=serializers.DictField(), required=False)
    summons = serializers.ListField(child=serializers.DictField(), required=False)
    examination = serializers.DictField(required=False, allow_null=True)
    proposed = serializers.DictField(required=False, allow_null=True)
    legal_positions = serializers.DictField(required=False)
    vacant = serializers.ListField(child=serializers.CharField(), required=False)
    offender_sanction = serializers.CharField(required=False, allow_null=True)
    pppk_local_rule = serializers.BooleanField(required=False, allow_null=True)
    term_ends = serializers.DateField(required=False, allow_null=True)
    mendagri_approval = serializers.BooleanField(required=False, allow_null=True)


class AssessView(PublicView):
    @extend_schema(request=AssessInput, responses=OpenApiTypes.OBJECT, auth=[])
    def post(self, request: Request) -> Response:
        if not isinstance(request.data, dict):
            raise _malformed({"body": ["Kirim objek JSON."]})
        try:
            answer = assess(request.data, catalogue=load(), calendar=calendar_for())
        except FactsInvalid as error:
            raise _malformed(error.fields) from None
        return Response(answer.as_dict())


class TableView(PublicView):
    """One table of the catalogue; ``?on=2024-10-05`` gives what was in force that day."""

    @extend_schema(parameters=[OpenApiParameter("on", OpenApiTypes.DATE)], responses=OpenApiTypes.OBJECT, auth=[])
    def get(self, request: Request, table: str) -> Response:
        day = _day(request.query_params.get("on"))
        rows = getattr(load(), table).values()
        found = [_plain(row) for row in rows if day is None or row.in_force(day)]
        return Response({"next": None, "previous": None, "results": found})


def _plain(row: Any) -> dict[str, Any]:
    return dict(row.data)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _malformed({"on": ["Tulis tanggal sebagai 2024-10-05."]}) from None


def _malformed(fields: dict[str, list[str]]) -> Refusal:
    return Refusal(
        "malformed", "Ada isian yang perlu diperbaiki. Lihat keterangan pada tiap isian.", fields=fields, status=400
    )
