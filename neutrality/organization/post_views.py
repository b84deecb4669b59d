"""``/pegawai/jabatan/``: posts of heads with holders and vacancies; appointments recorded by BKPSDM."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from neutrality.errors import Refusal
from neutrality.organization import actions, queries
from neutrality.organization.forms import AppointForm, EndForm
from neutrality.organization.models import Appointment, Person, Position
from neutrality.organization.rights import KEEPERS
from neutrality.workdays import today

PAGE = 100


def _keeper(request: HttpRequest) -> Any:
    user: Any = request.user
    if not user.has_role(*KEEPERS) or user.agency_id is None:
        raise Http404
    return user


@login_required
@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """Heads of units and the offices of the procedure; ``?lowong=1`` only vacant and acting ones."""
    user = _keeper(request)
    on = today(user.agency)
    rows = queries.head_posts(user.agency, on)
    wanted = request.GET.get("lowong") == "1"
    shown = [row for row in rows if row["state"] != "ok"] if wanted else rows
    start = (
        max(0, int(request.GET["dari"]))
        if request.GET.get("dari", "").isdecimal() and len(request.GET["dari"]) < 7
        else 0
    )
    return render(
        request, "organization/posts.html",
        {"rows": shown[start : start + PAGE], "only_vacant": wanted, "total": len(shown),
         "vacant": sum(row["state"] == "vacant" for row in rows), "acting": sum(row["state"] == "acting" for row in rows),
         "following": start + PAGE if len(shown) > start + PAGE else None},
    )  # fmt: skip


def _post(request: HttpRequest, code: str) -> Position:
    user = _keeper(request)
    return get_object_or_404(Position.objects.filter(agency=user.agency_id).select_related("unit", "agency"), code=code)


@login_required
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post: who held it when; a form that records the next holder."""
    position = _post(request, code)
    form = AppointForm(request.POST or None, initial={"starts_on": today(position.agency)})
    if request.method == "POST" and form.is_valid() and _appoint(request, position, form):
        messages.success(request, _("Pengangkatan dicatat. Kewenangannya mengikuti tanggalnya."))
        return HttpResponseRedirect(reverse("organization:post", args=[position.code]))
    held = position.appointments.select_related("person__employee").order_by("-starts_on", "-pk")
    return render(
        request, "organization/post.html",
        {"position": position, "held": held, "form": form, "end_form": EndForm(), "on": today(position.agency),
         "place": queries.path_names(position.unit)},
    )  # fmt: skip


def _appoint(request: HttpRequest, position: Position, form: AppointForm) -> bool:
    data = dict(form.cleaned_data)
    nip = "".join(data.pop("nip").split())
    person = Person.objects.filter(agency=position.agency, employee__nip=nip).first()
    if person is None:
        form.add_error("nip", _("NIP itu tidak ada di data pegawai."))
        return False
    try:
        actions.appoint(actor=request.user, person=person, position=position, **data)
    except Refusal as refusal:
        for name, texts in refusal.fields.items():
            form.add_error(name if name in form.fields else None, texts)
        if not refusal.fields:
            form.add_error(None, str(refusal))
        return False
    return True


@login_required
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """The last day of an appointment."""
    user = _keeper(request)
    row = get_object_or_404(
        Appointment.objects.filter(agency=user.agency_id).select_related("position", "agency"), code=code
    )
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Isi hari terakhir dan alasannya."))
    else:
        try:
            actions.end_appointment(actor=user, appointment=row, **form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Akhir jabatan dicatat."))
    return HttpResponseRedirect(reverse("organization:post", args=[row.position.code]))
