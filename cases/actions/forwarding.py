"""Handing a report to whoever is competent, under a rule of the catalogue."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import conduct, receipts
from cases.actions.report_steps import lock, make_move, require_open
from cases.models import Forwarding, Report, ReportMove
from cases.submission import Submission, malformed
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.workdays import today


@transaction.atomic
def forward_report(*, actor: User, report: Report, rule: str, sent_as: str, body: str = "") -> Forwarding:
    """Hand over under a rule of the catalogue. A possible election crime goes in parallel: a report
    that has its case stays joined to it."""
    report = lock(actor, report)
    require_open(report, Report.Status.LINKED)
    errors: dict[str, list[Any]] = {}
    if rule not in conduct.forwarding():
        errors["rule"] = [_("Pilih aturan penerusan dari katalog.")]
    if sent_as not in Forwarding.SentAs.values:
        errors["as"] = [_("Pilih laporan, temuan, atau informasi_awal.")]
    if errors:
        raise malformed(errors)
    text = Submission.text(body, "body", most=10_000)
    row = Forwarding.objects.create(
        report=report, rule=rule, sent_as=sent_as, body=text, by=actor, on=today(report.agency)
    )
    kept = report.status == Report.Status.LINKED
    make_move(report, actor, "forward", report.status if kept else Report.Status.FORWARDED, forwarding=row.pk)
    record(
        "report.forwarded", actor=actor, subject=report, changes={"body": receipts.digest(f"{rule}:{sent_as}:{text}")}
    )
    return row


def take_back(move: ReportMove) -> bool:
    Forwarding.objects.filter(pk=move.data["forwarding"]).delete()
    return True
