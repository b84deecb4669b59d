"""``/pantau/``: a code, then status and messages. No name of an officer, none of the reported."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.actions import intake
from cases.public import files, journey
from cases.public.draft import Tracking
from cases.public.forms import CodeForm, ReplyForm
from cases.public.guard import TrackThrottle, leave, public_door, too_many
from cases.public.views.receipt import masked
from neutrality import ids
from neutrality.api import address_key
from neutrality.errors import Refusal
from neutrality.workdays import today


@public_door
def track(request: HttpRequest) -> HttpResponse:
    tracking = Tracking(request)
    if request.method == "POST":
        return _act(request, tracking)
    if tracking.exists:
        return _report(request, tracking)
    return _ask(request, CodeForm())


def _act(request: HttpRequest, tracking: Tracking) -> HttpResponse:
    action = request.POST.get("aksi", "buka")
    if action != "tutup" and too_many(request, TrackThrottle):
        return _wait(request, _("Terlalu banyak permintaan dari jaringan ini. Coba lagi satu menit lagi."))
    if action == "buka":
        return _open(request, tracking)
    if action == "tutup":
        return _close(tracking)
    if not tracking.exists:
        return HttpResponseRedirect("/pantau/")
    if action == "tampil":
        return _report(request, tracking, own=True)
    return _reply(request, tracking)


def _close(tracking: Tracking) -> HttpResponse:
    response = HttpResponseRedirect("/pantau/")
    tracking.forget(response)
    return response


def _ask(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "cases/public/pantau_kode.html", {"form": form}, status=status)


def _wait(request: HttpRequest, message: str) -> HttpResponse:
    """Not now, in a sentence; an opened report stays open."""
    form = CodeForm({"code": request.POST.get("code", "-")})
    form.add_error(None, message)
    return _ask(request, form, 429)


def _open(request: HttpRequest, tracking: Tracking) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    code = form.cleaned_data["code"]
    try:
        # Also for a code that cannot be one: the same answer after the same work.
        intake.track(receipt=code, address=address_key(request))  # type: ignore[arg-type]
    except Refusal as refused:
        form.add_error("code", str(refused))
        return _ask(request, form, 429 if refused.status == 429 else 200)
    tracking.forget()
    tracking.data = {"receipt": ids.grouped(ids.normalize(code))}
    response = HttpResponseRedirect("/pantau/")
    tracking.save(response)
    return response


def _report(
    request: HttpRequest,
    tracking: Tracking,
    *,
    own: bool = False,
    form: ReplyForm | None = None,
    problems: Sequence[str] = (),
) -> HttpResponse:
    """The status page. ``own``: with the reporter's own words, which stay hidden until asked for."""
    receipt = tracking.data["receipt"]
    try:
        tracked = intake.track(receipt=receipt, address=address_key(request))  # type: ignore[arg-type]
    except Refusal as refused:
        if refused.status == 429:  # somebody at the same address tries codes: wait, do not lose the place
            return _wait(request, str(refused))
        return _close(tracking)  # removed by schedule while the page stood open
    context: dict[str, Any] = {
        "masked": masked(receipt),
        "headline": journey.headline(tracked.status),
        "waiting": tracked.status == "waiting_for_reporter",
        "tracked": tracked,
        "messages_shown": journey.with_read_marks(tracked.messages, receipt, today()),
        "own": own,
        "form": form or ReplyForm(),
        "file_problems": problems,
        "sent": request.GET.get("terkirim") == "1",
    }
    response = render(request, "cases/public/pantau.html", context)
    tracking.save(response)
    return response


def _reply(request: HttpRequest, tracking: Tracking) -> HttpResponse:
    form = ReplyForm(request.POST)
    uploads = request.FILES.getlist("berkas")
    problems = list(filter(None, map(files.problem_of, uploads)))
    if not form.is_valid() or problems:
        return _report(request, tracking, form=form, problems=problems)
    body = form.cleaned_data["body"]
    if not body and not uploads:
        form.add_error("body", _("Tulis pesan, atau lampirkan foto."))
        return _report(request, tracking, form=form)
    try:
        intake.send_message(
            receipt=tracking.data["receipt"],
            body=body,
            files=uploads,
            address=address_key(request),  # type: ignore[arg-type]
        )
    except Refusal as refused:
        return _report(request, tracking, form=form, problems=[str(refused)])
    return HttpResponseRedirect("/pantau/?terkirim=1#pesan")


@public_door
def quick_exit(request: HttpRequest) -> HttpResponse:
    Tracking(request).forget()
    return leave([(Tracking.cookie, Tracking.path)])
