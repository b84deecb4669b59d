"""Writing a report or a letter down, and following letters."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import intake, letters
from cases.codes import plausible
from cases.desk import forms
from cases.desk.doors import asked, desk_page, user_of
from cases.models import IncomingLetter, Report
from neutrality.audit.actions import record_search, record_view
from neutrality.errors import Refusal

PAGE = 25


@desk_page
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """ "Catat laporan": by letter, phone, at the counter, from social media."""
    form = forms.EntryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            report = intake.enter_report(
                actor=user_of(request), data=form.data_for_action(), files=request.FILES.getlist("evidence")
            )
        except Refusal as refusal:
            show(form, refusal, forms.EntryForm.PLACES)
        else:
            return _entered(request, report)
    return render(request, "cases/desk/entry.html", {"form": form}, status=400 if form.errors else 200)


def _entered(request: HttpRequest, report: Report) -> HttpResponse:
    if Report.objects.visible_to(user_of(request)).filter(pk=report.pk).exists():
        messages.success(request, _("Laporan %(code)s tercatat.") % {"code": report.code})
        return redirect(reverse("desk:report", args=[report.code]))
    messages.success(request, _("Laporan %(code)s tercatat dan ditangani meja lain.") % {"code": report.code})
    return redirect(reverse("desk:inbox"))


def show(form: forms.DeskForm, refusal: Refusal, places: dict[str, str] | None = None) -> None:
    """Each sentence of a refusal beside its field; what has no field above the form."""
    shown = False
    for field, sentences in refusal.fields.items():
        name = (places or {}).get(field, field)
        form.add_error(name if name in form.fields else None, " ".join(sentences))
        shown = True
    if not shown:
        form.add_error(None, str(refusal))


# --- letters ----------------------------------------------------------------------


@desk_page
@require_http_methods(["GET"])
def letter_list(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    found = IncomingLetter.objects.visible_to(user).prefetch_related("recommendations").order_by("-pk")
    before = found.filter(code=asked(request, "sebelum", 20)).values_list("pk", flat=True).first()
    rows = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    shown = rows[:PAGE]
    record_search(user, "letter", [letter.code for letter in shown], door="surat-masuk")
    following = f"sebelum={shown[-1].code}" if len(rows) > PAGE else ""
    return render(request, "cases/desk/letters.html", {"letters": shown, "next": following})


@desk_page
@require_http_methods(["GET", "POST"])
def file_letter(request: HttpRequest) -> HttpResponse:
    form = forms.LetterForm(request.POST or None, request.FILES or None)
    named = forms.NamedFormSet(request.POST or None, prefix="orang")
    if request.method == "POST" and form.is_valid() and named.is_valid():
        people = [row for row in named.cleaned_data if any(row.get(name) for name in ("name", "nip", "asks"))]
        data: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name != "evidence"}
        try:
            letter = letters.file_letter(
                actor=user_of(request), data=data | {"recommendations": people}, files=request.FILES.getlist("evidence")
            )
        except Refusal as refusal:
            show(form, refusal)
        else:
            messages.success(request, _("Surat %(number)s tercatat.") % {"number": letter.number})
            return redirect(reverse("desk:letters"))
    bad = bool(form.errors) or (named.is_bound and not named.is_valid())
    return render(request, "cases/desk/letter_form.html", {"form": form, "named": named}, status=400 if bad else 200)


@desk_page
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """One letter, the persons in it, and what became of each."""
    user = user_of(request)
    visible = IncomingLetter.objects.visible_to(user).select_related("report", "filed_by__person")
    found = get_object_or_404(visible, code=plausible(code))
    rows = list(found.recommendations.order_by("pk"))
    form = forms.ReplyLetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["row"] <= len(rows):
        got, row = form.cleaned_data, rows[form.cleaned_data["row"] - 1]
        try:
            if got["outcome"]:
                letters.record_outcome(actor=user, recommendation=row, outcome=got["outcome"])
            if got["number"] and got["replied_on"]:
                letters.record_reply(actor=user, recommendation=row, number=got["number"], replied_on=got["replied_on"])
        except Refusal as refusal:
            show(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(reverse("desk:letter", args=[code]))
    record_view(user, found)
    return render(request, "cases/desk/letter.html", {"letter": found, "rows": rows, "form": form})
