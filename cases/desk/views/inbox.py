"""The inbox: the list, the preview beside it, and many reports closed at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from cases import outward
from cases.actions import triage
from cases.desk import forms, queries
from cases.desk.doors import UNDO_SESSION_KEY, asked, desk_page, others_present, report_of, user_of
from cases.desk.preview import context_for
from cases.models import Report
from neutrality.audit.actions import record_search, record_view
from neutrality.errors import Refusal


@desk_page
@require_GET
@vary_on_headers("HX-Request")
def inbox(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    tab = request.GET.get("tab", "putus")
    tab = tab if tab in queries.TABS else "putus"
    counts = queries.tab_counts(user)
    page = queries.inbox(
        user,
        tab=tab,
        after=asked(request, "sesudah", 20),
        channel=asked(request, "saluran", 30),
        received_after=_day(asked(request, "sejak", 10)),
        q=asked(request, "q"),
    )
    record_search(user, "report", [row.report.code for row in page.rows], door="kotak-masuk")
    chosen = asked(request, "laporan", 20)
    report = Report.objects.visible_to(user).select_related("agency", "letter").filter(code=chosen).first()
    context: dict[str, Any] = {
        "tab": tab,
        "tabs": [(key, _tab_label(key), counts[key]) for key in queries.TABS],
        "total": counts[tab],
        "page": page,
        "chosen": report.code if report else "",
        "keep": urlencode({"tab": tab}),
        "filtered": any(request.GET.get(name) for name in ("q", "saluran", "sejak")),
        "channels": forms.EntryForm().fields["channel"].choices,  # type: ignore[attr-defined]
        "last": _last_settled(user) if not page.rows else None,
        "close_many": [(code, words[0]) for code, words in outward.CLOSING.items()],
        "undo_report": _undo(request),
    }
    if report is not None:
        context |= _opened(request, report)
    return render(request, "cases/desk/inbox.html", context)


@desk_page
@require_GET
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The fragment beside the list."""
    report = report_of(request, code)
    return render(request, "cases/desk/_preview.html", _opened(request, report))


def _opened(request: HttpRequest, report: Report) -> dict[str, Any]:
    user = user_of(request)
    record_view(user, report)
    return context_for(user, report) | {"others": _others(request, report)}


def _others(request: HttpRequest, report: Report) -> list[str]:
    """Who else has it open; the reader may go on all the same (``?tetap=1``)."""
    others = others_present(report, user_of(request))
    return [] if request.GET.get("tetap") else others


def _day(value: str | None) -> Any:
    try:
        return parse_date(value) if value else None
    except ValueError:
        return None


def _tab_label(key: str) -> str:
    return {
        "putus": _("Perlu diputus"),
        "tunggu": _("Menunggu pelapor"),
        "teruskan": _("Diteruskan"),
        "tutup": _("Ditutup"),
        "gabung": _("Tergabung"),
    }[key]


def _last_settled(user: Any) -> Any:
    """When this desk last decided something, for the empty inbox."""
    from cases.models import ReportMove

    moves = ReportMove.objects.filter(report__in=Report.objects.visible_to(user)).exclude(move="review")
    return moves.order_by("-pk").values_list("at", flat=True).first()


def _undo(request: HttpRequest) -> Report | None:
    """The report whose last step can still be taken back by this officer."""
    code = request.session.get(UNDO_SESSION_KEY, "")
    report = Report.objects.visible_to(user_of(request)).filter(code=code).first() if code else None
    return report if report and triage.undoable(report, user_of(request)) else None


@desk_page
@require_POST
def close_many(request: HttpRequest) -> HttpResponse:
    """Close the rows that were picked, each as its own step with the same reason."""
    user, closed = user_of(request), 0
    codes = [code for code in request.POST.getlist("laporan")[:100] if code.isprintable()]
    try:
        for report in Report.objects.visible_to(user).filter(code__in=codes):
            triage.close_report(actor=user, report=report, reason=request.POST.get("reason", ""))
            closed += 1
    except Refusal as refusal:
        messages.error(request, str(refusal))
    if closed:
        messages.success(request, _("%(n)s laporan ditutup.") % {"n": closed})
    return redirect(reverse("desk:inbox"))
