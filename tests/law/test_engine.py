"""The engine against the law: levels, stages, authorities, remedies, traps."""

from datetime import date
from typing import Any

import pytest

from neutrality.law import assess
from neutrality.law.catalogue import load
from neutrality.law.facts import FactsInvalid
from tests.law.calendar import Weekdays

CALENDAR = Weekdays()


def ask(**changes: Any) -> dict[str, Any]:
    """An assessment of a plain case, with ``changes`` to its facts."""
    facts: dict[str, Any] = {
        "event_date": "2024-10-05",
        "contest": "PILKADA-2024",
        "agency_kind": "kota",
        "subject": {"kind": "PNS", "position": "administrator"},
        "violations": ["PP94-N-06"],
    }
    return assess(facts | changes, catalogue=load(), calendar=CALENDAR).as_dict()


def codes(answer: dict[str, Any], severity: str = "") -> set[str]:
    return {row["code"] for row in answer["findings"] if not severity or row["severity"] == severity}


def permitted(answer: dict[str, Any]) -> list[str]:
    return [row["sanction"] for row in answer["permitted"]]


def officers(answer: dict[str, Any], sanction: str) -> list[tuple[str, str]]:
    row = next(one for one in answer["permitted"] if one["sanction"] == sanction)
    return [(one["authority"], one["rule"]) for one in row["authorities"]]


@pytest.mark.parametrize(
    ("violation", "level", "rule", "citation"),
    [
        ("PP94-N-02", "sedang", "P94-5N2", "PP 94/2021 Pasal 13 huruf g"),
        ("PP94-N-03", "berat", "P94-5N3", "PP 94/2021 Pasal 14 huruf i angka 1"),
        ("PP94-N-04", "berat", "P94-5N4", "PP 94/2021 Pasal 14 huruf i angka 2"),
        ("PP94-N-05", "berat", "P94-5N5", "PP 94/2021 Pasal 14 huruf i angka 3"),
        ("PP94-N-06", "berat", "P94-5N6", "PP 94/2021 Pasal 14 huruf i angka 4"),
        ("PP94-N-07", "berat", "P94-5N7", "PP 94/2021 Pasal 14 huruf i angka 5"),
        ("P94-5N6", "berat", "P94-5N6", "PP 94/2021 Pasal 14 huruf i angka 4"),
        ("SKB-D-06", "berat", "SKB-D-06", "PP 94/2021 Pasal 14 huruf i angka 3 dan 4"),
    ],
)
def test_the_article_fixes_the_level(violation: str, level: str, rule: str, citation: str) -> None:
    answer = ask(violations=[violation])

    assert (answer["level"], answer["level_rule"]) == (level, {"id": rule, "citation": citation})


def test_item_one_has_no_level_and_a_person_is_asked() -> None:
    answer = ask(violations=["PP94-N-01"])

    assert answer["level"] is None
    assert permitted(answer) == []
    assert "level_undetermined" in codes(answer, "question")


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2024-05-04", "outside"),
        ("2024-05-05", "before_calon"),
        ("2024-09-21", "before_calon"),
        ("2024-09-22", "calon"),
        ("2024-12-16", "calon"),
        ("2024-12-17", "outside"),
    ],
)
def test_the_stage_follows_the_event_date(day: str, stage: str) -> None:
    assert ask(event_date=day, violations=["PP94-N-07"])["stage"] == stage


@pytest.mark.parametrize(
    ("ballot", "day", "stage"),
    [
        ("presiden", "2023-11-13", "unknown"),  # fixing date not verified
        ("presiden", "2023-11-14", "calon"),  # the draw of numbers is
        ("dpr_dprd", "2023-11-03", "unknown"),
        ("dpr_dprd", "2023-11-13", "unknown"),
        ("dpr_dprd", "2023-11-14", "calon"),  # the next verified step of the contest
        ("presiden", "2023-11-12", "before_calon"),
        (None, "2023-11-05", "unknown"),
    ],
)
def test_an_unverified_fixing_date_leaves_the_stage_open(ballot: str | None, day: str, stage: str) -> None:
    answer = ask(contest="PEMILU-2024", ballot=ballot, event_date=day, violations=["SKB-D-06"])

    assert answer["stage"] == stage
    assert ("fact_missing" in codes(answer)) == (stage == "unknown")


