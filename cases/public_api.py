"""Public intake: no session, no token, no cookie. It decides nothing (``cases.actions.intake``)."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases.actions import intake
from cases.parsing import Multipart, body_of
from cases.receipts import TooSoon
from neutrality.api import AddressThrottle, NoInput, address_key
from neutrality.parsing import Json

LISTS = {"persons", "conduct", "links", "not_to_be_read_by"}
OBJECTS = {"identity"}


class ReportThrottle(AddressThrottle):
    scope = "report"


class TrackThrottle(AddressThrottle):
    scope = "track"


class PersonTold(serializers.Serializer):
    name = serializers.CharField(required=False)
    position = serializers.CharField(required=False)
    unit = serializers.CharField(required=False)
    nip = serializers.CharField(required=False)
    kind = serializers.CharField(required=False)


class IdentityTold(serializers.Serializer):
    mode = serializers.ChoiceField(["anonymous", "confidential", "named"], required=False)
    name = serializers.CharField(required=False)
    contact = serializers.CharField(required=False)
    address = serializers.CharField(required=False)
    id_number = serializers.CharField(required=False)


class ReportTold(serializers.Serializer):
    """For the schema; reading and checking is ``cases.submission``, the same for every door."""

    narrative = serializers.CharField(max_length=20_000)
    occurred_on = serializers.DateField(required=False)
    occurred_from = serializers.DateField(required=False)
    occurred_to = serializers.DateField(required=False)
    place = serializers.CharField(required=False)
    region = serializers.CharField(required=False)
    persons = PersonTold(many=True, required=False)
    conduct = serializers.ListField(child=serializers.CharField(), required=False)
    links = serializers.ListField(child=serializers.CharField(), required=False)
    not_to_be_read_by = serializers.ListField(child=serializers.CharField(), required=False)
    identity = IdentityTold(required=False)
    language = serializers.ChoiceField(["id", "en"], required=False)
    evidence = serializers.ListField(child=serializers.FileField(), required=False)


class ReportInput(ReportTold):
    key = serializers.CharField()


class PostTold(serializers.Serializer):
    link = serializers.CharField(required=False)
    account = serializers.CharField(required=False)
    act = serializers.ChoiceField(["like", "comment", "share", "follow", "post", "other"], required=False)
    at = serializers.CharField(required=False)


class EntryInput(ReportTold):
    """The desk's own entry: a channel instead of a key."""

    channel = serializers.CharField()
    received_on = serializers.DateField(required=False)
    posts = PostTold(many=True, required=False)


class MessageOutput(serializers.Serializer):
    on = serializers.DateField()
    body = serializers.CharField()
    attachments = serializers.ListField(child=serializers.DictField())

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.ChoiceField(["reporter", "office"])} | super().get_fields()


class TrackedOutput(serializers.Serializer):
    status = serializers.ChoiceField(["received", "in_process", "waiting_for_reporter", "finished"])
    status_label = serializers.CharField()
    next_date = serializers.DateField(allow_null=True)
    messages = MessageOutput(many=True)


class PublicDoor(APIView):
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    parser_classes = [Json, Multipart]

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        if isinstance(exc, TooSoon):
            response.headers["Retry-After"] = str(exc.retry_after)
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def refuse_unknown(self, data: dict[str, Any], *known: str) -> None:
        unknown = [str(name)[:60].encode("ascii", "replace").decode() for name in data if name not in known]
        if unknown:
            message = _("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")
            raise serializers.ValidationError({name: [message] for name in unknown})

    def text(self, data: dict[str, Any], name: str) -> str:
        value = data.get(name)
        if not isinstance(value, str) or not value.strip():
            raise serializers.ValidationError({name: [_("Isi dahulu.")]})
        return value[:10_000]


class StartView(PublicDoor):
    """``POST reports/start/``: a key that makes sending twice harmless."""

    throttle_classes = [TrackThrottle]

    @extend_schema(
        request=None,
        responses=inline_serializer("ReportKey", {"key": serializers.CharField()}),
        auth=[],
        tags=["public"],
    )
    def post(self, request: Request) -> Response:
        NoInput(data=request.data).is_valid(raise_exception=True)
        return Response({"key": intake.issue_key()})


SUBMIT_SCHEMA = extend_schema(
    request={"application/json": ReportInput, "multipart/form-data": ReportInput},
    responses={
        201: inline_serializer(
            "ReportReceipt", {"receipt": serializers.CharField(), "status": serializers.CharField()}
        ),
        409: OpenApiResponse(description="key_reused, key_expired"),
    },
    auth=[],
    tags=["public"],
)


class SubmitMixin(PublicDoor):
    def submit(self, request: Request) -> Response:
        data, files = body_of(request, LISTS, OBJECTS)
        key = self.text(data, "key")
        if data.pop("website", ""):  # a trap that people never see; programs fill it
            return Response({"receipt": intake.decoy_receipt(), "status": "received"}, status.HTTP_201_CREATED)
        data.pop("key")
        receipt = intake.submit_report(key=key, data=data, files=files, host=request.get_host(), channel="public_api")
        return Response({"receipt": receipt.receipt, "status": receipt.status}, status.HTTP_201_CREATED)


class TrackView(PublicDoor):
    throttle_classes = [TrackThrottle]

    @extend_schema(
        request=inline_serializer("ReceiptInput", {"receipt": serializers.CharField()}),
        responses=TrackedOutput, auth=[], tags=["public"],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        data, _files = body_of(request, set(), set())
        self.refuse_unknown(data, "receipt")
        tracked = intake.track(receipt=self.text(data, "receipt"), address=address_key(request))
        return Response(as_json(tracked))


class TrackMessagesView(PublicDoor):
    throttle_classes = [TrackThrottle]

    @extend_schema(
        request=inline_serializer(
            "ReporterMessage", {"receipt": serializers.CharField(), "body": serializers.CharField()}
        ),
        responses={201: TrackedOutput}, auth=[], tags=["public"],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        data, files = body_of(request, set(), set())
        self.refuse_unknown(data, "receipt", "body")
        receipt = self.text(data, "receipt")
        body = self.text(data, "body") if not files else str(data.get("body") or "")
        tracked = intake.send_message(receipt=receipt, body=body, files=files, address=address_key(request))
        return Response(as_json(tracked), status.HTTP_201_CREATED)


def as_json(tracked: intake.Tracked) -> dict[str, Any]:
    return {
        "status": tracked.status,
        "status_label": tracked.status_label,
        "next_date": tracked.next_date,
        "messages": tracked.messages,
    }
