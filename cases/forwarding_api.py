"""A forwarding followed until answered, at the API."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases import desk_schema as shapes
from cases.actions import forwarding
from cases.codes import plausible
from cases.desk_api import DeskView, forwarding_of
from cases.desk_inputs import AnswerInput, RemindInput
from cases.models import Forwarding


class FollowView(DeskView):
    """Beyond the contract: reminding the receiver of a forwarding, and recording the answer."""

    def forwarding(self, code: str, row: str) -> Forwarding:
        return get_object_or_404(self.report(code).forwardings.select_related("report"), code=plausible(row))


class RemindView(FollowView):
    @extend_schema(tags=["desk"], request=RemindInput, responses=shapes.ForwardingOut)
    def post(self, request: Request, code: str, row: str) -> Response:
        found = self.forwarding(code, row)
        given = RemindInput(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(forwarding_of(forwarding.remind(actor=self.user, forwarding=found, **given.validated_data)))


class AnswerView(FollowView):
    @extend_schema(tags=["desk"], request=AnswerInput, responses=shapes.ForwardingOut)
    def post(self, request: Request, code: str, row: str) -> Response:
        found = self.forwarding(code, row)
        given = AnswerInput(data=request.data)
        given.is_valid(raise_exception=True)
        data = given.validated_data
        answered = forwarding.record_answer(
            actor=self.user, forwarding=found, answered_on=data["answered_on"], answer=data["answer"],
            number=data["letter_number"],
        )  # fmt: skip
        return Response(forwarding_of(answered))
