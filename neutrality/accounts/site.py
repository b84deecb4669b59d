"""The administration: for the technical administrator of the day, behind the same sign-in as every page."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class HouseAdmin(AdminSite):
    site_title = _("Kelola")
    site_header = _("Netralitas ASN: kelola")
    index_title = _("Akun, peran, dan data acuan")
    site_url = "/meja/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only what a room of ours registers: packages bring their own pages unasked (second factors, groups)."""
        if admin_class is not None and admin_class.__module__.startswith("neutrality."):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_authenticated and user.has_role("admin"))

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """allauth's sign-in with its limits and second factor; Django's own form is never shown."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        raise Http404
