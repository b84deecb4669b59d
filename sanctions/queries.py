"""What waits for whom, and who reads the register."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from cases.models import Case
from neutrality.accounts.models import Role, User
from neutrality.counsel.queries import Reliant
from neutrality.law.catalogue import load
from neutrality.workdays import calendar_for, today
from sanctions.models import ApprovalStep, Decision, RegisterEntry, RegisterQuerySet, Remedy

CONTESTED = ("objection", "appeal")
REGISTER_ROLES = (Role.REGISTRAR, Role.INTAKE, Role.AUDITOR)


def waiting_decisions(user: User) -> Any:
    """Proposed decisions that wait for an initial or the signature of ``user``."""
    held = user.position_ids
    if not held:
        return Decision.objects.none()
    mine = Q(steps__state=ApprovalStep.State.WAITING, steps__position_id__in=held) | Q(decider_position_id__in=held)
    return (
        Decision.objects.visible_to(user)
        .filter(pk__in=Decision.objects.filter(mine, state=Decision.State.PROPOSED).values("pk"))
        .select_related("case__person", "case__unit", "case__agency", "decider_position")
    )


def queue_for(user: User) -> list[dict[str, Any]]:
    """One row a decision: what ``user`` is asked for, and until when. Constant queries."""
    found = list(waiting_decisions(user).prefetch_related("steps", "case__deadlines"))
    rows = []
    for decision in found:
        clock = next(
            (d for d in decision.case.deadlines.all() if d.rule == "decision" and not d.met_on and not d.cancelled_on),
            None,
        )
        open_steps = [s for s in decision.steps.all() if s.state == ApprovalStep.State.WAITING]
        rows.append(
            {
                "decision": decision,
                "signs": decision.decider_position_id in user.position_ids,
                "waiting": len(open_steps),
                "due": clock.due_on if clock else None,
                "days": calendar_for(decision.case.agency).working_days_between(today(), clock.due_on)
                if clock
                else None,
            }
        )
    return sorted(rows, key=lambda row: (row["due"] is None, row["due"]))


def register_for(user: User) -> RegisterQuerySet | None:
    """The register of the user's agency, for its keepers; None for everybody else."""
    if not user.has_role(*REGISTER_ROLES) or user.agency_id is None:
        return None
    return RegisterEntry.objects.visible_to(user).select_related("person__employee", "decision__case").order_by("-pk")


def open_remedies(cases: Any) -> Any:
    """Objections and appeals in ``cases`` (a queryset) on which nothing is decided yet."""
    found = Remedy.objects.filter(decided_on=None, decision__case__in=cases, decision__case__status__in=CONTESTED)
    return found.select_related("decision__case__person")


def after_effect(cases: Sequence[Case]) -> dict[int, str]:
    """What usually follows the day of effect: a sanction with a period is served, any other is over. One query."""
    rows = RegisterEntry.objects.filter(decision__case__in=cases).values_list("decision__case", "sanction")
    sanctions = load().sanctions
    return {case: "start_serving" if sanctions[code].duration_months else "close" for case, code in rows}


def resting_on(user: User, question: str) -> list[Reliant]:
    """Decisions seen by ``user`` that rest on a legal question: drafts as last saved, issued ones as kept. One query."""
    rows = (
        Decision.objects.visible_to(user)
        .filter(rests_on__contains=[{"question": question}])
        .exclude(state=Decision.State.WITHDRAWN)
        .select_related("case")
        .only("code", "state", "rests_on", "case__code")
        .order_by("-pk")[:100]
    )
    return [
        Reliant(
            label=f"{row.code} · {row.case.code}",
            url=reverse("sanctions:decision", args=[row.case.code]),
            state=row.get_state_display(),
            settled=any(one["question"] == question and one["answered"] for one in row.rests_on),
            open=row.state != Decision.State.ISSUED,
        )
        for row in rows
    ]
