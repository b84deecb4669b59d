from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "neutrality.overview"
    label = "overview"
    verbose_name = _("Ikhtisar")

    def ready(self) -> None:
        from neutrality.audit import events
        from neutrality.audit.queries import register_visibility
        from neutrality.overview.models import Export

        events.register(
            {
                "export.requested": _("meminta ekspor"),
                "export.made": _("menyusun ekspor"),
                "export.fetched": _("mengunduh ekspor"),
            }
        )
        register_visibility("export", lambda user: Export.objects.visible_to(user).values("code"))
