"""A refusal costs what an absence costs: the same statements in the same order, whatever stands behind the wall.

Clocks tell too much of the machine; the statements that the database is asked tell what a clock could. Times are
measured in tests/benchmarks.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from neutrality.accounts.models import User
from tests.scenarios.path import Path
from tests.scenarios.permissions.city import City

# Where a code stands in the address, and where it is asked for.
DOORS = (
    "/kasus/{case}/", "/kasus/{case}/bukti/", "/kasus/{case}/surat/", "/kasus/{case}/jejak/", "/kasus/{case}/cetak/",
    "/kasus/{case}/keputusan/", "/api/v1/cases/{case}/", "/api/v1/cases/{case}/timeline/", "/api/v1/cases/{case}/moves/",
    "/api/v1/decisions/{decision}/", "/kotak-masuk/{report}/", "/api/v1/reports/{report}/",
    "/surat/{letter}.pdf", "/cari/?q={case}", "/kasus/?q={case}", "/api/v1/cases/?q={case}",
)  # fmt: skip
OUTSIDERS = (
    "passed",
    "other_head",
    "sekda",
    "walled_desk",
    "alternate",
    "registrar",
    "bawaslu",
    "admin",
    "other_agency",
)


@pytest.fixture
def city(path: Path) -> City:
    return City(path)


def asked(user: User, path: str) -> tuple[int, list[str]]:
    """The answer's status and the statements that the request made, without their values."""
    said: list[str] = []

    def note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        said.append(re.sub(r"s\d+_x\d+|\(%s(, %s)*\)", "", str(sql)))
        return execute(sql, params, many, context)

    client = Client(raise_request_exception=False)
    client.force_login(user)
    with connection.execute_wrapper(note):
        status = client.get(path).status_code
    return status, said


def test_a_wall_costs_what_an_absence_costs(city: City) -> None:
    codes = {
        "case": city.case.code, "decision": city.case.decisions.get().code, "report": city.report.code,
        "letter": city.values["surat/"]["code"],
    }  # fmt: skip
    nothing = {"case": "KS-24-0000", "decision": "KP-24-0000", "report": "LP-24-0000", "letter": "SR-24-0000"}
    differ = [line for key in OUTSIDERS for line in costs(city, key, codes, nothing)]
    assert not differ, "\n".join(differ)


def costs(city: City, key: str, codes: dict[str, str], nothing: dict[str, str]) -> list[str]:
    """The doors at which what is there costs ``key`` other statements than what is not."""
    differ = []
    for door in ("/meja/", "/api/v1/cases/", "/api/v1/cases/"):  # what is remembered of them is remembered for both
        asked(city.user(key), door)
    for door in DOORS:
        real, never = (asked(User.objects.get(pk=city.user(key).pk), door.format(**one)) for one in (codes, nothing))
        if real != never:
            first = next((pair for pair in zip(real[1], never[1], strict=False) if pair[0] != pair[1]), ("", ""))
            counts = f"{len(real[1])} statements, absent {len(never[1])}"
            differ.append(f"{key} {door}: {real[0]} and {never[0]}; {counts}; first {first}")
    return differ
