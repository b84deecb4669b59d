"""``/ekspor/``: where the staff asks for a file, sees it made and fetches it. The liaison's own page is in views.py."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from neutrality.accounts.models import Role, User
from neutrality.errors import Refusal
from neutrality.overview import actions
from neutrality.overview.export_forms import FORMS, ExportForm
from neutrality.overview.exports.content import may_ask
from neutrality.overview.models import Export
from neutrality.prevention.views import add_refusal

SHOWN = 50


def kinds_for(user: User) -> list[str]:
    """What ``user`` may ask for, in the order of the page; nothing for the liaison, who has a page of her own."""
    if user.agency_id is None or user.has_role(Role.BAWASLU):
        return []
    return [kind for kind in Export.Kind.values if may_ask(user, kind)]


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """``?isi=`` chooses what; ``?perkara=`` names the case of a packet."""
    user = cast(User, request.user)
    kinds = kinds_for(user)
    if not kinds:
        raise Http404
    kind = request.GET.get("isi", "")
    kind = kind if kind in kinds else kinds[0]
    posted = request.method == "POST"
    form = FORMS[kind](
        request.POST if posted else None, user=user, kind=kind, initial={"case": request.GET.get("perkara", "")[:20]}
    )
    if posted and form.is_valid() and _asked(request, user, kind, form):
        return redirect(f"{reverse('overview:export_desk')}?{urlencode({'isi': kind})}")
    context = {
        "kinds": [(one, Export.Kind(one).label) for one in kinds],
        "kind": kind,
        "form": form,
        "exports": Export.objects.visible_to(user)[:SHOWN],
    }
    return render(request, "overview/export_desk.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, user: User, kind: str, form: ExportForm) -> bool:
    wanted: dict[str, Any] = {"format": form.cleaned_data["format"], "filters": form.filters()}
    try:
        made = actions.request_export(actor=user, kind=kind, **wanted)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("Ekspor %(code)s disusun. Muat ulang halaman ini sebentar lagi.") % {"code": made.code})
    return True
