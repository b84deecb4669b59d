"""Changing the calendar, with what it does to running limits shown before it is saved.

Every page is one form that is sent twice: first the effect is shown, then the same change is saved. What
is saved is what was shown: the button carries a digest of the change and the version of the calendar.
"""

import hashlib
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases import effects
from neutrality.accounts.models import User
from neutrality.errors import Refusal
from neutrality.workdays import actions, queries, rights, today
from neutrality.workdays.changes import Proposal
from neutrality.workdays.forms import HolidayForm, ImportForm, YearForm
from neutrality.workdays.models import CalendarYear, Holiday
from neutrality.workdays.views import asked_year

both = require_http_methods(["GET", "POST"])


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)


@login_required
@both
def add(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not rights.keeps_own(user) and not rights.keeps_nation(user):
        raise Http404
    form = HolidayForm(request.POST or None, user=user)
    return _change(request, form, title=_("Tambah hari libur"), done=_("Hari libur ditambahkan."))


@login_required
@both
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = HolidayForm(request.POST or None, user=user_of(request), row=row)
    return _change(request, form, title=_("Ubah hari libur"), done=_("Hari libur diubah."), row=row, year=row.date.year)


@login_required
@both
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    proposal = Proposal(removes=(row.pk,), before=(row,))
    return _change(
        request, None, title=_("Hapus hari libur"), done=_("Hari libur dihapus."), row=row, year=row.date.year,
        proposal=proposal,
    )  # fmt: skip


@login_required
@both
def take_over(request: HttpRequest) -> HttpResponse:
    """The differences between the package ``holidays`` and the record of a year; a person ticks what is taken."""
    if not rights.keeps_nation(user_of(request)):
        raise Http404
    year = asked_year(request, today(user_of(request).agency).year)
    form = ImportForm(request.POST or None, year=year)
    return _change(
        request, form, title=_("Ambil hari libur %(year)s") % {"year": year}, done=_("Perubahan disimpan."), year=year,
    )  # fmt: skip


@login_required
@both
def decree(request: HttpRequest) -> HttpResponse:
    """The decree of a year."""
    if not rights.keeps_nation(user_of(request)):
        raise Http404
    year = asked_year(request, today(user_of(request).agency).year)
    row = CalendarYear.objects.filter(year=year).first()
    form = YearForm(request.POST or None, year=year, row=row)
    return _change(
        request, form, title=_("Keputusan hari libur %(year)s") % {"year": year}, done=_("Keputusan dicatat."), year=year,
        decree=request.POST.get("decree", "")[:300],
    )  # fmt: skip


def _row(request: HttpRequest, pk: int) -> Holiday:
    """The day, where the reader may change it; absent and not theirs look alike."""
    row = get_object_or_404(Holiday, pk=pk)
    if not rights.may_change(user_of(request), agency_id=row.agency_id, region=row.region):
        raise Http404
    return row


def _change(
    request: HttpRequest, form: Any, *, title: str, done: str, row: Holiday | None = None, year: int | None = None,
    proposal: Proposal | None = None, decree: str = "",
) -> HttpResponse:  # fmt: skip
    user = user_of(request)
    context: dict[str, Any] = {"form": form, "title": title, "row": row, "year": year}
    if request.method == "POST" and form is not None and form.is_valid():
        proposal = form.proposal()
    if proposal is None or (request.method == "GET" and form is not None):
        return render(request, "cases/calendar/change.html", context)
    seen = seal(proposal)
    status = 200
    if request.method == "POST" and "simpan" in request.POST:
        if request.POST["simpan"] == seen:
            try:
                actions.apply(proposal=proposal, actor=user, seen=queries.latest_version(), decree=decree)
            except Refusal as refusal:
                _show(request, form, refusal)
                status = refusal.status
            else:
                messages.success(request, done)
                shown = next(iter(proposal.dates), None)
                return redirect(f"{reverse('workdays:calendar')}?tahun={shown.year if shown else year}")
        else:
            messages.warning(
                request, _("Isian atau kalender berubah sejak akibatnya ditampilkan. Lihat lagi, lalu simpan.")
            )
            status = 409
    context |= {"effects": effects.of_proposal(user, proposal), "seen": seen, "proposal": proposal}
    return render(request, "cases/calendar/change.html", context, status=status)


def seal(proposal: Proposal) -> str:
    """Stands for the change and for the calendar under which its effect was shown."""
    saves = sorted(
        (
            row.pk or 0,
            row.date.isoformat(),
            row.kind,
            row.name,
            row.agency_id or 0,
            row.region,
            row.decree,
            row.estimated,
        )
        for row in proposal.saves
    )
    told = repr((queries.latest_version(), saves, sorted(proposal.removes), sorted(proposal.years.items())))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _show(request: HttpRequest, form: forms.Form | None, refusal: Refusal) -> None:
    """Beside each field its own sentence; the rest above."""
    placed = False
    for name, texts in refusal.fields.items():
        if form is not None and name in form.fields:
            placed = True
            for text in texts:
                form.add_error(name, text)
    if not placed:
        messages.error(request, str(refusal))
