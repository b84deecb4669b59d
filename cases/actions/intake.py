"""How a report comes in: by the public doors (no account, no session) and by the desk's own hand.

    key = issue_key()
    receipt = submit_report(key=key, data={...}, files=[...], host="lapor.contoh.go.id")
    tracked = track(receipt="3F8T-K6WP-92QX", address=address_key(request))
    tracked = send_message(receipt=…, body="…", address=…)
    report = enter_report(actor=user, data={"channel": "walk_in", …}, files=[...])

``data`` has the keys of CONTRACT.md (``POST reports/``) without ``key``: ``narrative``
(the only one required), ``occurred_on`` or ``occurred_from``/``occurred_to`` (date),
``place``, ``region``, ``persons`` (name, position, unit, nip, kind), ``conduct``, ``links``,
``not_to_be_read_by``, ``identity`` (mode, name, contact, address, id_number), ``language``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from cases import outward, receipts, uploads, walls
from cases.models import Identity, Message, Original, Report, ReportWall
from cases.submission import Submission
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import PUBLIC, record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.notifications.actions import notify
from neutrality.notifications.wording import Kind
from neutrality.organization.models import Agency
from neutrality.outbox.actions import owe
from neutrality.workdays import today
from neutrality.workdays.calendar import Calendar
from neutrality.workdays.queries import calendar_for

REVIEW_DAYS = 5  # working days; a limit of the agency (choices: review_days)
WEIGH = "cases.weigh_report"


@dataclass(frozen=True)
class Receipt:
    """What the reporter is told once. ``receipt`` looks like ``3F8T-K6WP-92QX``."""

    receipt: str
    status: str
    received_on: date


@dataclass(frozen=True)
class Tracked:
    """What the tracking door shows. ``messages``: ``[{"from", "on", "body", "attachments"}]``."""

    status: str
    status_label: str
    next_date: date | None
    messages: list[dict[str, Any]]
    steps: list[dict[str, Any]]  # {"status", "label", "on", "state": sudah/kini/nanti, "workday"}
    story: str  # the reporter's own words; hide them until asked
    received_on: date


def issue_key() -> str:
    """A key of 128 random bits, signed and dated by us; good for 24 hours."""
    return receipts.issue_key()


def submit_report(
    *,
    key: str,
    data: Mapping[str, Any],
    files: Sequence[UploadedFile] = (),
    host: str = "",
    channel: str = "public_web",
) -> Receipt:
    """Take a public report; the same key with the same body gives the same answer and one report.

    Refusals: ``malformed`` (400, with fields), ``key_unknown`` (400), ``key_expired`` and
    ``key_reused`` (409), ``too_large`` (413), ``unsupported_media_type`` (415).
    """
    receipts.check_key(key)
    submission = Submission.read(data)
    prepared = uploads.check_all(files)
    key_hash = receipts.key_hash(key)
    body_hash = submission.body_hash([file.sha256 for file in prepared])
    stored: list[str] = []
    try:
        with transaction.atomic():
            _one_at_a_time(key_hash)
            known = Report.objects.filter(key_hash=key_hash).first()
            if known is not None:
                return _same_answer(known, key, body_hash)
            receipts.check_age(key)
            agency = agency_of(host, submission.region)
            report = _create(submission, agency=agency, channel=channel, key=key, body_hash=body_hash)
            stored += uploads.keep_all(prepared, report=report)
            _file_under_walls(report, submission)
            record("report.received", actor=PUBLIC, subject=report, changes=_digest(report, body_hash))
    except BaseException:
        uploads.remove(stored)
        raise
    return Receipt(receipts.receipt_for(key), Report.Outward.RECEIVED, report.received_on)


def decoy_receipt() -> str:
    """What a program that filled the trap is told: it looks like a receipt and opens nothing."""
    return receipts.receipt_for(receipts.issue_key())


def track(*, receipt: str, address: str) -> Tracked:
    """The state of one report. Wrong and unknown codes end in the same refusal ``not_found`` (404)
    after the same work; each failure from an address lengthens its wait (429, ``retry_after``)."""
    return outward.tracked(_find(receipt, address))


@transaction.atomic
def send_message(*, receipt: str, body: str, files: Sequence[UploadedFile] = (), address: str) -> Tracked:
    """A message of the reporter on the private channel. A repeat of the last message is one message."""
    found = _find(receipt, address)
    text = Submission.text(body, "body", most=5_000, required=not files)
    prepared = uploads.check_all(files)
    report = Report.objects.select_for_update().get(pk=found.pk)
    last = report.messages.order_by("pk").last()
    if not prepared and last is not None and last.sender == Message.Sender.REPORTER and last.body == text:
        return outward.tracked(report)
    day = today(report.agency)
    message = Message.objects.create(
        report=report, sender=Message.Sender.REPORTER, on=day, sent_on=day, body=text or _("(berkas)")
    )
    uploads.keep_all(prepared, report=report, message=message)
    if report.status == Report.Status.WAITING:
        report.status = Report.Status.UNDER_REVIEW
        report.save(update_fields=["status"])
        _tell_who_asked(report, message)
    record("report.answered", actor=PUBLIC, subject=report, changes={"message": receipts.digest(text)})
    return outward.tracked(report)


def _tell_who_asked(report: Report, answer: Message) -> None:
    """A task without content for the officer who asked, while their desk still has the report."""
    asked = report.messages.filter(sender=Message.Sender.OFFICE, author__isnull=False).order_by("-pk").first()
    officer = asked.author if asked else None
    if officer is None or not Report.objects.visible_to(officer).filter(pk=report.pk).exists():
        return
    due = max(report.review_due or answer.on, answer.on)
    notify(officer, Kind.TASK, key=f"report-answer:{answer.pk}", link="/kotak-masuk/", due=due)


@transaction.atomic
def enter_report(
    *, actor: User, data: Mapping[str, Any], files: Sequence[UploadedFile] = (), by_letter: bool = False
) -> Report:
    """A report written down by the desk (letter, phone, walk-in, social media, a superior).

    ``data`` as in ``submit_report`` and ``channel``, ``received_on`` (default today), and for
    social media ``posts``: ``[{"link", "account", "act": like|comment|share|follow|post, "at"}]``.
    """
    desk = (Role.INTAKE, Role.ALTERNATE_INTAKE, *((Role.BAWASLU,) if by_letter else ()))
    if not actor.has_role(*desk) or actor.agency is None:
        raise Refusal("forbidden", _("Hanya meja penerima yang mencatat laporan."), status=403)
    submission = Submission.read(data, staff=True)
    prepared = uploads.check_all(files)
    report = _create(submission, agency=actor.agency, channel=submission.channel, actor=actor)
    uploads.keep_all(prepared, report=report)
    _file_under_walls(report, submission)
    record("report.entered", actor=actor, subject=report, changes=_digest(report, submission.body_hash([])))
    return report


@transaction.atomic
def report_as_superior(*, actor: User, data: Mapping[str, Any], files: Sequence[UploadedFile] = ()) -> Report:
    """What a head of a unit saw, told to the desk ("supervisor" of the channels). It opens in the inbox;
    the superior is not shown it again: from here on it is the desk's."""
    if actor.agency is None or not actor.headed_units:
        raise Refusal("forbidden", _("Hanya kepala unit yang melapor melalui halaman ini."), status=403)
    submission = Submission.read({**data, "channel": "supervisor"}, staff=True)
    prepared = uploads.check_all(files)
    report = _create(submission, agency=actor.agency, channel="supervisor", actor=actor)
    uploads.keep_all(prepared, report=report)
    _file_under_walls(report, submission)
    record("report.entered", actor=PUBLIC, subject=report, changes=_digest(report, submission.body_hash([])))
    return report


