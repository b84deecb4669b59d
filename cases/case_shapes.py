"""What the API tells of a case, part by part. Nothing of how the case came in."""

from typing import Any

from django.utils.translation import gettext as _

from cases import files, lawbook, limits, move_forms, queries
from cases.actions import moves
from cases.models import Case, Deadline, Exhibit
from neutrality.accounts.models import Role, User
from neutrality.organization import queries as organization
from neutrality.workdays import today


def row_of(case: Case) -> dict[str, Any]:
    """One line of a list. Nothing of how the case came in."""
    employee = getattr(case.person, "employee", None)
    return {
        "id": case.code,
        "status": case.status,
        "status_label": str(case.get_status_display()),
        "track": case.track,
        "subject": {"id": case.person.code, "name": case.person.full_name, "nip": employee.nip if employee else None},
        "unit": {"id": case.unit.code, "name": case.unit.name},
        "incident": {"id": case.incident.code, "title": case.incident.title},
        "holder": {"position": case.holder.code, "title": case.holder.name} if case.holder else None,
        "next_due": case.next_due,
        "opened_on": case.opened_on,
    }


def whole_of(case: Case, user: User) -> dict[str, Any]:
    answer = lawbook.assess_case(case)
    incident = case.incident
    body = row_of(case) | {
        "position": _post(case),
        "incident": {
            "id": incident.code, "title": incident.title, "occurred_from": incident.occurred_from,
            "occurred_to": incident.occurred_to, "place": incident.place,
            "contest": incident.contest.catalogue_id if incident.contest else None,
        },
        "brief": case.brief,
        "team": answer["team"],
        "allegations": [
            {"violation": row.violation, "event_date": row.event_date, "stage": row.stage, "citation": row.citation}
            for row in case.allegations.all()
        ],
        "examination_team": [
            {"appointment": one.appointment.code, "name": one.appointment.person.full_name, "element": one.element,
             "role": one.role}
            for one in case.team.select_related("appointment__person")
        ],
        "summonses": [_summons(row) for row in case.summonses.all()],
        "siblings": [one.code for one in queries.siblings(case, user)],
        "arises_from": _visible_code(case.arises_from, user),
        "legacy": case.legacy,
        "closed_on": case.closed_on,
        "close_reason": case.close_reason,
        "history": {
            "source": case.history_source,
            "checked_on": case.history_checked_on,
            "checked_by": case.history_checked_by.shown_name if case.history_checked_by else None,
        },
    }  # fmt: skip
    if user.has_role(Role.REGISTRAR):
        body["register_number"] = case.register_number
    return body


def _post(case: Case) -> str | None:
    held = organization.position_of(case.person, today(case.agency))
    return held.title if held else None


def _visible_code(case: Case | None, user: User) -> str | None:
    if case is None or not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return None
    return case.code


def _summons(row: Any) -> dict[str, Any]:
    return {
        "ordinal": row.ordinal, "state": row.state, "letter_date": row.letter_date, "exam_date": row.exam_date,
        "exam_time": row.exam_time, "place": row.place, "served_on": row.served_on, "served_how": row.served_how,
        "attended": row.attended, "document": row.document.code if row.document else None,
    }  # fmt: skip


def tier_of(row: queries.ChainView, desk: bool) -> dict[str, Any]:
    tier = row.tier
    passed = tier.state == "passed_over"
    body: dict[str, Any] = {
        "order": tier.order, "position": tier.position.code, "title": tier.position.name, "relation": tier.relation,
        "state": tier.state, "state_label": str(tier.get_state_display()), "vacant": tier.vacant,
        "holder": None if passed or tier.holder is None else {
            "appointment": tier.holder.code, "name": tier.holder.person.full_name, "capacity": tier.holder.capacity},
        "reached_on": tier.reached_on, "acted_on": tier.acted_on, "did": tier.did,
    }  # fmt: skip
    if desk:
        body["passed_reason"] = tier.passed_reason or None
    return body


def deadline_of(case: Case, row: Deadline) -> dict[str, Any]:
    ended = row.met_on or row.cancelled_on
    return {
        "rule": row.rule, "basis": row.basis, "citation": row.citation, "label": row.title, "start_event": limits.begins(row),
        "starts_on": row.starts_on, "days": row.days, "day_type": row.day_type, "earliest_on": row.earliest_on,
        "due_on": row.due_on, "skipped": row.skipped, "calendar_version": row.calendar_version,
        "provisional": row.provisional, "met_on": row.met_on, "cancelled_on": row.cancelled_on,
        "days_left": None if ended else queries.days_left(case, row.due_on),
        "missed": row.missed_on is not None, "missed_on": row.missed_on,
        "pauses": [{"ground": one.ground, "note": one.note, "question": one.question, "starts_on": one.starts_on,
                    "ends_on": one.ends_on} for one in row.pauses.all()],
    }  # fmt: skip


def exhibit_of(row: Exhibit) -> dict[str, Any]:
    return {
        "id": row.code, "label": row.label, "description": row.description, "content_type": row.content_type,
        "size": row.size, "sha256": row.sha256, "state": files.integrity(row), "origin": _("diterima BKPSDM"),
        "may_be_shown_to_subject": row.may_be_shown_to_subject,
    }  # fmt: skip


def offer_of(case: Case, offer: moves.Offer) -> dict[str, Any]:
    form = moves.make_form(offer.handler, case, today(case.agency), None)
    return {
        "move": offer.move.code,
        "label": offer.label,
        "allowed": offer.allowed,
        "missing": [one.as_dict() for one in offer.missing],
        "citation": offer.move.citation,
        "input": move_forms.schema_of(form),
    }
