"""Recording an agency's answer to an open legal question."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.counsel.models import LegalPosition
from neutrality.documents import files
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.organization.models import Position
from neutrality.workdays import today


def may_record(user: User) -> bool:
    return user.has_role(Role.LEGAL) or user.holds_office(Position.Office.HEAD_LEGAL)


@transaction.atomic
def record_position(
    *, actor: User, question: str, option: str, decided_on: date, reason: str, attachment: bytes | None = None
) -> LegalPosition:
    """The answer of the actor's agency, with date and reason; it holds for decisions from that day on."""
    if not may_record(actor) or actor.agency is None:
        raise Refusal("not_yours", _("Posisi hukum dicatat Bagian Hukum."), status=403)
    row = load().questions.get(question)
    problems: dict[str, list[str]] = {}
    if row is None:
        problems["question"] = [_("Pertanyaan ini tidak ada dalam katalog.")]
    elif option not in [one["id"] for one in row.options]:
        problems["option"] = [_("Pilih salah satu jawaban yang tersedia.")]
    if not reason.strip():
        problems["reason"] = [_("Tulis alasan jawaban itu.")]
    if decided_on > today():
        problems["decided_on"] = [_("Tanggal penetapan belum tiba.")]
    if problems:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=problems, status=400)
    stored = files.store_scan(attachment) if attachment else None
    position = LegalPosition.objects.create(
        agency=actor.agency, question=question, option=option, decided_on=decided_on, reason=reason.strip(),
        attachment=stored.name if stored else "", attachment_sha256=stored.sha256 if stored else "",
        recorded_by=actor,
    )  # fmt: skip
    record("legal.position_recorded", actor=actor, subject=position,
           changes={"option": option, "decided_on": decided_on, "reason": reason})  # fmt: skip
    return position
