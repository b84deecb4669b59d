"""Administrators see what is owed and retry what failed; never for which matter, nor at what hour one came in.

Keys and payloads hold codes of reports, cases and letters, which an administrator has no right to know of. What is done
is not listed, and the rest by day: the minute of a finished task would be the minute in which an anonymous report came.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from neutrality import formats
from neutrality.errors import Refusal
from neutrality.outbox import actions
from neutrality.outbox.models import Owed, State


@admin.register(Owed)
class OwedAdmin(admin.ModelAdmin):
    list_display = ["kind", "state", "attempts", "day", "last_error"]
    list_filter = ["state", "kind"]
    fields = ["kind", "state", "attempts", "day", "last_error"]
    readonly_fields = ["day"]
    ordering = ["-pk"]
    actions = ["retry"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Owed]:
        return super().get_queryset(request).exclude(state=State.DONE)

    @admin.display(description=_("tidak sebelum"))
    def day(self, owed: Owed) -> Any:
        return formats.day(formats.as_day(owed.not_before))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Owed | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Owed | None = None) -> bool:
        return False

    @admin.action(description=_("Ulangi yang gagal"))
    def retry(self, request: HttpRequest, queryset: QuerySet[Owed]) -> None:
        retried = 0
        for owed in queryset:
            try:
                actions.retry(owed_id=owed.pk, actor=request.user)
            except Refusal as refusal:
                self.message_user(request, str(refusal), messages.WARNING)
            else:
                retried += 1
        self.message_user(request, gettext("%(n)s pekerjaan diulang.") % {"n": retried})
