from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet


class OverviewConfig(AppConfig):
    name = "neutrality.overview"
    label = "overview"
    verbose_name = _("Ikhtisar")

    def ready(self) -> None:
        from neutrality import menu, stored
        from neutrality.audit import events
        from neutrality.audit.queries import register_visibility
        from neutrality.outbox.signals import given_up
        from neutrality.overview.models import FiguresAgreement

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
        register_visibility("export", _exports_told)
        stored.kept("exports", "overview.Export.stored")
        register_visibility("figures_agreement", lambda user: FiguresAgreement.objects.visible_to(user).values("code"))
        menu.allow("dasbor", _reads_figures)
        menu.add(menu.Item("ekspor-data", "/ekspor/", "unduh", _("Ekspor"), "data", _may_export))
        given_up.connect(_on_given_up, dispatch_uid="overview.export_failed")


def _reads_figures(user: Any) -> bool:
    from neutrality.overview.figures import board

    return board.may_read(user)


def _exports_told(user: Any) -> "QuerySet[Any, Any]":
    """Own exports; to an auditor those of the agency, without one that names a case behind a wall."""
    from django.db.models import Exists, OuterRef, Q
    from django.db.models.fields.json import KeyTextTransform

    from cases.models import Case
    from neutrality.overview.models import Export

    told: Any = Q(requested_by=user)
    if user.has_role("auditor"):
        seen = Case.objects.visible_to(user).filter(code=OuterRef("named"))
        told |= Q(agency_id=user.agency_id) & (Q(named__isnull=True) | Exists(seen))
    return Export.objects.annotate(named=KeyTextTransform("case", "filters")).filter(told).values("code")


def _may_export(user: Any) -> bool:
    """Whoever works with lists; leaders find the page of their figures from the dashboard."""
    return bool(user.has_role("intake", "alternate_intake", "registrar", "auditor"))


def _on_given_up(sender: Any, kind: str, payload: dict[str, Any], **kwargs: Any) -> None:
    from neutrality.overview import actions

    if kind == "overview.export":
        actions.give_up_export(code=payload["export"])
