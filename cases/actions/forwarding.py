"""Handing a report to whoever is competent, under a rule of the catalogue; its letter, and the answer to it.

The letter holds the desk's own words and released exhibits by their labels: nothing of the
reporter, and never the claim that a breach was found.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import conduct, receipts, receivers
from cases.actions import forward_letters
from cases.actions.deadlines import clock_days
from cases.actions.report_steps import HOLD_SECONDS, lock, make_move, own_words, require_open
from cases.models import Forwarding, Recommendation, Report, ReportMove
from cases.submission import Submission, malformed
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.documents import actions as documents
from neutrality.documents.codes import Basis, State
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.queries import positions_of
from neutrality.outbox.actions import cancel, owe
from neutrality.outbox.models import Owed
from neutrality.outbox.models import State as OwedState
from neutrality.workdays import calendar_for, today

SEND = "cases.send_forwarding"
COPIES_MOST = 10
# Words that lead to a reporter, and words that judge: a letter of ours says neither.
_SOURCE = re.compile(r"\b(pelapor|anonim|pengirim laporan|lp-\d\d-\w+)\b", re.IGNORECASE)
_JUDGED = re.compile(
    r"\b(terbukti|bersalah|pelaku|tersangka|telah melakukan (tindak )?pidana|telah melanggar)\b", re.IGNORECASE
)
# Rules whose matter leaves us whole; a possible crime or another law goes beside our own case.
_HANDED_OVER = ("FW-06", "FW-07", "FW-09", "FW-10")


@transaction.atomic
def forward_report(
    *,
    actor: User,
    report: Report,
    rule: str,
    sent_as: str,
    body: str = "",
    to: str = "",
    copies: Sequence[str] = (),
    number: str = "",
) -> Forwarding:
    """Hand over under a rule of the catalogue. A possible election crime goes in parallel: a report
    that has its case stays joined to it.

    Empty ``to`` and ``copies`` mean the receivers of the rule, an empty ``body`` the act and its day. A rule without
    a form of letter is followed all the same, unless its matter stays with the desk's own office.
    Refusals: ``malformed``, ``wrong_status``, ``body_copies_report``, ``worded_as_finding``,
    ``signatory_missing``, ``number_series_missing``.
    """
    report = lock(actor, report)
    require_open(report, Report.Status.LINKED)
    _known(rule, sent_as)
    on = today(report.agency)
    row = Forwarding(
        report=report, code=random_code("TR", on, 6), rule=rule, sent_as=sent_as, by=actor, on=on,
        number=Submission.text(number, "number", most=120),
    )  # fmt: skip
    row.body = _body(body, report)
    if receivers.answers_outside(rule):
        row.due_on = _answer_due(report, on)
    if receivers.has_letter(rule):
        usual = receivers.suggested(rule, report.agency, on)
        row.to = Submission.text(to, "to", most=300) or usual.to
        row.copies = _copies(copies) or list(usual.copies)
        forward_letters.check(row)
    else:  # the letter is made outside, or the matter stays in this house
        row.to, row.copies = Submission.text(to, "to", most=300), _copies(copies)
    row.save()
    kept = report.status == Report.Status.LINKED
    make_move(report, actor, "forward", report.status if kept else Report.Status.FORWARDED, forwarding=row.pk)
    owe(SEND, key=_key(row.pk), payload={"forwarding": row.pk}, delay_seconds=HOLD_SECONDS)
    digest = receipts.digest(f"{rule}:{sent_as}:{row.body}")
    record("report.forwarded", actor=actor, subject=report, changes={"body": digest})
    return row


def _known(rule: str, sent_as: str) -> None:
    errors: dict[str, list[Any]] = {}
    if rule not in conduct.forwarding():
        errors["rule"] = [_("Pilih aturan penerusan dari katalog.")]
    if sent_as not in Forwarding.SentAs.values:
        errors["as"] = [_("Pilih laporan, temuan, atau informasi_awal.")]
    if errors:
        raise malformed(errors)


def _body(body: str, report: Report) -> str:
    text = Submission.text(body, "body", most=10_000)
    own_words(text, report, field="body", code="body_copies_report")
    if _SOURCE.search(text):
        raise malformed({"body": [_("Uraikan peristiwanya tanpa menyebut pelapor atau asal laporan.")]})
    if judged := _JUDGED.search(text):
        message = _("Surat penerusan tidak menilai. Ganti kata “%(word)s” dengan “diduga”.") % {"word": judged[0]}
        raise Refusal("worded_as_finding", message, fields={"body": [message]})
    return text


def _copies(copies: Sequence[str]) -> list[str]:
    if len(copies) > COPIES_MOST:
        raise malformed({"copies": [_("Tembusan paling banyak sepuluh.")]})
    return [text for one in copies if (text := Submission.text(one, "copies", most=200))]


def _answer_due(report: Report, on: date) -> date:
    return calendar_for(report.agency).add_working_days(on, clock_days(report.agency, "answer"))


def _key(forwarding: int) -> str:
    return f"report-forwarding:{forwarding}"


def is_stuck(row: Forwarding) -> bool:
    """Whether the queue gave up writing the letter."""
    return row.document_id is None and Owed.objects.filter(key=_key(row.pk), state=OwedState.FAILED).exists()


@transaction.atomic
def send(*, forwarding_id: int) -> None:
    """Called by the outbox when the hold has passed: the letter is written and numbered, once."""
    row = (
        Forwarding.objects.select_for_update(of=("self",))
        .select_related("report__agency", "by")
        .filter(pk=forwarding_id)
        .first()
    )
    if row is None or row.document_id is not None:
        return
    if receivers.has_letter(row.rule):
        row.document = forward_letters.write(row)
        row.save(update_fields=["document"])
    _follow_recommendation(row)


def _follow_recommendation(row: Forwarding) -> None:
    """Where an incoming letter names one person, its line now says that the matter was forwarded."""
    letter = getattr(row.report, "letter", None)
    if letter is None or row.rule not in _HANDED_OVER:
        return
    open_rows = Recommendation.objects.filter(letter=letter, case=None, outcome=Recommendation.Outcome.OPEN)
    if open_rows.count() == 1:
        open_rows.update(outcome=Recommendation.Outcome.FORWARDED)
        record("letter.outcome", actor=row.by, subject=letter, changes={"outcome": receipts.digest("forwarded")})


def take_back(move: ReportMove) -> bool:
    """Undo within the hold: no letter was written yet."""
    if not cancel(_key(move.data["forwarding"])):
        return False
    Forwarding.objects.filter(pk=move.data["forwarding"], document=None).delete()
    return True


# --- followed until answered ------------------------------------------------------


def _locked(actor: User, forwarding: Forwarding) -> Forwarding:
    """The forwarding, locked, if the actor's desk has its report and no answer came yet."""
    lock(actor, forwarding.report)
    row = Forwarding.objects.select_for_update(of=("self",)).select_related("report__agency").get(pk=forwarding.pk)
    if row.answered_on is not None:
        raise Refusal("already_answered", _("Jawaban atas penerusan ini sudah dicatat."))
    return row


