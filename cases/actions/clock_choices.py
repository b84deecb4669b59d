"""The agency's own clocks: how many working days each takes. Chosen by BKPSDM, journalled."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from cases import clocks
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record
from neutrality.errors import Refusal
from neutrality.organization.models import Agency, Position


def may_set(user: User) -> bool:
    """BKPSDM: its desk, the registrar, and whoever heads it."""
    return user.agency_id is not None and (
        user.has_role(Role.INTAKE, Role.REGISTRAR) or user.holds_office(Position.Office.HEAD_BKPSDM)
    )


@transaction.atomic
def set_clocks(*, actor: User, days: Mapping[str, int]) -> Agency:
    """Days of the agency clocks from now on; a clock that runs keeps the days with which it was started.

    Refusals: ``not_yours`` 403, ``malformed`` 400 with fields.
    """
    if actor.agency_id is None or not may_set(actor):
        raise Refusal("not_yours", _("Batas internal ditetapkan BKPSDM."), status=403)
    errors = {
        rule: [_("Isi antara 1 dan %(most)s hari kerja.") % {"most": clocks.LONGEST_CLOCK}]
        for rule, number in days.items()
        if rule not in clocks.AGENCY_CLOCKS or not 1 <= number <= clocks.LONGEST_CLOCK
    }
    if errors:
        raise Refusal("malformed", _("Ada isian yang perlu diperbaiki."), fields=errors, status=400)
    agency = Agency.objects.select_for_update().get(pk=actor.agency_id)
    changes = {
        rule: [clocks.clock_days(agency, rule), number]
        for rule, number in days.items()
        if clocks.clock_days(agency, rule) != number
    }
    if not changes:
        return agency
    chosen = {**agency.choices.get("clocks", {}), **{rule: number for rule, (_old, number) in changes.items()}}
    agency.choices = {**agency.choices, "clocks": chosen}
    agency.save(update_fields=["choices"])
    record("deadline.clocks_set", actor=actor, subject=("agency", agency.code), agency=agency, changes=changes)
    return agency
