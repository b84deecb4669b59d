"""``POST /api/v1/workdays/count/``: day arithmetic with the trace of the days skipped. Public."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import AddressThrottle, StrictSerializer
from neutrality.workdays import queries

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


class CountInput(StrictSerializer):
    start = serializers.DateField()
    days = serializers.IntegerField(min_value=1, max_value=400)
    agency = serializers.CharField(required=False, allow_null=True, default=None, max_length=50)

    def validate_start(self, value: date) -> date:
        if not EARLIEST <= value <= LATEST:
            raise serializers.ValidationError(_("Isi tanggal antara tahun 1990 dan 2100."))
        return value

    def validate_agency(self, value: str | None) -> Any:
        if value is None:
            return None
        agency = queries.agency_by_code(value)
        if agency is None:
            raise serializers.ValidationError(_("Instansi ini tidak dikenal. Kosongkan untuk kalender nasional."))
        return agency


class SkippedDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    reason = serializers.CharField()


class CountAnswer(serializers.Serializer[Any]):
    end = serializers.DateField()
    skipped = SkippedDay(many=True)
    provisional = serializers.BooleanField()
    calendar_version = serializers.CharField()


class CountView(APIView):
    permission_classes = [AllowAny]
    authentication_classes = []
    throttle_classes = [AddressThrottle]

    @extend_schema(request=CountInput, responses=CountAnswer)
    def post(self, request: Request) -> Response:
        asked = CountInput(data=request.data)
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        result = queries.calendar_for(facts["agency"]).count(facts["start"], facts["days"])
        return Response(result.as_json())
