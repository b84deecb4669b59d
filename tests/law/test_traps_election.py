"""The traps of the research on elections, each as a test."""

import pytest

from neutrality.law.catalogue import load
from tests.law.asking import ask, codes, paths, permitted, who

BEFORE, CALON = "2024-09-01", "2024-10-05"
PROPOSED = {"sanction": "B1", "authority": "ppk", "acting": None}


def test_one_act_has_two_categories_by_the_stage_of_its_day():
    day_before, day_of = (
        ask(event_date="2024-09-21", violations=["SKB-E-04"]),
        ask(event_date="2024-09-22", violations=["SKB-D-06"]),
    )

    assert (day_before["stage"], day_before["track"]) == ("before_calon", "ethics")
    assert (day_of["stage"], day_of["track"]) == ("calon", "discipline")


@pytest.mark.parametrize(
    ("violation", "day"),
    [
        ("SKB-E-04", "2024-09-22"),
        ("SKB-D-06", "2024-09-21"),
        ("SKB-D-11", CALON),
        ("SKB-E-04", "2025-01-15"),
        ("PP94-N-02", "2024-11-24"),
    ],
)
def test_a_row_outside_its_stage_is_an_error_and_adds_no_level(violation, day):
    answer = ask(event_date=day, violations=[violation])

    assert "unknown_violation_for_stage" in codes(answer, "error")
    assert (answer["level"], permitted(answer)) == (None, [])


def test_a_row_outside_its_stage_leaves_the_others_standing():
    answer = ask(event_date=BEFORE, violations=["SKB-D-06", "SKB-E-04"])

    assert (answer["track"], permitted(answer)) == ("ethics", ["M1", "M2"])
    assert "unknown_violation_for_stage" in codes(answer, "error")


@pytest.mark.parametrize(
    ("contest", "day", "stage"),
    [
        (None, CALON, "unknown"), ("PSU-2025", "2025-05-01", "unknown"), ("PEMILU-NASIONAL-2029", "2026-12-31", "outside"),
        ("PEMILU-NASIONAL-2029", "2027-01-01", "unknown"), ("PEMILU-NASIONAL-2029", "2029-02-14", "unknown"),
        ("PEMILU-DAERAH-2031", "2031-11-01", "unknown"), ("PEMILU-2024", "2022-12-05", "outside"),
        ("PEMILU-2024", "2022-12-06", "before_calon"), ("PEMILU-2024",
         "2024-03-20", "calon"), ("PEMILU-2024", "2024-03-21", "outside"),
    ],
)  # fmt: skip
def test_what_is_not_dated_stays_unknown_and_is_asked(contest, day, stage):
    answer = ask(contest=contest, event_date=day, violations=["P94-5A"])

    assert answer["stage"] == stage
    assert ("contest" in paths(answer)) is (stage == "unknown")
    assert "ballot" not in paths(answer)


def test_an_unknown_stage_is_no_ground_for_a_level():
    answer = ask(contest=None, violations=["SKB-D-06"])

    assert (answer["stage"], answer["track"], answer["level"]) == ("unknown", "discipline", None)
    assert "contest" in paths(answer)
    assert not codes(answer, "error")


@pytest.mark.parametrize("violation", ["SKB-D-03", "SKB-D-08", "SKB-D-09", "SKB-D-10"])
def test_disputed_levels_are_data_with_a_flag(violation):
    day = BEFORE if violation in ("SKB-D-03", "SKB-D-09") else CALON
    kept = ask(event_date=day, violations=[violation])
    settled = ask(event_date=day, violations=[violation], legal_positions={"Q-SKB-LEVEL": "catalogue"})
    strict = ask(event_date=day, violations=[violation], legal_positions={"Q-SKB-LEVEL": "pp94_only"})

    assert "legal_positions.Q-SKB-LEVEL" in paths(kept, "legal_position_open")
    assert kept["level"] == settled["level"] == ("sedang" if day == BEFORE else "berat")
    assert "legal_positions.Q-SKB-LEVEL" not in paths(settled, "legal_position_open")
    assert strict["level"] == ("berat" if violation == "SKB-D-08" else None)


@pytest.mark.parametrize("violation", ["PP94-N-05", "PP94-N-06", "SKB-D-08", "SKB-D-12"])
def test_items_that_speak_of_a_pair_are_asked_about_without_one(violation):
    def asks(**facts):
        return "legal_positions.Q-BEFORE-PAIR" in paths(ask(violations=[violation], **facts), "legal_position_open")

    assert asks(event_date=BEFORE)
    assert not asks(event_date=CALON)
    assert asks(contest="PEMILU-2024", ballot="dpr_dprd", event_date="2024-01-15")
    assert not asks(contest="PEMILU-2024", ballot="presiden", event_date="2024-01-15")
    assert "ballot" in paths(ask(violations=[violation], contest="PEMILU-2024", event_date="2024-01-15"))
    refused = ask(violations=[violation], event_date=BEFORE, legal_positions={"Q-BEFORE-PAIR": "no"})
    assert refused["level"] is None
    assert "level_undetermined" in codes(refused, "question")


