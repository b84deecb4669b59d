"""One report on a full page, its files, the search for a person, the comparison, and its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases import matching, uploads
from cases.actions import exhibits, forwarding, identity, triage
from cases.codes import plausible
from cases.desk import forms, queries
from cases.desk.doors import UNDO_SESSION_KEY, asked, desk_page, leave, report_of, user_of
from cases.desk.preview import compared, context_for
from cases.desk.views.inbox import _opened, _undo
from cases.models import Original, Report
from neutrality.accounts.models import User
from neutrality.audit.actions import opened_lately, record, record_search, record_view
from neutrality.errors import Refusal
from neutrality.formats import nip as nip_words
from neutrality.organization.queries import search_employees


@desk_page
@require_GET
def report(request: HttpRequest, code: str) -> HttpResponse:
    found = report_of(request, code)
    context = _opened(request, found)
    triage.mark_messages_read(actor=user_of(request), report=found)
    return render(request, "cases/desk/report.html", context | _whole(request, found))


def _whole(request: HttpRequest, found: Report) -> dict[str, Any]:
    user = user_of(request)
    return {
        "messages_shown": list(found.messages.prefetch_related("originals")),
        "incidents": [link.incident for link in found.links.select_related("incident")],
        "forwardings": list(found.forwardings.select_related("document")),
        "moves": [(queries.move_label(move.move), move) for move in found.moves.select_related("by__person")],
        "identity_requests": list(identity.requests_of(user, found)),
        "has_identity": found.identity_mode != Report.IdentityMode.ANONYMOUS,
        "undo_report": _undo(request),
        "full": True,
    }


@desk_page
@require_GET
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Names of the register by NIP or name, as further choices for "who is it"."""
    found = report_of(request, code)
    q = asked(request, "cari", 100).strip()
    rows = []
    if len(q) >= 3:
        found_people = search_employees(found.agency, q).visible_to(user_of(request)).select_related("employee")[:6]
        record_search(user_of(request), "person", [one.code for one in found_people], door="kotak-masuk")
        rows = [
            {"employee": one.code, "name": one.full_name, "nip_words": nip_words(one.employee.nip), "reasons": []}
            for one in found_people
        ]
    return render(request, "cases/desk/_people.html", {"report": found, "names": rows, "q": q, "searched": True})


@desk_page
@require_GET
def compare(request: HttpRequest, code: str, other: str) -> HttpResponse:
    found = report_of(request, code)
    column = compared(user_of(request), found, plausible(other))
    if column is None:
        raise Http404
    record_view(user_of(request), found)
    shared = set(matching.content_words(found.narrative)) & set(matching.content_words(column["text"]))
    mine = {"code": found.code, "text": found.narrative, "title": queries.headline(found), "day": found.occurred_from,
            "place": found.place}  # fmt: skip
    for one in (mine, column):
        one["pieces"] = queries.marked(one["text"], shared)
    return render(request, "cases/desk/compare.html", {"report": found, "columns": [mine, column], "other": column})


# --- files ------------------------------------------------------------------------


def _original(request: HttpRequest, code: str, file: str) -> tuple[Report, Original]:
    found = report_of(request, code)
    original = next((one for one in exhibits.originals_of(found) if one.code == file), None)
    if original is None:
        raise Http404
    return found, original


