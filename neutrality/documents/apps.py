from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "neutrality.documents"
    label = "documents"
    verbose_name = _("Surat")

    def ready(self) -> None:
        from neutrality.audit import events

        from . import journal_words

        events.register(journal_words.EVENTS)
