"""``/api/v1/decisions/`` and ``/api/v1/register/``: drafts, their check and initials; the register."""

import json
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.accounts.models import User
from neutrality.accounts.requests import user_of as _user
from neutrality.api import CursorPages, NoInput, StrictSerializer
from neutrality.audit.actions import record_search, record_view
from neutrality.errors import Refusal
from neutrality.workdays import today
from sanctions.actions import drafting
from sanctions.actions.issuing import unmet
from sanctions.check import read_check
from sanctions.forms import DraftForm
from sanctions.models import Decision, RegisterEntry
from sanctions.queries import register_for
from sanctions.told import ToldForm


class DecisionAnswer(serializers.ModelSerializer[Decision]):
    id = serializers.CharField(source="code")
    case = serializers.CharField(source="case.code")
    decider = serializers.CharField(source="decider.code", default=None)
    document = serializers.CharField(source="document.code", default=None)
    initials = serializers.SerializerMethodField()

    class Meta:
        model = Decision
        fields = [
            "id", "case", "state", "conclusion", "findings", "sanction", "authority", "decider", "aggravating",
            "mitigating", "no_mitigating", "starts_on", "detail", "warning_reasons", "told", "initials",
            "catalogue_version", "document", "decided_on",
        ]  # fmt: skip

    def get_initials(self, decision: Decision) -> list[dict[str, Any]]:
        return [
            {"position": step.position.name, "state": step.state, "acted_on": step.acted_on, "note": step.note}
            for step in decision.steps.select_related("position")
        ]


class DraftInput(StrictSerializer):
    """``case`` makes the draft; every other key changes it. The same form serves the page."""

    case = serializers.CharField(max_length=20)
    conclusion = serializers.ChoiceField(choices=Decision.Conclusion.choices, required=False)
    sanction = serializers.CharField(max_length=20, required=False, allow_blank=True)
    findings = serializers.ListField(child=serializers.DictField(), required=False, allow_empty=False, max_length=20)
    aggravating = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    mitigating = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    no_mitigating = serializers.BooleanField(required=False)
    starts_on = serializers.DateField(required=False, allow_null=True)
    detail = serializers.DictField(required=False)
    warning_reasons = serializers.DictField(child=serializers.CharField(allow_blank=True), required=False)
    told = serializers.DictField(required=False, help_text=", ".join(ToldForm.base_fields))
    decider = serializers.CharField(max_length=20, required=False)


class ChangeInput(DraftInput):
    case = None  # type: ignore[assignment]  # a draft never changes its case


class DecisionNoteInput(StrictSerializer):
    note = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")


class CheckLine(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=["fail", "warn", "ask", "pass", "na"])
    code = serializers.CharField()
    title = serializers.CharField()
    field = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        # As an attribute "source" would hide the serializer's own.
        return super().get_fields() | {"source": serializers.CharField()}


class CheckAnswer(serializers.Serializer[Any]):
    lines = CheckLine(many=True)
    missing = serializers.ListField(child=serializers.DictField())
    assessment = serializers.DictField()


def _decision(request: Request, code: str) -> Decision:
    found = (
        Decision.objects.visible_to(_user(request))
        .select_related("case", "decider", "document")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _change(draft: Decision, user: User, given: dict[str, Any]) -> Decision:
    """Put what was sent through the page's form; what was not sent keeps its value."""
    values = {name: json.dumps(value) if isinstance(value, (dict, list)) else value for name, value in given.items()}
    kept = {
        name: getattr(draft, name) for name in ("conclusion", "sanction", "aggravating", "mitigating", "no_mitigating")
    }
    form = DraftForm(kept | values, instance=draft)
    if not form.is_valid():
        fields = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki. Lihat keterangan pada tiap isian."),
                      fields=fields, status=400)  # fmt: skip
    changes = {name: form.cleaned_data[name] for name in given}
    return drafting.change_decision(code=draft.code, actor=user, changes=changes)


