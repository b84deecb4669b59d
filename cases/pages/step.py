"""One page for every move, and the small posts beside it. Finds, validates, acts, answers."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import competence, papers, registry, transitions
from cases.actions import chain, moves, pauses
from cases.actions import examination as exam
from cases.actions import undo as undoing
from cases.forms_of_pages import (
    ACCOUNT,
    ConflictForm,
    EnvelopeForm,
    ExhibitForm,
    HistoryForm,
    PauseForm,
    ResumeForm,
    ServiceForm,
    SignForm,
    StatementForm,
    dress,
)
from cases.models import Case, Deadline, DeadlinePause
from cases.pages.common import case_of, head, shows_case, user_of, with_reason
from neutrality.accounts.models import User
from neutrality.audit.actions import record_view
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import Person
from neutrality.workdays import today


@login_required
@shows_case
def move(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """The form of a move; on POST the act is recorded and the case is shown again."""
    case = with_reason(request, code)
    row = transitions.find(case.track, move, case.status)
    if row is None:
        if move not in {one.code for one in transitions.TRACKS[case.track]}:
            raise Http404
        messages.error(request, str(moves.wrong_status(case, move, case.moves.select_related("recorded_by").last())))
        return redirect(case)
    if move == "decide":
        return redirect(f"{case.get_absolute_url()}keputusan/")
    offer = next(one for one in moves.available_moves(case, user_of(request)) if one.move.code == move)
    day = today(case.agency)
    handler = registry.handler_for(move)
    posted = request.method == "POST"
    if not posted:
        record_view(request.user, case)
    envelope = EnvelopeForm(
        *((request.POST, request.FILES) if posted else ()), case=case, move=row, on=day, prefix="act",
        initial={"acted_on": day, "seen": moves.last_move(case), "acted_by": _default_actor(offer, case, row, day)},
    )  # fmt: skip
    form = dress(moves.make_form(handler, case, day, None, *((request.POST, request.FILES) if posted else ())))
    refusal: Refusal | None = None
    if posted and envelope.is_valid():
        try:
            moved = _record(request, case, move, form, envelope)
        except Refusal as refused:
            refusal = refused
            form = _with_errors(form, refused)
        else:
            messages.success(request, _("Tercatat: %(move)s.") % {"move": row.label})
            return _after(request, moved)
    context = head(request, case, "langkah") | {
        "move": row, "offer": offer, "form": form, "envelope": envelope, "refusal": refusal,
        "for_others": competence.may_record(case, user_of(request)) and row.who not in ("desk", "system", "registrar"),
    }  # fmt: skip
    return render(request, "cases/case/langkah.html", context, status=409 if refusal else 200)


def _default_actor(offer: moves.Offer, case: Case, row: transitions.Move, day: Any) -> str:
    from cases.forms_of_pages import who_may_act

    found = who_may_act(case, row, day) if offer.for_others else []
    return found[0].code if found else ""


def _record(request: HttpRequest, case: Case, move: str, form: forms.Form, envelope: EnvelopeForm) -> Case:
    scan = envelope.cleaned_data["scan"]
    return moves.perform(
        case_code=case.code,
        move=move,
        actor=user_of(request),
        data=request.POST,
        files=request.FILES,
        acted_by=envelope.cleaned_data["acted_by"] or None,
        acted_on=envelope.cleaned_data["acted_on"],
        basis="scan" if scan else "screen",
        scan=scan.read() if scan else None,
        seen=envelope.cleaned_data["seen"],
        legacy=bool(envelope.cleaned_data.get("legacy")),
    )


def _with_errors(form: forms.Form, refusal: Refusal) -> forms.Form:
    """Beside each field its own sentence; the rest stands above the form."""
    form.is_valid()
    for name, texts in refusal.fields.items():
        if name in form.fields and name not in form.errors:
            for text in texts:
                form.add_error(name, text)
    return form


def _after(request: HttpRequest, case: Case) -> HttpResponse:
    """Back to the case; to the list where it left the reader's desk."""
    seen = Case.objects.visible_to(user_of(request)).filter(pk=case.pk).exists()
    return redirect(case) if seen else redirect("cases:list")


def _post(
    request: HttpRequest, code: str, form: forms.Form, act: Any, done: str, back: str = "cases:case"
) -> HttpResponse:
    """A small post: act, say the result, go back; a refusal is shown on the page it came from."""
    if not form.is_valid():
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
        return redirect(reverse(back, args=[code]))
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        for texts in refusal.fields.values():
            for text in texts:
                if text != str(refusal):
                    messages.error(request, text)
    else:
        messages.success(request, done)
    return redirect(reverse(back, args=[code]))


