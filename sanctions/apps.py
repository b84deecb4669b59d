from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SanctionsConfig(AppConfig):
    name = "sanctions"
    label = "sanctions"
    verbose_name = _("Hukuman disiplin")

    def ready(self) -> None:
        from neutrality.audit import events as journal
        from sanctions import events, handlers

        journal.register(events.VOCABULARY)
        handlers.connect()
