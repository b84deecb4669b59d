"""What lower rooms tell that somebody should hear."""

from typing import Any

from django.urls import reverse

from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.notifications.actions import notify
from neutrality.notifications.wording import Kind
from neutrality.workdays import today


def on_request_decided(sender: Any, request: Any, **kwargs: Any) -> None:
    """Who asked for an acting official hears that it was granted or refused; what, the page says."""
    link = reverse("organization:request", args=[request.code])
    notify(request.asked_by, Kind.REQUEST_DECIDED, key=f"request-decided:{request.code}", link=link)


def on_rights_changed(sender: Any, user: User, actor: User, entry: Any, **kwargs: Any) -> None:
    """The owner of the account and the auditors of the agency; what was changed, the journal says."""
    grants = RoleGrant.objects.on(today(user.agency)).filter(role=Role.AUDITOR, user__is_active=True)
    auditors = User.objects.filter(pk__in=grants.values("user_id"), agency=user.agency).exclude(
        pk__in=(user.pk, actor.pk)
    )
    key = f"rights:{entry.pk}"
    for auditor in auditors:
        notify(auditor, Kind.RIGHTS, key=key, link=reverse("audit:trail"))
    notify(user, Kind.OWN_RIGHTS, key=key, link="/profil/")
