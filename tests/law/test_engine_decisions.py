"""The engine against the law: what may be decided, by what examination, against whom, and how facts are refused."""

from datetime import date
from typing import Any

import pytest

from neutrality.law.catalogue import load
from neutrality.law.facts import FactsInvalid
from tests.law.asking import ask, codes, permitted


def test_remedies_go_where_pp79_sends_them() -> None:
    heavy = {row["sanction"]: row["remedy"] for row in ask()["permitted"]}
    light = ask(
        violations=["P94-3D"],
        impact="unit_kerja",
        subject={"kind": "PNS", "position": "administrator"},
    )["permitted"][0]["remedy"]

    assert heavy["B2"] == {"type": "keberatan", "to": "ppk", "working_days": 14}
    assert heavy["B3"] == {"type": "banding", "to": "bpasn", "working_days": 14}
    assert light == {"type": "keberatan", "to": "atasan_pejabat", "working_days": 14}


def test_a_repeat_must_be_heavier() -> None:
    prior = [{"code": "B1", "same_nature": True, "same_breach": False, "state": "ended"}]
    answer = ask(prior_sanctions=prior, proposed={"sanction": "B1", "authority": "ppk", "acting": None})

    assert permitted(answer) == ["B2", "B3"]
    assert "repeat_must_be_heavier" in codes(answer, "error")


def test_no_second_punishment_for_one_breach() -> None:
    answer = ask(prior_sanctions=[{"code": "R1", "same_nature": True, "same_breach": True, "state": "ended"}])

    assert permitted(answer) == []
    assert "already_punished" in codes(answer, "error")


def test_an_annulled_sanction_counts_for_nothing() -> None:
    prior = [{"code": "B2", "same_nature": True, "same_breach": True, "state": "annulled"}]

    assert permitted(ask(prior_sanctions=prior)) == ["B1", "B2", "B3"]


def test_a_pelaksana_keeps_the_demotion_as_a_reduction_of_class() -> None:
    answer = ask(subject={"kind": "PNS", "position": "pelaksana"})

    assert permitted(answer) == ["B1", "B3"]
    assert "pelaksana_class_reduction" in codes(answer, "warning")


def test_dismissal_draws_the_conflict_of_laws() -> None:
    proposed = {"sanction": "B3", "authority": "ppk", "acting": None}

    assert "dismissal_kind_conflict" in codes(ask(proposed=proposed), "question")
    assert "dismissal_kind_conflict" not in codes(ask(proposed=proposed, legal_positions={"Q-PDHTAPS": "pdhtaps"}))


@pytest.mark.parametrize(
    ("examination", "missing"),
    [
        ({"team": False, "minutes": True, "report": True}, "team_missing"),
        ({"team": True, "minutes": False, "report": True}, "minutes_missing"),
        ({"team": True, "minutes": True, "report": False}, "report_missing"),
    ],
)
def test_a_heavy_sanction_needs_team_minutes_and_report(examination: dict[str, bool], missing: str) -> None:
    answer = ask(
        proposed={"sanction": "B1", "authority": "ppk", "acting": None},
        summons=[{"letter": "2024-10-07", "examination": "2024-10-17", "attended": True, "served": True}],
        examination=examination,
    )

    assert codes(answer, "error") == {missing}


def test_two_lawful_absences_stand_for_the_minutes() -> None:
    absent = [
        {"letter": "2024-10-07", "examination": "2024-10-17", "attended": False, "served": True},
        {"letter": "2024-10-17", "examination": "2024-10-29", "attended": False, "served": True},
    ]
    facts = {
        "proposed": {"sanction": "B1", "authority": "ppk", "acting": None},
        "examination": {"team": True, "minutes": False, "report": True},
    }

    assert codes(ask(summons=absent, **facts), "error") == set()
    assert "summons_missing" in codes(ask(summons=absent[:1], **facts), "error")
    assert "summons_not_served" in codes(ask(summons=[absent[0] | {"served": False}, absent[1]], **facts), "error")


@pytest.mark.parametrize(
    ("examination", "expected"),
    [("2024-10-16", {"summons_too_short"}), ("2024-10-17", set()), ("2024-10-18", {"summons_too_long"})],
)
def test_seven_clear_working_days_between_letter_and_examination(examination: str, expected: set[str]) -> None:
    summons = [{"letter": "2024-10-07", "examination": examination, "attended": True, "served": True}]

    assert codes(ask(summons=summons), "warning") == expected


def test_an_official_is_not_moved_in_the_window_of_pasal_71() -> None:
    proposed = {"sanction": "B2", "authority": "ppk", "acting": None}

    assert "pasal71_window" in codes(ask(proposed=proposed, decision_date="2024-11-01"), "warning")
    assert "pasal71_window" not in codes(ask(proposed=proposed, decision_date="2024-11-01", mendagri_approval=True))
    assert "pasal71_window" not in codes(
        ask(proposed=proposed, decision_date="2024-11-01", subject={"kind": "PNS", "position": "pelaksana"})
    )
    assert "pasal71_window" not in codes(ask(proposed=proposed, event_date="2024-03-01", decision_date="2024-03-15"))


