"""Sessions: how long they last untouched, and whether they carry the second factor.

``settings.TRAINING`` asks nobody for a second factor.
"""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from neutrality.errors import Refusal

_LAST_SEEN = "last_seen"
_WRITE_EVERY = 60  # seconds between two notes of activity


def is_idle(request: HttpRequest) -> bool:
    """Whether the session rested longer than ``SESSION_IDLE_SECONDS``."""
    seen = request.session.get(_LAST_SEEN)
    return seen is not None and time.time() - seen > settings.SESSION_IDLE_SECONDS


def note_activity(request: HttpRequest) -> None:
    now = int(time.time())
    if now - request.session.get(_LAST_SEEN, 0) >= _WRITE_EVERY:
        request.session[_LAST_SEEN] = now


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this person must set up a second factor before anything else."""
    user: Any = request.user
    if settings.TRAINING or _second_factor_at(request) is not None:
        return False
    return bool(user.needs_second_factor) and not is_mfa_enabled(user)


def fresh_second_factor(request: Any) -> None:
    """Refuse (403 ``second_factor_required``) unless the second factor was given within the last minutes.

    For ``decide`` and the reveal of an identity; takes a Django or REST framework request.
    A token never suffices. Pages send the person to ``second_factor_url`` and come back.
    """
    if settings.TRAINING:
        return
    django_request = getattr(request, "_request", request)
    given = None if getattr(request, "auth", None) else _second_factor_at(django_request)
    if given is None or time.time() - given > settings.SECOND_FACTOR_FRESH_SECONDS:
        raise Refusal(
            "second_factor_required",
            _("Langkah ini meminta kode faktor kedua yang baru. Masukkan kode, lalu ulangi."),
            status=403,
        )


def second_factor_url(request: HttpRequest, back: str = "") -> str:
    """Where a person gives the code again, and returns to ``back`` (default: this page)."""
    name = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
    return f"{reverse(name)}?{urlencode({'next': back or request.get_full_path()})}"


def _second_factor_at(request: HttpRequest) -> float | None:
    """When this session last saw the second factor, as a Unix time."""
    user: Any = request.user
    moments = [row["at"] for row in get_authentication_records(request, user) if row.get("method") == "mfa"]
    return max(moments, default=None)
