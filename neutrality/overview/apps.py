from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "neutrality.overview"
    label = "overview"
    verbose_name = _("Ikhtisar")

    def ready(self) -> None:
        from neutrality import menu, stored
        from neutrality.audit import events
        from neutrality.audit.queries import register_visibility
        from neutrality.outbox.signals import given_up
        from neutrality.overview.models import Export, FiguresAgreement

        events.register(
            {
                "export.requested": _("meminta ekspor"),
                "export.made": _("menyusun ekspor"),
                "export.fetched": _("mengunduh ekspor"),
                "export.failed": _("tidak berhasil menyusun ekspor"),
                "figures.agreed": _("mencatat kesepakatan berbagi angka"),
                "figures.ended": _("mengakhiri kesepakatan berbagi angka"),
            }
        )
        register_visibility("export", lambda user: Export.objects.visible_to(user).values("code"))
        stored.kept("exports", "overview.Export.stored")
        register_visibility("figures_agreement", lambda user: FiguresAgreement.objects.visible_to(user).values("code"))
        menu.allow("dasbor", _reads_figures)
        given_up.connect(_on_given_up, dispatch_uid="overview.export_failed")


def _reads_figures(user: Any) -> bool:
    from neutrality.overview.figures import board

    return board.may_read(user)


def _on_given_up(sender: Any, kind: str, payload: dict[str, Any], **kwargs: Any) -> None:
    from neutrality.overview import actions

    if kind == "overview.export":
        actions.give_up_export(code=payload["export"])
