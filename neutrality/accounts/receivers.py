"""Sign-ins and second factors reach the journal, whichever door they came through."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out

from neutrality.accounts.models import User
from neutrality.audit.actions import record


def _note(event: str) -> Any:
    def receiver(sender: Any, user: Any = None, **kwargs: Any) -> None:
        if isinstance(user, User):
            record(event, actor=user, subject=user)

    return receiver


_RECEIVERS = [
    (user_logged_in, _note("account.signed_in")),
    (user_logged_out, _note("account.signed_out")),
    (password_changed, _note("account.password_changed")),
    (authenticator_added, _note("account.second_factor_added")),
    (authenticator_removed, _note("account.second_factor_removed")),
    (authenticator_reset, _note("account.recovery_codes_made")),
]


def connect() -> None:
    for index, (signal, receiver) in enumerate(_RECEIVERS):
        signal.connect(receiver, weak=False, dispatch_uid=f"accounts.journal.{index}")
