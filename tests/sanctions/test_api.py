"""Drafts, check, initials and the register at the API; the signature goes through the move."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from neutrality.accounts.models import Role
from tests.sanctions.world import World


def client_of(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_draft_goes_from_making_to_signature(world: World) -> None:
    case = world.to_decide()
    world.check_history(case)
    desk = client_of(world.desk)
    made = desk.post(
        "/api/v1/decisions/",
        {
            "case": case.code, "sanction": "S1_KGB", "aggravating": "Di depan umum.", "no_mitigating": True,
            "starts_on": "2024-12-01", "findings": [{"violation": "PP94-N-02", "act": "memakai atribut partai"}],
        },
        format="json",
    )  # fmt: skip
    assert made.status_code == 201, made.json()
    code = made.json()["id"]
    assert made.json()["decider"] == world.code("kabid")
    assert desk.post(f"/api/v1/decisions/{code}/propose/", {}, format="json").status_code == 200
    for key in ("kepala_bkpsdm", "kabag_hukum", "sekda"):
        answer = client_of(world.user(key)).post(f"/api/v1/decisions/{code}/initial/", {"note": ""}, format="json")
        assert answer.status_code == 200, answer.json()
    check = client_of(world.user("kabid")).get(f"/api/v1/decisions/{code}/check/").json()
    assert [row["state"] for row in check["lines"] if row["state"] == "fail"] == []
    reasons = {row["code"]: "Dicatat." for row in check["lines"] if row["state"] in ("warn", "ask")}
    if reasons:
        desk.patch(f"/api/v1/decisions/{code}/", {"warning_reasons": reasons}, format="json")
    signed = client_of(world.user("kabid")).post(
        f"/api/v1/cases/{case.code}/moves/decide/", {"decision": code}, format="json"
    )
    assert signed.status_code == 200, signed.json()
    assert world.fresh(case).status == "decided"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"case": "KS-24-XXXX", "shoe": 1}, "shoe"),
        ({}, "case"),
        ({"case": "x", "starts_on": "soon"}, "starts_on"),
    ],
)
def test_bad_input_names_its_field(world: World, body: dict[str, Any], field: str) -> None:
    answer = client_of(world.desk).post("/api/v1/decisions/", body, format="json")

    assert answer.status_code == 400
    assert field in answer.json()["fields"]


def test_an_unknown_sanction_is_refused_by_name(world: World) -> None:
    case = world.to_decide()
    answer = client_of(world.desk).post("/api/v1/decisions/", {"case": case.code, "sanction": "GANTUNG"}, format="json")

    assert answer.status_code == 400
    assert "sanction" in answer.json()["fields"]


@pytest.mark.parametrize("key", ["pelaksana", "kadis_lain", "guru"])
def test_who_has_nothing_to_do_with_it_finds_nothing(world: World, key: str) -> None:
    decision = world.draft(world.to_decide())
    client = client_of(world.user(key))

    assert client.get(f"/api/v1/decisions/{decision.code}/").status_code == 404
    assert client.get(f"/api/v1/decisions/{decision.code}/check/").status_code == 404
    assert client.get("/api/v1/decisions/").json()["results"] == []
    assert client.get("/api/v1/register/").status_code == 404


def test_the_register_is_read_by_its_keepers(world: World) -> None:
    case = world.decided()
    rows = client_of(world.desk).get("/api/v1/register/").json()["results"]
    assert [row["case"] for row in rows] == [case.code]
    keeper = world.user("kepala_bkpsdm", Role.REGISTRAR)
    assert len(client_of(keeper).get("/api/v1/register/?q=tidak-ada").json()["results"]) == 0


def test_the_pages_of_a_decision_open_for_its_people(world: World, client: Any) -> None:
    decision = world.proposed(world.to_decide())
    for key in ("analis", "sekda", world.key_of(decision)):
        client.force_login(world.user(key))
        for path in (
            f"/kasus/{decision.case.code}/keputusan/",
            f"/kasus/{decision.case.code}/keputusan/satu-halaman/",
            "/keputusan/",
        ):
            assert client.get(path).status_code == 200, (key, path)
    client.force_login(world.user("pelaksana"))
    assert client.get(f"/kasus/{decision.case.code}/keputusan/").status_code == 404


def test_the_live_check_saves_nothing(world: World, client: Any) -> None:
    decision = world.draft(world.to_decide())
    client.force_login(world.desk)
    answer = client.post(
        f"/kasus/{decision.case.code}/keputusan/periksa/", {"conclusion": "proven", "sanction": "B1", "aggravating": ""}
    )
    decision.refresh_from_db()

    assert answer.status_code == 200
    assert decision.sanction == "S1_KGB"
