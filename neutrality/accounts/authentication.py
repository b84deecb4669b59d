"""Bearer tokens: one kind for people and machines, stored only as a hash."""

import hashlib
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from neutrality.accounts.models import Token, User

PREFIX = "nas_"  # lets secret scanners recognise a token


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def issue_token(
    user: User, *, scopes: list[str] | None = None, label: str = "", expires_at: datetime | None = None
) -> tuple[Token, str]:
    """A new token and its secret, which is told once and kept nowhere."""
    secret = PREFIX + token_urlsafe(32)
    token = Token.objects.create(
        user=user, digest=digest_of(secret), scopes=sorted(set(scopes or [])), label=label, expires_at=expires_at
    )
    return token, secret


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


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