def test_a_contest_without_days_is_unknown_and_asks() -> None:
    answer = ask(contest="PEMILU-NASIONAL-2029", event_date="2028-06-01", violations=["SKB-E-04"])

    assert answer["stage"] == "unknown"
    assert "fact_missing" in codes(answer, "question")


def test_the_same_act_is_ethics_before_and_discipline_after_the_fixing() -> None:
    before = ask(event_date="2024-09-01", violations=["SKB-E-04"])
    after = ask(event_date="2024-10-01", violations=["SKB-D-06"])

    assert (before["track"], permitted(before)) == ("ethics", ["M1", "M2"])
    assert (after["track"], after["level"]) == ("discipline", "berat")


def test_a_row_outside_its_stage_is_an_error_and_adds_no_level() -> None:
    answer = ask(event_date="2024-09-01", violations=["SKB-D-06"])

    assert "unknown_violation_for_stage" in codes(answer, "error")
    assert answer["level"] is None


def test_a_campaign_row_needs_a_running_campaign() -> None:
    assert "unknown_violation_for_stage" in codes(ask(event_date="2024-09-23", violations=["PP94-N-02"]))
    assert ask(event_date="2024-09-25", violations=["PP94-N-02"])["level"] == "sedang"


@pytest.mark.parametrize("violation", ["SKB-D-03", "SKB-D-09"])
def test_disputed_rows_keep_their_level_and_ask(violation: str) -> None:
    answer = ask(event_date="2024-09-01", violations=[violation])

    assert answer["level"] == "sedang"
    assert "legal_position_open" in codes(answer, "question")


def test_a_recorded_position_is_applied_instead_of_asked() -> None:
    answer = ask(violations=["SKB-D-10"], legal_positions={"Q-SKB-LEVEL": "pp94_only"})

    assert answer["level"] is None
    assert "legal_position_open" not in codes(answer)


def test_items_five_and_six_before_a_pair_is_fixed_are_a_question() -> None:
    assert "legal_position_open" in codes(ask(event_date="2024-09-01"))
    assert "legal_position_open" not in codes(ask(event_date="2024-10-05"))
    assert ask(event_date="2024-09-01", legal_positions={"Q-BEFORE-PAIR": "no"})["level"] is None


def test_several_breaches_give_the_heaviest_level_and_one_rule() -> None:
    answer = ask(violations=["PP94-N-02", "PP94-N-06"])

    assert (answer["level"], answer["level_rule"]["id"]) == ("berat", "P94-5N6")


@pytest.mark.parametrize(
    ("violation", "impact", "level"),
    [
        ("P94-3D", "unit_kerja", "ringan"),
        ("P94-3D", "instansi", "sedang"),
        ("P94-3F", "negara", "berat"),
        ("P94-3B", "unit_kerja", "sedang"),
        ("P94-4C", "pemerintah", "berat"),
        ("P94-3A", "instansi", "berat"),
    ],
)
def test_obligations_take_their_level_from_the_impact(violation: str, impact: str, level: str) -> None:
    assert ask(violations=[violation], impact=impact)["level"] == level


def test_an_obligation_without_impact_asks_for_it() -> None:
    answer = ask(violations=["P94-3D"])

    assert answer["level"] is None
    assert ("fact_missing", "impact") in {(row["code"], row["path"]) for row in answer["findings"]}


def test_moderate_sanctions_are_those_of_the_transition() -> None:
    answer = ask(violations=["PP94-N-02"])

    assert permitted(answer) == ["S1_KGB", "S2_KP", "S3_PANGKAT"]
    assert (
        ask(violations=["PP94-N-02"], legal_positions={"Q-SEDANG": "tukin"})["permitted"][0]["sanction"] == "S1_TUKIN6"
    )
    proposed = ask(violations=["PP94-N-02"], proposed={"sanction": "S1_TUKIN6", "authority": "ppk", "acting": None})
    assert "sanction_suspended" in codes(proposed, "error")


