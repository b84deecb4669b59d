"""``/api/v1/circulars/``: the same actions through the other door."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from neutrality.accounts.requests import user_of as _user
from neutrality.api import NoInput, StrictSerializer
from neutrality.errors import Refusal
from neutrality.prevention import actions, queries
from neutrality.prevention.forms import CircularForm
from neutrality.prevention.models import Circular


class CircularSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="code")
    number = serializers.CharField()
    signer = serializers.CharField(source="signer.code", default=None)
    targets = serializers.SerializerMethodField()
    document = serializers.CharField(source="document.code", default=None)
    status = serializers.CharField(source="state")

    class Meta:
        model = Circular
        fields = [
            "id", "number", "status", "version", "about", "background", "purpose", "scope", "basis", "content",
            "closing", "signer", "to_everyone", "targets", "read_by", "issued_on", "document",
        ]  # fmt: skip

    def get_targets(self, circular: Circular) -> list[str]:
        return [unit.code for unit in circular.targets.all()]


class CircularInput(StrictSerializer):
    about = serializers.CharField(max_length=300)
    background = serializers.CharField(required=False, allow_blank=True)
    purpose = serializers.CharField(required=False, allow_blank=True)
    scope = serializers.CharField(required=False, allow_blank=True)
    basis = serializers.ListField(child=serializers.CharField(max_length=2000), allow_empty=False, max_length=50)
    content = serializers.ListField(child=serializers.CharField(max_length=2000), allow_empty=False, max_length=100)
    closing = serializers.CharField(required=False, allow_blank=True)
    signer = serializers.CharField()
    to_everyone = serializers.BooleanField(default=True)
    targets = serializers.ListField(child=serializers.CharField(), required=False, max_length=500)
    read_by = serializers.DateField()


class ProgressSerializer(serializers.Serializer):
    unit = serializers.CharField(source="opd.code", default=None)
    name = serializers.CharField(source="opd.name", default=None)
    total = serializers.IntegerField()
    read = serializers.IntegerField()
    opened = serializers.IntegerField()
    waiting = serializers.IntegerField()
    officials_waiting = serializers.IntegerField()


class CircularViewSet(viewsets.ReadOnlyModelViewSet):
    serializer_class = CircularSerializer
    scope = "circulars"
    queryset = Circular.objects.none()
    lookup_field = "code"
    lookup_url_kwarg = "id"

    def get_queryset(self) -> Any:
        found = Circular.objects.visible_to(_user(self.request))
        return found.select_related("document", "signer").prefetch_related("targets").order_by("-pk")

    @extend_schema(request=CircularInput, responses={201: CircularSerializer})
    def create(self, request: Request) -> Response:
        data = CircularInput(data=request.data)
        data.is_valid(raise_exception=True)
        user = _user(request)
        if not actions.may_compose(user) or user.agency is None:
            raise Refusal("not_yours", "Surat edaran disusun BKPSDM.", status=403)
        form = CircularForm(dict(data.validated_data), agency=user.agency)
        if not form.is_valid():
            fields = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
            raise Refusal("malformed", "Ada isian yang perlu diperbaiki.", fields=fields, status=400)
        values, targets = form.values()
        circular = actions.compose(actor=user, fields=values, targets=targets)
        return Response(self.get_serializer(circular).data, status=201)

    @extend_schema(request=NoInput, responses=CircularSerializer)
    @action(detail=True, methods=["post"])
    def issue(self, request: Request, id: str) -> Response:
        NoInput(data=request.data).is_valid(raise_exception=True)
        return Response(self.get_serializer(actions.issue(code=id, actor=_user(request))).data)

    @extend_schema(request=NoInput, responses=CircularSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, id: str) -> Response:
        return self._read_back(request, id)

    @extend_schema(operation_id="circulars_acknowledge_create", request=NoInput, responses=CircularSerializer)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, id: str) -> Response:
        return self._read_back(request, id)

    def _read_back(self, request: Request, code: str) -> Response:
        NoInput(data=request.data).is_valid(raise_exception=True)
        reading = actions.acknowledge(code=code, actor=_user(request))
        return Response(self.get_serializer(reading.circular).data | {"read_at": reading.read_at})

    @extend_schema(responses=ProgressSerializer(many=True))
    @action(detail=True, methods=["get"], filter_backends=[], pagination_class=None)
    def progress(self, request: Request, id: str) -> Response:
        user = _user(request)
        rows = queries.progress(actions.visible(id, user), user)
        return Response(ProgressSerializer(rows, many=True).data)
