"""What the source side of this room connects when the program starts."""

from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from neutrality import menu, stored
from neutrality.audit import events
from neutrality.audit.queries import register_visibility
from neutrality.documents import owners


def connect() -> None:
    from cases import journal_words, walls_later
    from cases.actions import forward_letters, letters
    from cases.models import Forwarding, IncomingLetter, Report
    from cases.signals import case_decided, case_ended
    from neutrality.accounts.models import RoleGrant, User
    from neutrality.organization.models import Appointment

    events.register(journal_words.SOURCE)
    # The digests of a report's chain are shown to whoever reads the report; no auditor's list has them.
    register_visibility("report", lambda user: Report.objects.visible_to(user).values("code"))
    register_visibility("letter", lambda user: IncomingLetter.objects.visible_to(user).values("code"))
    register_visibility(
        "forwarding",
        lambda user: Forwarding.objects.filter(report__in=Report.objects.visible_to(user)).values("code"),
    )
    owners.register_owner(forward_letters.OWNER, forward_letters.sees)
    stored.kept("sumber", "cases.Original.stored", "cases.Original.cleaned")
    post_save.connect(walls_later.on_grant, sender=RoleGrant, dispatch_uid="cases.walls.grant")
    post_save.connect(walls_later.on_appointment, sender=Appointment, dispatch_uid="cases.walls.appointment")
    post_save.connect(walls_later.on_account, sender=User, dispatch_uid="cases.walls.account")
    case_decided.connect(letters.on_case_decided, dispatch_uid="cases.letters.decided")
    case_ended.connect(letters.on_case_ended, dispatch_uid="cases.letters.ended")
    menu.count("kotak-masuk", _waiting, red=True)
    menu.add(menu.Item("lapor-atasan", "/lapor-atasan/", "tambah", _("Lapor ke BKPSDM"), "data", menu.superior))


def _waiting(user: Any) -> int | None:
    from cases.desk.queries import waiting_count

    return waiting_count(user) or None
