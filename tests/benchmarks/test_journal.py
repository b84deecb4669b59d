"""The journal at speed: a row costs little more than a plain insert; verifying is some microseconds a row."""

import pytest
from django.db import connection
from pytest_benchmark.fixture import BenchmarkFixture

from neutrality.audit import verification
from neutrality.audit.actions import record_many, record_view

ROWS = 100_000
pytestmark = pytest.mark.django_db


def test_one_row(benchmark: BenchmarkFixture) -> None:
    """Measured in the design: 0.74 of a plain insert on the server; here with Django's own cost."""
    benchmark(record_view, None, ("case", "KS-24-9TRD"))


def test_a_thousand_rows_of_a_thousand_chains(benchmark: BenchmarkFixture) -> None:
    rows = [{"event": "subject.opened", "actor": None, "subject": ("case", str(n))} for n in range(1_000)]
    benchmark.pedantic(record_many, args=(rows,), rounds=5)


def test_verifying_a_hundred_thousand_rows(benchmark: BenchmarkFixture) -> None:
    """Ten million rows took some twenty seconds on two quiet cores; this is a hundredth of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_journalentry (chain, event, actor_label, subject_type, subject_code, changes)"
            " SELECT 'case:' || n %% 10000, 'subject.opened', 'Sistem', 'case', (n %% 10000)::text, '{}'"
            " FROM generate_series(1, %s) n",
            [ROWS],
        )
        cursor.execute("ANALYZE audit_journalentry, audit_chainhead")
    result = benchmark.pedantic(verification.verify, kwargs={"with_anchors": False}, rounds=3)
    assert (result.holds, result.rows, result.chains) == (True, ROWS, 10_000)
