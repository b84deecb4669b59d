"""Whom the tree proposes as direct superiors of many at once, for a list that BKPSDM confirms."""

from collections.abc import Sequence
from datetime import date

from neutrality.organization.models import OrgUnit, Position, PositionLevel
from neutrality.organization.queries.holders import open_on
from neutrality.organization.queries.listing import PersonRow


def proposed_superiors(rows: Sequence[PersonRow], on: date) -> dict[int, Position]:
    """The nearest head above each person's principal post, by person id, in today's tree. Two queries.

    As ``line_of_superiors`` proposes it: for a head the head of the unit above, and the Sekda before the regional head.
    """
    step = OrgUnit.steplen
    starts = {row.person.pk: _start(row.appointment.position) for row in rows if row.appointment is not None}
    paths = {path[:end] for path, _own in starts.values() for end in range(step, len(path) + 1, step)}
    heads: dict[str, Position] = {}
    agencies = {row.person.agency_id for row in rows}
    posts = Position.objects.filter(open_on(on), agency__in=agencies).select_related("unit")
    for post in posts.filter(is_head=True, unit__path__in=paths).order_by("-pk"):
        heads[post.unit.path] = post
    sekda = posts.filter(office=Position.Office.SEKDA).first()
    found: dict[int, Position] = {}
    for person_id, (path, own) in starts.items():
        line = (heads.get(path[:end]) for end in range(len(path), 0, -step))
        nearest = next((post for post in line if post is not None and post.pk != own), None)
        if nearest is not None and nearest.level == PositionLevel.POLITICAL and sekda is not None and sekda.pk != own:
            nearest = sekda
        if nearest is not None:
            found[person_id] = nearest
    return found


def _start(post: Position) -> tuple[str, int]:
    """The path from which one looks upwards, and the own post."""
    return (post.unit.path[: -OrgUnit.steplen] if post.is_head else post.unit.path), post.pk
