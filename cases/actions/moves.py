"""Recording one act in the world: the only way in which a case changes its status.

    case = perform(case_code="KS-24-9TRD", move="summon", actor=user, data={"exam_date": "2024-10-28", …})

The case is found among those the actor may see and locked; the row of the table is found; the
competence of whoever acted and the right of whoever records are tested; guards and the form are
asked; then everything is changed, journalled and told in one transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases import competence, move_forms, officers, papers, registry, transitions
from cases.actions import chain, deadlines
from cases.models import Case, CaseFile, CaseMove, Deadline, Tier
from cases.registry import Act, Handler, Missing
from cases.signals import case_ended
from cases.transitions import Move
from neutrality import formats
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.notifications.actions import notify
from neutrality.organization.models import Appointment
from neutrality.workdays import today

STATUS_LABELS = dict(transitions.STATUS_LABELS)
UNDO_SECONDS = 10


@dataclass(frozen=True)
class Offer:
    """A move of the table as it stands for one user: allowed, or what is missing and why."""

    move: Move
    allowed: bool
    missing: Sequence[Missing]
    handler: Handler
    for_others: bool = False  # allowed only as a record of somebody else's act

    @property
    def label(self) -> str:
        return str(self.move.label)


@transaction.atomic
def perform(
    *,
    case_code: str,
    move: str,
    actor: User,
    data: Mapping[str, Any] | None = None,
    files: Mapping[str, Any] | None = None,
    acted_by: str | None = None,
    acted_on: date | None = None,
    basis: str = CaseMove.Basis.SCREEN,
    scan: bytes | None = None,
    legacy: bool = False,
    seen: int | None = None,
) -> Case:
    """Record the act ``move``. ``acted_by`` is the code of an appointment, by default the actor's own;
    ``seen`` the number of the last move that the actor's page showed.

    Refusals: ``not_found`` 404 (absent, not yours, unknown move), ``malformed`` 400 with fields,
    ``wrong_status``, ``changed_meanwhile``, ``not_competent``, ``conditions_missing`` with ``missing``,
    and those of the move's own handler.
    """
    case = lock(case_code, actor)
    chain.pass_over_walled(case)
    row = _row(case, move, seen)
    day = _day(case, acted_on, legacy)
    handler = registry.handler_for(move)
    warnings = _may_run_legacy(case, actor) if legacy else []
    by = competence.appointment_for(case, acted_by, actor, row, day)
    _check_people(case, row, actor, by, day, warnings, legacy)
    file = _scan(case, row, actor, by, basis, scan, legacy)
    _check_conditions(case, row, handler, actor, by, day, warnings, legacy)
    form = bound_form(handler, case, day, by, data or {}, files, legacy)
    act = Act(
        case=case, move=row, actor=actor, acted_by=by, acted_on=day, basis="scan" if file else "screen",
        scan=file, data=form.cleaned_data, legacy=legacy,
    )  # fmt: skip
    holder_before, from_status = case.holder_id, case.status
    clock = deadlines.running(case, row.deadline) if row.deadline else None
    # The file speaks Indonesian, whatever language its recorder reads.
    with translation.override("id"):
        summary = handler.apply(act)
        _finish(act, from_status, summary, warnings, clock)
    if case.holder_id != holder_before and not legacy:
        _tell_holder(case, act.move)
    return case


def lock(case_code: str, actor: User) -> Case:
    """The case, locked, if ``actor`` may see it. One that just left the desks is still named to whoever
    raced with its end, so that the loser learns who was first."""
    visible = Case.objects.visible_to(actor)
    if not visible.filter(code=case_code).exists():
        raise not_found()
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency__parent", "incident__contest", "person__employee", "unit", "holder")
        .get(code=case_code)
    )
    if case.status not in transitions.OFF_THE_DESK and not visible.filter(pk=case.pk).exists():
        raise not_found()
    return case


def not_found() -> Refusal:
    return Refusal("not_found", _("Tidak ditemukan."), status=404)


def _row(case: Case, move: str, seen: int | None) -> Move:
    last = case.moves.select_related("recorded_by__person").last()
    if move not in {row.code for row in transitions.TRACKS[case.track]}:
        raise not_found()
    row = transitions.find(case.track, move, case.status)
    if row is None:
        raise wrong_status(case, move, last)
    if seen is not None and (last.pk if last else 0) != seen:
        raise Refusal(
            "changed_meanwhile",
            _("Perkara ini sudah diubah %(who)s. Muat ulang halaman, lalu ulangi bila masih perlu.")
            % {"who": _by(last)},
        )
    return row


def wrong_status(case: Case, move: str, last: CaseMove | None) -> Refusal:
    """Names the status, who brought it about and when, and what can be done now."""
    label = next(str(row.label) for row in transitions.TRACKS[case.track] if row.code == move)
    possible = [str(row.label) for row in transitions.moves_from(case.track, case.status)]
    sentence = _("“%(move)s” tidak dapat dicatat: %(code)s berstatus “%(status)s”") % {
        "move": label, "code": case.code, "status": STATUS_LABELS[case.status],
    }  # fmt: skip
    if last is not None:
        sentence += _(" (dicatat %(who)s)") % {"who": _by(last)}
    sentence += "."
    if possible:
        sentence += " " + _("Yang dapat dilakukan sekarang: %(moves)s.") % {"moves": ", ".join(possible)}
    return Refusal("wrong_status", sentence)


def _by(last: CaseMove | None) -> str:
    if last is None:
        return _("orang lain")
    who = last.recorded_by.shown_name if last.recorded_by else _("Sistem")
    return _("%(who)s, %(day)s pukul %(time)s") % {
        "who": who, "day": formats.day(last.recorded_at), "time": formats.clock(last.recorded_at),
    }  # fmt: skip


def _day(case: Case, acted_on: date | None, legacy: bool) -> date:
    """The day of the act: not in the future, not before the act before it. Late recording is welcome."""
    now = today(case.agency)
    day = acted_on or now
    if day > now:
        text = _("Tanggal tindakan belum tiba. Isi tanggal hari ini atau sebelumnya.")
        raise Refusal("in_future", text, fields={"acted_on": [text]}, status=400)
    last = case.moves.order_by("-acted_on").first()
    floor = max(case.opened_on, last.acted_on) if last else case.opened_on
    if day < floor and not legacy:
        text = _("Tindakan sebelumnya bertanggal %(day)s; tanggal ini mendahuluinya.") % {"day": formats.day(floor)}
        raise Refusal("before_previous_act", text, fields={"acted_on": [text]}, status=400)
    return day


def _may_run_legacy(case: Case, actor: User) -> list[dict[str, str]]:
    if not case.legacy or not competence.is_desk(case, actor):
        raise Refusal("forbidden", _("Hanya meja penerima yang memasukkan berkas berjalan."), status=403)
    return []


def _check_people(
    case: Case, row: Move, actor: User, by: Appointment | None, day: date,
    warnings: list[dict[str, str]], legacy: bool,
) -> None:  # fmt: skip
    refused = competence.right_to_record(case, row, actor, by)
    if refused:
        raise Refusal("not_yours", refused, status=403)
    why = competence.incompetence(case, row, by, day)
    if why and legacy:
        warnings.append({"code": "not_competent", "message": why})
    elif why:
        raise Refusal("not_competent", why, fields={"acted_by": [why]})


def _scan(
    case: Case, row: Move, actor: User, by: Appointment | None, basis: str, scan: bytes | None, legacy: bool
) -> CaseFile | None:
    if basis not in CaseMove.Basis.values:
        text = _("Isi “screen”, atau kirim pindaiannya.")
        raise Refusal("malformed", text, fields={"basis": [text]}, status=400)
    if scan:
        return papers.keep_scan(case=case, agency=case.agency, content=scan, actor=actor)
    if basis == CaseMove.Basis.SCAN or (not legacy and competence.needs_scan(case, row, actor, by)):
        text = _("Lampirkan pindaian: Anda mencatat tindakan orang lain di atas kertas.")
        raise Refusal("scan_missing", text, fields={"scan": [text]}, status=400)
    return None


def _check_conditions(
    case: Case, row: Move, handler: Handler, actor: User, by: Appointment | None, day: date,
    warnings: list[dict[str, str]], legacy: bool,
) -> None:  # fmt: skip
    missing = handler.guard(case, row, actor, day) if handler.guard else []
    if _only_the_ppk(case, row):
        missing = [*missing, *competence.refuse_ppk_who_runs(case, by, day, desk=competence.is_desk(case, actor))]
    if not missing:
        return
    if legacy:
        warnings += [one.as_dict() for one in missing]
        return
    raise Refusal(
        "conditions_missing",
        _("%(move)s belum dapat dicatat: %(first)s") % {"move": row.label, "first": missing[0].message},
        missing=[one.as_dict() for one in missing],
    )


def _only_the_ppk(case: Case, row: Move) -> bool:
    """Whether nobody but the PPK can do this: by the table, or because nobody else of the line is competent."""
    return row.who == "ppk" or (row.code == "decide" and not officers.for_report(case))


def make_form(
    handler: Handler, case: Case, day: date, by: Appointment | None, *args: Any, legacy: bool = False, **kwargs: Any
) -> forms.Form:
    """The form of a move; those that know the case are given it."""
    if issubclass(handler.form, move_forms.MoveForm):
        return handler.form(*args, case=case, on=day, acted_by=by, legacy=legacy, **kwargs)
    return handler.form(*args, **kwargs)


def bound_form(
    handler: Handler, case: Case, day: date, by: Appointment | None, data: Mapping[str, Any],
    files: Mapping[str, Any] | None, legacy: bool,
) -> forms.Form:  # fmt: skip
    form = make_form(handler, case, day, by, data, files or {}, legacy=legacy)
    if not form.is_valid():
        fields = {
            name if name != "__all__" else "body": [str(text) for text in texts] for name, texts in form.errors.items()
        }
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki. Lihat keterangan pada tiap isian."),
                      fields=fields, status=400)  # fmt: skip
    return form


def _finish(
    act: Act, from_status: str, summary: str, warnings: list[dict[str, str]], clock: Deadline | None
) -> None:  # fmt: skip
    case, row = act.case, act.move
    case.status = row.target
    fields = ["status"]
    if case.status in transitions.OFF_THE_DESK:
        case.closed_on = act.acted_on
        case.close_reason = case.close_reason or str(act.data.get("reason", ""))[:40]
        fields += ["closed_on", "close_reason"]
    moved = CaseMove.objects.create(
        case=case, move=row.code, from_status=from_status, to_status=row.target, acted_by=act.acted_by,
        acted_by_label=label_of(act), acted_on=act.acted_on, recorded_by=act.actor, basis=act.basis,
        scan=act.scan, summary=summary[:300], data=_kept(act.data), warnings=warnings,
    )  # fmt: skip
    case.save(update_fields=fields)
    # The clock that ran before the act; one that the act itself started runs on.
    if clock is not None and deadlines.running(case, row.deadline) == clock:
        deadlines.meet(case, row.deadline, act.acted_on)
    if case.status in transitions.OFF_THE_DESK:
        deadlines.cancel(case, on=act.acted_on)
        chain.give_to_desk(case)
    record(
        "case.moved", actor=act.actor, subject=case,
        changes={
            "move": row.code, "status": [from_status, row.target], "acted_by": act.acted_by.code if act.acted_by else "",
            "acted_on": act.acted_on, "recorded_at": moved.recorded_at, "basis": act.basis,
            "scan_sha256": act.scan.sha256 if act.scan else "", "warnings": [one["code"] for one in warnings],
        },
    )  # fmt: skip
    if case.status in transitions.OFF_THE_DESK:
        case_ended.send(sender=Case, case=case, on=act.acted_on)


def label_of(act: Act) -> str:
    """Who acted, as of that day."""
    if act.acted_by is not None:
        return f"{act.acted_by.person.full_name}, {act.acted_by.title}"
    match act.move.who:
        case "subject":
            return act.case.person.full_name
        case "system":
            return _("Sistem")
        case "remedy_body":
            return _("Pejabat atau badan yang memutus upaya administratif")
        case _:
            return act.actor.shown_name


def _kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """The input as the file keeps it: plain JSON, people by their codes."""
    return {name: _plain(value) for name, value in data.items() if not hasattr(value, "chunks")}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Appointment):
        return value.code
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _tell_holder(case: Case, move: Move) -> None:
    """Whoever has the turn now gets one notice: that something waits, by when."""
    if case.holder_id is None or case.next_due is None:
        return
    accounts = User.objects.filter(
        is_active=True,
        person__in=Appointment.objects.on(today(case.agency)).filter(position_id=case.holder_id).values("person"),
    )
    for account in accounts:
        if not competence.walled(case, account.person_id or 0):
            notify(
                account, "task", key=f"case:{case.code}:{move.code}:{case.moves.count()}",
                link=case.get_absolute_url(), hold_seconds=UNDO_SECONDS, due=case.next_due,
            )  # fmt: skip


# --- what can be done now ---------------------------------------------------------------


def available_moves(case: Case, user: User, on: date | None = None) -> list[Offer]:
    """Every move that starts here, with what is missing for this user and why."""
    day = on or today(case.agency)
    return [_offer(case, row, user, day) for row in transitions.moves_from(case.track, case.status)]


def _offer(case: Case, row: Move, user: User, day: date) -> Offer:
    handler = registry.handler_for(row.code)
    missing: list[Missing] = []
    by = competence.appointment_for(case, None, user, row, day)
    for_others = False
    refused = competence.right_to_record(case, row, user, by)
    if refused:
        missing.append(Missing("not_yours", refused))
    else:
        why = competence.incompetence(case, row, by, day)
        for_others = bool(why) and competence.may_record(case, user)
        if why and not for_others:
            missing.append(Missing("not_competent", why))
    missing += handler.guard(case, row, user, day) if handler.guard else []
    if _only_the_ppk(case, row):
        desk = competence.is_desk(case, user)
        missing += competence.refuse_ppk_who_runs(case, None if for_others else by, day, desk=desk)
    return Offer(row, not missing, missing, handler, for_others)


def last_move(case: Case) -> int:
    """What a page shows as the state it saw; sent back as ``seen``."""
    found = case.moves.order_by("-pk").values_list("pk", flat=True).first()
    return int(found or 0)


def touched_just_now(move: CaseMove) -> bool:
    return (timezone.now() - move.recorded_at).total_seconds() < UNDO_SECONDS


def holding(case: Case) -> Tier | None:
    return chain.current(case)
