"""``/metrics`` for Prometheus: what waits, what failed, what works. Seen from inside only.

Nothing here tells of a report or a case: numbers of owed work by kind, parts that answer, connections, the journal's
last anchor. Requests and their times are counted by the proxy, which sees all workers.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from neutrality import health
from neutrality.audit.models import Anchor
from neutrality.outbox import queries as outbox
from neutrality.outbox.models import OPEN_STATES, Owed, State

Sample = tuple[Mapping[str, str], float]
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True)
class Gauge:
    """A figure with its samples: ``({label: value}, number)``."""

    name: str
    told: str
    samples: Callable[[], Iterable[Sample]]


def _parts() -> Iterable[Sample]:
    return [({"part": name}, float(health.works(check))) for name, check in health.PARTS.items()]


def _owed(*states: str) -> Callable[[], Iterable[Sample]]:
    def count() -> Iterable[Sample]:
        rows = Owed.objects.filter(state__in=states).order_by("kind").values_list("kind").annotate(n=Count("pk"))
        return [({"kind": kind}, float(number)) for kind, number in rows]

    return count


def _oldest() -> Iterable[Sample]:
    return [({}, outbox.backlog()["oldest"].total_seconds())]


def _connections() -> Iterable[Sample]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1"
        )
        return [({"state": state}, float(number)) for state, number in cursor.fetchall()]


def _database_bytes() -> Iterable[Sample]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return [({}, float(cursor.fetchone()[0]))]


def _anchor_age() -> Iterable[Sample]:
    last = Anchor.objects.order_by("-number").values_list("at", flat=True).first()
    return [({}, (timezone.now() - last).total_seconds())] if last else []


GAUGES = (
    Gauge("netralitas_part_up", "Whether a part answers: 1 or 0.", _parts),
    Gauge("netralitas_outbox_open", "Owed work that is not done yet.", _owed(*OPEN_STATES)),
    Gauge("netralitas_outbox_failed", "Owed work that used up its attempts.", _owed(State.FAILED)),
    Gauge("netralitas_outbox_oldest_seconds", "Age of the oldest owed work that is due.", _oldest),
    Gauge("netralitas_database_connections", "Connections to the database by state.", _connections),
    Gauge("netralitas_database_bytes", "Size of the database.", _database_bytes),
    Gauge("netralitas_journal_anchor_age_seconds", "Since the journal was last anchored.", _anchor_age),
)


def text() -> str:
    """Prometheus' text format; a gauge that cannot be read is left out, as a scrape expects."""
    lines: list[str] = []
    for gauge in GAUGES:
        lines += [f"# HELP {gauge.name} {gauge.told}", f"# TYPE {gauge.name} gauge"]
        lines += [f"{gauge.name}{_labels(labels)} {number:.15g}" for labels, number in gauge.samples()]
    return "\n".join(lines) + "\n"


def _labels(labels: Mapping[str, str]) -> str:
    pairs = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def is_inside(request: HttpRequest) -> bool:
    """From an address of METRICS_ALLOW, and not handed on by a proxy: what comes through it comes from outside."""
    if "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META:
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ip_network(network) for network in settings.METRICS_ALLOW)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not is_inside(request):
        raise Http404
    return HttpResponse(text(), content_type=CONTENT_TYPE)


urlpatterns = [path("metrics", metrics, name="metrics")]