AUTHORITY = [
    # agency, position, sanction of the level, expected
    ("kota", "jpt_pratama", "R1", [("ppk", "A-PPK-K-1")]),
    ("kota", "administrator", "R1", [("jpt_pratama", "A-PRATAMA-R")]),
    ("kota", "administrator", "S1_KGB", [("ppk", "A-PPK-K-3")]),
    ("kota", "pengawas", "R1", [("administrator", "A-ADM-R")]),
    ("kota", "pengawas", "S1_KGB", [("jpt_pratama", "A-PRATAMA-S"), ("ppk", "A-PPK-K-3")]),
    ("kabupaten", "pelaksana", "R1", [("pengawas", "A-PENG-R")]),
    ("kabupaten", "pelaksana", "S1_KGB", [("administrator", "A-ADM-S"), ("ppk", "A-PPK-K-3")]),
    ("kota", "pelaksana", "B1", [("ppk", "A-PPK-K-3")]),
    ("provinsi", "jpt_madya", "R1", [("ppk", "A-PPK-P-1")]),
    ("provinsi", "jpt_pratama", "R1", [("jpt_madya", "A-MADYA-R")]),
    ("provinsi", "administrator", "S1_KGB", [("jpt_madya", "A-MADYA-S")]),
    ("provinsi", "pengawas", "S1_KGB", [("jpt_pratama", "A-PRATAMA-S")]),
    ("provinsi", "pelaksana", "S1_KGB", [("administrator", "A-ADM-S")]),
    ("provinsi", "jpt_madya", "B3", [("presiden", "A-PRES-2")]),
    ("provinsi", "pelaksana", "B3", [("ppk", "A-PPK-P-4")]),
]
_ROW_OF = {
    "R1": ("P94-3D", "unit_kerja"),
    "S1_KGB": ("P94-3D", "instansi"),
    "B1": ("P94-3D", "negara"),
    "B3": ("P94-3D", "negara"),
}


@pytest.mark.parametrize(("agency", "position", "sanction", "expected"), AUTHORITY)
def test_competence_follows_position_distance(
    agency: str, position: str, sanction: str, expected: list[tuple[str, str]]
) -> None:
    violation, impact = _ROW_OF[sanction]
    subject = {"kind": "PNS", "position": position, "unit_has_administrator": True, "unit_has_pengawas": True}

    answer = ask(agency_kind=agency, subject=subject, violations=[violation], impact=impact)

    assert officers(answer, sanction) == expected


@pytest.mark.parametrize(
    ("grade", "agency", "sanction", "expected"),
    [
        ("ahli_madya", "kota", "R1", ["administrator", "jpt_pratama"]),
        ("ahli_madya", "kota", "B1", ["ppk"]),
        ("ahli_utama", "kota", "R1", ["ppk"]),
        ("ahli_utama", "kota", "B3", ["presiden"]),
        ("ahli_utama", "provinsi", "B2", ["ppk"]),
    ],
)
def test_functional_officials_have_their_own_officers(
    grade: str, agency: str, sanction: str, expected: list[str]
) -> None:
    violation, impact = _ROW_OF.get(sanction, ("P94-3D", "negara"))
    subject = {"kind": "PNS", "position": "fungsional", "functional_grade": grade}

    answer = ask(agency_kind=agency, subject=subject, violations=[violation], impact=impact)

    assert [name for name, _rule in officers(answer, sanction)] == expected


def test_a_vacant_post_moves_competence_up() -> None:
    subject = {"kind": "PNS", "position": "administrator"}

    answer = ask(subject=subject, violations=["P94-3D"], impact="unit_kerja", vacant=["jpt_pratama"])

    assert officers(answer, "R1") == [("ppk", "A-KOSONG")]


def test_a_unit_without_pengawas_has_a_named_functional_official() -> None:
    subject = {"kind": "PNS", "position": "pelaksana", "unit_has_pengawas": False, "unit_has_administrator": True}

    answer = ask(subject=subject, violations=["P94-3D"], impact="unit_kerja")

    assert officers(answer, "R1") == [("jf_ahli_muda", "A-PENG-JFMUDA")]


def test_sekda_of_a_city_is_jpt_pratama() -> None:
    subject = {"kind": "PNS", "position": "jpt_pratama", "regional_secretary": True}
    answer = ask(subject=subject, proposed={"sanction": "B1", "authority": "sekda", "acting": None})

    assert "authority_not_competent" in codes(answer, "error")
    assert "FW-11" in {row["rule"] for row in answer["forward"]}


@pytest.mark.parametrize("acting", ["plt", "plh", "pj"])
def test_an_acting_official_is_an_open_question(acting: str) -> None:
    answer = ask(proposed={"sanction": "B1", "authority": "ppk", "acting": acting})

    assert "authority_unsettled" in codes(answer, "question")


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
