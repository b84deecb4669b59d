from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class NeutralityConfig(AppConfig):
    name = "neutrality"
    label = "neutrality"

    def ready(self) -> None:
        from neutrality.grants import open_tables

        # Once per migrate, when all tables stand. An app without models sends no signal of its own.
        post_migrate.connect(open_tables, sender=apps.get_app_config("contenttypes"), dispatch_uid="neutrality.grants")
