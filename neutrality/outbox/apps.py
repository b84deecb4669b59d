from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "neutrality.outbox"
    label = "outbox"
    verbose_name = _("Pekerjaan tertunda")

    def ready(self) -> None:
        from neutrality.audit import events
        from neutrality.audit.queries import everything_of_the_agency, register_visibility

        events.register({"outbox.retried": _("mengulang pekerjaan tertunda")})
        register_visibility("owed", everything_of_the_agency)
        # Every room's tasks.py holds its handlers.
        autodiscover_modules("tasks")
