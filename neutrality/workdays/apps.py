from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WorkdaysConfig(AppConfig):
    name = "neutrality.workdays"
    label = "workdays"
    verbose_name = _("Kalender hari kerja")

    def ready(self) -> None:
        from neutrality import menu
        from neutrality.audit import events
        from neutrality.audit.queries import everything_of_the_agency, register_visibility

        events.register(
            {
                "calendar.holiday_added": _("menambah hari libur"),
                "calendar.holiday_changed": _("mengubah hari libur"),
                "calendar.holiday_removed": _("menghapus hari libur"),
                "calendar.election_date_saved": _("mencatat tahapan pemilihan di daerah"),
                "calendar.election_date_removed": _("menghapus tahapan pemilihan di daerah"),
                "calendar.year_changed": _("mengubah keterangan tahun kalender"),
                "calendar.year_entered": _("menyiapkan tahun kalender dari paket"),
            }
        )
        register_visibility("calendar", everything_of_the_agency)
        menu.add(menu.Item("hari-kerja", "/hari-kerja/", "kalender", _("Hari kerja"), "rujukan",
                           menu.any_of(menu.intake, menu.legal, menu.admin)))  # fmt: skip
        post_migrate.connect(seed_when_empty, sender=self, dispatch_uid="workdays.seed")


def seed_when_empty(using: str, **_: Any) -> None:
    """The calendar of the seed where a flush emptied the tables, as tests with real threads do."""
    years = apps.get_model("workdays", "CalendarYear")
    if years._meta.db_table not in connections[using].introspection.table_names():
        return
    if not years.objects.using(using).exists():
        import_module("neutrality.workdays.migrations.0002_seed_2020_2030").seed(apps, None)
        import_module("neutrality.workdays.migrations.0004_decree_numbers").fill(apps, None)
