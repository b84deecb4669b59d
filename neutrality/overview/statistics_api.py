"""``GET /api/v1/statistics/``: public figures of an agency, published on the first of each month."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import AddressThrottle, StrictSerializer
from neutrality.organization.models import Agency
from neutrality.overview.figures import cells, kinds, published
from neutrality.shell import public_agency


class Asked(StrictSerializer):
    agency = serializers.CharField(required=False, max_length=50, help_text="Kode instansi; bawaan menurut nama host.")
    format = serializers.ChoiceField(["json"], required=False)


class MonthRow(serializers.Serializer[Any]):
    month = serializers.DateField(source="first", format="%Y-%m")
    opened = serializers.IntegerField(allow_null=True)
    decided = serializers.IntegerField(allow_null=True)


class KindRow(serializers.Serializer[Any]):
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    cases = serializers.IntegerField()


class Outcomes(serializers.Serializer[Any]):
    proven = serializers.IntegerField(allow_null=True)
    not_proven = serializers.IntegerField(allow_null=True)


class Levels(serializers.Serializer[Any]):
    ringan = serializers.IntegerField(allow_null=True)
    sedang = serializers.IntegerField(allow_null=True)
    berat = serializers.IntegerField(allow_null=True)


class QuarterRow(serializers.Serializer[Any]):
    quarter = serializers.CharField(source="name")
    opened = serializers.IntegerField(allow_null=True)
    decided = serializers.IntegerField(allow_null=True)
    opened_per_1000 = serializers.FloatField(allow_null=True)
    outcomes = Outcomes(allow_null=True)
    conduct = KindRow(many=True)
    levels = Levels(allow_null=True)


class AgencyRef(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField(source="short_name")


class Statistics(serializers.Serializer[Any]):
    """Numbers that are null stand on fewer than ``least`` cases, or would give one away by subtraction."""

    agency = AgencyRef()
    through = serializers.DateField()
    published_on = serializers.DateField()
    least = serializers.IntegerField()
    asn = serializers.IntegerField()
    months = MonthRow(many=True)
    quarters = QuarterRow(many=True)


class StatisticsView(APIView):
    """Confirmed cases only; whole months only; the same for everybody."""

    authentication_classes = []
    permission_classes = []
    throttle_classes = [AddressThrottle]

    @extend_schema(parameters=[Asked], responses=Statistics)
    def get(self, request: Request) -> Response:
        asked = Asked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        return Response(Statistics(_shape(published.publish(_agency(request, asked.validated_data)))).data)


def _agency(request: Request, asked: dict[str, Any]) -> Agency:
    code = asked.get("agency")
    found = Agency.objects.filter(code=code).first() if code else public_agency(request._request)
    if not isinstance(found, Agency):
        raise Http404(_("Sebut instansinya."))
    return found


def _shape(told: published.Publication) -> dict[str, Any]:
    return {
        "agency": told.agency,
        "through": told.through,
        "published_on": told.published_on,
        "least": cells.LEAST,
        "asn": told.asn,
        "months": told.months,
        "quarters": [_quarter(row, told.asn) for row in told.quarters],
    }


def _quarter(row: published.Quarter, asn: int) -> dict[str, Any]:
    return {
        "name": row.name,
        "opened": row.opened,
        "decided": row.decided,
        "opened_per_1000": None if row.opened is None else cells.per_thousand(row.opened, asn),
        "outcomes": row.outcomes or None,
        "conduct": [{"kind": kind, "label": kinds.LABELS[kind], "cases": number} for kind, number in row.kinds],
        "levels": row.levels or None,
    }