def agency_of(host: str, region: str) -> Agency:
    """Host name, else DEFAULT_AGENCY, else the region told, else the province's desk."""
    from cases.agencies import public_agency

    return public_agency(host, region)


def _one_at_a_time(key_hash: bytes) -> None:
    """Two requests with one key wait for each other until the first has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(key_hash[:8], "big", signed=True)])


def _same_answer(report: Report, key: str, body_hash: bytes) -> Receipt:
    if bytes(report.body_hash or b"") != body_hash:
        raise Refusal(
            "key_reused",
            _("Kunci ini sudah dipakai untuk laporan lain. Mulai laporan baru dengan kunci baru."),
        )
    return Receipt(receipts.receipt_for(key), Report.Outward.RECEIVED, report.received_on)


def review_due(agency: Agency, received: date, calendar: Calendar) -> date:
    """The last day on which the desk decides what a report becomes: a limit of the agency's own."""
    return calendar.add_working_days(received, int(agency.choices.get("review_days", REVIEW_DAYS)))


def _create(
    submission: Submission,
    *,
    agency: Agency,
    channel: str,
    key: str = "",
    body_hash: bytes | None = None,
    actor: User | None = None,
) -> Report:
    received = submission.received_on or today(agency)
    report = Report(
        agency=agency,
        code=random_code("LP", received),
        channel=channel,
        identity_mode=submission.identity["mode"],
        language=submission.language,
        received_on=received,
        occurred_from=submission.occurred_from,
        occurred_to=submission.occurred_to,
        region=submission.region,
        conduct=list(submission.conduct),
        stage=submission.stage(agency),
        narrative=submission.narrative,
        place=submission.place,
        told=submission.told_json(),
        burst_key=submission.burst_key(received),
        review_due=review_due(agency, received, calendar_for(agency)),
        entered_by=actor,
    )
    if key:
        report.key_hash = receipts.key_hash(key)
        report.body_hash = body_hash
        report.receipt_hash = receipts.receipt_hash(receipts.receipt_for(key))
    _save_under_free_code(report, received)
    if any(submission.identity[name] for name in ("name", "contact", "address", "id_number")):
        fields = {name: value for name, value in submission.identity.items() if name != "mode"}
        Identity.objects.create(report=report, **fields)
    return report


def _save_under_free_code(report: Report, received: date) -> None:
    """Random codes may meet; the receipt of a key cannot be another one's (2 in 10**16)."""
    for length in (4, 5, 6, 8):
        report.code = random_code("LP", received, length)
        try:
            with transaction.atomic():
                report.save()
        except IntegrityError:
            report.pk = None
        else:
            return
    raise Refusal("key_expired", _("Kunci ini tidak dapat dipakai. Minta kunci baru, lalu kirim lagi."))


def _file_under_walls(report: Report, submission: Submission) -> None:
    walls.file_report(report, submission.told())
    if submission.persons:
        owe(WEIGH, key=f"weigh-report:{report.code}", payload={"report": report.code})


def _find(receipt: str, address: str) -> Report:
    receipts.wait_if_failed_before(address)
    report = Report.objects.select_related("agency").filter(receipt_hash=receipts.receipt_hash(receipt)).first()
    if report is None:
        receipts.note_failure(address)
        raise Refusal("not_found", _("Kode tidak ditemukan. Periksa lagi 12 huruf dan angkanya."), status=404)
    return report


def _digest(report: Report, body_hash: bytes) -> dict[str, Any]:
    """The journal of this side keeps digests, not values."""
    return {
        "body": body_hash.hex(),
        "files": sorted(Original.objects.filter(report=report).values_list("sha256", flat=True)),
        "desk": report.desk,
        "walls": ReportWall.objects.filter(report=report).count(),
    }
