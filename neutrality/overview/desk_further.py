"""What else waits on a desk: reports to review, requests to decide, examinations to attend. Constant queries."""

from datetime import date

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.actions.identity import waiting_for
from cases.models import CaseAccess, Report, Summons
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.documents.codes import State
from neutrality.organization.actions.requests import may_decide
from neutrality.organization.models import AppointmentRequest
from neutrality.overview.desk_item import Item
from neutrality.workdays import calendar_for, today
from neutrality.workdays.calendar import Calendar

TO_REVIEW = (Report.Status.RECEIVED, Report.Status.UNDER_REVIEW)
REQUESTS = 20
ATTENDED = "PP 94/2021 Pasal 26"


def items_for(user: User) -> list[Item]:
    calendar = calendar_for(user.agency)
    day = today(user.agency)
    return [
        *_reports(user, calendar, day),
        *_identities(user),
        *_requests(user, calendar, day),
        *_examinations(user, calendar, day),
        *_own_summonses(user, calendar, day),
    ]


def _reports(user: User, calendar: Calendar, day: date) -> list[Item]:
    """One row for all reports that wait: each has its own place in the inbox."""
    waiting = Report.objects.visible_to(user).filter(status__in=TO_REVIEW)
    found = waiting.order_by().aggregate(number=Count("pk"), due=Min("review_due"))
    if not found["number"]:
        return []
    due = found["due"]
    return [
        Item(
            due=due,
            days=calendar.working_days_between(day, due) if due else None,
            verb=ngettext("Putuskan %(number)s laporan", "Putuskan %(number)s laporan", found["number"])
            % {"number": found["number"]},
            who=_("Kotak masuk"),
            why=_("%(day)s · batas internal instansi") % {"day": formats.day(due, "hari")} if due else "",
            url="/kotak-masuk/",
            action=_("Buka kotak masuk"),
            short=_("Telaah"),
        )
    ]


def _identities(user: User) -> list[Item]:
    """Requests to open an identity that this person could approve; the report itself is not named here."""
    number = waiting_for(user).count()
    if not number:
        return []
    return [
        Item(
            due=None,
            days=None,
            verb=_("Tanggapi permintaan membuka identitas"),
            who=ngettext("%(number)s permintaan", "%(number)s permintaan", number) % {"number": number},
            why=_("Perlu persetujuan orang dari unit lain."),
            url="/kotak-masuk/identitas/",
            action=_("Lihat permintaan"),
            short=_("Identitas"),
        )
    ]


def _requests(user: User, calendar: Calendar, day: date) -> list[Item]:
    """Requests for an acting official that this person decides; they should be answered before the first day."""
    waiting = (
        AppointmentRequest.objects.visible_to(user)
        .filter(state=AppointmentRequest.State.WAITING)
        .select_related("position__unit", "person", "asked_for", "agency")
        .order_by("starts_on", "pk")[:REQUESTS]
    )
    return [
        Item(
            due=one.starts_on,
            days=calendar.working_days_between(day, one.starts_on),
            verb=_("Putuskan permintaan %(capacity)s") % {"capacity": str(one.get_capacity_display()).rstrip(".")},
            who=f"{one.position.name} · {one.person.full_name}",
            why=_("%(day)s · hari pertama yang diminta") % {"day": formats.day(one.starts_on, "hari")},
            url=f"/pegawai/permintaan/{one.code}/",
            action=_("Buka permintaan"),
            short=_("Plh"),
        )
        for one in waiting
        if may_decide(user, one)
    ]


def _examinations(user: User, calendar: Calendar, day: date) -> list[Item]:
    """Days on which a member of a team sits in an examination."""
    if user.person_id is None:
        return []
    from cases.models import Case

    sits = CaseAccess.objects.filter(
        person_id=user.person_id, capacity=CaseAccess.Capacity.EXAMINER, ended_on__isnull=True
    ).values("case")
    rows = Summons.objects.filter(
        case__in=Case.objects.visible_to(user).open().filter(pk__in=sits), exam_date__gte=day, attended=None,
        state__in=(Summons.State.DRAFT, Summons.State.SERVED),
    ).select_related("case__person")  # fmt: skip
    return [
        Item(
            due=one.exam_date,
            days=calendar.working_days_between(day, one.exam_date),
            verb=_("Hadiri pemeriksaan sebagai anggota tim"),
            who=f"{one.case.person.full_name} · {one.case.code}",
            why=_appointed(one),
            url=f"/kasus/{one.case.code}/pemeriksaan/",
            action=_("Lihat pemeriksaan"),
            short=_("Periksa"),
            case=one.case.code,
            read=f"/kasus/{one.case.code}/",
        )
        for one in rows
    ]


def _own_summonses(user: User, calendar: Calendar, day: date) -> list[Item]:
    """A summons to this person, once it was served; nothing before tells that there is a case."""
    if user.person_id is None:
        return []
    served = Q(document__state=State.SERVED, state=Summons.State.SERVED)
    rows = Summons.objects.filter(
        served, case__person_id=user.person_id, exam_date__gte=day, attended=None
    ).select_related("document")
    return [
        Item(
            due=one.exam_date,
            days=calendar.working_days_between(day, one.exam_date),
            verb=_("Penuhi panggilan pemeriksaan"),
            who=one.document.number if one.document else "",
            why=_appointed(one),
            url="/surat/",
            action=_("Baca surat"),
            short=_("Periksa"),
        )
        for one in rows
    ]


def _appointed(summons: Summons) -> str:
    """Day, hour and place, with the article on which a summons rests."""
    return " · ".join(
        (
            f"{formats.day(summons.exam_date, 'hari')}, {formats.clock(summons.exam_time)}",
            summons.place,
            _("tertutup"),
            ATTENDED,
        )
    )
