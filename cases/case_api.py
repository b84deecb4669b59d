"""Cases at the API: the same queryset, the same actions, the same forms as the pages."""

from typing import Any, cast

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases import competence, queries, registry, transitions
from cases.actions import examination, moves
from cases.case_shapes import deadline_of, exhibit_of, offer_of, row_of, tier_of, whole_of
from cases.models import Case
from cases.move_bodies import ENVELOPE, appointment_of, day_of, read_body
from cases.parsing import Multipart
from neutrality.accounts.models import User
from neutrality.api import CursorPages, StrictSerializer
from neutrality.audit.actions import record, record_search, record_view
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.parsing import Json

ORDERINGS = {
    "next_due": ("due", "pk"), "-next_due": ("-due", "-pk"), "opened_on": ("opened_on", "pk"),
    "-opened_on": ("-opened_on", "-pk"), "status": ("status", "pk"), "-status": ("-status", "-pk"),
}  # fmt: skip


class CaseFilter(StrictSerializer):
    status = serializers.ChoiceField(transitions.STATUS_LABELS, required=False)
    track = serializers.ChoiceField(transitions.TRACK_LABELS, required=False)
    unit = serializers.CharField(required=False, max_length=20)
    overdue = serializers.BooleanField(required=False, allow_null=True, default=None)
    holder = serializers.ChoiceField(["me"], required=False)
    q = serializers.CharField(required=False, max_length=200, allow_blank=True)
    ordering = serializers.ChoiceField(list(ORDERINGS), required=False)
    cursor = serializers.CharField(required=False)
    page_size = serializers.IntegerField(required=False, min_value=1)
    count = serializers.ChoiceField(["capped"], required=False)


class CaseDoor(APIView):
    """One case that the caller may see; absent and forbidden look alike."""

    scope = "cases"
    parser_classes = [Json, Multipart]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A code that no database could hold is absent like any other."""
        super().initial(request, *args, **kwargs)
        if any("\x00" in str(value) for value in kwargs.values()):
            raise Http404

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def case(self, code: str, *, note: bool = True) -> Case:
        found = queries.with_people(Case.objects.visible_to(self.user)).filter(code=code).first()
        if found is None:
            raise Http404
        if found.status in transitions.OFF_THE_DESK:
            self._custodian(found)
        if note:
            record_view(self.user, found)
        return found

    def _custodian(self, case: Case) -> None:
        """A finished case is opened with a stated reason (``?reason=``), which the journal keeps."""
        reason = " ".join(self.request.query_params.get("reason", "").split())[:300]
        if len(reason) < 10:
            text = _("Perkara ini selesai. Sebut alasan membukanya pada “reason”.")
            raise Refusal("reason_required", text, fields={"reason": [text]})
        record("case.custodian_read", actor=self.user, subject=case, changes={"reason": reason})


ROWS: dict[int, Any] = {200: {"type": "array", "items": {"type": "object", "additionalProperties": {}}}}
PAGE: dict[int, Any] = {
    200: {
        "type": "object",
        "properties": {
            "next": {"type": "string", "nullable": True},
            "previous": {"type": "string", "nullable": True},
            "results": ROWS[200],
        },
    }
}


class CasesView(CaseDoor):
    @extend_schema(operation_id="v1_cases_list", parameters=[CaseFilter], tags=["cases"], responses=PAGE)
    def get(self, request: Request) -> Response:
        asked = CaseFilter(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        pages = CursorPages()
        pages.ordering = ORDERINGS[data.get("ordering") or "next_due"]  # type: ignore[assignment]
        found = queries.with_people(queries.filtered(self.user, data)).order_by(*pages.ordering)
        rows = pages.paginate_queryset(found, request, self)
        record_search(self.user, "case", [row.code for row in rows], door="api")
        return pages.get_paginated_response([row_of(row) for row in rows])


class CaseView(CaseDoor):
    @extend_schema(tags=["cases"], responses=dict)
    def get(self, request: Request, code: str) -> Response:
        return Response(whole_of(self.case(code), self.user))


class TimelineView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response(
            [
                {"move": row.move, "label": event["title"], "acted_by": row.acted_by.code if row.acted_by else None,
                 "acted_by_label": row.acted_by_label, "acted_on": row.acted_on, "recorded_by": event["recorded_by"],
                 "recorded_at": row.recorded_at, "basis": row.basis, "from": row.from_status, "to": row.to_status,
                 "summary": row.summary, "warnings": row.warnings}
                for row in case.moves.select_related("acted_by", "recorded_by__person")
                if (event := queries._event(row))
            ]
        )  # fmt: skip


class TiersView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        desk = competence.is_desk(case, self.user)
        return Response([tier_of(row, desk) for row in queries.chain_of(case, self.user)])


class DeadlinesView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response([deadline_of(case, row) for row in case.deadlines.prefetch_related("pauses")])


class ExhibitsView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response([exhibit_of(row) for row in queries.exhibits_of(case)])


class DocumentsView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response(
            [
                {"id": row.code, "kind": row.kind, "title": row.title, "number": row.number, "dated": row.dated,
                 "state": row.state, "classification": row.classification, "sha256": row.sha256,
                 "verification_code": row.verification_code, "url": row.get_absolute_url()}
                for row in OfficialDocument.objects.of("case", case.code)
            ]
        )  # fmt: skip


class MovesView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response([offer_of(case, one) for one in moves.available_moves(case, self.user)])


class MoveView(CaseDoor):
    """``POST cases/{id}/moves/{move}/``: the fields of the move's form and ``acted_by``, ``acted_on``,
    ``basis``; multipart with ``scan`` where somebody else's act is recorded from paper."""

    @extend_schema(tags=["cases"], request=dict, responses=dict)
    def post(self, request: Request, code: str, move: str) -> Response:
        found = Case.objects.visible_to(self.user).filter(code=code).first()
        known = found is not None and move in {row.code for row in transitions.TRACKS[found.track]}
        if found is None or not known:
            raise Http404
        data, scan, uploads = read_body(request, registry.handler_for(move).form)
        envelope = {name: data.pop(name, None) for name in ENVELOPE if name != "scan"}
        acted = appointment_of(envelope["acted_by"], self.user)
        case = moves.perform(
            case_code=code,
            move=move,
            actor=self.user,
            data=data,
            files=uploads,
            acted_by=acted,
            acted_on=day_of(envelope["acted_on"]),
            basis=str(envelope["basis"] or ("scan" if scan else "screen")),
            scan=scan,
            seen=envelope["seen"] if isinstance(envelope["seen"], int) else None,
        )
        case = queries.with_people(Case.objects.filter(pk=case.pk)).get()
        return Response(whole_of(case, self.user))


