from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "neutrality.accounts"
    label = "accounts"
    verbose_name = _("Akun")

    def ready(self) -> None:
        from neutrality.accounts import receivers
        from neutrality.accounts.events import EVENTS
        from neutrality.audit import events
        from neutrality.audit.queries import everything_for_auditors, register_visibility

        events.register(EVENTS)
        register_visibility("account", everything_for_auditors)
        receivers.connect()
