from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    label = "cases"
    verbose_name = _("Perkara")

    def ready(self) -> None:
        from cases import case_ready, source_ready

        source_ready.connect()
        case_ready.connect()
