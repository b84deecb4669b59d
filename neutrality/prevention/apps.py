from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreventionConfig(AppConfig):
    name = "neutrality.prevention"
    label = "prevention"
    verbose_name = _("Pembinaan")

    def ready(self) -> None:
        from neutrality import menu
        from neutrality.audit import events
        from neutrality.documents import owners
        from neutrality.prevention import queries

        events.register(
            {
                "circular.drafted": _("menyusun surat edaran"),
                "circular.changed": _("mengubah draf surat edaran"),
                "circular.issued": _("menerbitkan surat edaran"),
                "circular.delivered": _("menyampaikan surat edaran kepada pembaca"),
                "circular.read": _("menyatakan telah membaca dan memahami surat edaran"),
                "circular.reminded": _("mengingatkan yang belum membaca"),
            }
        )
        owners.register_owner("circular", _sees)
        menu.count("edaran", lambda user: queries.unread_of(user).count(), red=False)


def _sees(user: Any, document: Any) -> bool:
    from neutrality.prevention.models import Circular

    return Circular.objects.visible_to(user).filter(code=document.owner_code).exists()
