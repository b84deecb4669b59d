"""Permission classes of the API: signed in, and within the token's scopes.

    class CaseViewSet(...):
        scope = "cases"                      # read by the default class SignedIn
    class OtherView(APIView):
        permission_classes = [HasScope("journal:read")]

``"cases"`` means ``cases:read`` for safe methods and ``cases:write`` for the others.
A door that names no scope is closed to tokens that carry scopes.
"""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from neutrality.accounts.models import Token


def _needed(scope: str, method: str | None) -> str:
    return scope if ":" in scope else f"{scope}:{'read' if method in SAFE_METHODS else 'write'}"


class SignedIn(BasePermission):
    """An active account; a narrowed token only where the view's ``scope`` is among its scopes."""

    def scope_of(self, view: Any) -> str:
        return getattr(view, "scope", "")

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if user is None or not user.is_authenticated or not user.is_active:
            return False
        token = request.auth
        if not isinstance(token, Token) or not token.scopes:
            return True
        scope = self.scope_of(view)
        return bool(scope) and _needed(scope, request.method) in token.scopes


class HasScope(SignedIn):
    """SignedIn with the scope named at the door: ``permission_classes = [HasScope("cases:read")]``."""

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def __call__(self) -> "HasScope":
        return self  # REST framework calls each entry of ``permission_classes``

    def scope_of(self, view: Any) -> str:
        return self.scope
