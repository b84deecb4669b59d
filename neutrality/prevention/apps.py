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
        from neutrality.audit.queries import register_visibility
        from neutrality.documents import owners
        from neutrality.organization.signals import unit_moved
        from neutrality.prevention import queries
        from neutrality.prevention.models import Circular

        events.register(
            {
                "circular.drafted": _("menyusun surat edaran"),
                "circular.changed": _("mengubah draf surat edaran"),
                "circular.issued": _("menerbitkan surat edaran"),
                "circular.delivered": _("menyampaikan surat edaran kepada pembaca"),
                "circular.read": _("menyatakan telah membaca dan memahami surat edaran"),
                "circular.reminded": _("mengingatkan yang belum membaca"),
                "reminder.asked": _("mengingatkan seorang rekan tentang aturan"),
            }
        )
        register_visibility("circular", lambda user: Circular.objects.visible_to(user).values("code"))
        owners.register_owner("circular", _sees)
        unit_moved.connect(_on_unit_moved, dispatch_uid="prevention.unit_path")
        menu.count("edaran", lambda user: queries.unread_of(user).count(), red=False)


def _on_unit_moved(sender: Any, old_path: str, new_path: str, **kwargs: Any) -> None:
    from neutrality.organization.signals import rewrite_paths
    from neutrality.prevention.models import Reading

    rewrite_paths(Reading.objects.all(), old_path=old_path, new_path=new_path)


def _sees(user: Any, document: Any) -> bool:
    from neutrality.prevention.models import Circular

    return Circular.objects.visible_to(user).filter(code=document.owner_code).exists()
