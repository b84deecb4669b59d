from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "neutrality.organization"
    label = "organization"
    verbose_name = _("Pegawai dan jabatan")

    def ready(self) -> None:
        from neutrality.audit import events
        from neutrality.organization.events import EVENTS

        events.register(EVENTS)
