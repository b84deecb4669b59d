"""Ten seconds in which the one who recorded a step can take it back; the reverse move is recorded.

Only steps that made no letter and told nobody can be taken back: a numbered letter is cancelled
with its reason, not undone.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from cases import transitions
from cases.actions import moves
from cases.models import Case, CaseMove
from neutrality.accounts.models import User
from neutrality.audit.actions import record
from neutrality.errors import Refusal

# Steps without a letter whose reverse leaves nothing behind.
REVERSIBLE = ("discontinue", "examine")


def undoable(case: Case, actor: User) -> CaseMove | None:
    last = case.moves.order_by("-pk").first()
    if (
        last is None
        or last.move not in REVERSIBLE
        or last.recorded_by_id != actor.pk
        or not moves.touched_just_now(last)
    ):
        return None
    return last


@transaction.atomic
def undo(*, case_code: str, actor: User) -> Case:
    """Take back the actor's last step within ten seconds."""
    case = Case.objects.select_for_update(of=("self",)).filter(code=case_code, agency=actor.agency).first()
    last = undoable(case, actor) if case is not None else None
    if case is None or last is None:
        raise Refusal("too_late", _("Sepuluh detik sudah lewat, jadi langkah ini tidak dapat diurungkan lagi."))
    moved = CaseMove.objects.create(
        case=case, move="undo", from_status=case.status, to_status=last.from_status, acted_by=last.acted_by,
        acted_by_label=last.acted_by_label, acted_on=last.acted_on, recorded_by=actor, summary=str(_("diurungkan")),
    )  # fmt: skip
    _restore(case, last)
    case.status = last.from_status
    case.closed_on, case.close_reason = None, ""
    case.save(update_fields=["status", "closed_on", "close_reason"])
    record("case.undone", actor=actor, subject=case, changes={"move": [last.move, ""], "undo": moved.pk})
    return case


def _restore(case: Case, last: CaseMove) -> None:
    """Clocks that the step ended run again; the turn goes back to whoever held it."""
    from cases.actions import deadlines
    from cases.models import Tier

    case.deadlines.filter(cancelled_on=last.acted_on, met_on__isnull=True).update(cancelled_on=None)
    if last.move == "examine":
        case.deadlines.filter(rule__in=("D-PANGGIL-1", "D-PANGGIL-2-EXAM"), met_on=last.acted_on).update(met_on=None)
        case.summonses.filter(state="served", attended=True).update(attended=None)
    if last.from_status not in transitions.OFF_THE_DESK and case.holder_id is None:
        reached = (
            case.tiers.filter(reached_on__isnull=False).exclude(state=Tier.State.PASSED_OVER).order_by("-order").first()
        )
        if reached is not None and last.from_status not in ("opened", "clarified"):
            reached.state = Tier.State.HOLDING
            reached.save(update_fields=["state"])
            case.holder = reached.position
            case.save(update_fields=["holder"])
    deadlines.remind_head(case)
