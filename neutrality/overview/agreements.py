"""Letting the province see figures, and no longer: who may, on what basis, from when to when."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.ids import random_code
from neutrality.overview.models import FiguresAgreement
from neutrality.workdays import today

KEEPERS = (Role.INTAKE, Role.REGISTRAR)


def may_agree(user: User) -> bool:
    """Keepers of an agency that stands below a province; its officials decide on paper, they record it."""
    return user.agency is not None and user.agency.parent_id is not None and user.has_role(*KEEPERS)


def _require(user: User) -> None:
    if not may_agree(user):
        raise Refusal("forbidden", _("Anda tidak berwenang mencatat kesepakatan ini."), status=403)


@transaction.atomic
def agree(*, actor: User, basis: str, starts_on: date) -> FiguresAgreement:
    """The province above sees the figures of the actor's agency from ``starts_on`` on."""
    _require(actor)
    agency = actor.agency
    if agency is None or agency.parent is None:
        raise Refusal("forbidden", _("Instansi ini tidak berada di bawah provinsi."), status=403)
    if FiguresAgreement.objects.filter(giver=agency, receiver=agency.parent, ends_on=None).exists():
        raise Refusal("agreement_runs", _("Kesepakatan sudah berjalan. Akhiri dahulu sebelum mencatat yang baru."))
    agreement = FiguresAgreement.objects.create(
        code=random_code("KA", today(agency), 6), giver=agency, receiver=agency.parent, basis=basis,
        starts_on=starts_on, recorded_by=actor,
    )  # fmt: skip
    changes = {"receiver": agency.parent.code, "basis": basis, "starts_on": starts_on}
    record("figures.agreed", actor=actor, subject=agreement, changes=changes)
    return agreement


@transaction.atomic
def end(*, actor: User, code: str, ends_on: date) -> FiguresAgreement:
    """The last day on which the province sees the figures."""
    _require(actor)
    mine = FiguresAgreement.objects.select_for_update(of=("self",)).filter(giver=actor.agency_id, ends_on=None)
    agreement = mine.filter(code=code).first()
    if agreement is None:
        raise Refusal("agreement_unknown", _("Kesepakatan itu tidak ada atau sudah berakhir."), status=404)
    if ends_on < agreement.starts_on:
        raise Refusal(
            "wrong_date",
            _("Tanggal akhir mendahului mulainya."),
            fields={"ends_on": [_("Pilih tanggal sesudah mulai.")]},
        )
    agreement.ends_on = ends_on
    agreement.save(update_fields=["ends_on"])
    record("figures.ended", actor=actor, subject=agreement, changes={"ends_on": [None, ends_on]})
    return agreement
