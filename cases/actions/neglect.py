"""One who holds the duty and does not act: reminded, heard, and, by decision alone, a case of its own."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases import papers
from cases.actions import chain, duty
from cases.actions.moves import lock
from cases.actions.opening import open_case
from cases.models import Case, DutyNote, Incident
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.models import Appointment
from neutrality.workdays import today

VIOLATION = "P94-28"
KINDS = DutyNote.Kind


@transaction.atomic
def note(
    *, case_code: str, actor: User, kind: str, by: Appointment | None = None, on: date, text: str,
    due_on: date | None = None, proof: bytes | None = None,
) -> DutyNote:  # fmt: skip
    """A reminder or a chance to explain, signed by a named higher official; or the holder's explanation."""
    case = lock(case_code, actor)
    held = chain.current(case)
    if held is None or held.holder is None:
        raise Refusal("nobody_holds", _("Tidak ada pejabat yang memegang tugas ini."))
    who = held.holder if kind == KINDS.EXPLANATION else by
    if who is None:
        text = _("Sebut pejabat yang lebih tinggi yang menandatangani.")
        raise Refusal("malformed", text, fields={"by": [text]}, status=400)
    if kind != KINDS.EXPLANATION:
        duty._check_higher(case, who, "by")
    duty._may_record(case, actor, who)
    _check(case, kind, on, due_on, text)
    if who.person_id != actor.person_id and not proof:
        said = _("Lampirkan pindaian: Anda mencatat tindakan orang lain di atas kertas.")
        raise Refusal("scan_missing", said, fields={"proof": [said]}, status=400)
    file = papers.keep_scan(case=case, agency=case.agency, content=proof, actor=actor) if proof else None
    row = DutyNote.objects.create(
        case=case, kind=kind, about=held.holder, by=who, on=on, due_on=due_on, text=text.strip()[:2000], proof=file,
        recorded_by=actor,
    )  # fmt: skip
    record(
        "case.duty_note", actor=actor, subject=case,
        changes={"kind": kind, "by": who.code, "on": on, "due_on": due_on, "proof_sha256": file.sha256 if file else ""},
    )  # fmt: skip
    return row


def _check(case: Case, kind: str, on: date, due_on: date | None, text: str) -> None:
    problems: dict[str, list[str]] = {}
    held = chain.current(case)
    if on > today(case.agency):
        problems["on"] = [_("Tanggal itu belum tiba.")]
    elif held is not None and held.reached_on is not None and on < held.reached_on:
        problems["on"] = [_("Tanggal itu mendahului penugasan.")]
    if not text.strip():
        problems["text"] = [_("Tulis isinya seperti dalam surat.")]
    if kind == KINDS.CHANCE and (due_on is None or due_on <= on):
        problems["due_on"] = [_("Isi hari terakhir untuk menjelaskan, sesudah tanggal surat.")]
    if problems:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=problems, status=400)
    order = duty.served_order(case, held) if held else None
    if kind != KINDS.EXPLANATION and (order is None or (order.served_on is not None and on < order.served_on)):
        raise Refusal(
            "order_not_served", _("Perintah kepada pemegang tugas belum terbukti diserahkan pada tanggal itu.")
        )
    if kind == KINDS.REMINDER:
        duty.check_words(case, text, field="text")


@transaction.atomic
def open_neglect(
    *, case_code: str, actor: User, decided_by: Appointment, decided_on: date, reason: str, scan: bytes | None = None
) -> Case:
    """A case against the holder of the duty (PP 94/2021 Pasal 28) that arises from this one.

    By the decision of a named higher official, after a served order, a reminder and a chance to
    explain. No clock and no rule opens it.
    """
    case = lock(case_code, actor)
    duty._check_higher(case, decided_by, "decided_by")
    duty._may_record(case, actor, decided_by)
    missing = duty.before_neglect(case)
    if missing:
        raise Refusal(
            "conditions_missing", _("Perkara kelalaian belum dapat dibuka: %(why)s") % {"why": missing[0].message},
            missing=[one.as_dict() for one in missing],
        )  # fmt: skip
    held = chain.current(case)
    assert held is not None and held.holder is not None  # noqa: S101  # before_neglect has looked
    if len(reason.strip()) < 20:
        text = _("Tulis pertimbangan keputusan itu, sedikitnya satu kalimat.")
        raise Refusal("malformed", text, fields={"reason": [text]}, status=400)
    if decided_on > today(case.agency):
        text = _("Tanggal itu belum tiba.")
        raise Refusal("in_future", text, fields={"decided_on": [text]}, status=400)
    if decided_by.person_id != actor.person_id and not scan:
        text = _("Lampirkan keputusan yang ditandatangani.")
        raise Refusal("scan_missing", text, fields={"scan": [text]}, status=400)
    if DutyNote.objects.filter(case=case, kind=KINDS.DECISION, about__person=held.holder.person).exists():
        raise Refusal("case_exists", _("Perkara kelalaian atas pejabat ini sudah dibuka."))
    file = papers.keep_scan(case=case, agency=case.agency, content=scan, actor=actor) if scan else None
    opened = _open(case, held.holder, actor, reason)
    DutyNote.objects.create(
        case=case, kind=KINDS.DECISION, about=held.holder, by=decided_by, on=decided_on, text=reason.strip()[:2000],
        proof=file, opened=opened, recorded_by=actor,
    )  # fmt: skip
    record(
        "case.neglect_decided", actor=actor, subject=case,
        changes={"decided_by": decided_by.code, "decided_on": decided_on, "opened": opened.code},
    )  # fmt: skip
    return opened


def _open(case: Case, holder: Appointment, actor: User, reason: str) -> Case:
    order = duty.served_order(case, chain.current(case))  # type: ignore[arg-type]  # the caller has looked
    assert order is not None and order.served_on is not None  # noqa: S101
    incident = Incident.objects.create(
        agency=case.agency, code=random_code("PR", today(case.agency), 6), occurred_from=order.served_on,
        title=str(_("Kewajiban memeriksa sebagai atasan")),
    )  # fmt: skip
    return open_case(
        actor=actor, agency=case.agency, person=holder.person, incident=incident, brief=reason,
        violations=[VIOLATION], desk=case.desk, arises_from=case,
    )  # fmt: skip
