"""Cases at the API: the same queryset, the same actions, the same forms as the pages."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases import competence, files, lawbook, move_forms, queries, registry, transitions
from cases.actions import examination, moves
from cases.models import Case, Deadline, Exhibit
from cases.parsing import Json, Multipart, check_length
from neutrality.accounts.models import Role, User
from neutrality.api import CursorPages, StrictSerializer
from neutrality.audit.actions import record, record_search, record_view
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment
from neutrality.workdays import today

_CODE = re.compile(r"[A-Z0-9-]{1,20}")
ENVELOPE = ("acted_by", "acted_on", "basis", "scan", "seen")
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


def row_of(case: Case) -> dict[str, Any]:
    """One line of a list. Nothing of how the case came in."""
    employee = getattr(case.person, "employee", None)
    return {
        "id": case.code,
        "status": case.status,
        "status_label": str(case.get_status_display()),
        "track": case.track,
        "subject": {"id": case.person.code, "name": case.person.full_name, "nip": employee.nip if employee else None},
        "unit": {"id": case.unit.code, "name": case.unit.name},
        "incident": {"id": case.incident.code, "title": case.incident.title},
        "holder": {"position": case.holder.code, "title": case.holder.name} if case.holder else None,
        "next_due": case.next_due,
        "opened_on": case.opened_on,
    }


def whole_of(case: Case, user: User) -> dict[str, Any]:
    answer = lawbook.assess_case(case)
    incident = case.incident
    body = row_of(case) | {
        "position": _post(case),
        "incident": {
            "id": incident.code, "title": incident.title, "occurred_from": incident.occurred_from,
            "occurred_to": incident.occurred_to, "place": incident.place,
            "contest": incident.contest.catalogue_id if incident.contest else None,
        },
        "brief": case.brief,
        "team": answer["team"],
        "allegations": [
            {"violation": row.violation, "event_date": row.event_date, "stage": row.stage, "citation": row.citation}
            for row in case.allegations.all()
        ],
        "examination_team": [
            {"appointment": one.appointment.code, "name": one.appointment.person.full_name, "element": one.element,
             "role": one.role}
            for one in case.team.select_related("appointment__person")
        ],
        "summonses": [_summons(row) for row in case.summonses.all()],
        "siblings": [one.code for one in queries.siblings(case, user)],
        "arises_from": _visible_code(case.arises_from, user),
        "legacy": case.legacy,
        "closed_on": case.closed_on,
        "close_reason": case.close_reason,
        "history": {"source": case.history_source, "checked_on": case.history_checked_on},
    }  # fmt: skip
    if user.has_role(Role.REGISTRAR):
        body["register_number"] = case.register_number
    return body


def _post(case: Case) -> str | None:
    held = organization.position_of(case.person, today(case.agency))
    return held.title if held else None


def _visible_code(case: Case | None, user: User) -> str | None:
    if case is None or not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return None
    return case.code


def _summons(row: Any) -> dict[str, Any]:
    return {
        "ordinal": row.ordinal, "state": row.state, "letter_date": row.letter_date, "exam_date": row.exam_date,
        "exam_time": row.exam_time, "place": row.place, "served_on": row.served_on, "served_how": row.served_how,
        "attended": row.attended, "document": row.document.code if row.document else None,
    }  # fmt: skip


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
        return Response([_tier(row, desk) for row in queries.chain_of(case, self.user)])


def _tier(row: queries.ChainView, desk: bool) -> dict[str, Any]:
    tier = row.tier
    passed = tier.state == "passed_over"
    body: dict[str, Any] = {
        "order": tier.order, "position": tier.position.code, "title": tier.position.name, "relation": tier.relation,
        "state": tier.state, "state_label": str(tier.get_state_display()), "vacant": tier.vacant,
        "holder": None if passed or tier.holder is None else {
            "appointment": tier.holder.code, "name": tier.holder.person.full_name, "capacity": tier.holder.capacity},
        "reached_on": tier.reached_on, "acted_on": tier.acted_on, "did": tier.did,
    }  # fmt: skip
    if desk:
        body["passed_reason"] = tier.passed_reason or None
    return body


class DeadlinesView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response([_deadline(case, row) for row in case.deadlines.prefetch_related("pauses")])


def _deadline(case: Case, row: Deadline) -> dict[str, Any]:
    ended = row.met_on or row.cancelled_on
    return {
        "rule": row.rule, "basis": row.basis, "citation": row.citation, "label": row.label, "start_event": row.start_event,
        "starts_on": row.starts_on, "days": row.days, "day_type": row.day_type, "earliest_on": row.earliest_on,
        "due_on": row.due_on, "skipped": row.skipped, "calendar_version": row.calendar_version,
        "provisional": row.provisional, "met_on": row.met_on, "cancelled_on": row.cancelled_on,
        "days_left": None if ended else queries.days_left(case, row.due_on),
        "missed": bool(row.met_on and row.met_on > row.due_on),
        "pauses": [{"ground": one.ground, "note": one.note, "starts_on": one.starts_on, "ends_on": one.ends_on}
                   for one in row.pauses.all()],
    }  # fmt: skip


class ExhibitsView(CaseDoor):
    @extend_schema(tags=["cases"], responses=ROWS)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        return Response([_exhibit(row) for row in queries.exhibits_of(case)])


def _exhibit(row: Exhibit) -> dict[str, Any]:
    return {
        "id": row.code, "label": row.label, "description": row.description, "content_type": row.content_type,
        "size": row.size, "sha256": row.sha256, "state": files.integrity(row), "origin": _("diterima BKPSDM"),
        "may_be_shown_to_subject": row.may_be_shown_to_subject,
    }  # fmt: skip


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
        return Response([_offer(case, one) for one in moves.available_moves(case, self.user)])


def _offer(case: Case, offer: moves.Offer) -> dict[str, Any]:
    form = moves.make_form(offer.handler, case, today(case.agency), None)
    return {
        "move": offer.move.code,
        "label": offer.label,
        "allowed": offer.allowed,
        "missing": [one.as_dict() for one in offer.missing],
        "citation": offer.move.citation,
        "input": move_forms.schema_of(form),
    }


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
        acted = _appointment(envelope["acted_by"], self.user)
        case = moves.perform(
            case_code=code,
            move=move,
            actor=self.user,
            data=data,
            files=uploads,
            acted_by=acted,
            acted_on=_day(envelope["acted_on"]),
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


# --- reading a body -------------------------------------------------------------------------


def read_body(
    request: Request, form: Any, file_name: str = "scan"
) -> tuple[dict[str, Any], bytes | None, dict[str, Any]]:
    """``(fields, scan, further files)``. Unknown keys are refused by name; wrong JSON types too."""
    check_length(request)
    data = request.data
    if not isinstance(data, Mapping):
        raise ParseError(_("Kirim sebuah objek JSON."))
    uploads = dict(request.FILES.items()) if request.FILES else {}
    scan = uploads.pop(file_name, None)
    values = _flat(data, [*uploads, file_name]) if hasattr(data, "getlist") else dict(data)
    if form is not None:
        known = {*form.base_fields, *ENVELOPE}
        unknown = [str(name) for name in [*values, *uploads] if name not in known]
        if unknown:
            raise ValidationError(
                {name: [_("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")] for name in unknown}
            )
        if not hasattr(data, "getlist"):
            _typed(values, form)
    return values, scan.read() if scan is not None else None, uploads


def _flat(data: Any, skip: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in data:
        if name in skip:
            continue
        text = data.get(name)
        found[name] = text
        if isinstance(text, str) and text[:1] in "[{":
            try:
                found[name] = json.loads(text)
            except (ValueError, RecursionError):
                found[name] = text
    return found


def _typed(values: dict[str, Any], form: Any) -> None:
    """JSON of the wrong type is refused before a form would turn it into text."""
    schema = move_forms.schema_of(form)["properties"]
    errors = {}
    for name, value in values.items():
        if name in schema and value is not None and not _fits(value, schema[name]["type"]):
            errors[name] = [_("Jenis isian ini salah; lihat “input” pada daftar langkah.")]
    if errors:
        raise ValidationError(errors)


def _fits(value: Any, kind: Any) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    tests = {
        "string": isinstance(value, str), "boolean": isinstance(value, bool), "array": isinstance(value, list),
        "integer": isinstance(value, int) and not isinstance(value, bool), "object": isinstance(value, dict),
        "null": value is None,
    }  # fmt: skip
    return any(tests[one] for one in kinds)


def _appointment(value: Any, user: User) -> str | None:
    if value in (None, ""):
        return None
    known = Appointment.objects.filter(agency=user.agency)
    if not isinstance(value, str) or not _CODE.fullmatch(value) or not known.filter(code=value).exists():
        raise ValidationError({"acted_by": [_("Jabatan ini tidak dikenal. Kirim kode pemegang jabatan.")]})
    return value


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValidationError({"acted_on": [_("Isi tanggal seperti 2024-10-16.")]}) from None
