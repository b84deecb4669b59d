"""What page and API show of the duty in a case: who has it, by which order, what was said, what changed."""

from typing import Any

from cases import competence, transitions
from cases.actions import chain, duty, line
from cases.models import Case, DutyNote, DutyOrder, Tier
from neutrality.accounts.models import Role, User


def may_see(case: Case, user: User) -> bool:
    """The desk, auditors, superiors whom the case reached and officials who order; not a team or the legal desk."""
    if competence.may_record(case, user) or user.has_role(Role.AUDITOR):
        return True
    if not user.person_id:
        return False
    reached = case.tiers.filter(reached_on__isnull=False).exclude(state=Tier.State.PASSED_OVER)
    return (
        reached.filter(position_id__in=user.position_ids).exists()
        or case.duty_orders.filter(kind=DutyOrder.Kind.TRANSFER, ordered_by__person_id=user.person_id).exists()
    )


def is_higher(case: Case, user: User) -> bool:
    """Whether ``user`` may order, remind or decide in person."""
    return bool(user.person_id) and any(tier.position_id in user.position_ids for tier in duty.higher(case))


def holds(case: Case, user: User) -> bool:
    held = chain.current(case)
    return held is not None and held.position_id in user.position_ids


def may_stand_aside(case: Case, user: User) -> bool:
    """Somebody of the line or the team who may declare themself conflicted."""
    if not user.person_id:
        return False
    in_line = any(tier.holder and tier.holder.person_id == user.person_id for tier in chain.able(case))
    return in_line or case.team.filter(appointment__person_id=user.person_id).exists()


def orders(case: Case) -> list[dict[str, Any]]:
    rows = case.duty_orders.select_related(
        "document", "ordered_by__person", "ordered_by__position", "to__person", "to__position", "position_from"
    )
    return [{"row": row, "state": _state(row), "open": _open(row)} for row in rows]


def _open(row: DutyOrder) -> bool:
    return row.served_on is None and row.withdrawn_on is None


def _state(row: DutyOrder) -> str:
    """withdrawn, served, signed or drafted."""
    if row.withdrawn_on is not None:
        return "withdrawn"
    if row.served_on is not None:
        return "served"
    return "signed" if duty.signed(row) else "drafted"


def notes(case: Case, user: User) -> list[DutyNote]:
    """What was said; that a case of neglect was opened only to whoever may read that case, never to its subject."""
    found = case.duty_notes.select_related("by__person", "by__position", "about__person", "about__position", "opened")
    hidden = found.filter(opened__isnull=False).exclude(opened__in=Case.objects.visible_to(user))
    return list(found.exclude(pk__in=hidden.values("pk")))


def decided_about(notes: list[DutyNote], held: Tier | None) -> bool:
    """Whether one who reads these notes knows of a case of neglect against whoever has the duty now."""
    if held is None or held.holder is None:
        return False
    return any(row.opened_id and row.about.person_id == held.holder.person_id for row in notes)


def movable(case: Case) -> bool:
    """Whether the duty can move by an order in this status."""
    return case.status in transitions.LINE_ACTS and transitions.find(case.track, "reassign", case.status) is not None


def needs_order(case: Case) -> bool:
    """Nobody can act in the post that has the duty, or its limit has passed."""
    return movable(case) and (line.duty_needs_order(case) or bool(duty.late_since(case)))


def as_dict(case: Case, user: User) -> dict[str, Any]:
    """The same for the API. Grounds of a passing-over are nowhere in it."""
    held = chain.current(case)
    return {
        "holder": None if held is None else {
            "position": held.position.code, "title": held.position.name, "vacant": held.vacant, "since": held.reached_on,
        },
        "needs_order": needs_order(case),
        "changes": [
            {"noticed_on": row.noticed_on, "lines": row.lines, "touches_duty": row.duty, "confirmed_on": row.confirmed_on}
            for row in case.chain_changes.all()
        ],
        "orders": [
            {
                "id": one["row"].document.code if one["row"].document else None, "kind": one["row"].kind,
                "number": one["row"].document.number if one["row"].document else None, "state": one["state"],
                "ordered_by": one["row"].ordered_by.code, "to": one["row"].to.code, "drafted_on": one["row"].drafted_on,
                "served_on": one["row"].served_on,
            }
            for one in orders(case)
        ],
        "notes": [
            {"kind": row.kind, "by": row.by.code, "about": row.about.code, "on": row.on, "due_on": row.due_on,
             "text": row.text}
            for row in notes(case, user)
        ],
        "missing": [one.as_dict() for one in duty.before_neglect(case)]
        if competence.may_record(case, user) or is_higher(case, user) else [],
    }  # fmt: skip
