"""``/pegawai/unit/``: the tree over time; units come, are renamed, moved, merged and closed by BKPSDM."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from neutrality.errors import Refusal
from neutrality.organization import actions, queries
from neutrality.organization.forms import OnForm, SearchForm
from neutrality.organization.models import OrgUnit, Position
from neutrality.organization.rights import KEEPERS
from neutrality.organization.unit_forms import (
    CloseUnitForm,
    MergeForm,
    MoveForm,
    OfAgency,
    PostForm,
    RenameForm,
    SubUnitForm,
)
from neutrality.workdays import today

PAGE = 200
# slug of the address: form, action, name of the unit among the arguments
CHANGES: dict[str, tuple[type[OfAgency], Any, str]] = {
    "ganti-nama": (RenameForm, actions.rename_unit, "unit"),
    "pindah": (MoveForm, actions.move_unit, "unit"),
    "gabung": (MergeForm, actions.merge_units, "unit"),
    "tutup": (CloseUnitForm, actions.close_unit, "unit"),
    "unit-baru": (SubUnitForm, actions.create_unit, "parent"),
    "jabatan-baru": (PostForm, actions.create_position, "unit"),
}


def keeper(request: HttpRequest) -> Any:
    user: Any = request.user
    if not user.has_role(*KEEPERS) or user.agency_id is None:
        raise Http404
    return user


def labels() -> dict[str, str]:
    """What each change is called, in the order of the page."""
    return {
        "ganti-nama": _("Ganti nama"),
        "pindah": _("Pindahkan ke induk lain"),
        "unit-baru": _("Bentuk unit di bawahnya"),
        "jabatan-baru": _("Bentuk jabatan"),
        "gabung": _("Gabungkan ke unit lain"),
        "tutup": _("Tutup unit"),
    }


@login_required
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """OPDs with their heads; with ``q`` every unit of that name, closed ones included."""
    user = keeper(request)
    form = SearchForm(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    found = OrgUnit.objects.visible_to(user).select_related("successor")
    shown = found.filter(name__icontains=q) if q else found.filter(depth__lte=2, closed_on__isnull=True)
    rows = queries.unit_rows(list(shown[:PAGE]), today(user.agency))
    return render(request, "organization/units.html", {"rows": rows, "q": q})


def _unit(request: HttpRequest, code: str) -> OrgUnit:
    found = OrgUnit.objects.filter(agency=keeper(request).agency_id).select_related("agency", "successor")
    unit: OrgUnit = get_object_or_404(found, code=code)
    return unit


@login_required
@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: who headed it on a day, its names and parents over time, what can be changed."""
    return _show(request, _unit(request, code))


def _show(request: HttpRequest, one: OrgUnit, failed: dict[str, OfAgency] | None = None) -> HttpResponse:
    now = today(one.agency)
    on_form = OnForm(request.GET or None, initial={"pada": now})
    on = (on_form.cleaned_data["pada"] if on_form.is_valid() else None) or now
    below = OrgUnit.objects.get_children(one).select_related("successor")
    head = queries.head_of(one, on)
    root = one.depth == 1
    allowed = ("unit-baru", "jabatan-baru") if root else tuple(CHANGES)
    context = {
        "unit": one,
        "on": on,
        "on_form": on_form,
        "head": head,
        "head_title": head.title_on(on) if head else "",
        "name_then": queries.unit_name_on(one, on),
        "line": [above.name for above in reversed(queries.ancestors(one, on)[1:])],
        "periods": queries.periods_of(one),
        "heads": queries.heads_over_time(one),
        "rows": queries.unit_rows(list(below[:PAGE]), now),
        "posts": _posts(one, now),
        "changes": [] if one.closed_on else _forms(one, allowed, failed or {}, now),
        "labels": queries.unit_labels(one.agency),
    }
    return render(request, "organization/unit.html", context, status=400 if failed else 200)


def _posts(one: OrgUnit, now: Any) -> list[dict[str, Any]]:
    posts = list(Position.objects.filter(queries.open_on(now), unit=one).order_by("-is_head", "name"))
    holders = queries.holders_of(posts, now)
    return [{"position": post, "holder": holders.get(post.pk)} for post in posts]


def _forms(one: OrgUnit, allowed: tuple[str, ...], failed: dict[str, OfAgency], now: Any) -> list[dict[str, Any]]:
    found = []
    for slug, label in labels().items():
        if slug in allowed:
            form = failed.get(slug) or CHANGES[slug][0](
                agency=one.agency, prefix=slug, initial={"on": now, "starts_on": now}
            )
            found.append({"slug": slug, "label": label, "form": form, "open": slug in failed})
    return found


@login_required
@require_POST
def change(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    one = _unit(request, code)
    if slug not in CHANGES:
        raise Http404
    kind, action, name = CHANGES[slug]
    form = kind(request.POST, agency=one.agency, prefix=slug)
    if form.is_valid():
        try:
            done = action(actor=request.user, **{name: one}, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Perubahan dicatat."))
            place = done if isinstance(done, OrgUnit) else one
            return HttpResponseRedirect(reverse("organization:unit", args=[place.code]))
    return _show(request, one, {slug: form})


def add_refusal(form: Any, refusal: Refusal) -> None:
    """The sentences of a refusal at the fields that they name, else above the form."""
    for name, texts in refusal.fields.items():
        form.add_error(name if name in form.fields else None, texts)
    if not refusal.fields:
        form.add_error(None, str(refusal))