@pytest.mark.parametrize(
    ("facts", "crime"),
    [
        ({"violations": ["SKB-D-10"], "contest": "PEMILU-2024", "event_date": "2024-01-15"}, "CRIM-UU7-280-3"),
        ({"violations": ["SKB-D-10"]}, None),
        ({"violations": ["SKB-D-12"]}, "CRIM-UU10-71"),
        ({"violations": ["PP94-N-05"], "subject": who(position="pelaksana")}, None),  # "pejabat ASN", not every ASN
        ({"violations": ["SKB-D-12"], "event_date": BEFORE}, None),
        ({"violations": ["DESA-29-J"], "subject": {"kind": "KEPALA_DESA"}, "contest": "PEMILU-2024", "event_date": "2024-01-15"},
         "CRIM-UU7-280-3"),
        ({"violations": ["DESA-29-BC"], "subject": {"kind": "KEPALA_DESA"}}, "CRIM-UU10-71"),
    ],
)  # fmt: skip
def test_who_may_have_committed_an_offence_differs_by_article(facts, crime):
    answer = ask(**facts)
    rules = {row["rule"] for row in answer["findings"] if row["code"] == "forward_possible_crime"}

    assert rules == ({crime} if crime else set())
    assert ("FW-01" in [row["rule"] for row in answer["forward"]]) is bool(crime)


def test_penalties_are_never_printed():
    answer = ask(violations=["CRIM-UU10-71", "CRIM-UU10-70"])

    assert not any(word in str(answer) for word in ("kurungan", "penjara", "denda", "Rp"))


def test_a_spouse_on_unpaid_leave_does_not_breach_the_row():
    spouse = who(position="administrator", candidate_spouse=True, on_unpaid_leave=True)
    answer = ask(event_date=BEFORE, violations=["SKB-E-07"], subject=spouse)

    assert permitted(answer) == []
    assert permitted(ask(event_date=BEFORE, violations=["SKB-E-07"], subject=spouse | {"on_unpaid_leave": False})) == [
        "M1",
        "M2",
    ]
    unsure = ask(event_date=BEFORE, violations=["SKB-E-07"], subject={"kind": "PNS", "position": "administrator"})
    assert {"subject.on_unpaid_leave", "subject.candidate_spouse"} <= paths(unsure)


def test_a_lurah_or_a_civil_servant_who_heads_a_village_stays_ours():
    answer = ask(subject=who(position="pengawas", serves_as_village_head=True))

    assert answer["track"] == "discipline"
    assert [row["rule"] for row in answer["forward"]] == ["FW-06", "FW-08"]


@pytest.mark.parametrize("kind", ["TNI", "POLRI", "REGIONAL_HEAD", "DPRD", "ELECTION_BODY", "PPNPN", "OTHER"])
def test_who_is_no_civil_servant_is_not_punished_here(kind):
    told, proposed = ask(subject={"kind": kind}), ask(subject={"kind": kind}, proposed=PROPOSED)

    assert (told["track"], told["level"], told["team"], told["permitted"], told["refused"]) == (
        "elsewhere",
        None,
        "not_applicable",
        [],
        [],
    )
    assert "not_asn" in codes(told, "info")
    assert "not_asn" in codes(proposed, "error")


def test_a_rule_that_is_told_beside_an_offence_is_none():
    """Pasal 283 is not Pasal 490 or 494."""
    answer = ask(contest="PEMILU-2024", event_date="2024-01-15", ballot="presiden", violations=["OTHER-UU7-283"])

    assert answer["level"] == "berat"
    assert "forward_possible_crime" not in codes(answer)


@pytest.mark.parametrize("recorded", ["CR-POSE", "ST-01", "sbt_bkn"])
def test_a_pose_a_figure_and_a_channel_are_no_violations(recorded):
    assert not load().has_violation(recorded)


def test_the_system_of_bkn_needs_the_number_of_the_person():
    assert load().channels["sbt_bkn"].needs_nip_nik is True


def test_two_calendars_from_2029():
    national, regional = load().contests["PEMILU-NASIONAL-2029"], load().contests["PEMILU-DAERAH-2031"]

    assert "kepala_daerah" not in national.ballots
    assert "kepala_daerah" in regional.ballots
