"""``/dasbor/``: the figures of leaders, and the tables that stand behind each chart."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from neutrality.accounts.models import User
from neutrality.errors import Refusal
from neutrality.organization.models import AgencyKind, Contest
from neutrality.overview import agreements
from neutrality.overview.figures import board
from neutrality.overview.figures.region import rows_for
from neutrality.overview.forms import AgreementForm
from neutrality.overview.models import FiguresAgreement
from neutrality.prevention.views import add_refusal
from neutrality.workdays import today


@login_required
@require_GET
def dashboard(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/dashboard.html", _context(request))


@login_required
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    """The same figures as tables, for those who read numbers rather than bars."""
    return render(request, "overview/numbers.html", _context(request))


@login_required
@require_http_methods(["GET", "POST"])
def region(request: HttpRequest) -> HttpResponse:
    """A province reads the figures of the agencies that agreed; each of those records what it agreed to."""
    user = cast(User, request.user)
    if agreements.may_agree(user):
        return _agreement(request, user)
    if (
        request.method != "GET"
        or user.agency is None
        or user.agency.kind != AgencyKind.PROVINSI
        or not board.may_read(user)
    ):
        raise Http404
    contest = board.contest_of(user, request.GET.get("pemilihan"))
    contests = Contest.objects.filter(agency=user.agency).order_by("-catalogue_id")
    rows = rows_for(user, contest.catalogue_id if contest else None)
    chosen = contest.catalogue_id if contest else board.NONE
    shown = {"board": {"contests": contests, "contest": contest}, "chosen": chosen, "rows": rows}
    return render(request, "overview/region.html", shown)


def _agreement(request: HttpRequest, user: User) -> HttpResponse:
    form = AgreementForm(request.POST or None, initial={"starts_on": today(user.agency)})
    if request.method == "POST":
        try:
            if "akhiri" in request.POST:
                agreements.end(actor=user, code=request.POST["akhiri"][:20], ends_on=today(user.agency))
                messages.success(request, _("Diakhiri. Provinsi tidak lagi melihat angka sesudah hari ini."))
                return redirect("overview:region")
            if form.is_valid():
                agreements.agree(actor=user, **form.cleaned_data)
                messages.success(request, _("Tercatat. Provinsi melihat angka instansi Anda, bukan berkasnya."))
                return redirect("overview:region")
        except Refusal as refusal:
            if refusal.status == 404:
                raise Http404 from refusal
            add_refusal(form, refusal)
    mine = FiguresAgreement.objects.visible_to(user).filter(giver=user.agency_id).order_by("-starts_on", "-pk")
    province = user.agency.parent if user.agency else None
    return render(request, "overview/agreement.html", {"form": form, "agreements": mine, "province": province})


def _context(request: HttpRequest) -> dict[str, Any]:
    user = cast(User, request.user)
    if not board.may_read(user):
        raise Http404
    built = board.build(user, request.GET.get("pemilihan"))
    chosen = built.contest.catalogue_id if built.contest else board.NONE
    return {"board": built, "chosen": chosen, "region": _region_label(user)}


def _region_label(user: User) -> str:
    """What the page of the region is called for this reader; empty where there is none."""
    if agreements.may_agree(user):
        return _("Berbagi angka")
    return _("Angka wilayah") if user.agency and user.agency.kind == AgencyKind.PROVINSI else ""
