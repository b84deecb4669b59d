"""Asking for an acting official. The holder only asks; a higher official or BKPSDM grants or refuses with a reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization import queries
from neutrality.organization.actions.people import appoint
from neutrality.organization.models import Appointment, AppointmentRequest, Capacity, Person, Position
from neutrality.organization.rights import KEEPERS, same_agency, save_valid
from neutrality.organization.signals import request_decided
from neutrality.workdays import today

S = AppointmentRequest.State
MOST_DAYS = {Capacity.PLH: 31, Capacity.PLT: 190}  # beyond this a person has looked at the wrong calendar


def may_ask(user: Any, position: Position) -> bool:
    """The holder of the post, whoever heads a unit above it today, or BKPSDM."""
    if user.has_role(*KEEPERS):
        return bool(user.agency_id == position.agency_id)
    above = any(position.unit.path.startswith(unit.path) for unit in user.headed_units)
    return position.pk in user.position_ids or above


def may_decide(user: Any, request: AppointmentRequest) -> bool:
    """BKPSDM, and who stands today in the line above the post; never the one who asked or who would act."""
    if user.agency_id != request.agency_id or user.pk == request.asked_by_id:
        return False
    if user.person_id in (request.asked_for_id, request.person_id) and user.person_id is not None:
        return False
    if user.has_role(*KEEPERS):
        return True
    links = queries.line_of_superiors(request.asked_for, today(request.agency))
    return any(link.holder and link.holder.person_id == user.person_id for link in links)


@transaction.atomic
def ask_for_acting(
    *,
    actor: Any,
    position: Position,
    person: Person,
    starts_on: date,
    ends_on: date,
    reason: str,
    capacity: str = "plh",
) -> AppointmentRequest:
    """Ask that ``person`` acts in ``position`` from ``starts_on`` to ``ends_on``."""
    agency = position.agency
    if not may_ask(actor, position):
        raise Refusal("not_yours", _("Permintaan diajukan pemegang jabatan atau pimpinan di atasnya."), status=403)
    same_agency(agency, person=person)
    position = Position.objects.select_for_update().get(pk=position.pk)
    holder = queries.holder_of(position, today(agency))
    _check(position, person, holder, starts_on, ends_on, reason, capacity)
    request = AppointmentRequest(
        agency=agency, asked_by=actor, asked_for=holder.person if holder else actor.person or person,
        asked_on=today(agency), position=position, person=person, capacity=capacity, starts_on=starts_on,
        ends_on=ends_on, reason=reason.strip(),
    )  # fmt: skip
    save_valid(request)
    record(
        "appointment.asked", actor=actor, subject=request,
        changes={"position": position.code, "person": person.code, "capacity": capacity, "from": starts_on, "to": ends_on},
    )  # fmt: skip
    return request


def _check(
    position: Position,
    person: Person,
    holder: Appointment | None,
    starts_on: date,
    ends_on: date,
    reason: str,
    capacity: str,
) -> None:
    errors: dict[str, list[str]] = {}
    if capacity not in (Capacity.PLH, Capacity.PLT):
        errors["capacity"] = [_("Pilih Plh. atau Plt.")]
    if ends_on < starts_on:
        errors["ends_on"] = [_("Hari terakhir mendahului hari pertama.")]
    elif (ends_on - starts_on).days >= MOST_DAYS.get(Capacity(capacity), 31) and "capacity" not in errors:
        errors["ends_on"] = [_("Terlalu lama untuk penugasan ini. Periksa lagi tanggalnya.")]
    if ends_on < today(position.agency):
        errors["ends_on"] = [_("Tanggal itu sudah lewat.")]
    if holder is not None and holder.person_id == person.pk:
        errors["nip"] = [_("Orang ini pemegang jabatan itu. Pilih orang lain.")]
    if not reason.strip():
        errors["reason"] = [_("Tulis alasannya, misalnya cuti atau perjalanan dinas.")]
    if errors:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=errors, status=400)


@transaction.atomic
def grant_acting(
    *, actor: Any, request: AppointmentRequest, appointed_by: str, order_number: str, order_date: date,
    scan: bytes | None = None,
) -> Appointment:  # fmt: skip
    """Appoint as asked. The order's official, number and date are named; powers follow on the first day."""
    request = _open(actor, request)
    row = appoint(
        actor=actor, authorised=True, person=request.person, position=request.position, capacity=request.capacity,
        starts_on=request.starts_on, ends_on=request.ends_on, appointed_by=appointed_by, order_number=order_number,
        order_date=order_date, scan=scan,
    )  # fmt: skip
    request.state, request.appointment = S.GRANTED, row
    _decided(actor, request)
    record(
        "appointment.granted", actor=actor, subject=request, changes={"appointment": row.code, "order": order_number}
    )
    return row


@transaction.atomic
def refuse_acting(*, actor: Any, request: AppointmentRequest, reason: str) -> AppointmentRequest:
    request = _open(actor, request)
    if not reason.strip():
        sentence = _("Tulis alasan penolakan.")
        raise Refusal("reason_missing", sentence, fields={"reason": [sentence]}, status=400)
    request.state, request.refusal = S.REFUSED, reason.strip()[:300]
    _decided(actor, request)
    record("appointment.request_refused", actor=actor, subject=request, changes={"reason": request.refusal})
    return request


@transaction.atomic
def withdraw_request(*, actor: Any, request: AppointmentRequest) -> AppointmentRequest:
    request = _locked(request)
    if request.asked_by_id != actor.pk:
        raise Refusal("not_yours", _("Hanya yang meminta dapat menarik permintaannya."), status=403)
    request.state = S.WITHDRAWN
    _decided(actor, request)
    record("appointment.request_withdrawn", actor=actor, subject=request)
    return request


def _open(actor: Any, request: AppointmentRequest) -> AppointmentRequest:
    request = _locked(request)
    if not may_decide(actor, request):
        sentence = _("Permintaan diputus pejabat di atasnya atau BKPSDM, bukan oleh yang meminta.")
        raise Refusal("not_yours", sentence, status=403)
    return request


def _locked(request: AppointmentRequest) -> AppointmentRequest:
    rows = AppointmentRequest.objects.select_for_update(of=("self",))
    found = rows.select_related("position__unit", "position__agency", "person", "asked_for", "agency").get(
        pk=request.pk
    )
    if found.state != S.WAITING:
        raise Refusal("already_decided", _("Permintaan ini sudah diputus atau ditarik."))
    return found


def _decided(actor: Any, request: AppointmentRequest) -> None:
    request.decided_by, request.decided_on = actor, today(request.agency)
    save_valid(request)
    if request.state != S.WITHDRAWN:
        request_decided.send(AppointmentRequest, request=request)
