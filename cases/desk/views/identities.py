"""Opening an identity: what waits for a second person, and the one look."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions import identity
from cases.codes import plausible
from cases.desk.doors import desk_page, user_of
from cases.models import IdentityRequest
from neutrality.accounts.sessions import fresh_second_factor, second_factor_url
from neutrality.audit.actions import record_search
from neutrality.errors import Refusal


@login_required
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Requests of others that this person may approve. They show the reason, not the report."""
    user = user_of(request)
    if not user.has_role(*identity.APPROVERS):
        raise Http404
    rows = list(identity.waiting_for(user))
    record_search(user, "identity", [row.code for row in rows], door="identitas")
    response = render(request, "cases/desk/identities.html", {"requests": rows})
    add_never_cache_headers(response)
    return response


@login_required
@require_POST
def approve(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(identity.waiting_for(user_of(request)), code=plausible(code))
    try:
        fresh_second_factor(request)
        identity.approve_identity(actor=user_of(request), request=found, second_factor=True)
    except Refusal as refusal:
        if refusal.code == "second_factor_required":
            return redirect(second_factor_url(request, reverse("desk:identities")))
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Permintaan %(code)s disetujui.") % {"code": found.code})
    return redirect(reverse("desk:identities"))


@desk_page
@require_POST
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """Shown once, on this answer only; nothing of it is kept by the browser."""
    user = user_of(request)
    found = get_object_or_404(IdentityRequest.objects.select_related("report"), code=plausible(code), requested_by=user)
    try:
        fresh_second_factor(request)
        revealed = identity.reveal_identity(actor=user, request=found, second_factor=True)
    except Refusal as refusal:
        if refusal.code == "second_factor_required":
            return redirect(second_factor_url(request, reverse("desk:report", args=[found.report.code])))
        messages.error(request, str(refusal))
        return redirect(reverse("desk:report", args=[found.report.code]))
    return render(request, "cases/desk/identity.html", {"identity": revealed, "report": found.report})
