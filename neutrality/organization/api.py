"""``/api/v1/employees/``, ``/units/`` and their lines of superiors. Absent and not yours look alike."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from neutrality.api import CursorPages, StrictSerializer
from neutrality.audit.actions import record_search
from neutrality.organization import queries
from neutrality.organization.models import OrgUnit, Person
from neutrality.workdays import today

EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)


class Paging(StrictSerializer):
    cursor = serializers.CharField(required=False, allow_blank=True, max_length=500)
    page_size = serializers.IntegerField(required=False, min_value=1)
    count = serializers.ChoiceField(["capped"], required=False)
    format = serializers.ChoiceField(["json"], required=False)


class EmployeeFilter(Paging):
    q = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="Nama atau NIP.")


class UnitFilter(Paging):
    q = serializers.CharField(required=False, allow_blank=True, max_length=200)
    kind = serializers.ChoiceField(OrgUnit.Kind.choices, required=False)
    parent = serializers.CharField(required=False, max_length=20)  # type: ignore[assignment]


class OnDate(StrictSerializer):
    on = serializers.DateField(required=False, help_text="Bawaan: hari ini.")

    def validate_on(self, value: date) -> date:
        if not EARLIEST <= value <= LATEST:
            raise serializers.ValidationError(_("Isi tanggal antara tahun 1945 dan 2100."))
        return value


class UnitRef(serializers.Serializer[Any]):
    id = serializers.CharField(source="code")
    name = serializers.CharField()


class EmployeeRow(serializers.Serializer[Any]):
    id = serializers.CharField(source="person.code")
    nip = serializers.SerializerMethodField()
    name = serializers.CharField(source="person.full_name")
    position = serializers.CharField()
    unit = UnitRef(allow_null=True)

    def get_nip(self, row: Any) -> str:
        return row.nip if self.context.get("full_nip") else queries.masked_nip(row.nip)


class HolderRow(serializers.Serializer[Any]):
    appointment = serializers.CharField(source="code")
    employee = serializers.CharField(source="person.code")
    name = serializers.CharField(source="person.full_name")
    title = serializers.CharField()
    capacity = serializers.CharField()


class UnitRow(serializers.Serializer[Any]):
    id = serializers.CharField(source="unit.code")
    name = serializers.CharField(source="unit.name")
    short_name = serializers.CharField(source="unit.short_name")
    kind = serializers.CharField(source="unit.kind")
    parent = serializers.CharField(source="parent.code", default=None)  # type: ignore[assignment]
    closed_on = serializers.DateField(source="unit.closed_on", allow_null=True)
    head = HolderRow(allow_null=True)


class LinkRow(serializers.Serializer[Any]):
    distance = serializers.IntegerField()
    relation = serializers.CharField()
    state = serializers.ChoiceField(["ok", "vacant", "acting"])
    position = serializers.CharField(source="position.name")
    unit = UnitRef(source="position.unit")
    holder = HolderRow(allow_null=True)
    basis = serializers.CharField()
    confirmed = serializers.BooleanField()


class Line(serializers.Serializer[Any]):
    on = serializers.DateField()
    line = LinkRow(many=True)


class ThenHolder(HolderRow):
    title = serializers.CharField(source="title_then")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(allow_null=True)


class Head(serializers.Serializer[Any]):
    """Who headed a unit on a day, with the names of that day. ``head`` is null where the post stood vacant."""

    on = serializers.DateField()
    unit = UnitRef()
    head = ThenHolder(allow_null=True)


class NameOrder(CursorPages):
    ordering = ("search_name", "pk")  # type: ignore[assignment]


class TreeOrder(CursorPages):
    ordering = "path"


def _asked(form: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """The query string, unknown keys refused by name."""
    asked = form(data=request.query_params.dict())
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)


def _reads_register(user: Any) -> bool:
    return bool(user.has_role("intake", "alternate_intake", "registrar"))


class EmployeeList(GenericAPIView):
    scope = "employees"
    serializer_class = EmployeeRow
    pagination_class = NameOrder
    filter_backends: list[Any] = []
    queryset = Person.objects.none()

    @extend_schema(parameters=[EmployeeFilter], responses=EmployeeRow(many=True))
    def get(self, request: Request) -> Response:
        asked = _asked(EmployeeFilter, request)
        people = Person.objects.visible_to(request.user).filter(employee__isnull=False).select_related("employee")
        if asked.get("q"):
            people = people.search(asked["q"])
        page: Any = self.paginate_queryset(people)
        record_search(request.user, "person", [person.code for person in page or []], door="api")
        rows = queries.person_rows(page or [], today(getattr(request.user, "agency", None)))
        context = {"full_nip": _reads_register(request.user)}
        return self.get_paginated_response(EmployeeRow(rows, many=True, context=context).data)


class EmployeeLine(APIView):
    scope = "employees"

    @extend_schema(parameters=[OnDate], responses=Line)
    def get(self, request: Request, code: str) -> Response:
        asked = _asked(OnDate, request)
        person = Person.objects.visible_to(request.user).filter(code=code).first()
        if person is None:
            raise Http404
        on = asked.get("on") or today(person.agency)
        return Response(Line({"on": on, "line": queries.line_of_superiors(person, on)}).data)


class UnitList(GenericAPIView):
    scope = "units"
    serializer_class = UnitRow
    pagination_class = TreeOrder
    filter_backends: list[Any] = []
    queryset = OrgUnit.objects.none()

    @extend_schema(parameters=[UnitFilter], responses=UnitRow(many=True))
    def get(self, request: Request) -> Response:
        asked = _asked(UnitFilter, request)
        units = OrgUnit.objects.visible_to(request.user)
        if asked.get("q"):
            units = units.filter(name__icontains=asked["q"])
        if asked.get("kind"):
            units = units.filter(kind=asked["kind"])
        if asked.get("parent"):
            parent = OrgUnit.objects.visible_to(request.user).filter(code=asked["parent"]).first()
            units = units.filter(path__startswith=parent.path, depth=parent.depth + 1) if parent else units.none()
        page: Any = self.paginate_queryset(units)
        rows = queries.unit_rows(page or [], today(getattr(request.user, "agency", None)))
        return self.get_paginated_response(UnitRow(rows, many=True).data)


class UnitLine(APIView):
    scope = "units"

    @extend_schema(parameters=[OnDate], responses=Line)
    def get(self, request: Request, code: str) -> Response:
        asked = _asked(OnDate, request)
        unit = OrgUnit.objects.visible_to(request.user).filter(code=code).first()
        if unit is None:
            raise Http404
        on = asked.get("on") or today(unit.agency)
        return Response(Line({"on": on, "line": queries.line_of_unit(unit, on)}).data)


class UnitHead(APIView):
    scope = "units"

    @extend_schema(parameters=[OnDate], responses=Head)
    def get(self, request: Request, code: str) -> Response:
        asked = _asked(OnDate, request)
        unit = OrgUnit.objects.visible_to(request.user).filter(code=code).first()
        if unit is None:
            raise Http404
        on = asked.get("on") or today(unit.agency)
        named = {"code": unit.code, "name": queries.unit_name_on(unit, on)}
        return Response(Head({"on": on, "unit": named, "head": _head(unit, on)}).data)


def _head(unit: OrgUnit, on: date) -> dict[str, Any] | None:
    head = queries.head_of(unit, on)
    if head is None:
        return None
    return {
        "code": head.code, "person": head.person, "title_then": head.title_on(on), "capacity": head.capacity,
        "starts_on": head.starts_on, "ends_on": head.ends_on,
    }  # fmt: skip
