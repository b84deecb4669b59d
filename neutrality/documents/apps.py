from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet


class DocumentsConfig(AppConfig):
    name = "neutrality.documents"
    label = "documents"
    verbose_name = _("Surat")

    def ready(self) -> None:
        from neutrality import menu, stored
        from neutrality.audit import events
        from neutrality.audit.queries import everything_for_auditors, register_visibility

        from . import journal_words, register_views
        from .actions import agency_texts

        events.register(journal_words.EVENTS)
        register_visibility("document", _letters_seen)
        register_visibility("number_series", everything_for_auditors)
        menu.add(
            menu.Item("nomor", "/surat/nomor/", "dokumen", _("Buku nomor surat"), "data", register_views.keeps_numbers)
        )
        menu.add(
            menu.Item("paragraf", "/surat/paragraf/", "pena", _("Paragraf surat"), "rujukan", agency_texts.may_set)
        )
        stored.kept("letters", "documents.OfficialDocument.pdf", "documents.OfficialDocument.scan")
        stored.kept("scans", "documents.OfficialDocument.scan", "documents.ServiceProof.proof")


def _letters_seen(user: Any) -> "QuerySet[Any, Any]":
    """The letters whose owners the reader's journal shows: a wall around a case is one around its letters."""
    from django.db.models import Q

    from neutrality.audit.queries import codes_seen
    from neutrality.documents import owners
    from neutrality.documents.models import OfficialDocument

    seen = Q(pk__in=[])
    for kind in owners.kinds():
        codes = codes_seen(kind, user)
        letters = Q(owner_type=kind)
        seen |= letters if codes is None else letters & Q(owner_code__in=codes)
    return OfficialDocument.objects.filter(seen, agency_id=user.agency_id).values("code")
