"""The desk at the API: reports, triage, letters. Same querysets, same actions as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cases import desk_schema as shapes
from cases import matching, walls
from cases.actions import exhibits, forwarding, intake, letters, triage
from cases.codes import plausible
from cases.desk import queries
from cases.desk_inputs import (
    AskInput,
    AttachInput,
    CloseInput,
    ForwardInput,
    NoteInput,
    OpenCaseInput,
    ReleaseInput,
    ReportFilter,
)
from cases.models import Forwarding, Incident, IncomingLetter, Original, Report
from cases.parsing import Multipart, body_of
from cases.public_api import LISTS, OBJECTS, SUBMIT_SCHEMA, EntryInput, ReportThrottle, SubmitMixin
from neutrality.accounts.models import Role, User
from neutrality.api import CursorPages, StrictSerializer
from neutrality.audit.actions import record_search, record_view
from neutrality.parsing import Json


class DeskView(APIView):
    scope = "reports"
    parser_classes = [Json, Multipart]

    @property
    def user(self) -> User:
        user: Any = self.request.user
        return user

    def report(self, code: str) -> Report:
        return get_object_or_404(Report.objects.visible_to(self.user).select_related("agency"), code=plausible(code))


# --- reports -------------------------------------------------------------------


def as_row(report: Report) -> dict[str, Any]:
    return {
        "id": report.code,
        "status": report.status,
        "status_label": str(report.get_status_display()),
        "channel": report.channel,
        "desk": report.desk,
        "identity_mode": report.identity_mode,
        "headline": queries.headline(report),
        "received_on": report.received_on,
        "occurred_from": report.occurred_from,
        "occurred_to": report.occurred_to,
        "place": report.place,
        "region": report.region,
        "conduct": report.conduct,
        "stage": report.stage,
        "review_due": report.review_due,
    }


def as_whole(report: Report) -> dict[str, Any]:
    told = walls.told_of(report)
    return as_row(report) | {
        "narrative": report.narrative,
        "language": report.language,
        "persons": told.get("persons", []),
        "links": told.get("links", []),
        "posts": told.get("posts", []),
        "not_to_be_read_by": told.get("not_to_be_read_by", []),
        "estimate_of_witnesses": report.witnesses,
        "protection_plan": report.protection_plan,
        "note": report.note,
        "close_reason": report.close_reason,
        "originals": [_original(one) for one in exhibits.originals_of(report)],
        "messages": [
            {"from": one.sender, "on": one.on, "body": one.body, "sent": one.sent_on is not None}
            for one in report.messages.all()
        ],
        "incidents": [link.incident.code for link in report.links.select_related("incident")],
        "forwardings": [forwarding_of(one) for one in report.forwardings.select_related("document")],
        "bawaslu_test": queries.bawaslu_test(report),
    }


def forwarding_of(row: Forwarding) -> dict[str, Any]:
    return {
        "id": row.code, "rule": row.rule, "as": row.sent_as, "on": row.on, "to": row.to, "copies": row.copies,
        "document": row.document.code if row.document else None,
        "number": row.document.number if row.document else "",
        "due_on": row.due_on, "answered_on": row.answered_on, "answer": row.answer,
    }  # fmt: skip


def _original(original: Original) -> dict[str, Any]:
    return {
        "id": original.code,
        "content_type": original.content_type,
        "size": original.size,
        "sha256": original.sha256,
        "state": "not_cleanable" if original.unreadable else "cleaned" if original.cleaned else "waiting",
        "released_as": [release.exhibit.label for release in original.releases.all()],
    }


class ReportsView(SubmitMixin, DeskView):
    """``POST``: the public door, which ignores session and token. ``GET``: the desk's own list."""

    def _public(self) -> bool:
        request = getattr(self, "request", None)  # the schema's generator asks without one
        return request is not None and request.method != "GET"

    def get_authenticators(self) -> list[Any]:
        return [] if self._public() else [one() for one in APIView.authentication_classes]

    def get_permissions(self) -> list[Any]:
        return [] if self._public() else [one() for one in APIView.permission_classes]

    def get_throttles(self) -> list[Any]:
        return [ReportThrottle()] if self._public() else [one() for one in APIView.throttle_classes]

    @SUBMIT_SCHEMA
    def post(self, request: Request) -> Response:
        return self.submit(request)

    @extend_schema(
        operation_id="v1_reports_list",
        parameters=[ReportFilter],
        tags=["desk"],
        responses=shapes.paged(shapes.ReportRowOut, "ReportPage"),
    )
    def get(self, request: Request) -> Response:
        asked = ReportFilter(data={name: value for name, value in request.query_params.items() if value})
        asked.is_valid(raise_exception=True)
        found = queries.filtered(
            Report.objects.visible_to(self.user),
            status=asked.validated_data.get("status", ""),
            channel=asked.validated_data.get("channel", ""),
            received_after=asked.validated_data.get("received_after"),
            q=asked.validated_data.get("q", ""),
        )
        return _page(request, self, found, "report")


