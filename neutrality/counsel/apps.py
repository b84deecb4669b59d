from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CounselConfig(AppConfig):
    name = "neutrality.counsel"
    label = "counsel"
    verbose_name = _("Bagian Hukum")

    def ready(self) -> None:
        from neutrality.audit import events

        events.register({"legal.position_recorded": _("mencatat posisi hukum instansi")})
