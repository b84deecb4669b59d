"""Who asks, in one place: pages and API doors stand behind a sign-in, so the account is ours."""

from typing import cast

from django.http import HttpRequest
from rest_framework.request import Request

from neutrality.accounts.models import User


def user_of(request: HttpRequest | Request) -> User:
    return cast(User, request.user)
