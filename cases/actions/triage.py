"""The desk's steps with a report: review, ask, join, open a case, close, undo. Forwarding is next door.

Every step locks the report, asks whether the actor's desk still has it, writes one
``ReportMove`` and one journal row (digests only), and leaves what must follow in the outbox,
held for ten seconds so that ``undo`` can take it back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import conduct, outward, receipts, walls
from cases.actions import forwarding
from cases.actions.report_steps import HOLD_SECONDS, lock, make_move, own_words, require_open
from cases.models import (
    Case,
    Incident,
    Message,
    Recommendation,
    Report,
    ReportLink,
    ReportMove,
)
from cases.submission import Submission, malformed
from neutrality.accounts.models import User
from neutrality.audit.actions import SYSTEM, record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.models import Person
from neutrality.outbox.actions import cancel, owe
from neutrality.workdays import today

SEND_MESSAGE = "cases.send_message"
COPY_WALLS = "cases.copy_walls"
FEW_WITNESSES = 10


@dataclass(frozen=True)
class Subject:
    """Who the case is about: the code of a person of the register, or an employee's NIP."""

    code: str
    employee: bool


@transaction.atomic
def begin_review(*, actor: User, report: Report) -> Report:
    report = lock(actor, report)
    if report.status == Report.Status.RECEIVED:
        make_move(report, actor, "review", Report.Status.UNDER_REVIEW)
        record("report.reviewed", actor=actor, subject=report)
    return report


@transaction.atomic
def note(
    *,
    actor: User,
    report: Report,
    headline: str | None = None,
    note: str | None = None,
    witnesses: int | None = None,
    protection_plan: str | None = None,
    occurred_on: date | None = None,
    avoid: Sequence[str] = (),
) -> Report:
    """What the desk writes beside a report; None leaves a field as it is. ``avoid``: who else must not
    read it, as the reporter told later; the report may leave the actor's desk by that."""
    report = begin_review(actor=actor, report=report)
    texts = {"headline": (headline, 200), "note": (note, 5_000), "protection_plan": (protection_plan, 5_000)}
    changed = []
    for name, (value, most) in texts.items():
        if value is not None:
            setattr(report, name, Submission.text(value, name, most=most))
            changed.append(name)
    if witnesses is not None:
        report.witnesses = _witnesses(witnesses)
        changed.append("witnesses")
    if occurred_on is not None:
        if occurred_on > today(report.agency):
            raise malformed({"occurred_on": [_("Tanggal itu belum tiba. Periksa hari, bulan, dan tahunnya.")]})
        report.occurred_from = report.occurred_to = occurred_on
        report.stage = conduct.stage_on(occurred_on, report.agency)
        changed += ["occurred_from", "occurred_to", "stage"]
    if changed:
        report.save(update_fields=changed)
        record("report.noted", actor=actor, subject=report, changes={"fields": changed})
    names = [Submission.text(text, "avoid", most=300) for text in avoid]
    if names:
        walls.add_wishes(report, names, actor=actor)
    return report


def _witnesses(number: int) -> int:
    if isinstance(number, bool) or not 0 <= number <= 1_000_000:
        raise malformed({"estimate_of_witnesses": [_("Isi perkiraan jumlah orang, misalnya 15.")]})
    return number


# --- the private channel ---------------------------------------------------------


@transaction.atomic
def ask_reporter(*, actor: User, report: Report, body: str) -> Message:
    """A question on the private channel. It leaves after the undo hold."""
    report = lock(actor, report)
    require_open(report)
    if not report.receipt_hash:
        raise Refusal(
            "no_private_channel",
            _("Laporan ini dicatat petugas, jadi pelapornya tidak mempunyai kode. Hubungi pelapor secara langsung."),
        )
    text = Submission.text(body, "body", most=5_000, required=True)
    message = Message.objects.create(
        report=report, sender=Message.Sender.OFFICE, author=actor, on=today(report.agency), body=text
    )
    make_move(report, actor, "ask", Report.Status.WAITING, message=message.pk)
    owe(SEND_MESSAGE, key=_message_key(message.pk), payload={"message": message.pk}, delay_seconds=HOLD_SECONDS)
    record("report.asked", actor=actor, subject=report, changes={"message": receipts.digest(text)})
    return message


@transaction.atomic
def deliver_message(*, message_id: int) -> None:
    """Called by the outbox when the hold has passed; nothing to do when undone or done."""
    message = Message.objects.select_for_update().select_related("report__agency").filter(pk=message_id).first()
    if message is None or message.sent_on is not None:
        return
    message.sent_on = today(message.report.agency)
    message.save(update_fields=["sent_on"])
    record("report.message_sent", actor=SYSTEM, subject=message.report)


