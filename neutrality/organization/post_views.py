"""``/pegawai/jabatan/``: posts of heads with holders and vacancies; appointments recorded by BKPSDM."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from neutrality.audit.actions import record_view
from neutrality.errors import Refusal
from neutrality.organization import actions, files, queries
from neutrality.organization.forms import AppointForm, EndForm
from neutrality.organization.models import Appointment, Person, Position, PositionLevel
from neutrality.organization.unit_forms import (
    ChangePostForm,
    ClosePostForm,
    HeadForm,
    LevelForm,
    MovePostForm,
    RenameForm,
)
from neutrality.organization.unit_views import add_refusal, keeper
from neutrality.workdays import today

PAGE = 100


@login_required
@require_GET
def posts(request: HttpRequest) -> HttpResponse:
    """Heads of units and the offices of the procedure; ``?lowong=1`` only vacant and acting ones."""
    user = keeper(request)
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
    user = keeper(request)
    return get_object_or_404(Position.objects.filter(agency=user.agency_id).select_related("unit", "agency"), code=code)


@login_required
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, code: str) -> HttpResponse:
    """One post: who held it when; forms that record the next holder and changes of the post itself."""
    position = _post(request, code)
    form = AppointForm(request.POST or None, request.FILES or None, initial={"starts_on": today(position.agency)})
    if request.method == "POST" and form.is_valid() and _appoint(request, position, form):
        messages.success(request, _("Pengangkatan dicatat. Kewenangannya mengikuti tanggalnya."))
        return HttpResponseRedirect(reverse("organization:post", args=[position.code]))
    return _show(request, position, form)


def _show(
    request: HttpRequest, position: Position, form: AppointForm, failed: dict[str, Any] | None = None
) -> HttpResponse:
    now = today(position.agency)
    held = position.appointments.select_related("person__employee", "position").prefetch_related("position__periods")
    return render(
        request, "organization/post.html",
        {"position": position, "held": held.order_by("-starts_on", "-pk"), "form": form, "on": now,
         "place": queries.path_names(position.unit), "names": position.periods.order_by("-starts_on"),
         "labels": queries.unit_labels(position.agency), "changes": _changes(position, failed or {}, now)},
        status=400 if failed or form.errors else 200,
    )  # fmt: skip


# slug of the address: form, action
CHANGES: dict[str, tuple[Any, Any]] = {
    "ganti-nama": (RenameForm, actions.rename_position),
    "isi": (ChangePostForm, actions.change_position),
    "kepala": (HeadForm, actions.set_head),
    "kesetaraan": (LevelForm, actions.set_equivalent_level),
    "pindah": (MovePostForm, actions.move_position),
    "hapus": (ClosePostForm, actions.close_position),
}


def _changes(position: Position, failed: dict[str, Any], now: Any) -> list[dict[str, Any]]:
    if position.closed_on is not None:
        return []
    words = {
        "ganti-nama": _("Ganti nama"), "isi": _("Ubah jenis, eselon, kelas, kursi"), "kepala": _("Ubah tanda kepala unit"),
        "kesetaraan": _("Tetapkan kesetaraan"), "pindah": _("Pindahkan ke unit lain"), "hapus": _("Hapus jabatan"),
    }  # fmt: skip
    fits = {
        "kesetaraan": position.is_head and position.unit.kind in queries.SERVICE_UNITS,
        "kepala": not position.office and position.level != PositionLevel.POLITICAL,
        "pindah": not position.is_head and not position.office,
        "isi": position.level != PositionLevel.POLITICAL,
    }
    initial = {name: getattr(position, name) for name in ChangePostForm.base_fields}
    initial["is_head"] = "0" if position.is_head else "1"  # whoever opens this form wants the other
    found = []
    for slug, label in words.items():
        if fits.get(slug, True):
            fresh = CHANGES[slug][0](agency=position.agency, prefix=slug, initial={"on": now, **initial})
            found.append({"slug": slug, "label": label, "form": failed.get(slug) or fresh, "open": slug in failed})
    return found


@login_required
@require_POST
def change(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    position = _post(request, code)
    if slug not in CHANGES:
        raise Http404
    kind, action = CHANGES[slug]
    form = kind(request.POST, agency=position.agency, prefix=slug)
    if form.is_valid():
        try:
            done = action(actor=request.user, position=position, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Perubahan dicatat."))
            return HttpResponseRedirect(reverse("organization:post", args=[done.code]))
    return _show(request, position, AppointForm(initial={"starts_on": today(position.agency)}), {slug: form})


def _appoint(request: HttpRequest, position: Position, form: AppointForm) -> bool:
    data = dict(form.cleaned_data)
    nip, upload = "".join(data.pop("nip").split()), data.pop("scan")
    person = Person.objects.filter(agency=position.agency, employee__nip=nip).first()
    if person is None:
        form.add_error("nip", _("NIP itu tidak ada di data pegawai."))
        return False
    try:
        scan = upload.read() if upload else None
        actions.appoint(actor=request.user, person=person, position=position, scan=scan, **data)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True


@login_required
@require_http_methods(["GET", "POST"])
def order_scan(request: HttpRequest, code: str) -> HttpResponse:
    """The scan of an order; each reading is a journal row. POST adds one where it is missing."""
    user = keeper(request)
    rows = Appointment.objects.filter(agency=user.agency_id).select_related("position", "agency")
    row = get_object_or_404(rows, code=code)
    if request.method == "POST":
        upload = request.FILES.get("scan")
        try:
            actions.add_scan(actor=user, appointment=row, scan=upload.read() if upload else b"")
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Pindaian keputusan tersimpan."))
        return HttpResponseRedirect(reverse("organization:post", args=[row.position.code]))
    if not row.scan:
        raise Http404
    record_view(user, row)
    ending = row.scan_type.rpartition("/")[2]
    response = HttpResponse(files.read(row.scan), content_type=row.scan_type)
    response["Content-Disposition"] = f'attachment; filename="{row.code}.{ending}"'
    return response


@login_required
@require_GET
def equivalents(request: HttpRequest) -> HttpResponse:
    """Heads of schools, puskesmas, hospitals and UPT with what they equal; ``?semua=1`` also those set."""
    user = keeper(request)
    posts = (
        Position.objects.filter(queries.open_on(today(user.agency)), agency=user.agency_id, is_head=True)
        .filter(unit__kind__in=queries.SERVICE_UNITS)
        .select_related("unit")
        .order_by("unit__path", "pk")
    )
    # A head with a structural level of the own needs no equivalence.
    structural = (PositionLevel.JPT_PRATAMA, PositionLevel.ADMINISTRATOR, PositionLevel.PENGAWAS)
    posts = posts.exclude(level__in=structural)
    unset = posts.filter(equivalent_level="")
    everything = request.GET.get("semua") == "1"
    shown = posts if everything else unset
    return render(
        request, "organization/equivalents.html",
        {"rows": shown[:500], "total": posts.count(), "unset": unset.count(), "everything": everything},
    )  # fmt: skip


@login_required
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """The last day of an appointment."""
    user = keeper(request)
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
