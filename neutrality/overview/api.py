"""``/api/v1/exports/``."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import StrictSerializer
from neutrality.overview import actions
from neutrality.overview.exports.writers import TYPES
from neutrality.overview.models import Export


class ExportInput(StrictSerializer):
    kind = serializers.ChoiceField(choices=Export.Kind.choices)
    format = serializers.ChoiceField(choices=Export.Format.choices)
    filters = serializers.DictField(required=False)


class ExportAnswer(serializers.ModelSerializer):
    id = serializers.CharField(source="code")
    download = serializers.SerializerMethodField()
    detail = serializers.CharField(source="sentence")  # of a failed one: what to do now

    class Meta:
        model = Export
        fields = ["id", "kind", "format", "state", "progress", "rows", "download", "expires_at", "detail"]

    def get_download(self, export: Export) -> str | None:
        if not export.fetchable:
            return None
        return reverse("api:export-download", kwargs={"id": export.code})


class Accepted(serializers.Serializer):
    id = serializers.CharField()


class ExportsView(APIView):
    scope = "exports"

    @extend_schema(request=ExportInput, responses={202: Accepted})
    def post(self, request: Request) -> Response:
        data = ExportInput(data=request.data)
        data.is_valid(raise_exception=True)
        user: Any = request.user
        export = actions.request_export(actor=user, **data.validated_data)
        return Response({"id": export.code}, status=202)


class ExportView(APIView):
    scope = "exports"

    @extend_schema(responses=ExportAnswer)
    def get(self, request: Request, id: str) -> Response:
        user: Any = request.user
        export = Export.objects.visible_to(user).filter(code=id).first()
        if export is None:
            raise Http404
        return Response(ExportAnswer(export).data)


class ExportDownload(APIView):
    scope = "exports"

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, id: str) -> HttpResponse:
        user: Any = request.user
        return file_response(*actions.fetch(code=id, actor=user))


def file_response(export: Export, data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES[export.format])
    response["Content-Disposition"] = f'attachment; filename="{export.kind}-{export.code}.{export.format}"'
    response["Cache-Control"] = "no-store"
    return response
