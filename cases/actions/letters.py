"""Incoming letters and the persons they name: filed, followed, answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import receipts, uploads
from cases.actions import intake
from cases.models import Case, IncomingLetter, Recommendation, Report
from cases.submission import Submission, clean_text, malformed
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import SYSTEM, record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.organization.models import Agency, Employee, Person
from neutrality.workdays import today

CHANNELS = {
    "bawaslu": "bawaslu_finding",
    "bkn": "bkn_recommendation",
    "gakkumdu": "gakkumdu",
    "sp4n_lapor": "sp4n_lapor",
}
MOST_NAMES = 100


@transaction.atomic
def file_letter(*, actor: User, data: Mapping[str, Any], files: Sequence[UploadedFile] = ()) -> IncomingLetter:
    """``data``: sender, sender_name, number, dated, received_on, agenda_number, summary, place,
    occurred_on, recommendations ``[{"name", "nip", "asks", "due"}]``. The letter enters the inbox as
    a report; walls apply to it from the first moment."""
    if actor.agency is None or not actor.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE, Role.BAWASLU):
        raise Refusal("forbidden", _("Hanya meja penerima yang mencatat surat masuk."), status=403)
    letter, rows = _read(actor, data)
    prepared = uploads.check_all(files)
    report = intake.enter_report(actor=actor, data=_as_report(letter, rows, data), by_letter=True)
    letter.report, letter.agency = report, report.agency
    try:
        with transaction.atomic():
            letter.save()
    except IntegrityError:
        message = _("Surat dengan nomor dan tanggal ini sudah dicatat.")
        raise Refusal("letter_already_filed", message, fields={"number": [message]}) from None
    uploads.keep_all(prepared, letter=letter)
    for row in rows:
        row.letter = letter
    Recommendation.objects.bulk_create(rows)
    record(
        "letter.filed", actor=actor, subject=letter,
        changes={"number": receipts.digest(letter.number), "names": len(rows)},
    )  # fmt: skip
    return letter


def _read(actor: User, data: Mapping[str, Any]) -> tuple[IncomingLetter, list[Recommendation]]:
    errors: dict[str, list[Any]] = {}
    limits = {"sender_name": 200, "number": 120, "agenda_number": 60, "summary": 20_000}
    text = {
        name: clean_text(data.get(name), name, most, errors, several_lines=name == "summary")
        for name, most in limits.items()
    }
    sender = data.get("sender") or ("bawaslu" if actor.has_role(Role.BAWASLU) else "")
    if sender not in IncomingLetter.Sender.values:
        errors["sender"] = [_("Pilih lembaga pengirim.")]
    elif sender != "bawaslu" and not actor.has_role(Role.INTAKE, Role.ALTERNATE_INTAKE):
        errors["sender"] = [_("Anda hanya mencatat surat lembaga Anda.")]
    if not text["number"]:
        errors.setdefault("number", []).append(_("Isi nomor surat seperti tertulis pada surat."))
    now = today(actor.agency)
    dated, received = _day(data, "dated", now, errors, required=True), _day(data, "received_on", now, errors)
    if dated and received and received < dated:
        errors["received_on"] = [_("Surat tidak dapat diterima sebelum tanggalnya.")]
    rows = _recommendations(actor.agency, data, errors)
    if errors:
        raise malformed(errors)
    label = str(IncomingLetter.Sender(sender).label)
    letter = IncomingLetter(
        code=random_code("SM", now, 5),
        sender=sender,
        sender_name=text["sender_name"] or label,
        number=text["number"],
        dated=dated or now,  # a missing date was refused above
        received_on=received or now,
        agenda_number=text["agenda_number"],
        summary=text["summary"],
        filed_by=actor,
    )
    return letter, rows


def _day(
    data: Mapping[str, Any],
    name: str,
    now: date,
    errors: dict[str, list[Any]],
    *,
    required: bool = False,
    future: bool = False,
) -> date | None:
    value = data.get(name)
    if isinstance(value, str) and value:
        try:
            value = date.fromisoformat(value)
        except ValueError:
            errors[name] = [_("Tulis tanggal seperti 2024-09-24.")]
            return None
    if not value:
        if required:
            errors[name] = [_("Isi tanggal surat.")]
        return None
    if not isinstance(value, date):
        errors[name] = [_("Tulis tanggal seperti 2024-09-24.")]
        return None
    if value > now and not future:
        errors[name] = [_("Tanggal itu belum tiba. Periksa hari, bulan, dan tahunnya.")]
    return value


def _recommendations(
    agency: Agency | None, data: Mapping[str, Any], errors: dict[str, list[Any]]
) -> list[Recommendation]:
    given = data.get("recommendations") or []
    if not isinstance(given, (list, tuple)) or len(given) > MOST_NAMES:
        errors["recommendations"] = [_("Isi dengan daftar orang, paling banyak %(most)s.") % {"most": MOST_NAMES}]
        return []
    rows = []
    for index, item in enumerate(given):
        path = f"recommendations.{index}"
        if not isinstance(item, Mapping):
            errors[path] = [_("Isi dengan pasangan kunci dan nilai.")]
            continue
        for key in set(item) - {"name", "nip", "asks", "due"}:
            shown = str(key)[:60].encode("ascii", "replace").decode()
            errors[f"{path}.{shown}"] = [_("Kunci ini tidak dikenal. Hapus atau perbaiki namanya.")]
        row = Recommendation(
            name=clean_text(item.get("name"), f"{path}.name", 200, errors),
            nip="".join(filter(str.isdigit, clean_text(item.get("nip"), f"{path}.nip", 40, errors))),
            asks=clean_text(item.get("asks"), f"{path}.asks", 300, errors),
            due=_day(item, "due", today(agency), errors, future=True),
        )
        if not row.name:
            errors.setdefault(f"{path}.name", []).append(_("Isi nama orang yang disebut dalam surat."))
        if row.nip and len(row.nip) != 18:
            errors[f"{path}.nip"] = [_("NIP terdiri atas 18 angka. Anda mengetik %(count)s.") % {"count": len(row.nip)}]
        row.person = _person_by_nip(agency, row.nip)
        rows.append(row)
    return rows


def _person_by_nip(agency: Agency | None, nip: str) -> Person | None:
    """Only an exact NIP is a match without a human; names are confirmed at triage."""
    found = Employee.objects.filter(agency=agency, nip=nip).select_related("person").first() if len(nip) == 18 else None
    return found.person if found else None


def _as_report(letter: IncomingLetter, rows: Sequence[Recommendation], data: Mapping[str, Any]) -> dict[str, Any]:
    names = ", ".join(row.name for row in rows)
    words = letter.summary or _("Surat %(sender)s nomor %(number)s tentang %(names)s.") % {
        "sender": letter.sender_name, "number": letter.number, "names": names or _("dugaan pelanggaran netralitas"),
    }  # fmt: skip
    return {
        "channel": CHANNELS.get(letter.sender, "letter"),
        "narrative": words,
        "received_on": letter.received_on,
        "place": data.get("place"),
        "occurred_on": data.get("occurred_on"),
        "persons": [{"name": row.name, "nip": row.nip} for row in rows][:20],
        "identity": {"mode": "named", "name": letter.sender_name},
    }


# --- what became of each person ---------------------------------------------------


def on_case_decided(sender: Any, case: Case, level: str = "", **kwargs: Any) -> None:
    _outcome(case, Recommendation.Outcome.SANCTIONED, level)


def on_case_ended(sender: Any, case: Case, **kwargs: Any) -> None:
    """How a case left the desks, told in the letter's own list without a look into the case."""
    match case.status:
        case "not_proven":
            _outcome(case, Recommendation.Outcome.NOT_PROVEN)
        case "forwarded" | "awaiting_answer" | "answered":
            _outcome(case, Recommendation.Outcome.FORWARDED)
        case "discontinued":
            _outcome(case, Recommendation.Outcome.CLOSED)
        case "closed":
            _outcome(case, Recommendation.Outcome.CLOSED, keep=True)


