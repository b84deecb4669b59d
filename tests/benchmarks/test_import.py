"""How long the register of a city takes to come in, and how much memory it needs.

``./test tests/benchmarks/test_import.py --benchmark-enable`` prints the figures: 15,000 rows of an ugly XLSX,
compared with an empty register, written, and compared again.
"""

import resource
from datetime import date

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from neutrality.audit.actions import SYSTEM
from neutrality.organization.importer import run_import
from neutrality.organization.models import Employee
from tests.factories import make_agency
from tests.organization.nasty import employees, export

ROWS = 15_000
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings):
    settings.TRAINING, settings.TODAY = True, date(2024, 10, 16).isoformat()
    return export(employees(ROWS))


@pytest.fixture
def agency():
    return make_agency(name="Pemerintah Kota Contoh", short_name="Kota Contoh")


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def load(agency, content, commit):
    return run_import(actor=SYSTEM, agency=agency, name="ekspor.xlsx", content=content, commit=commit)


def test_a_city_is_compared_and_written(benchmark: BenchmarkFixture, agency, file) -> None:
    before = peak()
    outcome = benchmark.pedantic(load, args=(agency, file, True), rounds=1)
    benchmark.extra_info["peak_mb"] = [round(before), round(peak())]
    print(f"\n{ROWS:,} rows written; memory {before:.0f} MB before, {peak():.0f} MB at the peak")

    assert outcome.written, outcome.plan.problems[:5]
    assert Employee.objects.filter(agency=agency).count() == ROWS


def test_the_same_city_again(benchmark: BenchmarkFixture, agency, file) -> None:
    load(agency, file, commit=True)

    outcome = benchmark.pedantic(load, args=(agency, file, True), rounds=1)

    assert outcome.plan.is_empty and outcome.plan.counts()["same"] == ROWS
