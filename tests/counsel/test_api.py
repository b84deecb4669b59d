"""The law at its public doors, as CONTRACT.md writes them."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutrality.law.catalogue import load, versions
from neutrality.workdays import actions
from neutrality.workdays.models import RegionalElectionDate
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASSESS = "/api/v1/law/assess/"
BODY: dict[str, Any] = {
    "event_date": "2024-10-05",
    "decision_date": None,
    "contest": "PILKADA-2024",
    "agency_kind": "kota",
    "subject": {
        "kind": "PNS", "position": "fungsional", "functional_grade": "ahli_madya", "echelon": None,
        "head_of_service_unit": True, "regional_secretary": False,
    },
    "violations": ["PP94-N-06"],
    "impact": None,
    "prior_sanctions": [{"code": "R2", "same_nature": True, "same_breach": False, "state": "ended"}],
    "summons": [{"letter": "2024-09-26", "examination": "2024-10-08", "attended": True, "served": True}],
    "examination": {"team": True, "minutes": True, "report": True},
    "proposed": {"sanction": "B2", "authority": "ppk", "acting": None},
    "legal_positions": {},
}  # fmt: skip


@pytest.fixture
def ask(client):
    def asking(**changes: Any) -> Any:
        return client.post(ASSESS, json.dumps(BODY | changes), content_type="application/json")

    return asking


def test_the_example_of_the_contract(ask):
    answer = ask().json()

    assert list(answer) == [
        "catalogue_version", "stage", "track", "level", "level_rule", "team", "permitted", "refused", "findings",
        "forward", "statutes",
    ]  # fmt: skip
    assert answer["catalogue_version"] == versions()[-1]
    assert (answer["stage"], answer["track"], answer["level"], answer["team"]) == (
        "calon",
        "discipline",
        "berat",
        "required",
    )
    assert answer["level_rule"] == {"id": "P94-5N6", "citation": "PP 94/2021 Pasal 14 huruf i angka 4"}
    assert answer["permitted"][0] == {
        "sanction": "B1",
        "title": {
            "id": "Penurunan jabatan setingkat lebih rendah selama 12 bulan",
            "en": "Demotion by one position level, 12 months",
        },
        "citation": "PP 94/2021 Pasal 8 ayat (4) huruf a",
        "duration_months": 12,
        "authorities": [{"authority": "ppk", "rule": "A-PPK-K-4", "citation": "PP 94/2021 Pasal 18"}],
        "remedy": {"type": "keberatan", "to": "ppk", "working_days": 14},
    }
    assert [row["sanction"] for row in answer["permitted"]] == ["B1", "B2", "B3"]
    assert len(answer["refused"]) == 9
    assert answer["refused"][0]["sanction"] == "R1"
    assert [(row["severity"], row["code"]) for row in answer["findings"]] == [("warning", "pasal71_window")]
    assert {"id": "UU-20-2023", "citation": "UU 20/2023 Pasal 9 ayat (2)"} in answer["statutes"]


def test_three_facts_are_enough(client):
    body = {"event_date": "2024-10-05", "subject": {"kind": "PNS"}, "violations": ["PP94-N-06"]}
    response = client.post(ASSESS, json.dumps(body), content_type="application/json")

    assert response.status_code == 200
    missing = {row["path"] for row in response.json()["findings"] if row["code"] == "fact_missing"}
    assert {"contest", "agency_kind"} <= missing


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"subject": BODY["subject"] | {"shoe": 42}}, "subject.shoe"),
        ({"subject": None}, "subject.kind"),
        ({"event_date": "2024-W01-1"}, "event_date"),
        ({"event_date": "5 Oktober 2024"}, "event_date"),
        ({"event_date": "0001-01-01"}, "event_date"),
        ({"violations": []}, "violations"),
        ({"violations": ["PP94-N-06"] * 2}, "violations.1"),
        ({"violations": ["PP94-N-06"] * 21}, "violations"),
        ({"violations": "PP94-N-06"}, "violations"),
        ({"violations": [["PP94-N-06"]]}, "violations.0"),
        ({"contest": "PILKADA-1999"}, "contest"),
        ({"contest": ["PILKADA-2024"]}, "contest"),
        ({"agency_kind": "desa"}, "agency_kind"),
        ({"impact": "dunia"}, "impact"),
        ({"prior_sanctions": [{"code": "X"}]}, "prior_sanctions.0.code"),
        ({"prior_sanctions": [{"code": "R1", "state": "gone"}]}, "prior_sanctions.0.state"),
        ({"prior_sanctions": {}}, "prior_sanctions"),
        ({"summons": [{"letter": "2024-13-01"}]}, "summons.0.letter"),
        ({"summons": [{"come": True}]}, "summons.0.come"),
        ({"examination": {"team": "yes"}}, "examination.team"),
        ({"proposed": {"sanction": "Z9"}}, "proposed.sanction"),
        ({"proposed": {"authority": "raja"}}, "proposed.authority"),
        ({"proposed": {"acting": "plt."}}, "proposed.acting"),
        ({"legal_positions": {"Q-NOPE": "yes"}}, "legal_positions.Q-NOPE"),
        ({"legal_positions": {"Q-CPNS": "perhaps"}}, "legal_positions.Q-CPNS"),
        ({"legal_positions": []}, "legal_positions"),
        ({"vacant": ["raja"]}, "vacant.0"),
        ({"pppk_local_rule": 1}, "pppk_local_rule"),
    ],
)
def test_a_bad_request_names_the_field(ask, changes, field):
    response = ask(**changes)

    assert response.status_code == 400
    assert response.json()["code"] == "malformed"
    assert field in response.json()["fields"]


@pytest.mark.parametrize("body", ["", "[]", "null", "7", '"PP94-N-06"', "{", '{"\\ud800": 1}', '{"region": "\\u0000"}'])
def test_nonsense_is_refused_without_harm(client, body):
    response = client.post(ASSESS, body, content_type="application/json")

    assert response.status_code == 400
    assert set(response.json()) == {"code", "detail", "fields"}


def test_another_media_type_is_refused(client):
    assert client.post(ASSESS, {"event_date": "2024-10-05"}).status_code == 415


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(changes=st.dictionaries(st.sampled_from([*BODY, "vacant", "ballot", "term_ends"]), json_values, max_size=3))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_input_breaks_the_door(ask, changes):
    assert ask(**changes).status_code in (200, 400)


def test_it_needs_no_account_and_reads_none(client, ask):
    without = ask().json()
    client.force_login(make_user(roles=["legal"]))

    assert ask().json() == without


def test_joint_leave_counts_where_the_position_says_so(ask):
    """Cuti bersama stands between 8 and 10 April 2024's holidays; counted, a gap becomes wide enough."""
    summons = [{"letter": "2024-04-03", "examination": "2024-04-19", "attended": True, "served": True}]
    found = {row["code"] for row in ask(summons=summons).json()["findings"]}
    counted = {row["code"] for row in ask(summons=summons, legal_positions={"Q-CUTI": "counted"}).json()["findings"]}

    assert "summons_too_short" in found
    assert "summons_too_short" not in counted


