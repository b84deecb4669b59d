"""Pages of circulars: list, draft, progress, read-back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from neutrality.accounts.requests import user_of as _user
from neutrality.audit.actions import record_view
from neutrality.csvfile import csv_bytes
from neutrality.errors import Refusal
from neutrality.organization.models import OrgUnit
from neutrality.prevention import actions, queries
from neutrality.prevention.forms import CircularForm, IssueForm
from neutrality.prevention.models import Circular, Reading
from neutrality.workdays import calendar_for, today

SHOWN = 100


@login_required
def circular_list(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    circulars = list(Circular.objects.visible_to(user).select_related("document", "agency")[:SHOWN])
    own = {
        reading.circular_id: reading for reading in Reading.objects.filter(circular__in=circulars, person__account=user)
    }
    rows = [{"circular": circular, "reading": own.get(circular.pk)} for circular in circulars]
    return render(request, "prevention/list.html", {"rows": rows, "may_compose": actions.may_compose(user)})


@login_required
def compose(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    if not actions.may_compose(user) or user.agency is None:
        raise Http404
    form = CircularForm(request.POST or None, agency=user.agency, initial={"to_everyone": True})
    if request.method == "POST" and form.is_valid():
        fields, targets = form.values()
        try:
            circular = actions.compose(actor=user, fields=fields, targets=targets)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Draf tersimpan."))
            return redirect("prevention:detail", code=circular.code)
    return render(request, "prevention/edit.html", {"form": form, "circular": None})


@login_required
def edit(request: HttpRequest, code: str) -> HttpResponse:
    user = _user(request)
    circular = actions.visible(code, user)
    if not actions.may_compose(user):
        raise Http404
    form = CircularForm.of(circular, request.POST or None)
    if request.method == "POST" and form.is_valid():
        fields, targets = form.values()
        try:
            actions.change(code=code, actor=user, fields=fields, targets=targets)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Draf tersimpan."))
            return redirect("prevention:detail", code=code)
    return render(request, "prevention/edit.html", {"form": form, "circular": circular})


@login_required
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Progress for those who answer for readers; everybody else goes to the text."""
    user = _user(request)
    circular = actions.visible(code, user)
    rows = queries.progress(circular, user) if circular.state != Circular.State.DRAFT else []
    signs = circular.signer is not None and circular.signer.person_id == user.person_id
    composes = actions.may_compose(user)
    if circular.state == Circular.State.DRAFT and not (composes or signs):
        raise Http404
    if circular.state != Circular.State.DRAFT and not rows and not composes:
        return redirect("prevention:read", code=code)
    record_view(user, circular)
    context: dict[str, Any] = {
        "circular": circular,
        "rows": rows,
        "total": _sum(rows),
        "complete": sum(1 for row in rows if row.waiting == 0),
        "composes": composes,
        "signs": signs,
        "issue_form": IssueForm(),
        "days_left": calendar_for(circular.agency).working_days_between(today(), circular.read_by),
        "reminder_days": [day for day in queries.reminder_days(circular) if day > today()],
        "may_remind": circular.state == Circular.State.ISSUED and queries.waiting_for(circular, user).exists(),
    }
    return render(request, "prevention/detail.html", context)


@login_required
def recap(request: HttpRequest, code: str) -> HttpResponse:
    """The progress table as CSV: figures of the perangkat daerah that the reader answers for, no names."""
    user = _user(request)
    circular = actions.visible(code, user)
    rows = queries.progress(circular, user)
    if not rows:
        raise Http404
    record_view(user, circular)
    header = [_("Perangkat daerah"), _("ASN"), _("Dibaca"), _("Dibuka saja"), _("Belum dibaca"),
              _("Pejabat belum membaca"), _("Pengingat terakhir")]  # fmt: skip
    cells = (
        [row.opd.name if row.opd else "", str(row.total), str(row.read), str(row.opened), str(row.waiting),
         str(row.officials_waiting), row.reminded_on.isoformat() if row.reminded_on else ""]
        for row in rows
    )  # fmt: skip
    name = f"edaran-{circular.code}-{today().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_bytes(header, cells), content_type="text/csv; charset=utf-8", headers=headers)


def _sum(rows: list[queries.Progress]) -> queries.Progress:
    return queries.Progress(
        opd=None,
        total=sum(row.total for row in rows),
        read=sum(row.read for row in rows),
        opened=sum(row.opened for row in rows),
        officials_waiting=sum(row.officials_waiting for row in rows),
    )


@login_required
def read(request: HttpRequest, code: str) -> HttpResponse:
    """The full text with the read-back."""
    user = _user(request)
    circular = actions.visible(code, user)
    if request.method == "POST":
        if request.POST.get("understood") != "on":
            messages.error(request, _("Centang “Saya telah membaca dan memahami” sebelum mengirim."))
        else:
            try:
                actions.acknowledge(code=code, actor=user)
                messages.success(request, _("Tercatat. Terima kasih telah membaca."))
            except Refusal as refusal:
                messages.error(request, str(refusal))
        return redirect("prevention:read", code=code)
    if circular.state == Circular.State.DRAFT:
        raise Http404
    reading = actions.open_reading(code=code, actor=user)
    return render(request, "prevention/read.html", {"circular": circular, "reading": reading})


@login_required
@require_POST
def issue(request: HttpRequest, code: str) -> HttpResponse:
    form = IssueForm(request.POST, request.FILES)
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        try:
            circular = actions.issue(
                code=code,
                actor=_user(request),
                acted_on=form.cleaned_data["acted_on"],
                scan=scan.read() if scan else None,
            )
            messages.success(request, _("Terbit dengan nomor %(number)s.") % {"number": circular.number})
        except Refusal as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Periksa tanggal dan pindaiannya."))
    return redirect("prevention:detail", code=code)


@login_required
@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponse:
    user = _user(request)
    units = OrgUnit.objects.filter(agency=user.agency, code__in=request.POST.getlist("unit"))
    try:
        number = actions.remind(code=code, actor=user, units=list(units))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("%(number)s orang diingatkan.", "%(number)s orang diingatkan.", number)
        messages.success(request, text % {"number": number})
    return redirect("prevention:detail", code=code)


@login_required
@require_POST
def new_version(request: HttpRequest, code: str) -> HttpResponse:
    try:
        circular = actions.new_version(code=code, actor=_user(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("prevention:detail", code=code)
    return redirect("prevention:edit", code=circular.code)


def add_refusal(form: Any, refusal: Refusal) -> None:
    """Put a refusal beside its fields, or on top of the form."""
    placed = False
    for name, texts in refusal.fields.items():
        if name in form.fields:
            placed = True
            for text in texts:
                form.add_error(name, text)
    if not placed:
        form.add_error(None, str(refusal))
