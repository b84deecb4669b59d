"""How allauth behaves in this house."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from neutrality import crypto

_CONTEXT = "mfa.authenticator"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """allauth would keep the TOTP secret and the recovery seed as plain text."""

    def encrypt(self, text: str) -> str:
        return base64.urlsafe_b64encode(crypto.encrypt(text.encode(), key="FIELD_KEY", context=_CONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        raw = base64.urlsafe_b64decode(encrypted_text)
        return crypto.decrypt(raw, key="FIELD_KEY", context=_CONTEXT).decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        return "Netralitas ASN"
