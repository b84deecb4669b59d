from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    name = "sanctions"
    label = "sanctions"
    verbose_name = _("Hukuman disiplin")

    def ready(self) -> None:
        from neutrality.audit import events as journal
        from neutrality.audit.queries import register_visibility
        from neutrality.counsel.queries import register_reliant
        from sanctions import events, handlers
        from sanctions.models import Decision
        from sanctions.queries import resting_on

        journal.register(events.VOCABULARY)
        register_visibility("decision", lambda user: Decision.objects.visible_to(user).values("code"))
        register_visibility("register", _entries_seen)
        register_reliant(resting_on)
        handlers.connect()


def _entries_seen(user: Any) -> Any:
    from sanctions.queries import register_for

    entries = register_for(user)
    return () if entries is None else entries.order_by().values("code")
