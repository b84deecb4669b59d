"""One forwarded report: its letter, its signature, reminders and the answer. The signatory sees the letter alone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases import conduct, receivers
from cases.actions import forward_letters, forwarding
from cases.codes import plausible
from cases.desk import forms
from cases.desk.doors import user_of
from cases.models import Forwarding, Report
from neutrality.audit.actions import record
from neutrality.documents.codes import State
from neutrality.errors import Refusal
from neutrality.workdays import calendar_for, today


@login_required
@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    row = _found(request, code)
    record(
        "subject.opened",
        actor=user_of(request),
        subject=row,
        chain=f"report:{row.report.code}",
        agency=row.report.agency,
    )
    return _page(request, row)


@login_required
@require_POST
def step(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    row = _found(request, code)
    if slug not in STEPS or (slug != "tandatangan" and not _at_the_desk(request, row)):
        raise Http404
    name, form_class = STEPS[slug]
    form = form_class(request.POST, request.FILES)
    if form.is_valid():
        try:
            messages.success(request, _act(request, row, slug, form.cleaned_data))
        except Refusal as refusal:
            _show(form, refusal)
        else:
            return redirect(row)
    return _page(request, row, status=400, **{name: form})


def _act(request: HttpRequest, row: Forwarding, slug: str, got: dict[str, Any]) -> str:
    actor = user_of(request)
    if slug == "tandatangan":
        scan = got["scan"].read() if got["scan"] else None
        forwarding.sign(actor=actor, forwarding=row, signed_on=got["signed_on"], scan=scan)
        return _("Tanda tangan tercatat.")
    if slug == "ingatkan":
        forwarding.remind(actor=actor, forwarding=row, note=got["note"])
        return _("Pengingat tercatat.")
    forwarding.record_answer(actor=actor, forwarding=row, **got)
    return _("Jawaban tercatat.")


STEPS: dict[str, tuple[str, type[forms.DeskForm]]] = {
    "tandatangan": ("sign_form", forms.SignForm),
    "ingatkan": ("remind_form", forms.RemindForm),
    "jawaban": ("answer_form", forms.AnswerForm),
}


def _found(request: HttpRequest, code: str) -> Forwarding:
    """For the desk of the report and the letter's signatory; else the 404 of what does not exist."""
    rows = Forwarding.objects.select_related("report__agency", "document", "by__person")
    row = rows.filter(code=plausible(code)).first()
    if (
        row is None
        or row.report.agency_id != user_of(request).agency_id
        or not (_at_the_desk(request, row) or forward_letters.is_signatory(row, user_of(request)))
    ):
        raise Http404
    return row


def _at_the_desk(request: HttpRequest, row: Forwarding) -> bool:
    return Report.objects.visible_to(user_of(request)).filter(pk=row.report_id).exists()


def _page(request: HttpRequest, row: Forwarding, status: int = 200, **bound: forms.DeskForm) -> HttpResponse:
    agency, day = row.report.agency, today(row.report.agency)
    late = row.due_on is not None and row.answered_on is None
    context: dict[str, Any] = {
        "row": row,
        "rule": conduct.forwarding().get(row.rule, row.rule),
        "days": calendar_for(agency).working_days_between(day, row.due_on) if late and row.due_on else None,
        "waits": row.document is not None and row.document.state == State.NUMBERED,
        "paper": "" if receivers.has_letter(row.rule) else receivers.paper(row.rule, row.on),
        "stays": not receivers.answers_outside(row.rule),
        "stuck": forwarding.is_stuck(row),
        "desk": _at_the_desk(request, row),
        "signs": forward_letters.is_signatory(row, user_of(request)),
        "sign_form": forms.SignForm(initial={"signed_on": day}),
        "remind_form": forms.RemindForm(),
        "answer_form": forms.AnswerForm(initial={"answered_on": day}),
    }
    response = render(request, "cases/desk/forwarding.html", context | bound, status=status)
    add_never_cache_headers(response)
    return response


def _show(form: forms.DeskForm, refusal: Refusal) -> None:
    places = {"letter_number": "number"}
    for field, sentences in refusal.fields.items():
        name = places.get(field, field)
        form.add_error(name if name in form.fields else None, " ".join(sentences))
    if not form.errors:
        form.add_error(None, str(refusal))