@login_required
@require_POST
def serve_summons(request: HttpRequest, code: str) -> HttpResponse:
    case_of(request, code)

    def act(data: dict[str, Any]) -> None:
        exam.serve_summons(
            case_code=code, actor=user_of(request), served_on=data["served_on"], how=data["how"],
            handed_to=data["handed_to"], refused=data["refused"], tracking_number=data["tracking_number"],
            witnesses=[data["witness"]] if data["witness"] else [], proof=data["proof"].read(),
        )  # fmt: skip

    return _post(
        request, code, ServiceForm(request.POST, request.FILES), act, _("Penyerahan tercatat."), "cases:examination"
    )


@login_required
@require_POST
def add_exhibit(request: HttpRequest, code: str) -> HttpResponse:
    case_of(request, code)

    def act(data: dict[str, Any]) -> None:
        exam.add_exhibit(case_code=code, actor=user_of(request), **data)

    return _post(
        request, code, ExhibitForm(request.POST, request.FILES), act, _("Bukti ditambahkan."), "cases:exhibits"
    )


@login_required
@require_POST
def statement(request: HttpRequest, code: str) -> HttpResponse:
    case = case_of(request, code)

    def act(data: dict[str, Any]) -> None:
        exam.record_statement(case_code=code, actor=user_of(request), **data)

    return _post(
        request, code, StatementForm(request.POST, case=case), act, _("Keterangan tercatat."), "cases:examination"
    )


@login_required
@require_POST
def history(request: HttpRequest, code: str) -> HttpResponse:
    case_of(request, code)

    def act(data: dict[str, Any]) -> None:
        exam.check_history(case_code=code, actor=user_of(request), **data)

    return _post(request, code, HistoryForm(request.POST), act, _("Pemeriksaan riwayat tercatat."))


def _who(case: Case, code: str) -> Person | User:
    if code.startswith(ACCOUNT):
        return get_object_or_404(User, agency=case.agency, pk=code.removeprefix(ACCOUNT))
    return get_object_or_404(Person, agency=case.agency, code=code)


@login_required
@require_POST
def conflict(request: HttpRequest, code: str) -> HttpResponse:
    case = case_of(request, code)
    form = ConflictForm(request.POST, case=case)
    if form.is_valid():
        person = _who(case, form.cleaned_data["person"])
        try:
            chain.declare_conflict(case=case, person=person, actor=user_of(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Halangan tercatat. Jalur dihitung ulang."))
            return _after(request, case)
    return redirect(case)


@login_required
@require_POST
def pause(request: HttpRequest, code: str) -> HttpResponse:
    case = case_of(request, code)
    if not competence.may_record(case, user_of(request)):
        raise Http404

    def act(data: dict[str, Any]) -> None:
        row = get_object_or_404(Deadline, case=case, pk=data.pop("deadline"))
        scan = data.pop("scan")
        pauses.pause(deadline=row, actor=user_of(request), scan=scan.read() if scan else None, **data)

    return _post(request, code, PauseForm(request.POST, request.FILES, case=case), act, _("Jeda tercatat."))


@login_required
@require_POST
def resume(request: HttpRequest, code: str) -> HttpResponse:
    case = case_of(request, code)
    form = ResumeForm(request.POST)
    rows = DeadlinePause.objects.filter(deadline__case=case, ends_on__isnull=True)
    row = rows.filter(pk=form["pause"].value() or 0).first() if str(form["pause"].value() or "").isdigit() else None
    if row is None or not competence.may_record(case, user_of(request)):
        raise Http404

    def act(data: dict[str, Any]) -> None:
        pauses.resume(pause=row, actor=user_of(request), ends_on=data["ends_on"])

    return _post(request, code, form, act, _("Jeda diakhiri. Batasnya dihitung ulang."))


@login_required
@require_POST
def sign_letter(request: HttpRequest, code: str, letter: str) -> HttpResponse:
    case = case_of(request, code)
    document = get_object_or_404(OfficialDocument.objects.of("case", case.code), code=letter)

    def act(data: dict[str, Any]) -> None:
        papers.sign(
            case=case, document=document, actor=user_of(request), signed_on=data["signed_on"],
            scan=data["scan"].read() if data["scan"] else None,
        )  # fmt: skip

    return _post(
        request, code, SignForm(request.POST, request.FILES), act, _("Tanda tangan tercatat."), "cases:letters"
    )


@login_required
@require_POST
def undo(request: HttpRequest, code: str) -> HttpResponse:
    try:
        case = undoing.undo(case_code=code, actor=user_of(request))
    except Refusal as refusal:
        if refusal.status == 404:
            raise Http404 from None
        messages.error(request, str(refusal))
        return redirect("cases:list")
    messages.success(request, _("Langkah diurungkan."))
    return _after(request, case)
