from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CounselConfig(AppConfig):
    name = "neutrality.counsel"
    label = "counsel"
    verbose_name = _("Bagian Hukum")

    def ready(self) -> None:
        from neutrality import menu, shell, stored
        from neutrality.audit import events
        from neutrality.audit.queries import everything_of_the_agency, register_visibility
        from neutrality.counsel import checks, cuti_bersama, stage  # noqa: F401 - the checks register themselves
        from neutrality.workdays.queries import ask_about_cuti_bersama

        events.register({"legal.position_recorded": _("mencatat posisi hukum instansi")})
        register_visibility("legal_position", everything_of_the_agency)
        menu.count("posisi", _waiting, red=True)
        shell.provide("stage", stage.line)
        ask_about_cuti_bersama(cuti_bersama.is_skipped)
        stored.kept("scans", "counsel.LegalPosition.attachment")


def _waiting(user: object) -> int | None:
    """How many questions wait for Bagian Hukum's answer."""
    from neutrality.accounts.models import User
    from neutrality.counsel import queries
    from neutrality.law.catalogue import load

    if not isinstance(user, User) or user.agency is None:
        return None
    return len(queries.open_questions(user.agency, load())) or None
