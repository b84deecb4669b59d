"""Whatever is sent to the desk's doors: a clear refusal, never an error of ours, and nothing changes."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.actions import intake
from cases.models import Report, ReportMove
from neutrality.accounts.actions import issue_token
from tests.cases.source.conftest import City, Post

VALUES: list[Any] = [
    None, "", "x" * 30_000, "a\x00b", "\ud800", 5, -1, 1e300, True, [], {}, [[]], [None], {"a": {"b": []}}, "2024-99-99",
    "\u202ex", "%s%n", "' OR 1=1 --", "<script>alert(1)</script>",
]  # fmt: skip
STEPS = {
    "open_case": ["subject", "brief", "violations", "incident", "estimate_of_witnesses"],
    "attach": ["incident"],
    "release": ["original", "description", "may_be_shown_to_subject"],
    "ask": ["body"],
    "forward": ["rule", "as", "body"],
    "close": ["reason", "note"],
    "note": ["headline", "note", "estimate_of_witnesses", "protection_plan", "occurred_on"],
}
FINE = {
    "subject": {"person": "PG-24-XXXXXXXX"}, "brief": "Ringkas.", "violations": ["PP94-N-06"], "estimate_of_witnesses": 15,
    "incident": "PR-24-XXXX", "original": "BA-24-XXXXXXXX", "description": "x", "rule": "FW-99", "as": "temuan", "reason": "x",
}  # fmt: skip


@pytest.fixture
def bearer(city: City) -> dict[str, Any]:
    return {"HTTP_AUTHORIZATION": f"Bearer {issue_token(actor=city.analyst, user=city.analyst)[1]}"}


@pytest.mark.parametrize("step", STEPS)
def test_no_value_breaks_a_step(city: City, submit: Post, bearer: dict[str, Any], step: str) -> None:
    _r, report = submit()
    client = Client(raise_request_exception=False)
    for name in STEPS[step]:
        for value in VALUES:
            body = {key: FINE[key] for key in STEPS[step] if key in FINE} | {name: value}
            response = client.post(
                f"/api/v1/reports/{report.code}/{step}/", json.dumps(body), content_type="application/json", **bearer
            )
            assert response.status_code < 500, (step, name, value)
            if response.status_code >= 400:
                assert {"code", "detail", "fields"} <= set(response.json())
    if step not in ("ask", "note"):
        assert not ReportMove.objects.exists()


@pytest.mark.parametrize("path", ["reports/entry/", "letters/"])
def test_no_value_breaks_an_entry(city: City, bearer: dict[str, Any], path: str) -> None:
    client = Client(raise_request_exception=False)
    names = [
        "channel", "narrative", "persons", "posts", "identity", "received_on", "links", "sender", "number", "dated",
        "recommendations", "summary", "place", "occurred_on",
    ]  # fmt: skip
    for name in names:
        for value in VALUES:
            body = {"channel": "phone", "narrative": "x", name: value}
            response = client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json", **bearer)
            assert response.status_code < 500, (name, value)


@pytest.mark.parametrize("code", ["%00", "LP-24-%00", "..%2f..", "%F0%9F%99%82", "x" * 500, "%FF%FE", "-1"])
def test_no_path_breaks_a_door(city: City, bearer: dict[str, Any], code: str) -> None:
    client = Client(raise_request_exception=False)
    for path in ("", "matches/", "similar/"):
        assert client.get(f"/api/v1/reports/{code}/{path}", **bearer).status_code == 404
    assert (
        client.post(f"/api/v1/reports/{code}/close/", "{}", content_type="application/json", **bearer).status_code
        == 404
    )
    client.force_login(city.analyst)
    for path in ("", "pratinjau/", "orang/", "banding/x/", "berkas/x/", "berkas/x/asli/"):
        assert client.get(f"/kotak-masuk/{code}/{path}").status_code == 404
    assert client.get(f"/surat-masuk/{code}/").status_code == 404
    assert client.post(f"/kotak-masuk/identitas/{code}/lihat/").status_code == 404


@pytest.mark.parametrize("name", ["status", "channel", "received_after", "q", "cursor", "page_size", "count"])
@pytest.mark.parametrize("value", ["%00", "%FF", "x" * 3000, "-1", "1e9", "%F0%9F%99%82", "2024-02-30", "cD0xMjM%3D"])
def test_no_filter_breaks_the_list(city: City, submit: Post, bearer: dict[str, Any], name: str, value: str) -> None:
    client = Client(raise_request_exception=False)
    assert client.get(f"/api/v1/reports/?{name}={value}", **bearer).status_code in (200, 400, 404)
    client.force_login(city.analyst)
    for field in ("tab", "laporan", "sesudah", "q", "saluran", "sejak"):
        assert client.get(f"/kotak-masuk/?{field}={value}").status_code == 200
    assert client.get(f"/surat-masuk/?sebelum={value}").status_code == 200


def test_a_malformed_and_an_unknown_code_cost_the_same_questions(city: City, submit: Post, post: Post) -> None:
    submit()
    asked = []
    for code in ("x", intake.decoy_receipt(), "3F8T-K6WP-0000"):
        with CaptureQueriesContext(connection) as queries:
            post("reports/track/", {"receipt": code})
        asked.append([query["sql"].split(" WHERE ")[0] for query in queries if "cases_" in query["sql"]])
    assert asked[0] == asked[1] == asked[2] and len(asked[0]) == 1


def test_bawaslus_test_knows_whether_a_name_is_there_without_opening_it(city: City, submit: Post, get: Post) -> None:
    whole = {"mode": "named", "name": "Rekaan", "address": "Jalan Contoh 1"}
    _r, named = submit(identity=whole, persons=[{"name": "Pak W"}], occurred_on="2024-10-12")
    _r, nameless = submit(narrative="Lain.", identity=whole | {"address": ""}, persons=[{"name": "Pak W"}])
    assert get(f"reports/{named.code}/", city.analyst).json()["bawaslu_test"]["formal"] is True
    assert get(f"reports/{nameless.code}/", city.analyst).json()["bawaslu_test"]["formal"] is False
    assert Report.objects.count() == 2