@pytest.mark.parametrize(
    ("kind", "track", "rule"),
    [
        ("KEPALA_DESA", "village", "FW-06"),
        ("PERANGKAT_DESA", "village", "FW-07"),
        ("BPD", "village", "FW-07"),
        ("TNI", "elsewhere", "FW-09"),
        ("DPRD", "elsewhere", "FW-09"),
    ],
)
def test_who_is_no_civil_servant_is_forwarded(kind: str, track: str, rule: str) -> None:
    answer = ask(subject={"kind": kind}, violations=["DESA-29-J"])
    proposed = ask(subject={"kind": kind}, proposed={"sanction": "R1", "authority": "ppk", "acting": None})

    assert (answer["track"], answer["team"], permitted(answer)) == (track, "not_applicable", [])
    assert rule in {row["rule"] for row in answer["forward"]}
    assert "not_asn" in codes(answer, "info")
    assert "not_asn" in codes(proposed, "error")


def test_party_membership_is_a_dismissal_process_of_its_own() -> None:
    answer = ask(violations=["SKB-D-05", "PP94-N-06"])

    assert (answer["track"], answer["level"], permitted(answer)) == ("party_membership", None, ["X_PTDH_PARPOL"])
    assert ask(subject={"kind": "PPPK"}, violations=["UU20-52-J"])["permitted"][0]["sanction"] == "K_PHK_TDH_PARPOL"


def test_a_pppk_without_local_rule_can_only_lose_the_contract_for_a_heavy_act() -> None:
    heavy = ask(subject={"kind": "PPPK"})
    light = ask(subject={"kind": "PPPK"}, violations=["PP94-N-02"])
    local = ask(subject={"kind": "PPPK"}, violations=["PP94-N-02"], pppk_local_rule=True)

    assert (heavy["track"], heavy["level"], permitted(heavy)) == ("pppk", None, ["K_PHK_DHTAPS"])
    assert permitted(light) == []
    assert "pppk_local_rule_missing" in codes(heavy, "warning")
    assert permitted(local) == ["K_LOCAL"]


def test_a_part_time_pppk_and_a_cpns_are_asked_about() -> None:
    assert "legal_position_open" in codes(ask(subject={"kind": "PPPK_PARUH_WAKTU"}), "question")
    assert "legal_position_open" in codes(ask(subject={"kind": "CPNS", "position": "pelaksana"}), "question")


def test_a_superior_who_did_not_act_gets_the_next_heavier_sanction() -> None:
    answer = ask(violations=["P94-28"], offender_sanction="R2")

    assert (answer["level"], permitted(answer)) == ("ringan", ["R3"])
    assert "fact_missing" in codes(ask(violations=["P94-28"]), "question")


@pytest.mark.parametrize(("day", "statute"), [("2023-10-30", "UU-5-2014"), ("2023-10-31", "UU-20-2023")])
def test_the_law_cited_is_that_of_the_act(day: str, statute: str) -> None:
    answer = ask(event_date=day, contest="PEMILU-2024", violations=["SKB-D-12"])

    assert statute in {row["id"] for row in answer["statutes"]}
    assert {"UU-5-2014", "UU-20-2023"} - {statute} != {row["id"] for row in answer["statutes"]} & {
        "UU-5-2014",
        "UU-20-2023",
    }


def test_an_act_before_the_regulation_is_not_judged_by_it() -> None:
    assert "statute_not_in_force" in codes(
        ask(event_date="2021-08-30", contest=None, violations=["PP94-N-07"]), "error"
    )


def test_a_possible_crime_is_forwarded_beside_the_case() -> None:
    answer = ask(violations=["CRIM-UU10-71", "SKB-D-12"])

    assert answer["track"] == "discipline"
    assert answer["forward"][0]["rule"] == "FW-01"
    assert "forward_possible_crime" in codes(answer, "info")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"event_date": "05-10-2024"}, "event_date"),
        ({"event_date": None}, "event_date"),
        ({"contest": "PILKADA-1999"}, "contest"),
        ({"violations": []}, "violations"),
        ({"violations": ["PP94-N-06", "P94-5N6"]}, "violations.1"),
        ({"violations": ["NOPE"]}, "violations.0"),
        ({"subject": {"kind": "RAJA"}}, "subject.kind"),
        ({"subject": {"kind": "PNS", "shoe": 42}}, "subject.shoe"),
        ({"weather": "fine"}, "weather"),
        ({"legal_positions": {"Q-CPNS": "maybe"}}, "legal_positions.Q-CPNS"),
        ({"vacant": ["raja"]}, "vacant.0"),
        ({"summons": [{"letter": "soon"}]}, "summons.0.letter"),
    ],
)
def test_malformed_facts_name_their_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(FactsInvalid) as error:
        ask(**changes)

    assert field in error.value.fields


def test_the_answer_says_which_version_of_the_law_it_used() -> None:
    assert ask()["catalogue_version"] == load().version


def test_every_cited_statute_was_in_force() -> None:
    answer = ask()

    for row in answer["statutes"]:
        assert load().statutes[row["id"]].in_force(date(2024, 10, 5)), row
