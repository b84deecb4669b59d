"""Pauses of the agency's own clocks, each with its ground. A statutory limit is never paused: the
action refuses it and so does the database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clocks, competence, papers
from cases.actions import deadlines
from cases.models import Case, Deadline, DeadlinePause
from neutrality.accounts.models import User
from neutrality.audit.actions import SYSTEM, Actor, record
from neutrality.counsel import queries as counsel
from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.workdays import calendar_for, today


@transaction.atomic
def pause(
    *,
    deadline: Deadline,
    actor: User,
    ground: str,
    note: str,
    starts_on: date,
    ends_on: date | None = None,
    question: str = "",
    scan: bytes | None = None,
) -> DeadlinePause:
    """Pause an agency clock with its ground; without ``ends_on`` until somebody ends it, or until the
    open legal question is answered. Both days are lost to the clock.

    Refusals: ``not_yours`` 403, ``statute_not_paused``, ``deadline_ended``, ``already_paused``,
    ``malformed`` 400 with fields.
    """
    deadline = _locked(deadline.pk)
    case = deadline.case
    _may(case, actor)
    _pausable(deadline)
    _check(case, ground, note, starts_on, ends_on, question)
    row = DeadlinePause.objects.create(
        deadline=deadline, ground=ground, note=note.strip(), starts_on=starts_on, ends_on=ends_on,
        question=question if ground == DeadlinePause.Ground.LEGAL_QUESTION else "", recorded_by=actor,
        scan=papers.keep_scan(case=case, agency=case.agency, content=scan, actor=actor) if scan else None,
    )  # fmt: skip
    recounted(deadline)
    record(
        "deadline.paused", actor=actor, subject=case,
        changes={"rule": deadline.rule, "ground": ground, "starts_on": starts_on, "ends_on": ends_on,
                 "due_on": deadline.due_on, "scan_sha256": row.scan.sha256 if row.scan else ""},
    )  # fmt: skip
    return row


@transaction.atomic
def resume(*, pause: DeadlinePause, actor: User, ends_on: date) -> DeadlinePause:
    """End a pause; ``ends_on`` is the last day that the clock lost."""
    deadline = _locked(pause.deadline_id)
    _may(deadline.case, actor)
    row = DeadlinePause.objects.get(pk=pause.pk)
    if row.ends_on is not None:
        raise Refusal("pause_ended", _("Jeda ini sudah diakhiri."))
    problem = ""
    if ends_on < row.starts_on:
        problem = _("Akhir jeda mendahului mulainya.")
    elif ends_on > today(deadline.case.agency):
        problem = _("Hari itu belum tiba. Isi hari terakhir jeda.")
    if problem:
        raise Refusal("malformed", problem, fields={"ends_on": [problem]}, status=400)
    _end(deadline, row, ends_on, actor)
    return row


def _end(deadline: Deadline, row: DeadlinePause, ends_on: date, actor: Actor) -> None:
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    recounted(deadline)
    record(
        "deadline.resumed", actor=actor, subject=deadline.case,
        changes={"rule": deadline.rule, "ends_on": ends_on, "due_on": deadline.due_on},
    )  # fmt: skip


def end_for_answer(question: str, agency_id: int, on: date) -> int:
    """The open legal question is answered: pauses that waited for it end that day; how many."""
    waiting = DeadlinePause.objects.filter(
        question=question, ends_on__isnull=True, deadline__case__agency_id=agency_id
    ).values_list("pk", "deadline_id")
    ended = 0
    for pk, deadline_id in list(waiting):
        with transaction.atomic():
            deadline = _locked(deadline_id)
            row = DeadlinePause.objects.filter(pk=pk, ends_on__isnull=True).first()
            if row is not None:
                _end(deadline, row, max(on, row.starts_on), SYSTEM)
                ended += 1
    return ended


def recounted(deadline: Deadline) -> None:
    """The last day with the pauses that have ended."""
    counted = clocks.count(calendar_for(deadline.case.agency), deadline.starts_on, deadline.days, spans(deadline))
    deadline.due_on, deadline.skipped, deadline.provisional = counted.due_on, counted.skipped, counted.provisional
    deadline.save(update_fields=["due_on", "skipped", "provisional"])
    deadlines.remind_head(deadline.case)


def spans(deadline: Deadline) -> list[clocks.Span]:
    rows: Iterable[DeadlinePause] = deadline.pauses.all()
    return [clocks.Span(row.starts_on, row.ends_on) for row in rows]


def _locked(pk: int) -> Deadline:
    """The case is locked before its limit, as everywhere."""
    case_id = Deadline.objects.values_list("case_id", flat=True).get(pk=pk)
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    return Deadline.objects.select_for_update(of=("self",)).select_related("case__agency__parent").get(pk=pk)


def _may(case: Case, actor: User) -> None:
    """The desk keeps the file; whoever holds the case cannot stop their own clock."""
    if not competence.may_record(case, actor):
        raise Refusal("not_yours", _("Jeda dicatat meja penerima."), status=403)


def _pausable(deadline: Deadline) -> None:
    if deadline.basis == Deadline.Basis.STATUTE:
        raise Refusal("statute_not_paused", _("Batas menurut peraturan tidak dapat dijeda."))
    if deadline.met_on or deadline.cancelled_on:
        raise Refusal("deadline_ended", _("Batas ini tidak berjalan lagi."))
    if deadline.pauses.filter(ends_on__isnull=True).exists():
        raise Refusal("already_paused", _("Batas ini sedang dijeda."))


def _check(case: Case, ground: str, note: str, starts_on: date, ends_on: date | None, question: str) -> None:
    errors: dict[str, list[Any]] = {}
    if ground not in DeadlinePause.Ground.values:
        errors["ground"] = [_("Pilih alasan jeda dari daftar.")]
    if not note.strip():
        errors["note"] = [_("Sebut dasarnya, misalnya nomor surat keterangan sakit.")]
    if ends_on is None and starts_on > today(case.agency):
        errors["starts_on"] = [_("Jeda tanpa akhir dicatat pada hari mulainya atau sesudahnya.")]
    if ends_on is not None and ends_on < starts_on:
        errors["ends_on"] = [_("Akhir jeda mendahului mulainya.")]
    asked = question if ground == DeadlinePause.Ground.LEGAL_QUESTION else ""
    if asked and asked not in counsel.open_questions(case.agency, load()):
        errors["question"] = [_("Pertanyaan ini sudah dijawab atau tidak ada dalam daftar.")]
    if errors:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=errors, status=400)
