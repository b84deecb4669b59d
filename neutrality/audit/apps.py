from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "neutrality.audit"
    label = "audit"
    verbose_name = _("Jejak audit")

    def ready(self) -> None:
        from neutrality.audit import events, grants

        events.register(events.GENERAL)
        # Runs after every app's migration, so that no broad grant made for another
        # room can open the journal again.
        post_migrate.connect(grants.restrict_after_migrate, dispatch_uid="audit.restrict")
