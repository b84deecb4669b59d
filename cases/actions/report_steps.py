"""What every step with a report does: lock it, ask whether it is open, record the step."""

import re
from typing import Any

from django.utils.translation import gettext as _

from cases import outward
from cases.models import Report, ReportMove
from neutrality.accounts.models import User
from neutrality.errors import Refusal
from neutrality.workdays import today

HOLD_SECONDS = 10  # how long undo is offered
SAME_WORDS_MOST = 12  # a text of ours may not repeat as many words in a row of the story
OPEN = (Report.Status.RECEIVED, Report.Status.UNDER_REVIEW, Report.Status.WAITING)


def lock(actor: User, report: Report) -> Report:
    """The report, locked, if the actor's desk has it; the same refusal for absent and not yours."""
    found = (
        Report.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("agency")
        .filter(pk=report.pk)
        .first()
    )
    if found is None:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    return found


def require_open(report: Report, *more: str) -> None:
    if report.status not in (*OPEN, *more):
        raise Refusal(
            "wrong_status",
            _("Laporan %(code)s sudah %(status)s. Muat ulang halaman untuk melihat keadaannya.")
            % {"code": report.code, "status": str(Report.Status(report.status).label).lower()},
        )


def make_move(report: Report, actor: User, move: str, to_status: str, **data: Any) -> ReportMove:
    row = ReportMove.objects.create(
        report=report, move=move, from_status=report.status, to_status=to_status, by=actor, data=data
    )
    report.status = to_status
    report.settled_on = today(report.agency) if to_status in outward.SETTLED else None
    report.save(update_fields=["status", "settled_on", "close_reason"])
    return row


def own_words(text: str, report: Report, *, field: str, code: str) -> None:
    """What leaves the source side is in the desk's words: long runs of the reporter's would lead back to them."""
    story, words = f" {' '.join(_words(report.narrative))} ", _words(text)
    runs = (words[n : n + SAME_WORDS_MOST] for n in range(len(words) - SAME_WORDS_MOST + 1))
    if any(f" {' '.join(run)} " in story for run in runs):
        message = _("Ringkasan menyalin kalimat pelapor. Tulis dengan kata-kata Anda sendiri.")
        raise Refusal(code, message, fields={field: [message]})


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
