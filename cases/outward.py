"""What the reporter sees: four statuses, promised dates by a fixed rule, fixed closing words.

Everything here counts working days from receipt and looks at this report alone, so that
neither answer nor time tells anything about other reports or about the case:

- ``in_process`` from working day 1, whether or not somebody has opened the report;
- ``waiting_for_reporter`` from the batch after a question was sent;
- ``finished`` only on the promised days 20, 40, 60 …, whenever the desk settled it.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cases.models import Message, Report
from neutrality.workdays import today
from neutrality.workdays.calendar import Calendar
from neutrality.workdays.queries import calendar_for

STARTED_AFTER = 1
NEWS_EVERY = 20
ANSWER_WITHIN = 10
LEAST_TO_ANSWER = 3

SETTLED = (Report.Status.LINKED, Report.Status.FORWARDED, Report.Status.CLOSED)

HANDLED = gettext_lazy(
    "Laporan Anda telah kami tangani sesuai ketentuan. Hasilnya tidak dapat kami sampaikan karena menyangkut data pribadi."
)
FORWARDED = gettext_lazy("Laporan Anda telah kami teruskan kepada lembaga yang berwenang.")
# Reasons with which the desk may close a report, and what the reporter then reads. There is no
# reason "already reported": it would tell of other reports (such a report is joined instead).
CLOSING: dict[str, tuple[Any, Any]] = {
    "insufficient": (
        gettext_lazy("Keterangan tidak cukup"),
        gettext_lazy(
            "Keterangan dalam laporan ini belum cukup untuk ditindaklanjuti. Anda boleh mengirim laporan baru."
        ),
    ),
    "no_answer": (
        gettext_lazy("Pelapor tidak menjawab"),
        gettext_lazy("Kami belum menerima jawaban Anda, dan keterangan yang ada belum cukup untuk ditindaklanjuti."),
    ),
    "not_a_violation": (
        gettext_lazy("Bukan pelanggaran netralitas"),
        gettext_lazy("Perbuatan yang Anda ceritakan tidak dilarang oleh aturan netralitas ASN."),
    ),
    "not_our_officer": (
        gettext_lazy("Terlapor bukan ASN instansi ini"),
        gettext_lazy("Orang yang Anda sebut bukan pegawai instansi ini."),
    ),
    "outside_authority": (
        gettext_lazy("Bukan kewenangan instansi ini"),
        gettext_lazy("Hal yang Anda laporkan bukan kewenangan instansi ini."),
    ),
    "withdrawn": (
        gettext_lazy("Ditarik oleh pelapor"),
        gettext_lazy("Laporan ditutup atas permintaan Anda."),
    ),
    "not_a_report": (
        gettext_lazy("Bukan laporan"),
        gettext_lazy("Pesan Anda tidak memuat laporan tentang netralitas ASN."),
    ),
}


def closing_words(report: Report) -> Any:
    if report.status == Report.Status.CLOSED and report.close_reason in CLOSING:
        return CLOSING[report.close_reason][1]
    return FORWARDED if report.status == Report.Status.FORWARDED else HANDLED


def _workdays_since(report: Report, day: date, calendar: Calendar) -> int:
    return max(calendar.working_days_between(report.received_on, day), 0)


def _due(report: Report, day: date, calendar: Calendar) -> str:
    """The status that the batch of ``day`` publishes. ``finished`` stays finished unless reopened."""
    age = _workdays_since(report, day, calendar)
    if report.status in SETTLED:
        if report.outward_status == Report.Outward.FINISHED:
            return Report.Outward.FINISHED
        promised = age - age % NEWS_EVERY
        passed = (
            promised
            and report.settled_on
            and report.settled_on <= calendar.add_working_days(report.received_on, promised)
        )
        if passed:
            return Report.Outward.FINISHED
    elif report.status == Report.Status.WAITING and _asked(report):
        return Report.Outward.WAITING
    return Report.Outward.IN_PROCESS if age >= STARTED_AFTER else Report.Outward.RECEIVED


def _asked(report: Report) -> bool:
    """Whether the question has left: a held one shows nothing yet."""
    return report.messages.filter(sender=Message.Sender.OFFICE, sent_on__isnull=False).exists()


@transaction.atomic
def publish(day: date | None = None) -> int:
    """The daily batch; the number of reports whose outward status changed."""
    changed = 0
    open_reports = Report.objects.exclude(outward_status=Report.Outward.FINISHED) | Report.objects.filter(
        outward_status=Report.Outward.FINISHED
    ).exclude(status__in=SETTLED)
    for report in (
        open_reports.select_related("agency")
        .select_for_update(of=("self",), skip_locked=True)
        .defer("narrative", "told", "place", "note", "headline", "protection_plan")
        .order_by("pk")
        .iterator()
    ):
        now = day or today(report.agency)
        due = _due(report, now, calendar_for(report.agency))
        if due != report.outward_status:
            report.outward_status, report.outward_since = due, now
            report.save(update_fields=["outward_status", "outward_since"])
            changed += 1
    return changed


def next_date(report: Report, day: date, calendar: Calendar) -> date | None:
    """When the reporter hears next; None once finished."""
    status = report.outward_status
    if status == Report.Outward.FINISHED:
        return None
    if status == Report.Outward.RECEIVED:
        return calendar.add_working_days(report.received_on, STARTED_AFTER)
    if status == Report.Outward.WAITING:
        return answer_until(report, calendar)
    age = _workdays_since(report, day, calendar)
    return calendar.add_working_days(report.received_on, (age // NEWS_EVERY + 1) * NEWS_EVERY)


def answer_until(report: Report, calendar: Calendar) -> date:
    """Working day 10, 20, … from receipt, at least three after the question was published."""
    asked = _workdays_since(report, report.outward_since or report.received_on, calendar)
    steps = -(-(asked + LEAST_TO_ANSWER) // ANSWER_WITHIN)
    return calendar.add_working_days(report.received_on, steps * ANSWER_WITHIN)


def tracked(report: Report) -> Any:
    from cases.actions.intake import Tracked

    calendar = calendar_for(report.agency)
    day = today(report.agency)
    following = next_date(report, day, calendar)
    return Tracked(
        status=report.outward_status,
        status_label=str(Report.Outward(report.outward_status).label),
        next_date=following,
        messages=_messages(report),
        steps=_steps(report, following, calendar),
        story=report.narrative,
        received_on=report.received_on,
    )


def _messages(report: Report) -> list[dict[str, Any]]:
    shown = [
        {
            "from": message.sender,
            "on": message.on,
            "body": message.body,
            "attachments": [
                {"content_type": original.content_type, "size": original.size} for original in message.originals.all()
            ],
        }
        for message in report.messages.filter(sent_on__isnull=False).prefetch_related("originals")
    ]
    if report.outward_status == Report.Outward.FINISHED:
        with override(report.language):
            words = str(closing_words(report))
        shown.append({"from": "office", "on": report.outward_since, "body": words, "attachments": []})
    return shown


def _steps(report: Report, following: date | None, calendar: Calendar) -> list[dict[str, Any]]:
    """The path of the tracking page: the same days for every report of that day."""
    order = [Report.Outward.RECEIVED, Report.Outward.IN_PROCESS, Report.Outward.WAITING, Report.Outward.FINISHED]
    now = order.index(Report.Outward(report.outward_status))
    news = following
    if report.outward_status in (Report.Outward.RECEIVED, Report.Outward.WAITING):
        news = calendar.add_working_days(
            report.received_on,
            (_workdays_since(report, following or report.received_on, calendar) // NEWS_EVERY + 1) * NEWS_EVERY,
        )
    days = {
        Report.Outward.RECEIVED: report.received_on,
        Report.Outward.IN_PROCESS: calendar.add_working_days(report.received_on, STARTED_AFTER),
        Report.Outward.WAITING: following if report.outward_status == Report.Outward.WAITING else None,
        Report.Outward.FINISHED: report.outward_since if report.outward_status == Report.Outward.FINISHED else news,
    }
    return [
        {
            "status": status.value,
            "label": str(_("Diterima")) if status == Report.Outward.RECEIVED else str(status.label),
            "on": days[status],
            "workday": _workdays_since(report, shown, calendar) if (shown := days[status]) else None,
            "state": "kini" if index == now else "sudah" if index < now else "nanti",
        }
        for index, status in enumerate(order)
        if status != Report.Outward.WAITING or report.outward_status == Report.Outward.WAITING
    ]
