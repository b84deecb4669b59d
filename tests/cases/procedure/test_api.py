"""Cases at the API: shapes, refusals, strictness; the same actions as the pages."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cases.procedure.world import ANSWERS, World, scan


class Door:
    def __init__(self, user: Any) -> None:
        self.client = Client()
        self.client.force_login(user)

    def get(self, path: str, status: int = 200) -> Any:
        answer = self.client.get(f"/api/v1/{path}")
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def post(self, path: str, body: Any, status: int = 200) -> Any:
        answer = self.client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def upload(self, path: str, body: dict[str, Any], status: int = 200) -> Any:
        answer = self.client.post(f"/api/v1/{path}", body)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()


@pytest.fixture
def desk(world: World) -> Door:
    return Door(world.desk)


def test_list_and_filters(world: World, desk: Door) -> None:
    case = world.summoned()
    other = world.case("guru")
    body = desk.get("cases/")
    assert set(body) == {"next", "previous", "results"}
    assert {row["id"] for row in body["results"]} == {case.code, other.code}
    assert [row["id"] for row in desk.get("cases/?status=summoned")["results"]] == [case.code]
    assert [row["id"] for row in desk.get("cases/?holder=me")["results"]] == [other.code]
    assert desk.get("cases/?count=capped")["count"] == 2
    assert desk.get(f"cases/?unit={world.tree.unit('sekolah').code}")["results"][0]["id"] == other.code
    for ordering in ("next_due", "-next_due", "opened_on", "-opened_on", "status"):
        assert len(desk.get(f"cases/?ordering={ordering}&page_size=1")["results"]) == 1
    assert "colour" in desk.get("cases/?colour=red", 400)["fields"]
    assert desk.get("cases/?status=nonsense", 400)["code"] == "malformed"


def test_paging_by_cursor_reaches_every_case_once(world: World, desk: Door) -> None:
    codes = {world.case(key).code for key in ("pelaksana", "guru", "rekan", "kasi", "pelaksana_lain")}
    seen: list[str] = []
    path = "cases/?page_size=2"
    while path:
        body = desk.get(path)
        seen += [row["id"] for row in body["results"]]
        path = body["next"].partition("/api/v1/")[2] if body["next"] else ""
    assert sorted(seen) == sorted(codes)


@pytest.mark.parametrize("part", ["", "timeline/", "tiers/", "deadlines/", "exhibits/", "documents/", "moves/"])
def test_parts_open_for_whoever_may_see_and_are_absent_for_others(world: World, desk: Door, part: str) -> None:
    case = world.summoned()
    assert desk.get(f"cases/{case.code}/{part}") or part == "exhibits/"
    if part != "exhibits/":
        assert Door(world.user("kasi")).get(f"cases/{case.code}/{part}")
    absent = Door(world.user("kabid")).get("cases/KS-24-0000/", 404)
    assert Door(world.user("kabid")).get(f"cases/{case.code}/{part}", 404) == absent
    assert Client().get(f"/api/v1/cases/{case.code}/{part}").status_code == 401


def test_moves_tell_what_is_missing(world: World) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    offered = {row["move"]: row for row in Door(world.user("kasi")).get(f"cases/{case.code}/moves/")}
    assert set(offered["summon"]) == {"move", "label", "allowed", "missing", "citation", "input"}
    assert offered["summon"]["missing"][0]["code"] == "team_missing"
    assert offered["summon"]["input"]["properties"]["exam_date"]["format"] == "date"
    assert not offered["reassign"]["allowed"]


def test_the_path_to_the_report(world: World, desk: Door) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    base = f"cases/{case.code}/moves"
    assert desk.post(f"{base}/assign/", {})["status"] == "assigned"
    members = [{"appointment": world.code(key), "element": element, "role": role} for key, element, role in (
        ("kasi", "atasan_langsung", "anggota"), ("auditor", "pengawasan", "anggota"),
        ("kabid_disiplin", "kepegawaian", "ketua"))]  # fmt: skip
    body = desk.upload(
        f"{base}/form_team/",
        {
            "members": json.dumps(members),
            "acted_by": world.code("ppk"),
            "acted_on": "2024-10-07",
            "scan": SimpleUploadedFile("a.png", scan()),
        },
    )
    assert len(body["examination_team"]) == 3
    chair = Door(world.user("kabid_disiplin"))
    body = chair.post(f"{base}/summon/", {"exam_date": "2024-10-17", "exam_time": "09:00", "place": "Ruang Rapat"})
    assert body["summonses"][0]["exam_date"] == "2024-10-17"
    desk.upload(
        f"cases/{case.code}/summons/service/",
        {
            "served_on": "2024-10-07",
            "how": "langsung",
            "handed_to": "Terlapor",
            "proof": SimpleUploadedFile("b.png", scan()),
        },
    )
    world.on(date(2024, 10, 17))
    assert chair.post(f"{base}/examine/", {"virtual": False})["status"] == "examined"
    chair.post(f"{base}/record_minutes/", {"questions": ANSWERS, "signed": True, "copy_given_on": "2024-10-17"})
    body = chair.post(f"{base}/submit_report/", {
        "proven": "proven", "breach": "Mengajak",
        "happened": "5 Oktober", "place": "Aula", "impact_note": "-", "conclusion": "Terbukti",
        "recommended": "B1"})  # fmt: skip
    assert body["status"] == "reported"
    assert [row["move"] for row in desk.get(f"cases/{case.code}/timeline/")] == [
        "assign", "form_team", "summon", "examine", "record_minutes", "submit_report"]  # fmt: skip
    tiers = desk.get(f"cases/{case.code}/tiers/")
    assert [tier["state"] for tier in tiers][-1] == "holding"


def test_unknown_keys_and_wrong_types_are_refused_by_name(world: World, desk: Door) -> None:
    case = world.case()
    path = f"cases/{case.code}/moves/assign/"
    assert "colour" in desk.post(path, {"colour": "red"}, 400)["fields"]
    assert "note" in desk.post(path, {"note": ["x"]}, 400)["fields"]
    assert "acted_on" in desk.post(path, {"acted_on": "tomorrow"}, 400)["fields"]
    assert "acted_on" in desk.post(path, {"acted_on": "2024-10-08"}, 400)["fields"]
    assert "acted_by" in desk.post(path, {"acted_by": "PJ-24-XXXXXXXX"}, 400)["fields"]
    assert "basis" in desk.post(path, {"basis": "hearsay"}, 400)["fields"]
    assert desk.post(path, [1], 400)["code"] == "malformed"
    assert desk.post(f"cases/{case.code}/moves/fly/", {}, 404)["code"] == "not_found"


def test_an_illegal_move_names_the_status_and_what_is_possible(world: World, desk: Door) -> None:
    case = world.summoned()
    body = desk.post(f"cases/{case.code}/moves/assign/", {}, 409)
    assert body["code"] == "wrong_status"
    assert "Dipanggil I" in body["detail"]
    assert "Jadwalkan ulang" in body["detail"]
    assert "dicatat" in body["detail"]


def test_recording_for_an_official_needs_the_scan(world: World, desk: Door) -> None:
    case = world.summoned()
    body = desk.post(f"cases/{case.code}/moves/reschedule/", {
        "exam_date": "2024-10-17", "exam_time": "09:00", "place": "x", "ground": "illness", "reason": "sakit",
        "acted_by": world.code("kasi")}, 400)  # fmt: skip
    assert body["code"] == "scan_missing"


def test_reasons_of_a_passing_over_are_for_the_desk(world: World, desk: Door) -> None:
    event = world.incident()
    world.case("kasi", incident=event)
    case = world.case("pelaksana", incident=event)
    world.do(case, "assign")
    assert desk.get(f"cases/{case.code}/tiers/")[0]["passed_reason"] == "same_incident"
    seen = Door(world.user("kabid")).get(f"cases/{case.code}/tiers/")[0]
    assert "passed_reason" not in seen
    assert (seen["state"], seen["state_label"], seen["holder"]) == ("passed_over", "dilewati, alasan tercatat", None)


def test_deadlines_show_their_trace(world: World, desk: Door) -> None:
    row = desk.get(f"cases/{world.case().code}/deadlines/")[0]
    assert (row["rule"], row["basis"], row["days_left"]) == ("verification", "agency", 5)
    assert row["calendar_version"]
