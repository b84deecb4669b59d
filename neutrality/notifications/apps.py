from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "neutrality.notifications"
    label = "notifications"
    verbose_name = _("Pemberitahuan")

    def ready(self) -> None:
        from neutrality import shell
        from neutrality.accounts.signals import rights_changed
        from neutrality.notifications import receivers
        from neutrality.notifications.queries import unread_count
        from neutrality.organization.signals import request_decided

        shell.provide("notices", unread_count)
        rights_changed.connect(receivers.on_rights_changed, dispatch_uid="notifications.rights_changed")
        request_decided.connect(receivers.on_request_decided, dispatch_uid="notifications.request_decided")
