"""The unit tree as it stood on a date."""

from datetime import date

from django.db import connection

from neutrality.organization.models import OrgUnit

_ANCESTORS = """
WITH RECURSIVE up(id, distance) AS (
    SELECT %(unit)s::bigint, 0
  UNION ALL
    SELECT above.id, up.distance + 1
    FROM up
    JOIN organization_orgunit here ON here.id = up.id
    LEFT JOIN LATERAL (
        SELECT period.parent_id, true AS known
        FROM organization_orgunitperiod period
        WHERE period.unit_id = here.id AND period.starts_on <= %(on)s
          AND (period.ends_on IS NULL OR period.ends_on >= %(on)s)
        ORDER BY period.starts_on DESC LIMIT 1
    ) then_ ON true
    JOIN organization_orgunit above
      ON above.id = then_.parent_id
      OR (then_.known IS NULL AND here.depth > 1 AND above.path = left(here.path, length(here.path) - %(step)s))
    WHERE up.distance < 30
)
SELECT id, distance FROM up
"""


def ancestors(unit: OrgUnit, on: date) -> list[OrgUnit]:
    """``unit`` and the units above it on a date, nearest first. Two queries.

    A day before the first dated row of a unit, or a unit without such rows, follows today's tree.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ANCESTORS, {"unit": unit.pk, "on": on, "step": OrgUnit.steplen})
        distance = dict(cursor.fetchall())
    units = OrgUnit.objects.filter(pk__in=distance)
    return sorted(units, key=lambda one: distance[one.pk])


def opd_of(unit: OrgUnit, on: date) -> OrgUnit:
    """The perangkat daerah to which a unit belonged on a date: the one right below the root."""
    line = ancestors(unit, on)
    return line[-2] if len(line) > 1 else unit


def path_names(unit: OrgUnit) -> list[str]:
    """Names from the OPD down to the unit, today; the root is left out."""
    steps = range(OrgUnit.steplen * 2, len(unit.path) + 1, OrgUnit.steplen)
    names = OrgUnit.objects.filter(path__in=[unit.path[:step] for step in steps]).order_by("path")
    return list(names.values_list("name", flat=True)) or [unit.name]
