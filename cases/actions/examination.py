"""What surrounds the moves of an examination: dates of a summons, its service, statements of others."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from cases import cleaning, competence, lawbook, papers, uploads
from cases.actions import chain, deadlines
from cases.models import Case, CaseFile, Exhibit, Incident, Minutes, Summons
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.documents import actions as documents
from neutrality.documents.codes import Basis, Manner
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.law import summons as engine
from neutrality.law.catalogue import load
from neutrality.law.readings import reading_of
from neutrality.organization.models import Appointment, Person
from neutrality.workdays import calendar_for, today


@dataclass(frozen=True)
class SummonsDay:
    """The day of an examination against its letter (PP 94/2021 Pasal 26 ayat (2); official example 10)."""

    letter: date
    exam: date
    clear: int  # working days between the two
    skipped: list[tuple[date, str]]
    warning: str  # "", summons_too_short, summons_too_long
    sentence: str


def summons_window(case: Case, letter: date) -> tuple[date, date]:
    """``(first, last)`` day of examination that draws no warning, as the agency reads Pasal 26 (Q-SUMMONS)."""
    return engine.summons_window(
        letter, calendar_for(case.agency), clear_days=lawbook.clear_days(), reading=_reading(case)
    )


def _reading(case: Case) -> str:
    return reading_of("Q-SUMMONS", lawbook.positions(case.agency), load()).option or "clear7"


def proposed_day(case: Case, letter: date) -> date:
    """The day to propose: the last that draws no warning, so that the person has the most time to prepare."""
    return summons_window(case, letter)[1]


def summons_day(case: Case, letter: date, exam: date) -> SummonsDay:
    """How many clear working days lie between, which days were skipped, and what is to be warned of."""
    calendar = calendar_for(case.agency)
    first, last = summons_window(case, letter)
    clear = max(0, calendar.working_days_between(letter, exam) - 1) if exam > letter else 0
    skipped = [(one.date, one.reason) for one in calendar.skipped(letter, exam)] if exam > letter else []
    warning, text = "", _("%(clear)s hari kerja penuh.")
    if exam < first:
        warning = "summons_too_short"
        text = _("Hanya %(clear)s hari kerja penuh di antara surat dan pemeriksaan; usul: %(proposed)s.")
    elif exam > last:
        warning = "summons_too_long"
        text = _("Pemeriksaan lebih dari hari kerja ke-%(day)s setelah surat; usul: %(proposed)s.")
    told = {"clear": clear, "day": calendar.working_days_between(letter, last), "proposed": formats.day(last)}
    return SummonsDay(letter, exam, clear, skipped, warning, text % told)


def current_summons(case: Case) -> Summons | None:
    """The summons that waits for its day: the last that was neither replaced nor withdrawn nor used up."""
    return (
        case.summonses.filter(state__in=(Summons.State.DRAFT, Summons.State.SERVED)).order_by("-ordinal", "-pk").first()
    )


def is_served(summons: Summons) -> bool:
    """Handed over or sent, with a proof."""
    return summons.state == Summons.State.SERVED and summons.served_on is not None and summons.proof_id is not None


def set_aside(case: Case) -> None:
    """Summonses of an examination that is begun anew stay in the file and count no more."""
    case.summonses.filter(state__in=(Summons.State.DRAFT, Summons.State.SERVED)).update(state=Summons.State.USED)


@transaction.atomic
def serve_summons(
    *,
    case_code: str,
    actor: User,
    served_on: date,
    how: str,
    handed_to: str = "",
    refused: bool = False,
    witnesses: Sequence[str] = (),
    tracking_number: str = "",
    proof: bytes | None = None,
    acted_by: Appointment | None = None,
) -> Summons:
    """Record that the current summons was handed over or sent, with its proof (a signed receipt, a
    postal slip). Without proof no absence can be recorded.

    ``how`` is a manner of the letter room: langsung, kurir, dikirim, elektronik.
    """
    from cases.actions.moves import lock

    case = lock(case_code, actor)
    summons = _to_serve(case)
    _may_serve(case, actor)
    _check_service(case, summons, served_on, how, proof)
    file: CaseFile = papers.keep_scan(case=case, agency=case.agency, content=proof or b"", actor=actor)
    if summons.document is not None:
        documents.record_service(
            document=summons.document, actor=actor, manner=Manner(how), acted_on=served_on, acted_by=acted_by,
            handed_to=handed_to or case.person.full_name, refused=refused, witnesses=witnesses,
            tracking_number=tracking_number, basis=Basis.SCAN, scan=proof,
        )  # fmt: skip
    summons.state, summons.served_on, summons.served_how, summons.proof = Summons.State.SERVED, served_on, how, file
    summons.save(update_fields=["state", "served_on", "served_how", "proof"])
    deadlines.meet(case, "service", served_on)
    record(
        "summons.served", actor=actor, subject=case,
        changes={"ordinal": summons.ordinal, "served_on": served_on, "how": how, "proof_sha256": file.sha256},
    )  # fmt: skip
    _tell_subject(case, summons)
    return summons


def _to_serve(case: Case) -> Summons:
    summons = current_summons(case)
    if summons is None or case.status not in ("summoned", "summoned_again"):
        raise Refusal("no_summons", _("Tidak ada surat panggilan yang menunggu penyerahan."))
    if summons.state == Summons.State.SERVED:
        raise Refusal("already_served", _("Penyerahan surat panggilan ini sudah dicatat."))
    return summons


def _may_serve(case: Case, actor: User) -> None:
    held, chair = chain.current(case), competence.chair_of(case)
    own = held is not None and held.position_id in actor.position_ids
    in_team = case.team.filter(appointment__person_id=actor.person_id).exists() if actor.person_id else False
    if not (
        own
        or in_team
        or competence.may_record(case, actor)
        or (chair and chair.appointment.person_id == actor.person_id)
    ):
        raise Refusal("not_yours", _("Penyerahan dicatat pemeriksa atau meja penerima."), status=403)


def _check_service(case: Case, summons: Summons, served_on: date, how: str, proof: bytes | None) -> None:
    errors: dict[str, list[Any]] = {}
    if not proof:
        errors["proof"] = [
            _("Lampirkan tanda terima atau bukti pengiriman. Tanpa itu ketidakhadiran tidak dapat dicatat.")
        ]
    if how not in Manner.values:
        errors["how"] = [_("Pilih cara penyerahan.")]
    if served_on > today(case.agency):
        errors["served_on"] = [_("Tanggal penyerahan belum tiba.")]
    elif served_on < summons.letter_date:
        errors["served_on"] = [_("Penyerahan mendahului tanggal surat.")]
    elif served_on >= summons.exam_date:
        errors["served_on"] = [_("Surat harus diserahkan sebelum hari pemeriksaan. Jadwalkan ulang.")]
    if errors:
        raise Refusal("malformed", _("Penyerahan belum lengkap."), fields=errors, status=400)


def _tell_subject(case: Case, summons: Summons) -> None:
    from neutrality.notifications.actions import notify

    account = User.objects.filter(person=case.person, is_active=True).first()
    if account is not None and summons.document is not None:
        notify(account, "reported_person", key=f"letter:{summons.document.code}", link="/surat/")


# --- exhibits found by the examiner --------------------------------------------------------


@transaction.atomic
def add_exhibit(
    *, case_code: str, actor: User, file: UploadedFile, description: str, may_be_shown_to_subject: bool = False
) -> Exhibit:
    """Evidence that the examiner or the desk found themselves: cleaned of its traces, labelled like every
    other, so that no exhibit tells which of them came with a report."""
    from cases.actions.moves import lock

    case = lock(case_code, actor)
    _may_serve(case, actor)
    event = Incident.objects.select_for_update().get(pk=case.incident_id)
    checked = uploads.check(file)
    try:
        content, content_type, _mark = cleaning.derivative(checked.content, checked.content_type)
    except cleaning.Uncleanable:
        text = _("Jejak pembuatnya tidak dapat dihapus dari berkas ini. Kirim foto atau PDF.")
        raise Refusal("not_cleanable", text, fields={"file": [text]}) from None
    stored = default_storage.save(f"bukti/{secrets.token_hex(16)}", ContentFile(content))
    exhibit = Exhibit.objects.create(
        incident=event, code=random_code("BB", today(case.agency), 6), label=_next_label(event),
        description=description.strip()[:200], content_type=content_type, stored=stored, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), released_on=today(case.agency), released_by=actor,
        may_be_shown_to_subject=may_be_shown_to_subject,
    )  # fmt: skip
    record("exhibit.released", actor=actor, subject=exhibit, agency=case.agency, changes={"sha256": exhibit.sha256})
    return exhibit


def _next_label(event: Incident) -> str:
    labels = Exhibit.objects.filter(incident=event, label__regex=r"^B-\d+$").values_list("label", flat=True)
    return f"B-{max((int(label[2:]) for label in labels), default=0) + 1:02}"


# --- statements of others -----------------------------------------------------------------


@transaction.atomic
def record_statement(
    *,
    case_code: str,
    actor: User,
    person: Person,
    held_on: date,
    questions: Sequence[Mapping[str, str]],
    place: str = "",
) -> Minutes:
    """Minutes of a statement by a third party (PP 94/2021 Pasal 30). Questions that hunt for the
    reporter are refused by the form that feeds this action."""
    from cases.actions.moves import lock
    from cases.handlers.common import hunts
    from neutrality.documents.parties import party

    case = lock(case_code, actor)
    _may_serve(case, actor)
    if held_on > today(case.agency):
        text = _("Tanggal itu belum tiba.")
        raise Refusal("in_future", text, fields={"held_on": [text]}, status=400)
    if not questions or any(hunts(row["question"]) for row in questions):
        text = _("Catat pertanyaan tentang perbuatannya; pertanyaan yang mencari pelapor tidak diterima.")
        raise Refusal("malformed", text, fields={"questions": [text]}, status=400)
    signer = competence.examiner_of(case) or papers.desk_head(case, held_on)
    document = documents.create_draft(
        kind="P03_BA_KETERANGAN", actor=actor, agency=case.agency, issuing_unit=papers.issuing_unit(case),
        owner=("case", case.code),
        context={
            "tanggal": held_on, "peminta": (party(signer.person, held_on),), "pemberi_keterangan": party(person, held_on),
            "tanya_jawab": [{"tanya": row["question"], "jawab": row["answer"]} for row in questions],
        },
    )  # fmt: skip
    row = Minutes.objects.create(
        case=case, kind=Minutes.Kind.STATEMENT, person=person, held_on=held_on, place=place,
        questions=[dict(one) for one in questions], signed=True, document=document,
    )  # fmt: skip
    record("minutes.recorded", actor=actor, subject=case, changes={"kind": row.kind, "held_on": held_on})
    return row


@transaction.atomic
def check_history(*, case_code: str, actor: User, source: str, checked_on: date) -> Case:
    """Which source of earlier sanctions was looked at, when, by whom. The legal check asks for it."""
    from cases.actions.moves import lock

    case = lock(case_code, actor)
    if not competence.may_record(case, actor):
        raise Refusal("not_yours", _("Riwayat hukuman diperiksa meja penerima."), status=403)
    errors: dict[str, list[Any]] = {}
    if not source.strip():
        errors["source"] = [_("Sebut sumbernya, misalnya “SIASN dan berkas kepegawaian”.")]
    if checked_on > today(case.agency):
        errors["checked_on"] = [_("Tanggal itu belum tiba.")]
    if errors:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=errors, status=400)
    before = [case.history_source, case.history_checked_on]
    case.history_source, case.history_checked_on, case.history_checked_by = source.strip()[:100], checked_on, actor
    case.save(update_fields=["history_source", "history_checked_on", "history_checked_by"])
    record(
        "case.history_checked", actor=actor, subject=case,
        changes={"source": [before[0], case.history_source], "checked_on": [before[1], checked_on]},
    )  # fmt: skip
    return case
