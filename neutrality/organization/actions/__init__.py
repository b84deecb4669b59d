"""Changes of the register. Each takes the actor, locks, checks, changes and journals in one transaction."""

from neutrality.organization.actions.imports import drop_import, save_import, save_import_columns, start_import
from neutrality.organization.actions.people import (
    add_employee,
    add_scan,
    appoint,
    confirm_proposals,
    end_appointment,
    set_direct_superior,
    set_equivalent_level,
    set_status,
)
from neutrality.organization.actions.posts import (
    change_position,
    close_position,
    create_position,
    move_position,
    rename_position,
    set_head,
)
from neutrality.organization.actions.requests import (
    ask_for_acting,
    grant_acting,
    may_ask,
    may_decide,
    refuse_acting,
    withdraw_request,
)
from neutrality.organization.actions.ties import (
    add_contest,
    add_contestant,
    add_officer,
    end_officer,
    end_tie,
    record_tie,
)
from neutrality.organization.actions.units import (
    close_unit,
    create_unit,
    merge_units,
    move_unit,
    rename_unit,
)

__all__ = [
    "add_contest",
    "add_contestant",
    "add_employee",
    "add_officer",
    "add_scan",
    "appoint",
    "ask_for_acting",
    "change_position",
    "close_position",
    "close_unit",
    "confirm_proposals",
    "create_position",
    "create_unit",
    "drop_import",
    "end_appointment",
    "end_officer",
    "end_tie",
    "grant_acting",
    "may_ask",
    "may_decide",
    "merge_units",
    "move_position",
    "move_unit",
    "record_tie",
    "refuse_acting",
    "rename_position",
    "rename_unit",
    "save_import",
    "save_import_columns",
    "set_direct_superior",
    "set_equivalent_level",
    "set_head",
    "set_status",
    "start_import",
    "withdraw_request",
]
