from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "neutrality.notifications"
    label = "notifications"
    verbose_name = _("Pemberitahuan")

    def ready(self) -> None:
        from neutrality import shell
        from neutrality.notifications.queries import unread_count

        shell.provide("notices", unread_count)
