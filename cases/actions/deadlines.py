"""Clocks of a case: started with the trace of skipped days, met, cancelled, paused, warned of.

A statutory limit comes from the catalogue and is never paused. Where the law gives no number
the clock is the agency's own ("batas internal instansi"). No clock moves a duty.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import lawbook
from cases.models import Case, Deadline, DeadlinePause
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, Position
from neutrality.workdays import calendar_for, today


@dataclass(frozen=True)
class Clock:
    """An agency clock: what must be done, from which event, in how many working days by default."""

    label: Any
    start_event: Any
    days: int


AGENCY_CLOCKS = {
    "verification": Clock(gettext_lazy("Verifikasi dan tugasi atasan langsung"), gettext_lazy("perkara dibuka"), 5),
    "start": Clock(gettext_lazy("Panggil dan periksa terlapor"), gettext_lazy("atasan ditugasi"), 5),
    "service": Clock(gettext_lazy("Serahkan surat panggilan"), gettext_lazy("surat panggilan ditandatangani"), 2),
    "lhp": Clock(gettext_lazy("Sampaikan laporan hasil pemeriksaan"), gettext_lazy("pemeriksaan selesai"), 5),
    "tier": Clock(gettext_lazy("Teruskan kepada pejabat yang berwenang"), gettext_lazy("laporan hasil disampaikan"), 5),
    "decision": Clock(gettext_lazy("Tetapkan keputusan"), gettext_lazy("laporan hasil diterima pejabat berwenang"), 10),
    "answer": Clock(gettext_lazy("Tanyakan jawaban kepada penerima"), gettext_lazy("surat penerusan dikirim"), 20),
}


def clock_days(agency: Agency, rule: str) -> int:
    """Working days of an agency clock: the agency's choice (``choices["clocks"]``), else the default."""
    return int(agency.choices.get("clocks", {}).get(rule, AGENCY_CLOCKS[rule].days))


def start(
    case: Case,
    rule: str,
    *,
    starts_on: date,
    holder: Position | None = None,
    due_on: date | None = None,
    earliest_on: date | None = None,
    label: str = "",
) -> Deadline:
    """Start the clock ``rule`` (an agency clock or a deadline id of the catalogue); the day after
    ``starts_on`` is day 1. A clock that already runs under the rule is replaced.

    ``due_on`` fixes the end where a letter names the day itself (the day of an examination).
    """
    case.deadlines.filter(rule=rule, met_on__isnull=True, cancelled_on__isnull=True).update(
        cancelled_on=max(starts_on, case.opened_on)
    )
    fields = _agency_fields(case, rule) if rule in AGENCY_CLOCKS else _statute_fields(rule)
    calendar = calendar_for(case.agency)
    days = int(fields["days"])
    end, skipped, provisional = _end(calendar, starts_on, days, str(fields["day_type"]))
    if due_on is not None:
        end = due_on
        skipped = calendar.skipped(starts_on, end) if end > starts_on else []
        provisional = calendar.is_provisional(starts_on, max(starts_on, end))
    deadline = Deadline.objects.create(
        case=case,
        rule=rule,
        starts_on=starts_on,
        due_on=end,
        earliest_on=earliest_on,
        skipped=[{"date": day.isoformat(), "reason": reason} for day, reason in skipped],
        provisional=provisional,
        calendar_version=calendar.version,
        holder=holder,
        **fields | ({"label": label} if label else {}),
    )
    remind_head(case)
    return deadline


def _agency_fields(case: Case, rule: str) -> dict[str, Any]:
    clock = AGENCY_CLOCKS[rule]
    return {
        "basis": Deadline.Basis.AGENCY,
        "citation": "",
        "label": str(clock.label),
        "start_event": str(clock.start_event),
        "days": clock_days(case.agency, rule),
        "day_type": "hari_kerja",
    }


def _statute_fields(rule: str) -> dict[str, Any]:
    row = lawbook.deadline(rule)
    return {
        "basis": Deadline.Basis.STATUTE,
        "citation": str(row.article)[:200],
        "label": _label(str(row.target["id"])),
        "start_event": str(row.start["id"])[:100],
        "days": int(row.n or 0),
        "day_type": str(row.day_type or "hari_kerja"),
    }


def _label(words: str) -> str:
    """What must be done, in a word that begins with a capital."""
    return words[:1].upper() + words[1:200]


