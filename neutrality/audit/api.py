"""The journal for auditors: read-only, walls respected, every reading is itself a row."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from neutrality.audit import actions, events, queries
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.veil import unveiled, veiled


class IsAuditor(BasePermission):
    """Asked of the account itself; accounts stand on a higher floor."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return bool(getattr(request.user, "has_role", lambda role: False)("auditor"))


class JournalEntrySerializer(serializers.ModelSerializer[JournalEntry]):
    id = serializers.SerializerMethodField()  # veiled: the numbers of all agencies' rows run on together
    subject = serializers.SerializerMethodField()
    actor = serializers.CharField(source="actor_label")
    changes = serializers.SerializerMethodField()

    class Meta:
        model = JournalEntry
        fields = ["id", "at", "event", "label", "actor", "subject", "changes", "chain", "seq", "prev_hash", "hash"]

    def get_id(self, entry: JournalEntry) -> str:
        return veiled(entry.pk, "journal")

    def get_subject(self, entry: JournalEntry) -> str:
        return f"{entry.subject_type}:{entry.subject_code}"

    def get_changes(self, entry: JournalEntry) -> dict[str, Any]:
        return queries.changes_shown(entry, self.context["request"].user)


class JournalView(generics.ListAPIView[JournalEntry]):
    """``GET /api/v1/journal/?subject=case:KS-24-7QHM`` newest first; ``event`` narrows it."""

    scope = "journal"
    serializer_class = JournalEntrySerializer
    filter_backends = []

    def get_permissions(self) -> list[Any]:
        return [*super().get_permissions(), IsAuditor()]

    def get_queryset(self) -> QuerySet[JournalEntry]:
        entries = queries.visible_to(self.request.user)
        for name in self.request.query_params:
            if name not in {"subject", "event", "cursor", "page_size", "count"}:
                raise _refused(name, _("Penyaring ini tidak dikenal."))
        if subject := self.request.query_params.get("subject"):
            kind, separator, code = subject.partition(":")
            if not (kind and separator and code) or "\x00" in subject:
                raise _refused("subject", _("Tulis jenis dan kodenya, misalnya case:KS-24-7QHM."))
            entries = entries.filter(subject_type=kind, subject_code=code)
        if event := self.request.query_params.get("event"):
            if event not in events.vocabulary():
                raise _refused("event", _("Peristiwa ini tidak dikenal."))
            entries = entries.filter(event=event)
        return entries

    @extend_schema(parameters=[OpenApiParameter("subject", str), OpenApiParameter("event", str)])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = self.list(request, *args, **kwargs)
        shown = [unveiled(entry["id"], "journal") for entry in response.data["results"]]
        actions.record_search(request.user, "journal", shown)
        return response


def _refused(name: str, message: str) -> Refusal:
    return Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields={name: [message]}, status=400)
