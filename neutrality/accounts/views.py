"""Pages of the own account."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from neutrality.workdays import today


@login_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here: offices and roles of today, second factor, display, tokens."""
    user: Any = request.user
    return render(
        request,
        "accounts/profile.html",
        {
            "account": user,
            "employee": getattr(user.person, "employee", None) if user.person_id else None,
            "appointments": user.appointments_today,
            "grants": user.grants.on(today(user.agency)).select_related("unit").order_by("role"),
            "has_second_factor": is_mfa_enabled(user),
            "tokens": user.tokens.usable().order_by("-created_at"),
        },
    )


@require_GET
def forgotten(request: HttpRequest) -> HttpResponse:
    """Passwords are reset by the administrator, who knows the person."""
    return render(request, "accounts/forgotten.html")
