"""Bearer tokens: one kind for people and machines, stored only as a hash."""

import hashlib
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.authentication import SessionAuthentication as RestSession
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from neutrality.accounts import sessions
from neutrality.accounts.models import Token, User
from neutrality.errors import Refusal

PREFIX = "nas_"  # lets secret scanners recognise a token


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> tuple[str, str]:
    """A secret and the digest under which it is known."""
    secret = PREFIX + token_urlsafe(32)
    return secret, digest_of(secret)


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer TOKEN``. ``request.auth`` is then the Token."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        kind, _space, value = get_authorization_header(request).partition(b" ")
        if kind.lower() != b"bearer":
            return None
        try:
            secret = value.strip().decode("ascii")
        except UnicodeDecodeError:
            secret = ""
        token = (
            Token.objects.usable()
            .select_related("user__person", "user__agency")
            .filter(digest=digest_of(secret), user__is_active=True)
            .first()
        )
        if token is None:
            raise AuthenticationFailed(_("Token tidak dikenal, kedaluwarsa, atau dicabut."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class SessionAuthentication(RestSession):
    """The session of the pages, as strict as they are: not idle, and with the second factor set up."""

    def authenticate(self, request: Request) -> Any:
        found = super().authenticate(request)
        if found is None:
            return None
        if sessions.is_idle(request._request):
            return None
        if sessions.lacks_second_factor(request._request):
            raise Refusal(
                "second_factor_required",
                gettext("Pasang faktor kedua di halaman Keamanan akun, lalu ulangi."),
                status=403,
            )
        return found


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = SessionAuthentication
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
