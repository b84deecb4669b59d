"""``/unit/``: a head's own office on one page: posts, who acts, what is unread, the cases that reached the head.

No figure of the unit's cases beyond those the head may read one by one: a count would tell of a wall.
"""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.models import Case
from neutrality.accounts.models import User
from neutrality.organization import queries
from neutrality.organization.models import Appointment, AppointmentRequest, OrgUnit, Person, Position
from neutrality.prevention.models import Circular, Reading
from neutrality.workdays import today

SHOWN = 100
CIRCULARS = 5


@login_required
@require_GET
def unit_overview(request: HttpRequest) -> HttpResponse:
    """``?unit=`` chooses among the units that one heads, and those below them."""
    user = cast(User, request.user)
    unit = _chosen(user, request.GET.get("unit", "")[:20])
    on = today(unit.agency)
    context = {
        "unit": unit,
        "headed": user.headed_units,
        "place": queries.path_names(unit)[:-1],
        "people": _people(unit, on),
        "unconfirmed": Person.objects.in_unit(unit, on).without_confirmed_superior(on).count(),
        "waiting": AppointmentRequest.objects.visible_to(user).filter(state=AppointmentRequest.State.WAITING).count(),
        "rows": _below(unit, on),
        "circulars": _circulars(unit),
    }
    return render(request, "overview/unit.html", context | _posts(unit, on) | _cases(user, unit, on))


def _chosen(user: User, code: str) -> OrgUnit:
    headed = user.headed_units
    if not headed:
        raise Http404
    if not code:
        return OrgUnit.objects.select_related("agency").get(pk=min(headed, key=lambda one: one.depth).pk)
    unit = OrgUnit.objects.filter(code=code, agency=user.agency_id).select_related("agency").first()
    if unit is None or not any(unit.path.startswith(one.path) for one in headed):
        raise Http404
    return unit


def _people(unit: OrgUnit, on: Any) -> int:
    held = Appointment.objects.on(on).filter(position__unit__path__startswith=unit.path)
    return held.values("person").distinct().count()


def _below(unit: OrgUnit, on: Any) -> list[dict[str, Any]]:
    """Units right below with their heads and how many people each has. Five queries."""
    units = list(OrgUnit.objects.get_children(unit).filter(closed_on__isnull=True)[:SHOWN])
    length = len(unit.path) + OrgUnit.steplen
    held = Appointment.objects.on(on).filter(position__unit__path__startswith=unit.path)
    counted = held.annotate(part=Substr("position__unit__path", 1, length)).values("part")
    people = {row["part"]: row["people"] for row in counted.annotate(people=Count("person", distinct=True))}
    return [row | {"people": people.get(row["unit"].path, 0)} for row in queries.unit_rows(units, on)]


def _posts(unit: OrgUnit, on: Any) -> dict[str, Any]:
    """Heads' posts of the unit and below that stand vacant or are held by somebody acting. Two queries."""
    posts = list(
        Position.objects.filter(queries.open_on(on), is_head=True, unit__path__startswith=unit.path)
        .select_related("unit")
        .order_by("unit__path", "pk")
    )
    holders = queries.holders_of(posts, on)
    open_posts = [{"position": post, "holder": holders.get(post.pk)} for post in posts]
    weak = [row for row in open_posts if row["holder"] is None or row["holder"].capacity != "definitif"]  # type: ignore[union-attr]
    vacant = sum(row["holder"] is None for row in weak)
    return {"posts": weak[:SHOWN], "vacant": vacant, "acting": len(weak) - vacant}


def _cases(user: User, unit: OrgUnit, on: Any) -> dict[str, int]:
    """Running cases that this head may read, of people of the unit."""
    seen = Case.objects.visible_to(user).open().filter(unit_path__startswith=unit.path)
    return seen.aggregate(cases=Count("pk"), late=Count("pk", filter=Q(next_due__lt=on)))


def _circulars(unit: OrgUnit) -> list[dict[str, Any]]:
    """The newest circulars with how many of the unit have read them."""
    rows = (
        Reading.objects.filter(unit_path__startswith=unit.path, circular__agency=unit.agency_id)
        .filter(circular__state=Circular.State.ISSUED)
        .values("circular")
        .annotate(
            total=Count("pk"),
            read=Count("pk", filter=Q(read_at__isnull=False)),
            opened=Count("pk", filter=Q(read_at__isnull=True, opened_on__isnull=False)),
        )
        .order_by("-circular")[:CIRCULARS]
    )
    known = Circular.objects.in_bulk([row["circular"] for row in rows])
    return [row | {"circular": known[row["circular"]]} for row in rows]
