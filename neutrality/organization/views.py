"""Pages of the register: list with search, one person, confirmations by BKPSDM."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from neutrality.audit.actions import record_search, record_view
from neutrality.errors import Refusal
from neutrality.organization import actions, queries
from neutrality.organization.forms import ConfirmForm, EquivalentForm, OnForm, SearchForm, SuperiorForm
from neutrality.organization.models import OrgUnit, Person, Position
from neutrality.organization.rights import KEEPERS
from neutrality.workdays import today

PAGE = 50


def _keeps(user: Any) -> bool:
    return bool(user.has_role(*KEEPERS))


def _enter(user: Any) -> None:
    """The register opens for the desk and for whoever leads people; for others it is not there."""
    if not (
        _keeps(user) or user.has_role("alternate_intake") or user.headed_units or user.holds_office("ppk", "sekda")
    ):
        raise Http404


@login_required
@require_GET
@vary_on_headers("HX-Request")
def employees(request: HttpRequest) -> HttpResponse:
    """``/pegawai/``: people one may read, by name; with ``q`` the nearest first."""
    user: Any = request.user
    _enter(user)
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "unit": "", "dari": ""}
    people = Person.objects.visible_to(user).filter(employee__isnull=False).select_related("employee")
    unit = OrgUnit.objects.visible_to(user).filter(code=asked["unit"]).first() if asked["unit"] else None
    on, fragment = today(user.agency), "HX-Request" in request.headers
    if unit is not None:
        people = people.in_unit(unit, on)
    if asked["q"]:
        page, following = list(people.search(asked["q"])[:PAGE]), None
    else:
        page, following = _page(people, asked["dari"])
    record_search(user, "person", [person.code for person in page], door="pegawai")
    context = {
        "rows": queries.person_rows(page, on),
        "q": asked["q"],
        "unit": unit,
        "following": following,
        "full_nip": _keeps(user) or user.has_role("alternate_intake"),
        "keeps": _keeps(user),
        "asks": _keeps(user) or bool(user.headed_units),
        "units": [] if fragment else OrgUnit.objects.visible_to(user).filter(depth=2, closed_on__isnull=True),
    }
    template = "organization/_rows.html" if fragment else "organization/list.html"
    return render(request, template, context)


def _page(people: Any, after: str) -> tuple[list[Person], str | None]:
    """The next people by name after the one with that code, and the code that leads on."""
    last = people.filter(code=after).first() if after else None
    if last is not None:
        people = people.filter(Q(search_name__gt=last.search_name) | Q(search_name=last.search_name, pk__gt=last.pk))
    page = list(people.order_by("search_name", "pk")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].code if len(page) > PAGE else None


@login_required
@require_GET
def employee(request: HttpRequest, code: str) -> HttpResponse:
    """``/pegawai/<code>/``: one person, the offices over time, the line of superiors on a date."""
    user: Any = request.user
    person = get_object_or_404(Person.objects.visible_to(user).select_related("agency", "employee"), code=code)
    form = OnForm(request.GET or None, initial={"pada": today(person.agency)})
    on = (form.cleaned_data["pada"] if form.is_valid() else None) or today(person.agency)
    record_view(user, person)
    return render(request, "organization/person.html", _about(person, on, user) | {"on_form": form, "on": on})


def _about(person: Person, on: date, user: Any) -> dict[str, Any]:
    links = queries.line_of_superiors(person, on)
    held = queries.positions_of(person, on)
    post = held[0].position if held else None
    keeps = _keeps(user)
    return {
        "person": person,
        "employee": getattr(person, "employee", None),
        "kind": queries.kind_of(person, on),
        "status": queries.status_of(person, on),
        "held": held,
        "place": queries.path_names(post.unit) if post else [],
        "appointments": person.appointments.select_related("position__unit")
        .prefetch_related("position__periods")
        .order_by("-starts_on"),
        "links": links,
        "chain": chain_lines(person, links, held),
        "keeps": keeps,
        "superior_form": _superior_form(links, on) if keeps and links else None,
        "equivalent_form": EquivalentForm() if keeps and post and post.is_head and _is_service_head(post) else None,
        "post": post,
        "ties": queries.ties_of(person) if keeps else [],
    }


def _is_service_head(post: Position) -> bool:
    return post.unit.kind in queries.SERVICE_UNITS


def _superior_form(links: list[queries.Link], on: date, data: Any = None) -> SuperiorForm:
    posts = {link.position.code: link.position.name for link in links}
    return SuperiorForm(data, posts=posts, initial={"superior": links[0].position.code, "starts_on": on})


def chain_lines(person: Person, links: list[queries.Link], held: list[Any]) -> list[dict[str, str]]:
    """The line as the authority chain of the kit draws it, top first."""
    lines = [
        {
            "role": _role(link),
            "title": link.holder.title if link.holder else link.position.name,
            "note": link.holder.person.full_name if link.holder else _("Lowong"),
            "state": "" if link.holder else "lewati",
        }
        for link in reversed(links)
    ]
    own = held[0].title if held else _("Tanpa jabatan")
    return [*lines, {"role": _("Pegawai"), "title": own, "note": person.full_name, "state": "subjek"}]


def _role(link: queries.Link) -> str:
    words = {"PPK": "PPK", "atasan langsung": _("Atasan langsung")}.get(link.relation, _("Atasan berikutnya"))
    if link.distance == 1:
        return f"{words} · {link.basis_label}"
    return words


@login_required
@require_POST
def confirm_superior(request: HttpRequest, code: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), code=code)
    on = today(person.agency)
    form = _superior_form(queries.line_of_superiors(person, on), on, request.POST)
    if not form.is_valid():
        return _back(request, person, error=" ".join(str(text) for texts in form.errors.values() for text in texts))
    superior = _superior(person, form.cleaned_data, on)
    if superior is None:
        return _back(request, person, error=_("NIP itu tidak ada di data pegawai, atau tidak memegang jabatan."))
    return _do(
        request, person, _("Atasan langsung dikukuhkan."), actions.set_direct_superior, superior=superior,
        basis=form.cleaned_data["basis"], starts_on=form.cleaned_data["starts_on"], person=person,
    )  # fmt: skip


def _superior(person: Person, data: dict[str, Any], on: date) -> Position | None:
    """The post of the line that was chosen, or the principal post of the person named by NIP."""
    nip = "".join(data["other"].split())
    if not nip:
        return Position.objects.get(code=data["superior"], agency=person.agency_id)
    other = Person.objects.filter(agency=person.agency_id, employee__nip=nip).first()
    held = queries.position_of(other, on) if other else None
    return held.position if held else None


@login_required
@require_POST
def set_equivalent(request: HttpRequest, code: str) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.user), code=code)
    held = queries.position_of(person, today(person.agency))
    if held is None:
        raise Http404
    form = EquivalentForm(request.POST)
    if not form.is_valid():
        return _back(request, person, error=_("Pilih kesetaraan dan tulis dasarnya."))
    return _do(
        request, person, _("Kesetaraan jabatan dicatat."), actions.set_equivalent_level,
        position=held.position, level=form.cleaned_data["level"], basis=form.cleaned_data["basis"],
    )  # fmt: skip


def _do(request: HttpRequest, about: Person, done: str, action: Any, **what: Any) -> HttpResponse:
    try:
        action(actor=request.user, **what)
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise Http404 from refusal
        return _back(request, about, error=str(refusal))
    messages.success(request, done)
    return _back(request, about)


def _back(request: HttpRequest, person: Person, error: str = "") -> HttpResponse:
    if error:
        messages.error(request, error)
    return HttpResponseRedirect(reverse("organization:employee", args=[person.code]))


@login_required
@require_http_methods(["GET", "POST"])
def unconfirmed(request: HttpRequest) -> HttpResponse:
    """``/pegawai/belum-dikukuhkan/``: functional officials with the superior that the tree proposes; POST confirms
    the ticked ones.
    """
    user: Any = request.user
    if not _keeps(user):
        raise Http404
    on = today(user.agency)
    people = Person.objects.visible_to(user).without_confirmed_superior(on).select_related("employee")
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial={"starts_on": on})
    if request.method == "POST" and _confirmed(request, people, form):
        return HttpResponseRedirect(request.get_full_path())
    page, following = _page(people, request.GET.get("dari", ""))
    rows = queries.person_rows(page, on)
    proposed = queries.proposed_superiors(rows, on)
    return render(
        request, "organization/unconfirmed.html",
        {"rows": [(row, proposed.get(row.person.pk)) for row in rows], "following": following, "form": form,
         "total": people.count()},
    )  # fmt: skip


def _confirmed(request: HttpRequest, people: Any, form: ConfirmForm) -> bool:
    chosen = list(people.filter(code__in=request.POST.getlist("orang")[:PAGE]))
    if not chosen:
        form.add_error(None, _("Centang sedikitnya satu pegawai."))
    if not form.is_valid():
        return False
    try:
        count = actions.confirm_proposals(actor=request.user, people=chosen, **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("%(count)s atasan langsung dikukuhkan.") % {"count": count})
    return True