class DecisionsView(APIView):
    scope = "decisions"

    @extend_schema(responses=DecisionAnswer(many=True))
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = Decision.objects.visible_to(_user(request)).select_related("case", "decider", "document").order_by("-pk")
        found = pages.paginate_queryset(rows, request, self)
        record_search(_user(request), "decision", [row.code for row in found])
        return pages.get_paginated_response(DecisionAnswer(found, many=True).data)

    @extend_schema(request=DraftInput, responses={201: DecisionAnswer})
    def post(self, request: Request) -> Response:
        data = DraftInput(data=request.data)
        data.is_valid(raise_exception=True)
        given = dict(data.validated_data)
        draft = drafting.draft_decision(case_code=given.pop("case"), actor=_user(request))
        if given:
            draft = _change(draft, _user(request), given)
        return Response(DecisionAnswer(draft).data, status=201)


class DecisionView(APIView):
    scope = "decisions"

    @extend_schema(responses=DecisionAnswer)
    def get(self, request: Request, id: str) -> Response:
        decision = _decision(request, id)
        record_view(_user(request), decision.case)
        return Response(DecisionAnswer(decision).data)

    @extend_schema(request=ChangeInput, responses=DecisionAnswer)
    def patch(self, request: Request, id: str) -> Response:
        data = ChangeInput(data=request.data)
        data.is_valid(raise_exception=True)
        draft = _change(_decision(request, id), _user(request), dict(data.validated_data))
        return Response(DecisionAnswer(draft).data)


class CheckView(APIView):
    scope = "decisions"

    @extend_schema(responses=CheckAnswer)
    def get(self, request: Request, id: str) -> Response:
        decision = _decision(request, id)
        record_view(_user(request), decision.case)
        result = read_check(decision, today())
        lines = [
            {
                "state": line.state,
                "code": line.code,
                "title": str(line.title),
                "source": line.source,
                "field": line.field,
            }
            for line in result.lines
        ]
        missing = [item.as_dict() for item in unmet(decision, result)]
        return Response({"lines": lines, "missing": missing, "assessment": result.assessment})


class ProposeView(APIView):
    scope = "decisions"

    @extend_schema(request=NoInput, responses=DecisionAnswer)
    def post(self, request: Request, id: str) -> Response:
        NoInput(data=request.data).is_valid(raise_exception=True)
        return Response(DecisionAnswer(drafting.propose(code=id, actor=_user(request))).data)


class InitialView(APIView):
    scope = "decisions"

    @extend_schema(request=DecisionNoteInput, responses=DecisionAnswer)
    def post(self, request: Request, id: str) -> Response:
        _decision(request, id)
        data = DecisionNoteInput(data=request.data)
        data.is_valid(raise_exception=True)
        return Response(DecisionAnswer(drafting.initial(code=id, actor=_user(request), **data.validated_data)).data)


class ReturnView(APIView):
    scope = "decisions"

    @extend_schema(request=DecisionNoteInput, responses=DecisionAnswer)
    def post(self, request: Request, id: str) -> Response:
        _decision(request, id)
        data = DecisionNoteInput(data=request.data)
        data.is_valid(raise_exception=True)
        return Response(
            DecisionAnswer(drafting.return_draft(code=id, actor=_user(request), **data.validated_data)).data
        )


class RegisterAnswer(serializers.ModelSerializer[RegisterEntry]):
    id = serializers.CharField(source="code")
    person = serializers.CharField(source="person.full_name")
    nip = serializers.CharField(source="person.employee.nip", default=None)
    case = serializers.CharField(source="decision.case.code", default=None)

    class Meta:
        model = RegisterEntry
        fields = [
            "id", "register_number", "person", "nip", "case", "sanction", "violations", "number", "decided_on",
            "received_on", "in_force_on", "starts_on", "ends_on", "state", "source",
        ]  # fmt: skip


class RegisterView(APIView):
    """The register, for its keepers; absent for everybody else."""

    scope = "register"

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request) -> Response:
        rows = register_for(_user(request))
        if rows is None:
            raise Http404
        pages = CursorPages()
        found = pages.paginate_queryset(rows.search(request.query_params.get("q", "")[:100]), request, self)
        record_search(_user(request), "register", [row.code for row in found])
        return pages.get_paginated_response(RegisterAnswer(found, many=True).data)
