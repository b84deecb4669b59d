"""The engine against the law: levels, stages, authorities."""

import pytest

from tests.law.asking import ask, codes, officers, permitted


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
