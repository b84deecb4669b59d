"""``/pegawai/permintaan/``: heads ask for an acting official; those above them and BKPSDM decide."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from neutrality.errors import Refusal
from neutrality.organization import actions
from neutrality.organization.models import AppointmentRequest, Capacity, Person, Position
from neutrality.organization.rights import KEEPERS
from neutrality.organization.unit_forms import day_field
from neutrality.organization.unit_views import add_refusal
from neutrality.workdays import today

PAGE = 100


class AskForm(forms.Form):
    position = forms.ChoiceField(label=gettext_lazy("Jabatan yang digantikan"))
    nip = forms.CharField(label=gettext_lazy("NIP pejabat yang diusulkan"), max_length=25)
    capacity = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=[(one.value, one.label) for one in (Capacity.PLH, Capacity.PLT)]
    )
    starts_on = day_field(gettext_lazy("Mulai"))
    ends_on = day_field(gettext_lazy("Sampai"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        max_length=300,
        help_text=gettext_lazy("Misalnya cuti tahunan atau perjalanan dinas."),
    )

    def __init__(self, *args: Any, posts: list[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(post.code, f"{post.name} · {post.unit.name}") for post in posts]
        self.fields["position"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class GrantForm(forms.Form):
    appointed_by = forms.CharField(label=gettext_lazy("Pejabat yang menugaskan"), max_length=200)
    order_number = forms.CharField(label=gettext_lazy("Nomor surat perintah"), max_length=100)
    order_date = day_field(gettext_lazy("Tanggal surat perintah"))
    scan = forms.FileField(label=gettext_lazy("Pindaian surat perintah"), required=False)


class RefuseForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Alasan penolakan"), max_length=300)


def _user(request: HttpRequest) -> Any:
    user: Any = request.user
    if user.agency_id is None or not (user.has_role(*KEEPERS) or user.headed_units):
        raise Http404
    return user


def _posts(user: Any, code: str) -> list[Position]:
    """Posts for which the user may ask: heads' posts held, and those of the units below; BKPSDM any one by its code."""
    posts = Position.objects.filter(agency=user.agency_id, closed_on__isnull=True).select_related(
        "unit__agency", "agency"
    )
    if code:
        return [post for post in posts.filter(code=code) if actions.may_ask(user, post)]
    own = list(posts.filter(pk__in=user.position_ids, is_head=True))
    for unit in user.headed_units:
        own += posts.filter(is_head=True, unit__path__startswith=unit.path).exclude(pk__in=[one.pk for one in own])[
            :PAGE
        ]
    return own[:PAGE]


@login_required
@require_http_methods(["GET", "POST"])
def requests(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    posts = _posts(user, request.GET.get("jabatan", "")[:20])
    form = AskForm(request.POST or None, posts=posts, initial={"starts_on": today(user.agency)}) if posts else None
    if request.method == "POST" and form is not None and form.is_valid():
        data = dict(form.cleaned_data)
        nip, code = "".join(data.pop("nip").split()), data.pop("position")
        person = Person.objects.filter(agency=user.agency_id, employee__nip=nip).first()
        if person is None:
            form.add_error("nip", _("NIP itu tidak ada di data pegawai."))
        else:
            try:
                post = next(one for one in posts if one.code == code)
                made = actions.ask_for_acting(actor=user, position=post, person=person, **data)
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Permintaan diajukan. Pejabat di atas Anda atau BKPSDM memutusnya."))
                return redirect("organization:request", made.code)
    rows = AppointmentRequest.objects.visible_to(user).select_related("position__unit", "person", "asked_for")
    waiting = rows.filter(state=AppointmentRequest.State.WAITING).order_by("starts_on")[:PAGE]
    done = rows.exclude(state=AppointmentRequest.State.WAITING).order_by("-pk")[:20]
    return render(
        request, "organization/requests.html", {"form": form, "waiting": waiting, "done": done},
        status=400 if form is not None and form.errors else 200,
    )  # fmt: skip


def _request(request: HttpRequest, code: str) -> AppointmentRequest:
    rows = AppointmentRequest.objects.visible_to(_user(request))
    one: AppointmentRequest = get_object_or_404(
        rows.select_related("position__unit", "person__employee", "asked_for", "asked_by__person", "decided_by__person",
                            "appointment", "agency"), code=code,
    )  # fmt: skip
    return one


@login_required
@require_GET
def request_page(request: HttpRequest, code: str) -> HttpResponse:
    return _show(request, _request(request, code))


def _show(request: HttpRequest, one: AppointmentRequest, grant: Any = None, refuse: Any = None) -> HttpResponse:
    user: Any = request.user
    waiting = one.state == AppointmentRequest.State.WAITING
    decides = waiting and actions.may_decide(user, one)
    office = next((row for row in user.appointments_today if row.position.is_head), None)
    signs = f"{office.title}" if office and not user.has_role(*KEEPERS) else ""
    context = {
        "one": one,
        "decides": decides,
        "mine": waiting and one.asked_by_id == user.pk,
        "grant_form": grant
        or GrantForm(initial={"order_date": today(one.agency), "appointed_by": signs}, prefix="beri"),
        "refuse_form": refuse or RefuseForm(prefix="tolak"),
        "keeps": user.has_role(*KEEPERS),
    }
    failed = any(form is not None for form in (grant, refuse))
    return render(request, "organization/request.html", context, status=400 if failed else 200)


@login_required
@require_POST
def grant(request: HttpRequest, code: str) -> HttpResponse:
    one = _request(request, code)
    form = GrantForm(request.POST, request.FILES, prefix="beri")
    if form.is_valid():
        data = dict(form.cleaned_data)
        upload = data.pop("scan")
        try:
            actions.grant_acting(
                actor=request.user, request=one, scan=upload.read() if upload else None, **data
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Dikabulkan. Kewenangannya berlaku pada hari pertama yang tercatat."))
            return HttpResponseRedirect(reverse("organization:request", args=[one.code]))
    return _show(request, one, grant=form)


@login_required
@require_POST
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    one = _request(request, code)
    form = RefuseForm(request.POST, prefix="tolak")
    if form.is_valid():
        try:
            actions.refuse_acting(actor=request.user, request=one, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Permintaan ditolak dengan alasan tercatat."))
            return HttpResponseRedirect(reverse("organization:request", args=[one.code]))
    return _show(request, one, refuse=form)


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    one = _request(request, code)
    try:
        actions.withdraw_request(actor=request.user, request=one)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Permintaan ditarik."))
    return HttpResponseRedirect(reverse("organization:request", args=[one.code]))
