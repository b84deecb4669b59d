"""Changes of the register. Each takes the actor, locks, checks, changes and journals in one transaction."""

from neutrality.organization.actions.imports import drop_import, save_import, save_import_columns, start_import
from neutrality.organization.actions.people import (
    add_employee,
    appoint,
    end_appointment,
    record_tie,
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
)
from neutrality.organization.actions.units import (
    close_unit,
    create_unit,
    merge_units,
    move_unit,
    rename_unit,
)

__all__ = [
    "add_employee",
    "appoint",
    "change_position",
    "close_position",
    "close_unit",
    "create_position",
    "create_unit",
    "drop_import",
    "end_appointment",
    "merge_units",
    "move_position",
    "move_unit",
    "record_tie",
    "rename_position",
    "rename_unit",
    "save_import",
    "save_import_columns",
    "set_direct_superior",
    "set_equivalent_level",
    "set_status",
    "start_import",
]
