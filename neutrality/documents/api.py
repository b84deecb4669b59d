"""The public door to a letter's authenticity."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import AddressThrottle
from neutrality.documents import queries


class VerificationSerializer(serializers.Serializer):
    kind = serializers.CharField()
    number = serializers.CharField()
    date = serializers.DateField()
    sha256 = serializers.CharField()
    status = serializers.ChoiceField(choices=["valid", "cancelled", "superseded"])


class VerifyView(APIView):
    """``GET /api/v1/verify/{code}/``: kind, number, date, digest and status; never a name or content."""

    authentication_classes = []
    permission_classes = []
    throttle_classes = [AddressThrottle]

    @extend_schema(responses=VerificationSerializer)
    def get(self, request: Request, code: str) -> Response:
        found = queries.verification(code)
        if found is None:
            raise Http404
        response = Response(VerificationSerializer(found).data)
        response.headers["Cache-Control"] = "no-store"
        return response
