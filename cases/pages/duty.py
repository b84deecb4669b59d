"""The tab "Tugas": who has the duty, its orders, what was said to its holder; and confirming a changed line."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from cases import competence, duty_view
from cases.actions import chain, duty, duty_acts, line
from cases.duty_forms import ACTS, DutyForm, ServeForm, WithdrawForm
from cases.models import Case
from cases.pages.common import case_of, head, opened, shows_case, user_of
from neutrality.accounts.models import User
from neutrality.errors import Refusal
from neutrality.workdays import today

DONE = {
    "perintah": gettext_lazy("Perintah bernomor dan menunggu tanda tangan. Tugas belum beralih."),
    "penyerahan": gettext_lazy("Penyerahan perintah tercatat."),
    "tarik": gettext_lazy("Perintah ditarik; nomornya tinggal dalam register."),
    "pengingat": gettext_lazy("Pengingat tercatat."),
    "kesempatan": gettext_lazy("Kesempatan menjelaskan tercatat."),
    "penjelasan": gettext_lazy("Penjelasan tercatat."),
    "kelalaian": gettext_lazy("Perkara kelalaian dibuka dengan keputusan itu."),
}


@login_required
@require_GET
@shows_case
def page(request: HttpRequest, code: str) -> HttpResponse:
    case = opened(request, code)
    return _render(request, case)


def _render(request: HttpRequest, case: Case, failed: tuple[str, DutyForm] | None = None) -> HttpResponse:
    user = user_of(request)
    if not duty_view.may_see(case, user):
        raise Http404
    context = head(request, case, "tugas") | _context(case, user)
    if failed:
        context["forms"] = context["forms"] | {failed[0]: failed[1]}
        context["failed"] = failed[0]
    return render(request, "cases/case/tugas.html", context, status=409 if failed else 200)


def _context(case: Case, user: User) -> dict[str, Any]:
    on = today(case.agency)
    records, higher = competence.may_record(case, user), duty_view.is_higher(case, user)
    wanted = [act for act in ("perintah", "pengingat", "kesempatan") if records or higher]
    if duty.waiting_order(case) is not None:
        wanted = [act for act in wanted if act != "perintah"]  # one order at a time
    if records or duty_view.holds(case, user):
        wanted.append("penjelasan")
    missing = duty.before_neglect(case)
    notes, held = duty_view.notes(case, user), chain.current(case)
    if (records or higher) and not missing and not duty_view.decided_about(notes, held):
        wanted.append("kelalaian")
    rows = duty_view.orders(case)
    for one in rows:
        code = one["row"].document.code if one["row"].document else ""
        if records and one["open"] and one["state"] == "signed" and one["row"].kind == "assignment":
            one["serve"] = ServeForm(case=case, on=on, auto_id=f"{code}_%s", initial={"order": code})
        if (records or higher) and one["open"] and one["row"].kind == "transfer" and code:
            one["withdraw"] = WithdrawForm(case=case, on=on, auto_id=f"tarik_{code}_%s", initial={"order": code})
            one["service"] = records and one["state"] == "signed"
    return {
        "held": held,
        "held_due": held_deadlines(case),
        "late": duty.late_since(case),
        "orders": rows,
        "notes": notes,
        "movable": duty_view.movable(case),
        "forms": {act: ACTS[act](case=case, on=on, auto_id=f"{act}_%s") for act in wanted},
        "missing": missing if records or higher else [],
        "leads": records or higher,
    }


def held_deadlines(case: Case) -> list[Any]:
    """Running limits of whoever has the duty."""
    held = chain.current(case)
    rows = case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True).order_by("due_on")
    return list(rows.filter(holder=held.position)) if held else []


@login_required
@require_POST
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """One act about the duty; a refusal is shown beside the form it came from."""
    case = case_of(request, code)
    user = user_of(request)
    if act not in ACTS or not duty_view.may_see(case, user):
        raise Http404
    form = ACTS[act](request.POST, request.FILES, case=case, on=today(case.agency), auto_id=f"{act}_%s")
    if form.is_valid():
        try:
            duty_acts.perform(case=case, actor=user, act=act, data=dict(form.cleaned_data))
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise Http404 from refusal
            _add(form, refusal)
        else:
            messages.success(request, str(DONE[act]))
            return redirect("cases:duty", code=code)
    if act in ("penyerahan", "tarik"):  # small forms inside the table of orders
        for texts in form.errors.values():
            for text in texts:
                messages.error(request, str(text))
        return redirect("cases:duty", code=code)
    return _render(request, case, (act, form))


def _add(form: DutyForm, refusal: Refusal) -> None:
    named = {name: texts for name, texts in refusal.fields.items() if name in form.fields}
    for name, texts in named.items():
        for text in texts:
            form.add_error(name, text)
    if not named:
        form.add_error(None, str(refusal))


@login_required
@require_POST
def confirm_line(request: HttpRequest, code: str) -> HttpResponse:
    """The desk confirms what changed in the line. Nothing moves."""
    case_of(request, code)
    try:
        line.confirm(case_code=code, actor=user_of(request), note=request.POST.get("note", ""))
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise Http404 from refusal
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Perubahan jalur dipastikan."))
    return redirect("cases:case", code=code)
