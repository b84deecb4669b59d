"""What waits because of a forwarded report: the signature of its letter, the answer to it. Changes nothing."""

from datetime import date

from django.utils.translation import gettext as _

from cases import receivers
from cases.actions import forward_letters
from cases.models import Forwarding, Report
from cases.waiting import Task
from neutrality.accounts.models import User
from neutrality.documents.codes import State
from neutrality.workdays import calendar_for, today


def _about(row: Forwarding) -> str:
    """The letter's number; of a letter made outside what it is and to whom, as far as told."""
    if row.document is not None:
        return row.document.number
    parts = [receivers.paper(row.rule, row.on), row.to.partition("\n")[0], row.number]
    return " · ".join(part for part in parts if part)


def tasks_for(user: User, on: date | None = None) -> list[Task]:
    """Letters of forwarded reports that ``user`` signs, and answers that the user's desk waits for."""
    day, calendar = on or today(user.agency), calendar_for(user.agency)
    desk = Forwarding.objects.filter(answered_on=None, due_on__isnull=False, report__in=Report.objects.visible_to(user))
    rows = list(desk.select_related("document").order_by("due_on", "pk")[:50])
    tasks = [
        Task(
            case="", due=row.due_on, days=calendar.working_days_between(day, row.due_on), verb=_("Tanyakan jawaban penerusan"),
            who=_about(row), role="", why=_("Jawaban penerima belum dicatat."), basis="",
            url=row.get_absolute_url(), action=_("Buka"),
        )
        for row in rows
        if row.due_on is not None
    ]  # fmt: skip
    if user.person is None:
        return tasks
    unsigned = Forwarding.objects.select_related("document", "report").filter(
        document__agency=user.agency, document__state=State.NUMBERED,
        document__context__penandatangan__nama=user.person.full_name,
    ).order_by("pk")[:50]  # fmt: skip
    return tasks + [
        Task(
            case="", due=None, days=None, verb=_("Tanda tangani %(title)s") % {"title": row.document.title},
            who=row.document.number, role="", why=_("Surat ini bernomor dan menunggu tanda tangan."), basis="",
            url=row.get_absolute_url(), action=_("Tanda tangani"),
        )
        for row in unsigned
        if row.document is not None and forward_letters.is_signatory(row, user)
    ]  # fmt: skip
