"""Administrators see what is owed and retry what failed; never for which matter.

Keys and payloads hold codes of reports, cases and letters, which an administrator has no right to know of.
"""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from neutrality.errors import Refusal
from neutrality.outbox import actions
from neutrality.outbox.models import Owed


@admin.register(Owed)
class OwedAdmin(admin.ModelAdmin):
    list_display = ["kind", "state", "attempts", "not_before", "done_at", "last_error"]
    list_filter = ["state", "kind"]
    fields = ["kind", "state", "attempts", "not_before", "done_at", "last_error"]
    ordering = ["-pk"]
    actions = ["retry"]
    show_full_result_count = False

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