def _outcome(case: Case, outcome: str, level: str = "", *, keep: bool = False) -> None:
    """``keep`` leaves an outcome that is known already (a closed case was sanctioned or not proven)."""
    for row in Recommendation.objects.select_for_update().filter(case=case).select_related("letter"):
        if (keep and row.outcome != Recommendation.Outcome.OPEN) or (row.outcome, row.level) == (outcome, level):
            continue
        row.outcome, row.level = outcome, level or row.level
        row.save(update_fields=["outcome", "level"])
        record("letter.outcome", actor=SYSTEM, subject=row.letter, changes={"outcome": receipts.digest(outcome)})


@transaction.atomic
def record_outcome(*, actor: User, recommendation: Recommendation, outcome: str) -> Recommendation:
    """An outcome that needs no case: not an ASN of this agency, closed with a reason."""
    row = _own(actor, recommendation)
    if outcome not in (Recommendation.Outcome.NOT_ASN, Recommendation.Outcome.CLOSED, Recommendation.Outcome.FORWARDED):
        raise malformed({"outcome": [_("Hasil ini mengikuti perkaranya; pilih bukan ASN, diteruskan, atau ditutup.")]})
    row.outcome = outcome
    row.save(update_fields=["outcome"])
    record("letter.outcome", actor=actor, subject=row.letter, changes={"outcome": receipts.digest(outcome)})
    return row


@transaction.atomic
def record_reply(*, actor: User, recommendation: Recommendation, number: str, replied_on: date) -> Recommendation:
    row = _own(actor, recommendation)
    text = Submission.text(number, "number", most=120, required=True)
    if replied_on > today(actor.agency) or replied_on < row.letter.dated:
        raise malformed({"replied_on": [_("Tanggal jawaban tidak cocok dengan tanggal surat.")]})
    row.reply_number, row.replied_on = text, replied_on
    row.save(update_fields=["reply_number", "replied_on"])
    record("letter.replied", actor=actor, subject=row.letter, changes={"reply": receipts.digest(text)})
    return row


def _own(actor: User, recommendation: Recommendation) -> Recommendation:
    letters = IncomingLetter.objects.filter(report__in=Report.objects.visible_to(actor))
    row = (
        Recommendation.objects.select_for_update(of=("self",)).select_related("letter")
        .filter(pk=recommendation.pk, letter__in=letters).first()
    )  # fmt: skip
    if row is None:
        raise Refusal("not_found", _("Tidak ditemukan."), status=404)
    return row
