"""Questions to the register. Every answer is for a date; none changes anything."""

from neutrality.organization.queries.chain import (
    Conflict,
    Link,
    conflicts,
    conflicts_in_line,
    conflicts_of,
    line_of_superiors,
    line_of_unit,
)
from neutrality.organization.queries.facts import (
    SERVICE_UNITS,
    kind_of,
    letter_identity,
    spouse_runs,
    status_of,
    subject_facts,
)
from neutrality.organization.queries.history import find_unit, heads_over_time, periods_of, unit_labels, unit_name_on
from neutrality.organization.queries.holders import (
    head_of,
    holder_of,
    holders_of,
    office_holder,
    open_on,
    position_of,
    positions_of,
    unit_of,
)
from neutrality.organization.queries.listing import PersonRow, head_posts, masked_nip, person_rows, unit_rows
from neutrality.organization.queries.people import match_people, people_below, search_employees
from neutrality.organization.queries.proposals import proposed_superiors
from neutrality.organization.queries.ties import contests_in, ties_in, ties_of
from neutrality.organization.queries.tree import ancestors, opd_of, path_names

__all__ = [
    "SERVICE_UNITS",
    "Conflict",
    "Link",
    "PersonRow",
    "ancestors",
    "conflicts",
    "conflicts_in_line",
    "conflicts_of",
    "contests_in",
    "find_unit",
    "head_of",
    "head_posts",
    "heads_over_time",
    "holder_of",
    "holders_of",
    "kind_of",
    "letter_identity",
    "line_of_superiors",
    "line_of_unit",
    "masked_nip",
    "match_people",
    "office_holder",
    "opd_of",
    "open_on",
    "path_names",
    "people_below",
    "periods_of",
    "person_rows",
    "position_of",
    "positions_of",
    "proposed_superiors",
    "search_employees",
    "spouse_runs",
    "status_of",
    "subject_facts",
    "ties_in",
    "ties_of",
    "unit_labels",
    "unit_name_on",
    "unit_of",
    "unit_rows",
]