def _end(calendar: Any, starts_on: date, days: int, day_type: str) -> tuple[date, list[Any], bool]:
    if day_type == "hari_kerja" and days:
        counted = calendar.count(starts_on, days)
        return counted.end, list(counted.skipped), counted.provisional
    if day_type == "bulan":
        month = starts_on.month - 1 + days
        year, month = starts_on.year + month // 12, month % 12 + 1
        day = min(starts_on.day, (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day)
        return date(year, month, day) - timedelta(days=1), [], False
    return starts_on + timedelta(days=days), [], False


def running(case: Case, rule: str) -> Deadline | None:
    return case.deadlines.filter(rule=rule, met_on__isnull=True, cancelled_on__isnull=True).first()


def meet(case: Case, rule: str, on: date) -> None:
    """What the clock waited for was done on ``on``; nothing to do when it does not run."""
    case.deadlines.filter(rule=rule, met_on__isnull=True, cancelled_on__isnull=True).update(met_on=on)
    remind_head(case)


def cancel(case: Case, *rules: str, on: date) -> None:
    """Stop clocks that no longer have an object; with no rule, all of them."""
    running = case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True)
    (running.filter(rule__in=rules) if rules else running).update(cancelled_on=on)
    remind_head(case)


def hand_over(case: Case, rule: str, holder: Position | None) -> None:
    """The same clock, another holder (a team takes over from the superior)."""
    case.deadlines.filter(rule=rule, met_on__isnull=True, cancelled_on__isnull=True).update(holder=holder)


def remind_head(case: Case) -> None:
    """Copy the nearest running limit to the case, for lists."""
    found = case.deadlines.filter(met_on__isnull=True, cancelled_on__isnull=True).aggregate(due=Min("due_on"))
    if case.next_due != found["due"]:
        case.next_due = found["due"]
        case.save(update_fields=["next_due"])


# --- pauses -----------------------------------------------------------------------


@transaction.atomic
def pause(
    *, deadline: Deadline, actor: User, ground: str, note: str, starts_on: date, ends_on: date | None = None
) -> DeadlinePause:
    """Pause an agency clock with its ground. A statutory limit cannot be paused."""
    deadline = Deadline.objects.select_for_update(of=("self",)).select_related("case__agency").get(pk=deadline.pk)
    _pausable(deadline, ground, note, starts_on, ends_on)
    row = DeadlinePause.objects.create(
        deadline=deadline, ground=ground, note=note.strip(), starts_on=starts_on, ends_on=ends_on, recorded_by=actor
    )
    if ends_on is not None:
        _extend(deadline, starts_on, ends_on)
    record(
        "deadline.paused", actor=actor, subject=deadline.case,
        changes={"rule": deadline.rule, "ground": ground, "starts_on": starts_on, "ends_on": ends_on},
    )  # fmt: skip
    return row


@transaction.atomic
def resume(*, pause: DeadlinePause, actor: User, ends_on: date) -> DeadlinePause:
    row = (
        DeadlinePause.objects.select_for_update(of=("self",)).select_related("deadline__case__agency").get(pk=pause.pk)
    )
    if row.ends_on is not None:
        raise Refusal("pause_ended", _("Jeda ini sudah diakhiri."))
    if ends_on < row.starts_on:
        text = _("Akhir jeda mendahului mulainya.")
        raise Refusal("malformed", text, fields={"ends_on": [text]}, status=400)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _extend(row.deadline, row.starts_on, ends_on)
    record(
        "deadline.resumed",
        actor=actor,
        subject=row.deadline.case,
        changes={"rule": row.deadline.rule, "ends_on": ends_on},
    )
    return row


def _pausable(deadline: Deadline, ground: str, note: str, starts_on: date, ends_on: date | None) -> None:
    if deadline.basis == Deadline.Basis.STATUTE:
        raise Refusal("statute_not_paused", _("Batas menurut peraturan tidak dapat dijeda."))
    if deadline.met_on or deadline.cancelled_on:
        raise Refusal("deadline_ended", _("Batas ini tidak berjalan lagi."))
    errors: dict[str, list[str]] = {}
    if ground not in DeadlinePause.Ground.values:
        errors["ground"] = [_("Pilih alasan jeda dari daftar.")]
    if not note.strip():
        errors["note"] = [_("Sebut dasarnya, misalnya nomor surat keterangan sakit.")]
    if ends_on is not None and ends_on < starts_on:
        errors["ends_on"] = [_("Akhir jeda mendahului mulainya.")]
    if errors:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=errors, status=400)
    if deadline.pauses.filter(ends_on__isnull=True).exists():
        raise Refusal("already_paused", _("Batas ini sedang dijeda."))


def _extend(deadline: Deadline, starts_on: date, ends_on: date) -> None:
    """The due day moves by the working days that the pause took from the clock."""
    calendar = calendar_for(deadline.case.agency)
    begin = max(starts_on, deadline.starts_on + timedelta(days=1))
    stop = min(ends_on, max(deadline.due_on, begin))
    lost = calendar.working_days_between(begin - timedelta(days=1), stop) if stop >= begin else 0
    if lost > 0:
        deadline.due_on = calendar.add_working_days(deadline.due_on, lost)
        deadline.save(update_fields=["due_on"])
        remind_head(deadline.case)


def days_left(deadline: Deadline, on: date | None = None) -> int:
    """Working days left; negative when overdue."""
    agency = deadline.case.agency
    return calendar_for(agency).working_days_between(on or today(agency), deadline.due_on)