def mark_messages_read(*, actor: User, report: Report) -> None:
    """The reporter sees that an answer was read, as a date."""
    Message.objects.filter(
        report__in=Report.objects.visible_to(actor).filter(pk=report.pk), sender=Message.Sender.REPORTER, read_on=None
    ).update(read_on=today(report.agency))


def _message_key(message_id: int) -> str:
    return f"report-message:{message_id}"


# --- joining and opening ---------------------------------------------------------


@transaction.atomic
def attach_to_incident(*, actor: User, report: Report, incident: Incident) -> ReportLink:
    """The report tells of an event that is known. Walls of the report follow after the hold."""
    report = lock(actor, report)
    require_open(report)
    incident = _incident(report, incident)
    link, created = ReportLink.objects.get_or_create(
        report=report, incident=incident, defaults={"linked_by": actor, "on": today(report.agency)}
    )
    make_move(report, actor, "attach", Report.Status.LINKED, link=link.pk if created else None)
    owe(COPY_WALLS, key=f"report-walls:{link.pk}", payload={"link": link.pk}, delay_seconds=HOLD_SECONDS)
    record("report.attached", actor=actor, subject=report, changes={"incident": receipts.digest(incident.code)})
    return link


@transaction.atomic
def copy_walls(*, link_id: int) -> None:
    link = ReportLink.objects.select_related("report__agency").filter(pk=link_id).first()
    if link is not None:
        walls.copy_to_cases(link.report)


def _incident(report: Report, incident: Incident) -> Incident:
    if incident.agency_id != report.agency_id:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    return Incident.objects.select_for_update().get(pk=incident.pk)


@transaction.atomic
def open_case(
    *,
    actor: User,
    report: Report,
    subject: Subject,
    brief: str,
    violations: Sequence[str],
    incident: Incident | None = None,
    estimate_of_witnesses: int | None = None,
    title: str = "",
) -> Case:
    """A case about one confirmed person, from a report. Every further person needs a case of its own.

    Refusals: ``malformed``, ``wrong_status``, ``event_date_missing``, ``brief_copies_report``,
    ``protection_plan_missing`` (under ten people could have known and no plan is recorded).
    """
    from cases.actions import opening

    report = lock(actor, report)
    require_open(report, Report.Status.LINKED)
    text = Submission.text(brief, "brief", most=5_000, required=True)
    own_words(text, report, field="brief", code="brief_copies_report")
    codes = _violations(violations)
    person = _subject(report, subject)
    if estimate_of_witnesses is not None:
        report.witnesses = _witnesses(estimate_of_witnesses)
        report.save(update_fields=["witnesses"])
    _protected(report)
    event = _incident(report, incident) if incident else _new_incident(report, title or text)
    case: Case = opening.open_case(
        actor=actor, agency=report.agency, person=person, incident=event, brief=text, violations=codes, desk=report.desk
    )
    ReportLink.objects.get_or_create(
        report=report, incident=event, defaults={"linked_by": actor, "on": today(report.agency)}
    )
    walls.copy_to_cases(report, case)
    _follow_recommendations(report, person, case)
    make_move(report, actor, "open_case", Report.Status.LINKED)
    record("report.case_opened", actor=actor, subject=report, changes={"case": receipts.digest(case.code)})
    return case


def _violations(codes: Sequence[str]) -> list[str]:
    known = conduct.ids() - {conduct.OTHER}
    unique = list(dict.fromkeys(codes))
    if not unique:
        raise malformed({"violations": [_("Pilih sedikitnya satu pasal.")]})
    unknown = {
        f"violations.{n}": [_("Pasal ini tidak ada dalam katalog.")]
        for n, code in enumerate(unique)
        if code not in known
    }
    if unknown:
        raise malformed(unknown)
    return unique


def _subject(report: Report, subject: Subject) -> Person:
    people = Person.objects.filter(agency=report.agency)
    named = Q(code=subject.code) | Q(employee__nip=subject.code)
    person = (
        people.filter(named, employee__isnull=False).first()
        if subject.employee
        else people.filter(code=subject.code).first()
    )
    if person is None:
        message = _("Orang ini tidak ada dalam data pegawai. Cari dengan NIP atau nama.")
        raise malformed({f"subject.{'employee' if subject.employee else 'person'}": [message]})
    return person