class SummonsServiceView(CaseDoor):
    """``POST cases/{id}/summons/service/`` (multipart): the current summons was handed over; ``proof`` is its receipt."""

    @extend_schema(tags=["cases"], request=dict, responses=dict)
    def post(self, request: Request, code: str) -> Response:
        self.case(code, note=False)
        body, proof, _files = read_body(request, None, file_name="proof")
        given = ServiceInput(data=body)
        given.is_valid(raise_exception=True)
        examination.serve_summons(case_code=code, actor=self.user, proof=proof, **given.validated_data)
        case = queries.with_people(Case.objects.filter(code=code)).get()
        return Response(whole_of(case, self.user))


class HistoryInput(StrictSerializer):
    source = serializers.CharField(max_length=100)  # type: ignore[assignment]  # a key of the body, not the field's own
    checked_on = serializers.DateField()


class HistoryView(CaseDoor):
    """``POST cases/{id}/history/``: which source of earlier sanctions was looked at, and when."""

    @extend_schema(tags=["cases"], request=HistoryInput, responses=dict)
    def post(self, request: Request, code: str) -> Response:
        self.case(code, note=False)
        given = HistoryInput(data=request.data)
        given.is_valid(raise_exception=True)
        examination.check_history(case_code=code, actor=self.user, **given.validated_data)
        return Response(whole_of(queries.with_people(Case.objects.filter(code=code)).get(), self.user))


class ServiceInput(StrictSerializer):
    served_on = serializers.DateField()
    how = serializers.ChoiceField(["langsung", "kurir", "dikirim", "elektronik"])
    handed_to = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")
    refused = serializers.BooleanField(default=False)
    witnesses = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, default=list, max_length=10
    )
    tracking_number = serializers.CharField(required=False, allow_blank=True, max_length=100, default="")
