"""Opening the identity of a reporter: two persons of different units, a reason, one look.

request = request_identity(actor=analyst, report=report, reason="…")
approve_identity(actor=auditor, request=request, second_factor=True)
identity = reveal_identity(actor=analyst, request=request, second_factor=True)   # once
"""

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases import receipts
from cases.actions.report_steps import lock
from cases.models import Identity, IdentityRequest, Report, ReportWall
from cases.submission import Submission
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.models import OrgUnit
from neutrality.workdays import today

APPROVERS = (Role.INTAKE, Role.ALTERNATE_INTAKE, Role.AUDITOR)


@transaction.atomic
def request_identity(*, actor: User, report: Report, reason: str) -> IdentityRequest:
    report = lock(actor, report)
    text = Submission.text(reason, "reason", most=2_000, required=True)
    if not Identity.objects.filter(report=report).exists():
        raise Refusal("no_identity", _("Laporan ini tidak menyimpan identitas pelapor."))
    open_request = IdentityRequest.objects.filter(report=report, requested_by=actor, revealed_on=None).first()
    if open_request is not None:
        return open_request
    code = random_code("ID", today(report.agency), 6)
    made = IdentityRequest.objects.create(report=report, code=code, requested_by=actor, reason=text)
    record(
        "identity.requested", actor=actor, subject=report, changes={"request": code, "reason": receipts.digest(text)}
    )
    return made


def waiting_for(user: User) -> QuerySet[IdentityRequest]:
    """Requests that ``user`` could approve: of the agency, not the user's own, not walled off.

    A report at the alternate desk went there past the main one, whose members learn nothing of it here either.
    """
    if not user.has_role(*APPROVERS):
        return IdentityRequest.objects.none()
    desks = Report.Desk.values if user.has_role(Role.ALTERNATE_INTAKE, Role.AUDITOR) else [Report.Desk.MAIN]
    walls = ReportWall.objects.filter(Q(account=user) | Q(person_id=user.person_id, person_id__isnull=False))
    return (
        IdentityRequest.objects.filter(
            report__agency=user.agency, report__desk__in=desks, approved_by=None, revealed_on=None
        )
        .exclude(requested_by=user)
        .exclude(report__in=walls.values("report"))
        .select_related("report", "requested_by__person")
    )


@transaction.atomic
def approve_identity(*, actor: User, request: IdentityRequest, second_factor: bool) -> IdentityRequest:
    """The second person agrees. They see the reason and the code of the report, not the report."""
    _second_factor(second_factor)
    found = waiting_for(actor).select_for_update(of=("self",)).filter(pk=request.pk).first()
    if found is None:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    if not _units_differ(found.requested_by, actor):
        raise Refusal("same_unit", _("Penyetuju harus dari perangkat daerah lain daripada pemohon."))
    found.approved_by = actor
    found.save(update_fields=["approved_by"])
    record("identity.approved", actor=actor, subject=found.report, changes={"request": found.code})
    return found


@transaction.atomic
def reveal_identity(*, actor: User, request: IdentityRequest, second_factor: bool) -> dict[str, str]:
    """``{"name", "contact", "address", "id_number"}``, shown once to the one who asked."""
    _second_factor(second_factor)
    found = IdentityRequest.objects.select_for_update().filter(pk=request.pk, requested_by=actor).first()
    if found is None:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    report = lock(actor, found.report)
    if found.revealed_on is not None:
        raise Refusal(
            "already_revealed", _("Identitas ini sudah diperlihatkan sekali. Ajukan permintaan baru dengan alasan.")
        )
    if found.approved_by is None:
        raise Refusal("not_approved", _("Permintaan ini belum disetujui pejabat dari perangkat daerah lain."))
    identity = Identity.objects.get(report=report)
    found.revealed_on = today(report.agency)
    found.save(update_fields=["revealed_on"])
    record(
        "identity.revealed", actor=actor, subject=report,
        changes={"approved_by": found.approved_by.username, "reason": receipts.digest(found.reason)},
    )  # fmt: skip
    return {name: getattr(identity, name) for name in ("name", "contact", "address", "id_number")}


def _second_factor(fresh: bool) -> None:
    if not fresh and not settings.TRAINING:
        raise Refusal(
            "second_factor_required", _("Masukkan kode autentikator Anda sekali lagi, lalu ulangi."), status=403
        )


def _units_differ(one: User, other: User) -> bool:
    """Both hold posts, and no OPD has them both."""
    mine, theirs = _opds(one), _opds(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _opds(user: User) -> set[str]:
    return {row.position.unit.path[: 2 * OrgUnit.steplen] for row in user.appointments_today}


def requests_of(user: User, report: Report) -> QuerySet[IdentityRequest]:
    return IdentityRequest.objects.filter(report=report, requested_by=user).order_by("-pk")
