"""What the desk's doors take at the API, field by field. Unknown keys are refused by name."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from cases.models import Report
from neutrality.api import StrictSerializer


class ReportFilter(StrictSerializer):
    status = serializers.ChoiceField(Report.Status.choices, required=False)
    channel = serializers.CharField(required=False, max_length=30)
    received_after = serializers.DateField(required=False)
    q = serializers.CharField(required=False, max_length=200)
    cursor = serializers.CharField(required=False)
    page_size = serializers.IntegerField(required=False, min_value=1)
    count = serializers.ChoiceField(["capped"], required=False)


class SubjectInput(StrictSerializer):
    employee = serializers.CharField(required=False, max_length=20)
    person = serializers.CharField(required=False, max_length=20)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise ValidationError(_("Isi salah satu: employee atau person."))
        return attrs


class OpenCaseInput(StrictSerializer):
    subject = SubjectInput()
    brief = serializers.CharField(max_length=5_000)
    violations = serializers.ListField(child=serializers.CharField(max_length=40), allow_empty=False, max_length=20)
    incident = serializers.CharField(required=False, allow_null=True, max_length=20)
    estimate_of_witnesses = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000)


class AttachInput(StrictSerializer):
    incident = serializers.CharField(max_length=20)


class ReleaseInput(StrictSerializer):
    original = serializers.CharField(max_length=20)
    description = serializers.CharField(max_length=200)
    may_be_shown_to_subject = serializers.BooleanField(default=False)


class AskInput(StrictSerializer):
    body = serializers.CharField(max_length=5_000)


class ForwardInput(StrictSerializer):
    rule = serializers.CharField(max_length=20)
    body = serializers.CharField(required=False, allow_blank=True, max_length=10_000, default="")
    # Beyond the contract: other receivers than the rule's, and a number that another office gave.
    to = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    copies = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, default=list, max_length=10
    )
    number = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"as": serializers.ChoiceField(["laporan", "temuan", "informasi_awal"])}


class CloseInput(StrictSerializer):
    reason = serializers.CharField(max_length=40)
    note = serializers.CharField(required=False, allow_blank=True, max_length=5_000, default="")


class NoteInput(StrictSerializer):
    headline = serializers.CharField(required=False, allow_blank=True, max_length=200)
    note = serializers.CharField(required=False, allow_blank=True, max_length=5_000)
    estimate_of_witnesses = serializers.IntegerField(required=False, min_value=0, max_value=1_000_000)
    protection_plan = serializers.CharField(required=False, allow_blank=True, max_length=5_000)
    occurred_on = serializers.DateField(required=False)


class RemindInput(StrictSerializer):
    note = serializers.CharField(max_length=500)


class AnswerInput(StrictSerializer):
    answered_on = serializers.DateField()
    answer = serializers.CharField(max_length=5_000)
    letter_number = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")