def _page(request: Request, view: APIView, found: QuerySet[Any], kind: str) -> Response:
    pages = CursorPages()
    rows = pages.paginate_queryset(found, request, view)
    record_search(request.user, kind, [row.code for row in rows], door="api")
    return pages.get_paginated_response([as_row(row) if kind == "report" else as_letter(row) for row in rows])


class ReportView(DeskView):
    @extend_schema(tags=["desk"], responses=shapes.ReportOut)
    def get(self, request: Request, code: str) -> Response:
        report = self.report(code)
        record_view(self.user, report)
        return Response(as_whole(report))


class EntryView(DeskView):
    """``POST reports/entry/``: a report that came by letter, phone, at the counter or from monitoring."""

    @extend_schema(tags=["desk"], request=EntryInput, responses={201: shapes.ReportOut})
    def post(self, request: Request) -> Response:
        data, files = body_of(request, LISTS | {"posts"}, OBJECTS)
        report = intake.enter_report(actor=self.user, data=data, files=files)
        seen = Report.objects.visible_to(self.user).filter(pk=report.pk).first()
        # A report that touches the officer's own desk went to the other one: only its id is told.
        body = as_whole(seen) if seen else {"id": report.code, "status": report.status}
        return Response(body, status.HTTP_201_CREATED)