def _protected(report: Report) -> None:
    if report.witnesses is None:
        message = _("Isi dahulu berapa orang mengetahui kejadian ini.")
        raise malformed({"estimate_of_witnesses": [message]})
    if report.witnesses < FEW_WITNESSES and not report.protection_plan:
        message = _("Kurang dari sepuluh orang mengetahui kejadian ini. Catat rencana perlindungan pelapor dahulu.")
        raise Refusal(
            "protection_plan_missing", message, missing=[{"code": "protection_plan_missing", "message": message}]
        )


def _new_incident(report: Report, words: str) -> Incident:
    if report.occurred_from is None:
        message = _("Tanggal kejadian belum diketahui. Catat tanggalnya pada telaah, lalu buka perkara.")
        raise Refusal("event_date_missing", message, missing=[{"code": "event_date_missing", "message": message}])
    title = words.strip().split("\n")[0]
    first = title.split(". ")[0]
    return Incident.objects.create(
        agency=report.agency,
        code=random_code("PR", today(report.agency), 5),
        title=first if len(first) <= 200 else f"{first[:197]}...",
        occurred_from=report.occurred_from,
        occurred_to=report.occurred_to if report.occurred_to != report.occurred_from else None,
        contest=conduct.contest_on(report.occurred_from, report.agency),
    )


def _follow_recommendations(report: Report, person: Person, case: Case) -> None:
    """One person in one letter: from now on the letter's line follows this case."""
    letter = getattr(report, "letter", None)
    if letter is None:
        return
    employee = getattr(person, "employee", None)
    rows = Recommendation.objects.select_for_update().filter(letter=letter, case=None)
    for row in rows:
        if row.person_id == person.pk or (employee and row.nip == employee.nip) or rows.count() == 1:
            row.person, row.case = person, case
            row.save(update_fields=["person", "case"])
            return


# --- closing ---------------------------------------------------------------------


@transaction.atomic
def close_report(*, actor: User, report: Report, reason: str, note: str = "") -> Report:
    """Close with a reason from the fixed list; the reporter reads its fixed sentence on the promised day."""
    report = lock(actor, report)
    require_open(report)
    if reason not in outward.CLOSING:
        raise malformed({"reason": [_("Pilih salah satu: %(kinds)s.") % {"kinds": ", ".join(outward.CLOSING)}]})
    text = Submission.text(note, "note", most=5_000)
    before = report.note
    report.close_reason = reason
    if text:
        report.note = f"{before}\n{text}".strip()
        report.save(update_fields=["note"])
    make_move(report, actor, "close", Report.Status.CLOSED)
    record("report.closed", actor=actor, subject=report, changes={"reason": receipts.digest(f"{reason}:{text}")})
    return report


# --- undo ------------------------------------------------------------------------


def undoable(report: Report, actor: User) -> ReportMove | None:
    """The last step, while its ten seconds run and it is the actor's own."""
    last = report.moves.order_by("pk").last()
    running = last is not None and last.at > timezone.now() - timedelta(seconds=HOLD_SECONDS)
    if last is None or not running or last.undone_at or last.by_id != actor.pk:
        return None
    return last if last.move in _REVERSE else None


@transaction.atomic
def undo(*, actor: User, report: Report) -> Report:
    """Take back the actor's last step within ten seconds; the reverse move is recorded."""
    report = lock(actor, report)
    last = undoable(report, actor)
    if last is None or not _REVERSE[last.move](last):
        raise Refusal("too_late", _("Sepuluh detik sudah lewat, jadi langkah ini tidak dapat diurungkan lagi."))
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    report.close_reason = ""
    make_move(report, actor, "undo", last.from_status, of=last.pk)
    record("report.undone", actor=actor, subject=report, changes={"move": [last.move, ""]})
    return report


def _take_back_message(move: ReportMove) -> bool:
    if not cancel(_message_key(move.data["message"])):
        return False
    Message.objects.filter(pk=move.data["message"], sent_on=None).delete()
    return True


def _take_back_link(move: ReportMove) -> bool:
    link = move.data.get("link")
    if link is None:
        return True
    if not cancel(f"report-walls:{link}"):
        return False
    ReportLink.objects.filter(pk=link).delete()
    return True


# A case that was opened is not undone here: it has its own register row and is discontinued with a reason.
_REVERSE: Mapping[str, Any] = {
    "ask": _take_back_message,
    "attach": _take_back_link,
    "forward": forwarding.take_back,
    "close": lambda move: True,
}
