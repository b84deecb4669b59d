"""Remembers which rows of the law catalogue a test run used, for ``manage.py law coverage``.

Rooms that test the law import ``law_coverage`` in their conftest. Each worker writes a file of
its own run; only the newest run counts.
"""

import os
from collections.abc import Iterator

import pytest

from neutrality.law import coverage


@pytest.fixture(scope="session", autouse=True)
def law_coverage(request: pytest.FixtureRequest) -> Iterator[None]:
    folder = request.config.cache.mkdir("law-coverage")
    coverage.start()
    yield
    run, worker = os.environ.get("PYTEST_XDIST_TESTRUNUID", "single"), os.environ.get("PYTEST_XDIST_WORKER", "main")
    coverage.save(folder, run, worker)
