from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "neutrality.organization"
    label = "organization"
    verbose_name = _("Pegawai dan jabatan")

    def ready(self) -> None:
        from neutrality import menu, stored
        from neutrality.audit import events
        from neutrality.audit.queries import everything_for_auditors, register_visibility
        from neutrality.organization.events import EVENTS

        events.register(EVENTS)
        for kind in ("agency", "appointment", "person", "position", "unit", "import", "appointment_request"):
            register_visibility(kind, everything_for_auditors)
        stored.kept("orders", "organization.Appointment.scan")
        menu.count("pegawai", requests_waiting, red=True)
        connection_created.connect(narrow_trigrams, dispatch_uid="organization.narrow_trigrams")


def requests_waiting(user: Any) -> int | None:
    """Requests for an acting official that this keeper or head may have to decide; nothing where none wait."""
    from neutrality.organization.models import AppointmentRequest

    if not (user.has_role("registrar", "intake") or user.headed_units):
        return None
    rows = AppointmentRequest.objects.visible_to(user).filter(state=AppointmentRequest.State.WAITING)
    return rows.exclude(asked_by=user).count() or None


def narrow_trigrams(connection: Any, **kwargs: Any) -> None:
    """The operator ``%`` on this connection finds what a search keeps anyway: at the default of 0.3 the index
    hands over thirty times as many names. A pooler that forgets this costs time, no result.
    """
    from neutrality.organization.models.people import NEAR

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, false)", [str(NEAR)])
