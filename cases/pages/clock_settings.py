"""The agency's own clocks beside the limits of the law, and what an answer to a question does to running ones."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cases import clocks, effects
from cases.actions import clock_choices
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.counsel import actions as counsel_actions
from neutrality.counsel import queries as counsel
from neutrality.counsel.presenters import counts_days, words
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency
from neutrality.workdays import today


class ClocksForm(forms.Form):
    """One number a clock, in working days."""

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule, clock in clocks.AGENCY_CLOCKS.items():
            self.fields[rule] = forms.IntegerField(
                label=clock.label, min_value=1, max_value=clocks.LONGEST_CLOCK, initial=clocks.clock_days(agency, rule),
                help_text=_("Sejak %(event)s. Bawaan %(days)s hari kerja.") % {
                    "event": clock.start_event, "days": clock.days},
                error_messages={"required": _("Isi jumlah hari kerjanya.")},
            )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def agency_clocks(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if user.agency is None:
        raise Http404
    may_set = clock_choices.may_set(user)
    if request.method == "POST" and not may_set:
        raise Http404
    form = ClocksForm(request.POST or None, agency=user.agency)
    if request.method == "POST" and form.is_valid():
        try:
            clock_choices.set_clocks(actor=user, days=form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Batas internal disimpan. Batas yang berjalan memakai angka lamanya."))
            return redirect("calendar:clocks")
    return render(
        request, "cases/calendar/clocks.html",
        {"form": form, "may_set": may_set, "statutes": statutory_rows(user.agency)},
    )  # fmt: skip


def statutory_rows(agency: Agency) -> list[dict[str, Any]]:
    """The limits of the discipline procedure as the agency reads them; none of them can be changed here."""
    positions = counsel.positions_in_force(agency, today(agency))
    lang = (get_language() or "id")[:2]
    rows = []
    for row in load().deadlines.values():
        if row.side != "discipline":
            continue
        limit = clocks.statute(row.id, positions)
        if not limit.n or limit.day_type not in UNITS:  # how long a sanction or a window lasts is no limit
            continue
        start, target = (text.get(lang) or text.get("id", "") for text in (limit.start, limit.target))
        rows.append({"id": row.id, "start": start, "target": clocks.sentence(str(target)),
                     "length": formats.measured(int(limit.n), limit.day_type), "citation": limit.citation,
                     "verified": row.verified,
                     "question": row.question if limit.reading is not None else ""})  # fmt: skip
    return rows


UNITS = ("hari_kerja", "hari_kalender")


@login_required
@require_GET
def position_effect(request: HttpRequest, question: str) -> HttpResponse:
    """What each answer to a question on days would do to the agency's running limits."""
    user = cast(User, request.user)
    row = load().questions.get(question)
    if row is None or user.agency is None or not counsel_actions.may_read(user):
        raise Http404
    if not counts_days(row.affects):
        raise Http404
    standing = counsel.positions_in_force(user.agency, today(user.agency)).get(question) or row.until_answered
    options = [
        {"id": one["id"], "effect": words(one["effect"]), "current": one["id"] == standing,
         "effects": effects.of_position(user, user.agency, question, one["id"])}
        for one in row.options
    ]  # fmt: skip
    return render(
        request, "cases/calendar/position.html", {"question": question, "text": words(row.text), "options": options}
    )
