"""Shapes of the desk's answers, for the schema of the API alone."""

from typing import Any, TypeVar

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from cases.models import Forwarding, IncomingLetter, Message, Recommendation, Report

T = TypeVar("T", bound=type)


class OriginalOut(serializers.Serializer):
    id = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    state = serializers.ChoiceField(["waiting", "cleaned", "not_cleanable"])
    released_as = serializers.ListField(child=serializers.CharField())


class ReportMessageOut(serializers.Serializer):
    on = serializers.DateField()
    body = serializers.CharField()
    sent = serializers.BooleanField()

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.ChoiceField(Message.Sender.values)} | super().get_fields()


class ForwardingOut(serializers.Serializer):
    id = serializers.CharField()
    rule = serializers.CharField()
    on = serializers.DateField()
    to = serializers.CharField()
    copies = serializers.ListField(child=serializers.CharField())
    document = serializers.CharField(allow_null=True)
    number = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    answered_on = serializers.DateField(allow_null=True)
    answer = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"as": serializers.ChoiceField(Forwarding.SentAs.values)}


class BawasluTestOut(serializers.Serializer):
    formal = serializers.BooleanField()
    material = serializers.BooleanField()
    missing = serializers.ListField(child=serializers.CharField())


class ReportRowOut(serializers.Serializer):
    id = serializers.CharField()
    status = serializers.ChoiceField(Report.Status.values)
    status_label = serializers.CharField()
    channel = serializers.CharField()
    desk = serializers.ChoiceField(Report.Desk.values)
    identity_mode = serializers.ChoiceField(Report.IdentityMode.values)
    headline = serializers.CharField()
    received_on = serializers.DateField()
    occurred_from = serializers.DateField(allow_null=True)
    occurred_to = serializers.DateField(allow_null=True)
    place = serializers.CharField()
    region = serializers.CharField()
    conduct = serializers.ListField(child=serializers.CharField())
    stage = serializers.CharField()
    review_due = serializers.DateField(allow_null=True)


class ReportOut(ReportRowOut):
    narrative = serializers.CharField()
    language = serializers.CharField()
    persons = serializers.ListField(child=serializers.DictField())
    links = serializers.ListField(child=serializers.CharField())
    posts = serializers.ListField(child=serializers.DictField())
    not_to_be_read_by = serializers.ListField(child=serializers.CharField())
    estimate_of_witnesses = serializers.IntegerField(allow_null=True)
    protection_plan = serializers.CharField()
    note = serializers.CharField()
    close_reason = serializers.CharField()
    originals = OriginalOut(many=True)
    messages = ReportMessageOut(many=True)
    incidents = serializers.ListField(child=serializers.CharField())
    forwardings = ForwardingOut(many=True)
    bawaslu_test = BawasluTestOut()


class MatchOut(serializers.Serializer):
    employee = serializers.CharField()
    nip = serializers.CharField()
    name = serializers.CharField()
    position = serializers.CharField()
    unit = serializers.CharField()
    score = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.CharField())


class SimilarOut(serializers.Serializer):
    report = serializers.CharField(required=False)
    incident = serializers.CharField(required=False)
    case = serializers.CharField(required=False)
    score = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.CharField())


class RecommendationOut(serializers.Serializer):
    name = serializers.CharField()
    nip = serializers.CharField()
    asks = serializers.CharField()
    due = serializers.DateField(allow_null=True)
    outcome = serializers.ChoiceField(Recommendation.Outcome.values)
    level = serializers.CharField()
    reply_number = serializers.CharField()
    replied_on = serializers.DateField(allow_null=True)


class LetterOut(serializers.Serializer):
    id = serializers.CharField()
    sender = serializers.ChoiceField(IncomingLetter.Sender.values)
    sender_name = serializers.CharField()
    number = serializers.CharField()
    dated = serializers.DateField()
    received_on = serializers.DateField()
    agenda_number = serializers.CharField()
    recommendations = RecommendationOut(many=True)


class LetterIn(serializers.Serializer):
    sender = serializers.ChoiceField(IncomingLetter.Sender.values)
    sender_name = serializers.CharField(required=False)
    number = serializers.CharField()
    dated = serializers.DateField()
    received_on = serializers.DateField(required=False)
    agenda_number = serializers.CharField(required=False)
    summary = serializers.CharField(required=False)
    place = serializers.CharField(required=False)
    occurred_on = serializers.DateField(required=False)
    recommendations = serializers.ListField(child=serializers.DictField(), required=False)
    evidence = serializers.ListField(child=serializers.FileField(), required=False)


class StepOut(serializers.Serializer):
    """The state of the report after the step; a step adds what it made (case, incident, exhibit …)."""

    id = serializers.CharField()
    status = serializers.ChoiceField(Report.Status.values)
    case = serializers.CharField(required=False)
    incident = serializers.CharField(required=False)
    exhibit = serializers.CharField(required=False)
    sha256 = serializers.CharField(required=False)

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"label": serializers.CharField(required=False)}


def paged(item: type[serializers.Serializer], name: str) -> Any:
    """The shape of a cursor page of ``item``."""
    fields = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": item(many=True),
    }
    return type(name, (serializers.Serializer,), fields)


def step(view: T) -> T:
    """Describe a step by its own ``serializer`` and ``answer_status``."""
    described: Any = view
    shown = extend_schema(request=described.serializer, responses={described.answer_status: StepOut}, tags=["desk"])
    return extend_schema_view(post=shown)(view)
