"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _


def _word(form: Any, name: str, label: Any, **attrs: str) -> None:
    if name in form.fields:
        form.fields[name].label = label
        form.fields[name].help_text = ""
        form.fields[name].widget.attrs.pop("placeholder", None)
        form.fields[name].widget.attrs.update(attrs)


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _word(self, "login", _("Nama pengguna"))
        _word(self, "password", _("Kata sandi"))


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "password", _("Kata sandi"))


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", _("Kata sandi sekarang"))
        _word(self, "password1", _("Kata sandi baru"))
        _word(self, "password2", _("Kata sandi baru, sekali lagi"))
        self.fields["password1"].help_text = _("Sedikitnya 10 huruf atau angka.")


class _Code:
    """One field for the code of the app or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "code", _("Kode"), inputmode="numeric", autocomplete="one-time-code")


class AuthenticateForm(_Code, mfa.AuthenticateForm):
    pass


class MFAReauthenticateForm(_Code, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):
    pass
