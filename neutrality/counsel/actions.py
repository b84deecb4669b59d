"""Recording an agency's answer to an open legal question."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.counsel import queries
from neutrality.counsel.models import LegalPosition
from neutrality.documents import files
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency, Position
from neutrality.workdays import today


def may_record(user: User) -> bool:
    """Bagian Hukum of the agency: by role, or by holding the office of its head."""
    return user.agency_id is not None and (user.has_role(Role.LEGAL) or user.holds_office(Position.Office.HEAD_LEGAL))


def may_read(user: User) -> bool:
    """Who works with the law: Bagian Hukum, the desks, auditors, and those who decide."""
    return user.agency_id is not None and (
        may_record(user)
        or user.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE, Role.AUDITOR, Role.REGISTRAR)
        or user.holds_office(Position.Office.PPK, Position.Office.SEKDA, Position.Office.HEAD_BKPSDM)
    )


@transaction.atomic
def record_position(
    *, actor: User, question: str, option: str, decided_on: date, reason: str, attachment: bytes | None = None
) -> LegalPosition:
    """The answer of the actor's agency, with date and reason; it holds for decisions from that day on.

    Refusals: ``not_yours`` (403), ``malformed`` (400, names the fields), ``position_older`` (a newer
    answer stands; positions are taken in order).
    """
    if actor.agency_id is None or not may_record(actor):
        raise Refusal("not_yours", _("Posisi hukum dicatat Bagian Hukum."), status=403)
    # One writer an agency: two answers at once would both supersede the same one.
    agency = Agency.objects.select_for_update().get(pk=actor.agency_id)
    _check_input(agency, question, option, decided_on, reason)
    before = queries.standing(agency, question)
    if before and decided_on < before.decided_on:
        text = _("Sudah ada jawaban bertanggal %(day)s. Jawaban baru tidak boleh lebih tua.") % {
            "day": before.decided_on.strftime("%d-%m-%Y")
        }
        raise Refusal("position_older", text, fields={"decided_on": [text]})
    stored = files.store_scan(attachment) if attachment else None
    position = LegalPosition.objects.create(
        agency=agency, question=question, option=option, decided_on=decided_on, reason=reason.strip(),
        attachment=stored.name if stored else "", attachment_type=stored.content_type if stored else "",
        attachment_sha256=stored.sha256 if stored else "", supersedes=before, recorded_by=actor,
    )  # fmt: skip
    record(
        "legal.position_recorded", actor=actor, subject=position,
        changes={
            "option": [before.option if before else None, option], "decided_on": decided_on, "reason": reason.strip(),
            "attachment": position.attachment_sha256,
        },
    )  # fmt: skip
    return position


def _check_input(agency: Agency, question: str, option: str, decided_on: date, reason: str) -> None:
    row = load().questions.get(question)
    problems: dict[str, list[str]] = {}
    if row is None:
        problems["question"] = [_("Pertanyaan ini tidak ada dalam katalog.")]
    elif option not in [one["id"] for one in row.options]:
        problems["option"] = [_("Pilih salah satu jawaban yang tersedia.")]
    if not reason.strip():
        problems["reason"] = [_("Tulis alasan jawaban itu.")]
    if decided_on > today(agency):
        problems["decided_on"] = [_("Tanggal penetapan belum tiba.")]
    if problems:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=problems, status=400)