class MatchesView(DeskView):
    @extend_schema(tags=["desk"], responses=shapes.MatchOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        report = self.report(code)
        record_view(self.user, report)
        found = matching.matches(report, walls.told_of(report))
        return Response([{key: row[key] for key in row if key != "told"} for row in found])


class SimilarView(DeskView):
    @extend_schema(tags=["desk"], responses=shapes.SimilarOut(many=True))
    def get(self, request: Request, code: str) -> Response:
        report = self.report(code)
        record_view(self.user, report)
        return Response(
            [{key: row[key] for key in row if key in ("report", "incident", "case", "score", "reasons")}
             for row in matching.similar(self.user, report)]
        )  # fmt: skip


# --- steps ---------------------------------------------------------------------


class StepView(DeskView):
    """One step on one report; ``step`` gives the body of the answer."""

    serializer: type[serializers.Serializer] = StrictSerializer
    answer_status: int = status.HTTP_200_OK

    def post(self, request: Request, code: str) -> Response:
        report = self.report(code)
        data, _files = body_of(request, set(), set())
        given = self.serializer(data=data)
        given.is_valid(raise_exception=True)
        answer = self.step(report, given.validated_data)
        report.refresh_from_db()
        return Response({"id": report.code, "status": report.status} | answer, self.answer_status)

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError


@shapes.step
class OpenCaseView(StepView):
    serializer = OpenCaseInput
    answer_status = status.HTTP_201_CREATED

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        [(kind, code)] = data["subject"].items()
        case = triage.open_case(
            actor=self.user,
            report=report,
            subject=triage.Subject(code, kind == "employee"),
            brief=data["brief"],
            violations=data["violations"],
            incident=_incident(self.user, data.get("incident")),
            estimate_of_witnesses=data.get("estimate_of_witnesses"),
        )
        return {"case": case.code, "incident": case.incident.code}


@shapes.step
class AttachView(StepView):
    serializer = AttachInput

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        incident = _incident(self.user, data["incident"])
        if incident is None:
            raise Http404
        triage.attach_to_incident(actor=self.user, report=report, incident=incident)
        return {"incident": incident.code}


@shapes.step
class ReleaseView(StepView):
    serializer = ReleaseInput
    answer_status = status.HTTP_201_CREATED

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        original = next((one for one in exhibits.originals_of(report) if one.code == data["original"]), None)
        if original is None:
            raise Http404
        exhibit = exhibits.release_exhibit(
            actor=self.user,
            report=report,
            original=original,
            description=data["description"],
            may_be_shown_to_subject=data["may_be_shown_to_subject"],
        )
        return {"exhibit": exhibit.code, "label": exhibit.label, "sha256": exhibit.sha256}


@shapes.step
class AskView(StepView):
    serializer = AskInput

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        triage.ask_reporter(actor=self.user, report=report, body=data["body"])
        return {}


@shapes.step
class ForwardView(StepView):
    serializer = ForwardInput

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        row = forwarding.forward_report(actor=self.user, report=report, sent_as=data.pop("as"), **data)
        return {"rule": row.rule, "as": row.sent_as, "forwarding": row.code}


@shapes.step
class CloseView(StepView):
    serializer = CloseInput

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        triage.close_report(actor=self.user, report=report, reason=data["reason"], note=data["note"])
        return {}


@shapes.step
class NoteView(StepView):
    """Beyond the contract: what the desk must know before a case (date, estimate, protection plan)."""

    serializer = NoteInput

    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        if "estimate_of_witnesses" in data:
            data["witnesses"] = data.pop("estimate_of_witnesses")
        triage.note(actor=self.user, report=report, **data)
        return {}


@shapes.step
class UndoView(StepView):
    def step(self, report: Report, data: dict[str, Any]) -> dict[str, Any]:
        triage.undo(actor=self.user, report=report)
        return {}


def _incident(user: User, code: str | None) -> Incident | None:
    """An incident that the officer may name: one with a case or a report that they see."""
    if not code:
        return None
    found = queries.incidents_of(user).filter(code=plausible(code)).first()
    if found is None:
        raise Http404
    return found


# --- letters -------------------------------------------------------------------


def as_letter(letter: IncomingLetter) -> dict[str, Any]:
    return {
        "id": letter.code,
        "sender": letter.sender,
        "sender_name": letter.sender_name,
        "number": letter.number,
        "dated": letter.dated,
        "received_on": letter.received_on,
        "agenda_number": letter.agenda_number,
        "recommendations": [
            {
                "name": one.name,
                "nip": one.nip,
                "asks": one.asks,
                "due": one.due,
                "outcome": one.outcome,
                "level": one.level,
                "reply_number": one.reply_number,
                "replied_on": one.replied_on,
            }
            for one in letter.recommendations.all()
        ],
    }


class LettersView(DeskView):
    scope = "letters"

    @extend_schema(tags=["desk"], responses=shapes.paged(shapes.LetterOut, "LetterPage"))
    def get(self, request: Request) -> Response:
        found = IncomingLetter.objects.visible_to(self.user).prefetch_related("recommendations")
        return _page(request, self, found, "letter")

    @extend_schema(tags=["desk"], request=shapes.LetterIn, responses={201: shapes.LetterOut})
    def post(self, request: Request) -> Response:
        data, files = body_of(request, {"recommendations"}, set())
        unknown = set(data) - set(queries.LETTER_KEYS)
        if unknown:
            message = _("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")
            raise ValidationError({name: [message] for name in sorted(unknown)})
        letter = letters.file_letter(actor=self.user, data=data, files=files)
        body = as_letter(letter)
        if self.user.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE) and letter.report:
            body["report"] = letter.report.code
        return Response(body, status.HTTP_201_CREATED)