# --- the tables -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("table", "number"),
    [
        ("statutes", len(load().statutes)), ("violations", len(load().violations) + len(load().prohibitions)),
        ("sanctions", 18), ("authorities", 27), ("deadlines", len(load().deadlines)), ("documents", len(load().documents)),
        ("questions", len(load().questions)),
    ],
)  # fmt: skip
def test_each_table_is_listed_with_its_ids(client, table, number):
    body = client.get(f"/api/v1/law/{table}/?count=capped").json()

    assert (body["next"], body["previous"], body["count"]) == (None, None, number)
    assert len({row["id"] for row in body["results"]}) == number
    if table == "documents":
        assert all(row["code"] for row in body["results"])


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        ("2023-10-30", "UU-5-2014", "UU-20-2023"),
        ("2023-10-31", "UU-20-2023", "UU-5-2014"),
        ("2021-08-30", "PP-53-2010", "PP-94-2021"),
    ],
)
def test_a_list_may_be_read_as_on_a_day(client, day, there, gone):
    ids = {row["id"] for row in client.get(f"/api/v1/law/statutes/?on={day}").json()["results"]}

    assert there in ids
    assert gone not in ids


def test_a_list_pages_by_opaque_cursors(client):
    first = client.get("/api/v1/law/documents/?page_size=30").json()
    second = client.get(first["next"]).json()

    assert [len(first["results"]), len(second["results"])] == [30, len(load().documents) - 30]
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize(
    "query", ["on=yesterday", "on=1800-01-01", "cursor=%%", "page_size=0", "colour=red", "count=all"]
)
def test_a_list_refuses_what_it_does_not_know(client, query):
    response = client.get(f"/api/v1/law/statutes/?{query}")

    assert response.status_code == 400
    assert query.split("=")[0] in response.json()["fields"]


def test_the_questions_give_texts_options_and_consequences(client):
    rows = {row["id"]: row for row in client.get("/api/v1/law/questions/").json()["results"]}
    row = rows["Q-SEDANG"]

    assert row["recommended"] == "transition"
    assert [option["id"] for option in row["options"]] == ["transition", "tukin"]
    assert all(option["effect"]["id"] and option["effect"]["en"] for option in row["options"])
    assert row["texts"]


def test_the_stage_follows_the_days_of_the_region_that_is_told(ask):
    own = {"starts_on": date(2024, 9, 24), "ends_on": date(2024, 9, 24), "verified": True}
    row = RegionalElectionDate(contest="PILKADA-2024", region="Kota Rekaan", stage="penetapan_paslon", **own)
    actions.save_election_date(row=row, actor=None)
    told = {"event_date": "2024-09-23"}

    assert ask(**told, region="Kota Rekaan").json()["stage"] == "before_calon"
    for region in ("Kota Lain", None, ""):
        assert ask(**told, region=region).json()["stage"] == "calon"
    for region in ("\x00", "\ud800", "\n"):
        assert ask(**told, region=region).status_code in (200, 400)
