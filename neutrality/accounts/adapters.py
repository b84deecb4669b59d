"""How allauth behaves in this house."""

import base64
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from neutrality import crypto

_CONTEXT = "mfa.authenticator"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Nama pengguna atau kata sandi tidak cocok. Periksa lalu coba lagi."),
        "invalid_login": _("Nama pengguna atau kata sandi tidak cocok. Periksa lalu coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Coba lagi 5 menit lagi."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "enter_current_password": _("Tulis kata sandi Anda yang sekarang."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "Successfully signed in": the page that follows says enough."""


class MFAAdapter(DefaultMFAAdapter):
    """allauth would keep the TOTP secret and the recovery seed as plain text."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode tidak cocok. Pakai kode terbaru di aplikasi, lalu coba lagi."),
        "cannot_delete_authenticator": _(
            "Jabatan atau peran Anda mensyaratkan faktor kedua; faktor ini tidak dapat dicabut."
        ),
    }

    def encrypt(self, text: str) -> str:
        return base64.urlsafe_b64encode(crypto.encrypt(text.encode(), key="FIELD_KEY", context=_CONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        raw = base64.urlsafe_b64decode(encrypted_text)
        return crypto.decrypt(raw, key="FIELD_KEY", context=_CONTEXT).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return settings.TRAINING or not authenticator.user.needs_second_factor

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def get_totp_issuer(self) -> str:
        return "Netralitas ASN"

    def build_totp_svg(self, url: str) -> str:
        out = BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=4, dark="#000", light="#fff")
        return out.getvalue().decode()