@desk_page
@require_GET
def cleaned_file(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """The derivative without metadata, for the desk's eyes; a row of its own unless the report's page shows it."""
    found, original = _original(request, code, file)
    if not original.cleaned:
        raise Http404
    user = user_of(request)
    if not (original.cleaned_type.startswith("image/") and opened_lately(user, found)):
        record("report.file_read", actor=user, subject=found, changes={"sha256": original.sha256})
    return _serve(uploads.unseal(original.cleaned), original.cleaned_type, inline=True)


@desk_page
@require_GET
def original_file(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """The file as sent, as a download; one journal row."""
    found, original = _original(request, code, file)
    record("report.original_read", actor=user_of(request), subject=found, changes={"sha256": original.sha256})
    return _serve(uploads.unseal(original.stored), "application/octet-stream", inline=False, name=original.code)


def _serve(content: bytes, content_type: str, *, inline: bool, name: str = "berkas") -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = "inline" if inline else f'attachment; filename="{name}.bin"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


# --- steps ------------------------------------------------------------------------

Step = Callable[[User, Report, dict[str, Any]], str]


def _join(user: User, found: Report, got: dict[str, Any]) -> str:
    incident = get_object_or_404(queries.incidents_of(user), code=got["incident"])
    triage.attach_to_incident(actor=user, report=found, incident=incident)
    return _("Laporan %(code)s digabung.")


def _open(user: User, found: Report, got: dict[str, Any]) -> str:
    kind, _colon, code = got["subject"].partition(":")
    if got["plan"] or got.get("occurred_on"):
        triage.note(
            actor=user, report=found, protection_plan=got["plan"] or None, occurred_on=got.get("occurred_on") or None
        )
    incident = get_object_or_404(queries.incidents_of(user), code=got["incident"]) if got["incident"] else None
    case = triage.open_case(
        actor=user,
        report=found,
        subject=triage.Subject(code, kind == "employee"),
        brief=got["brief"],
        violations=got["violations"],
        incident=incident,
        estimate_of_witnesses=got["estimate"],
    )
    return _("Kasus %(case)s dibuka dari laporan %(code)s.") % {"case": case.code, "code": "%(code)s"}


def _ask(user: User, found: Report, got: dict[str, Any]) -> str:
    triage.ask_reporter(actor=user, report=found, body=got["body"])
    return _("Pertanyaan untuk pelapor %(code)s dikirim.")


def _forward(user: User, found: Report, got: dict[str, Any]) -> str:
    forwarding.forward_report(actor=user, report=found, **got)
    return _("Laporan %(code)s diteruskan.")


def _close(user: User, found: Report, got: dict[str, Any]) -> str:
    triage.close_report(actor=user, report=found, reason=got["reason"], note=got["note"])
    return _("Laporan %(code)s ditutup.")


def _review(user: User, found: Report, got: dict[str, Any]) -> str:
    avoid = [part.strip() for part in got.pop("avoid").split(",") if part.strip()]
    triage.note(
        actor=user, report=found, avoid=avoid, **{name: value for name, value in got.items() if value is not None}
    )
    return _("Telaah %(code)s tersimpan.")


def _release(user: User, found: Report, got: dict[str, Any]) -> str:
    original = next((one for one in exhibits.originals_of(found) if one.code == got["original"]), None)
    if original is None:
        raise Http404
    exhibit = exhibits.release_exhibit(
        actor=user,
        report=found,
        original=original,
        description=got["description"],
        may_be_shown_to_subject=got["may_be_shown"],
    )
    return _("Bukti %(label)s dilepas.") % {"label": exhibit.label}


def _identity(user: User, found: Report, got: dict[str, Any]) -> str:
    identity.request_identity(actor=user, report=found, reason=got["reason"])
    return _("Permintaan diajukan. Pejabat dari perangkat daerah lain menyetujuinya.")


# slug: (name of the form in the page, its class, what it does, whether the officer goes on to the next report)
STEPS: dict[str, tuple[str, type[forms.DeskForm], Step, bool]] = {
    "gabung": ("join_form", forms.JoinForm, _join, True),
    "buka": ("open_form", forms.OpenForm, _open, True),
    "tanya": ("ask_form", forms.AskForm, _ask, True),
    "teruskan": ("forward_form", forms.ForwardForm, _forward, True),
    "tutup": ("close_form", forms.CloseForm, _close, True),
    "telaah": ("review_form", forms.ReviewForm, _review, False),
    "lepas": ("release_form", forms.ReleaseForm, _release, False),
    "identitas": ("identity_form", forms.IdentityForm, _identity, False),
}


@desk_page
@require_POST
def step(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    if slug not in STEPS:
        raise Http404
    name, form_class, act, goes_on = STEPS[slug]
    found, user = report_of(request, code), user_of(request)
    more: dict[str, Any] = {"report": found} if form_class is forms.OpenForm else {}
    form = form_class(request.POST, **more)
    if form.is_valid():
        try:
            words = act(user, found, form.cleaned_data)
        except Refusal as refusal:
            if refusal.code in ("wrong_status", "not_found"):  # somebody was faster: look at it anew
                messages.error(request, str(refusal))
                return redirect(reverse("desk:report", args=[found.code]))
            _show(form, refusal)
        else:
            request.session[UNDO_SESSION_KEY] = found.code
            messages.success(request, words % {"code": found.code} if "%(" in words else words)
            leave(found, user)
            stays = not goes_on and Report.objects.visible_to(user).filter(pk=found.pk).exists()
            return redirect(reverse("desk:report", args=[found.code]) if stays else _after(request, user, found))
    bound: dict[str, Any] = {name: form}
    if slug == "buka":
        bound["chosen"] = request.POST.get("buka-subject", "").partition(":")[2][:20]
    context = context_for(user, found, **bound) | _whole(request, found) | {"open_dialog": slug}
    return render(request, "cases/desk/report.html", context, status=200 if request.htmx else 400)  # type: ignore[attr-defined]


def _show(form: forms.DeskForm, refusal: Refusal) -> None:
    """The refusal beside the field that it names, else above the form."""
    places = {
        "estimate_of_witnesses": "estimate",
        "violations.0": "violations",
        "subject.employee": "subject",
        "as": "sent_as",
    }
    shown = False
    for field, sentences in refusal.fields.items():
        name = places.get(field, field)
        if name in form.fields:
            form.add_error(name, " ".join(sentences))
            shown = True
    if not shown:
        form.add_error("plan" if refusal.code == "protection_plan_missing" else None, str(refusal))


def _after(request: HttpRequest, user: User, found: Report) -> str:
    """Back to the list; the next report by deadline is shown beside it."""
    following = (
        Report.objects.visible_to(user)
        .filter(status__in=queries.TABS["putus"], review_due__gte=found.review_due)
        .exclude(pk=found.pk)
        .order_by("review_due", "pk")
        .values_list("code", flat=True)
        .first()
    )
    wide = request.POST.get("layar") == "lebar"
    query = {"laporan": following} if following and wide else {}
    return f"{reverse('desk:inbox')}?{urlencode(query)}" if query else reverse("desk:inbox")


@desk_page
@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    found = report_of(request, code)
    try:
        triage.undo(actor=user_of(request), report=found)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Langkah pada %(code)s diurungkan.") % {"code": found.code})
    request.session.pop(UNDO_SESSION_KEY, None)
    return redirect(reverse("desk:report", args=[found.code]))