@transaction.atomic
def remind(*, actor: User, forwarding: Forwarding, note: str) -> Forwarding:
    """The receiver was asked for the answer; the agency's own limit starts again."""
    row = _locked(actor, forwarding)
    text = Submission.text(note, "note", most=500, required=True)
    on = today(row.report.agency)
    row.reminders = [*row.reminders, {"on": on.isoformat(), "note": text}]
    row.due_on = _answer_due(row.report, on)
    row.save(update_fields=["reminders", "due_on"])
    record("forwarding.reminded", actor=actor, subject=row, agency=row.report.agency, changes={"due_on": row.due_on})
    return row


@transaction.atomic
def record_answer(
    *, actor: User, forwarding: Forwarding, answered_on: date, answer: str, number: str = ""
) -> Forwarding:
    """What the receiver did with the matter. The last answer ends the following of the report."""
    row = _locked(actor, forwarding)
    text = Submission.text(answer, "answer", most=5_000, required=True)
    if not row.on <= answered_on <= today(row.report.agency):
        raise malformed({"answered_on": [_("Isi tanggal jawaban: sesudah diteruskan dan tidak setelah hari ini.")]})
    row.answered_on, row.answer = answered_on, text
    row.answer_number = Submission.text(number, "letter_number", most=120)
    row.save(update_fields=["answered_on", "answer", "answer_number"])
    record(
        "forwarding.answered", actor=actor, subject=row, agency=row.report.agency,
        changes={"answered_on": answered_on, "answer": receipts.digest(text)},
    )  # fmt: skip
    return row


@transaction.atomic
def sign(*, actor: User, forwarding: Forwarding, signed_on: date, scan: bytes | None = None) -> None:
    """The signature of the letter: by its signatory on screen, or recorded from paper by the desk."""
    document = forwarding.document
    if document is None or document.state != State.NUMBERED:
        raise Refusal("wrong_document_state", _("Surat ini tidak menunggu tanda tangan."))
    own = forward_letters.is_signatory(forwarding, actor)
    if not own and not Report.objects.visible_to(actor).filter(pk=forwarding.report_id).exists():
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    if signed_on > today(forwarding.report.agency):
        raise malformed({"signed_on": [_("Tanggal itu belum tiba.")]})
    if not own and not scan:
        raise malformed({"scan": [_("Lampirkan pindaian surat yang sudah ditandatangani.")]})
    held = positions_of(actor.person, signed_on) if own and actor.person is not None else []
    documents.sign(
        document=document, actor=actor, signed_on=signed_on, signed_by=next(iter(held), None),
        basis=Basis.SCAN if scan else Basis.SCREEN, scan=scan,
    )  # fmt: skip
