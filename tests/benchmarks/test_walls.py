"""Behind a wall and not there at all: the two answers, measured beside each other.

``./test tests/benchmarks/test_walls.py --benchmark-enable`` prints both groups; their medians should lie within each
other's spread. That the two ask the database the same is a test: ``tests/scenarios/test_walls_cost.py``.
"""

from pathlib import Path as Folder
from typing import Any

import pytest
from django.test import Client

from tests.scenarios.path import Path
from tests.scenarios.permissions.city import City


@pytest.fixture
def city(db: None, settings: Any, tmp_path: Folder) -> City:
    settings.DATA_DIR = tmp_path
    return City(Path(settings))


@pytest.mark.parametrize("what", ["behind a wall", "not there"])
@pytest.mark.parametrize("door", ["/kasus/{code}/", "/api/v1/cases/{code}/"])
def test_a_refusal(benchmark: Any, city: City, door: str, what: str) -> None:
    client = Client()
    client.force_login(city.user("passed"))
    path = door.format(code=city.case.code if what == "behind a wall" else "KS-24-0000")
    benchmark.group = door

    answer = benchmark.pedantic(client.get, (path,), rounds=60, warmup_rounds=5)

    assert answer.status_code == 404
