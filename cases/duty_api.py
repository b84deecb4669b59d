"""The duty of a case at the API: what stands, and each act that can be recorded about it."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import duty_view
from cases.actions import duty_acts, line
from cases.case_api import CaseDoor
from cases.duty_forms import ACTS, NAMES
from cases.models import Case
from cases.move_bodies import read_body
from neutrality.errors import Refusal
from neutrality.workdays import today


class DutyView(CaseDoor):
    @extend_schema(tags=["cases"], responses=dict)
    def get(self, request: Request, code: str) -> Response:
        case = self.case(code)
        if not duty_view.may_see(case, self.user):
            raise Http404
        return Response(duty_view.as_dict(case, self.user))


class DutyActView(CaseDoor):
    """``POST cases/{id}/duty/{act}/``: transfer, service, withdraw, reminder, chance, explanation, neglect;
    ``line`` confirms a changed line. Multipart where a scan comes along (``proof``, for neglect ``scan``)."""

    @extend_schema(tags=["cases"], request=dict, responses=dict)
    def post(self, request: Request, code: str, act: str) -> Response:
        case = Case.objects.visible_to(self.user).filter(code=code).first()
        if case is None or not duty_view.may_see(case, self.user) or act not in {*NAMES, "line"}:
            raise Http404
        if act == "line":
            data, _scan, _uploads = read_body(request, None)
            self._known(data, {"note"})
            line.confirm(case_code=code, actor=self.user, note=str(data.get("note", "")))
        else:
            self._act(request, case, NAMES[act])
        case = Case.objects.select_related("agency__parent", "person").get(pk=case.pk)
        return Response(duty_view.as_dict(case, self.user))

    def _act(self, request: Request, case: Case, act: str) -> None:
        form_class = ACTS[act]
        upload = "scan" if "scan" in form_class.base_fields else "proof"
        data, scan, _uploads = read_body(request, None, file_name=upload)
        self._known(data, set(form_class.base_fields) - {upload})
        files = {upload: request.FILES[upload]} if request.FILES.get(upload) else {}
        form = form_class(data, files, case=case, on=today(case.agency))
        if not form.is_valid():
            fields = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
            raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=fields, status=400)
        duty_acts.perform(
            case=case, actor=self.user, act=act, data=form.cleaned_data | ({upload: scan} if files else {})
        )

    @staticmethod
    def _known(data: dict[str, Any], known: set[str]) -> None:
        unknown = [str(name) for name in data if name not in known]
        if unknown:
            text = _("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")
            raise Refusal("malformed", text, fields={name: [text] for name in unknown}, status=400)
