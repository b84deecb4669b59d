"""``assess`` answers in a few milliseconds, so it may run on every change of a draft.

``./test tests/benchmarks/test_assess.py --benchmark-enable`` prints the figures.
"""

import json
import statistics
from time import perf_counter
from typing import Any

import pytest

from neutrality.law import assess
from neutrality.law.catalogue import load
from tests.counsel.test_api import ASSESS, BODY
from tests.law.calendar import Weekdays

MEDIAN_MS = 10.0
WIDE: dict[str, Any] = BODY | {
    "violations": [*(f"SKB-D-{n:02}" for n in range(1, 13)), "P94-3D", "P94-3F", "CRIM-UU10-71"],
    "impact": "negara",
    "prior_sanctions": [{"code": "R2", "same_nature": True, "same_breach": False, "state": "ended"}] * 10,
    "summons": [{"letter": "2024-09-26", "examination": "2024-10-08", "attended": False, "served": True}] * 2,
}


@pytest.mark.parametrize("facts", [BODY, WIDE], ids=["plain", "wide"])
def test_the_engine(benchmark, facts):
    law, calendar = load(), Weekdays()

    benchmark(lambda: assess(facts, catalogue=law, calendar=calendar).as_dict())


@pytest.mark.django_db
def test_the_door(benchmark, client):
    body = json.dumps(BODY)
    response = benchmark(lambda: client.post(ASSESS, body, content_type="application/json"))

    assert response.status_code == 200


@pytest.mark.parametrize("facts", [BODY, WIDE], ids=["plain", "wide"])
def test_the_median_stays_below_ten_milliseconds(facts):
    law, calendar = load(), Weekdays()
    taken = []
    for _round in range(50):
        begun = perf_counter()
        assess(facts, catalogue=law, calendar=calendar).as_dict()
        taken.append((perf_counter() - begun) * 1000)

    assert statistics.median(taken) < MEDIAN_MS
