"""/metrics: Prometheus can read it, only from inside, and it tells of no matter."""

import re

import pytest
from django.test import Client

from neutrality.outbox.models import Owed
from neutrality.overview import actions
from tests.factories import make_agency, make_user

LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.e+]+')


def test_prometheus_reads_it(client: Client, db: None) -> None:
    user = make_user(agency=make_agency(), roles=["intake"])
    export = actions.request_export(actor=user, kind="cases", format="csv")
    Owed.objects.create(kind="overview.export", key="lama", state="failed", attempts=5)
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    page = answer.content.decode()
    rows = [row for row in page.splitlines() if not row.startswith("#")]
    assert all(LINE.fullmatch(row) for row in rows), rows
    assert 'netralitas_outbox_open{kind="overview.export"} 1' in rows
    assert 'netralitas_outbox_failed{kind="overview.export"} 1' in rows
    assert 'netralitas_part_up{part="database"} 1' in rows
    assert export.code not in page


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({}, "203.0.113.9"),
        ({}, ""),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1"),
        ({"Forwarded": "for=127.0.0.1"}, "127.0.0.1"),
    ],
)
def test_from_outside_it_does_not_exist(client: Client, db: None, headers: dict[str, str], address: str) -> None:
    assert client.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == 404


def test_a_network_may_be_let_in(client: Client, db: None, settings) -> None:  # type: ignore[no-untyped-def]
    settings.METRICS_ALLOW = ["10.1.0.0/16"]
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 404
