"""What the frame of every page needs: agency, menu, stage line, banner, language, theme.

One lazy object in the context, ``shell``: a public page that touches none of the
personal parts reads neither session nor account. Rooms give what only they know
with ``provide`` from ``AppConfig.ready()``:

- ``stage``: ``(request) -> {"label", "emphasis", "rest"} | None``, the election line on top
- ``notices``: ``(user) -> int``, unread notices
- ``agency``: ``(request) -> Agency | None``, the agency of a public page
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.translation import get_language

from neutrality import menu

_providers: dict[str, Callable[[Any], Any]] = {}


def provide(name: str, source: Callable[[Any], Any]) -> None:
    _providers[name] = source


def _ask(name: str, subject: Any) -> Any:
    source = _providers.get(name)
    return source(subject) if source else None


def public_agency(request: HttpRequest) -> Any:
    """The agency of a public page: by host name, else DEFAULT_AGENCY, else the only one.

    Where several agencies stand in one installation and nothing tells which is meant,
    the answer is None and the page stays without a name.
    """
    if "agency" in _providers:
        return _ask("agency", request)
    agency = apps.get_model("organization", "Agency")
    host = request.get_host().partition(":")[0]
    found = agency.objects.filter(hosts__contains=[host]).first()
    if found is None and settings.DEFAULT_AGENCY:
        found = agency.objects.filter(code=settings.DEFAULT_AGENCY).first()
    if found is None:
        some = list(agency.objects.all()[:2])
        found = some[0] if len(some) == 1 else None
    return found


class Shell:
    """Read by templates as ``shell.…``; every part is computed at most once, when read."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.training = settings.TRAINING
        # The day on which a training installation stands.
        self.training_day = date.fromisoformat(settings.TODAY) if settings.TODAY else None
        self.fonts = settings.FONTS_INSTALLED
        self.quick_exit_url = settings.QUICK_EXIT_URL

    @property
    def language(self) -> str:
        return (get_language() or "id")[:2]

    @cached_property
    def place(self) -> str:
        """Name of the agency on public pages and in their tab titles: "Kota Pontianak"."""
        try:
            agency = public_agency(self.request)
        except DatabaseError:  # an error page must still render
            return ""
        return agency.short_name if agency else ""

    @cached_property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def agency(self) -> Any:
        return getattr(self.user, "agency", None) or public_agency(self.request)

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        return menu.menu_for(self.user, self.request.path)

    @cached_property
    def stage(self) -> Any:
        return _ask("stage", self.request)

    @cached_property
    def notices(self) -> int:
        return _ask("notices", self.user) or 0

    @property
    def has_notices(self) -> bool:
        return menu.exists("/pemberitahuan/")

    @property
    def has_search(self) -> bool:
        return menu.exists("/cari/")

    @cached_property
    def account_line(self) -> str:
        """What stands under the name: the office of today, the institution, or the role."""
        user = self.user
        offices = user.appointments_today
        if offices:
            heads = [office for office in offices if office.position.is_head]
            return str((heads or offices)[0].title)
        if user.institution:
            return str(user.institution)
        grant = user.grants.order_by("role").first()
        return str(grant.get_role_display()) if grant else ""

    @property
    def theme(self) -> str:
        return getattr(self.user, "theme", "") or ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"shell": Shell(request)}
