"""The traps of the research on discipline, each as a test; numbers are those of its list."""

import itertools

import pytest

from tests.law.asking import ask, codes, officers, paths, permitted, remedies, who

BEFORE = "2024-09-01"
PROPOSED = {"sanction": "B1", "authority": "ppk", "acting": None}
HELD = [{"letter": "2024-10-07", "examination": "2024-10-17", "attended": True, "served": True}]
DONE = {"team": True, "minutes": True, "report": True}


def prior(code, **more):
    return [{"code": code, "same_nature": True, "same_breach": False, "state": "ended"} | more]


@pytest.mark.parametrize("sanction", ["R1", "R2", "R3", "S1_KGB", "B1"])
def test_1_item_one_carries_no_sanction_that_anybody_may_guess(sanction):
    answer = ask(violations=["PP94-N-01"], proposed={"sanction": sanction, "authority": "ppk", "acting": None})

    assert answer["level"] is None
    assert len(answer["refused"]) == 12
    assert "sanction_not_in_level" in codes(answer, "error")


@pytest.mark.parametrize(
    ("option", "track", "level"),
    [("other_duty", "discipline", "sedang"), ("ethics", "ethics", None), ("none", "none", None)],
)
def test_1_item_one_follows_the_position_of_the_agency(option, track, level):
    answer = ask(violations=["PP94-N-01"], impact="instansi", legal_positions={"Q-N1": option})

    assert (answer["track"], answer["level"]) == (track, level)
    assert "level_undetermined" not in codes(answer)
    if level:
        assert answer["level_rule"] == {"id": "P94-3D", "citation": "PP 94/2021 Pasal 10"}


@pytest.mark.parametrize("sanction", ["S1_TUKIN6", "S2_TUKIN9", "S3_TUKIN12"])
def test_2_the_allowance_cut_waits_for_its_switch(sanction):
    told = {"sanction": sanction, "authority": "ppk", "acting": None}

    assert "sanction_suspended" in codes(ask(violations=["PP94-N-02"], proposed=told), "error")
    switched = ask(violations=["PP94-N-02"], proposed=told, legal_positions={"Q-SEDANG": "tukin"})
    assert "sanction_suspended" not in codes(switched)
    assert permitted(switched) == ["S1_TUKIN6", "S2_TUKIN9", "S3_TUKIN12"]


def test_3_the_types_of_pp53_live_on_for_the_transition_and_are_cited_so():
    answer = ask(violations=["PP94-N-02"], decision_date="2026-11-20")

    assert permitted(answer) == ["S1_KGB", "S2_KP", "S3_PANGKAT"]
    assert answer["permitted"][0]["citation"] == "PP 53/2010 Pasal 7 ayat (3) huruf a jo PP 94/2021 Pasal 42"
    assert {"PP-53-2010", "PP-94-2021"} <= {row["id"] for row in answer["statutes"]}
    assert "PP-53-2010" not in {row["id"] for row in ask()["statutes"]}


def test_4_dismissal_is_never_converted_silently():
    asked = ask(proposed={"sanction": "B3", "authority": "ppk", "acting": None})
    recorded = ask(legal_positions={"Q-PDHTAPS": "ptdh"})

    assert "dismissal_kind_conflict" in codes(asked, "question")
    assert "tidak atas permintaan sendiri" in asked["permitted"][2]["title"]["id"]
    assert "posisi hukum instansi" in recorded["permitted"][2]["title"]["id"]
    assert "UU 20/2023 Pasal 52" in recorded["permitted"][2]["citation"]


@pytest.mark.parametrize(("decided", "later"), [("2023-10-30", False), ("2023-10-31", True)])
def test_4_a_reading_of_the_later_law_says_nothing_of_a_decision_before_it(decided, later):
    facts = {"event_date": "2023-10-05", "contest": None, "violations": ["P94-5A"], "decision_date": decided}
    row = ask(legal_positions={"Q-PDHTAPS": "ptdh"}, **facts)["permitted"][2]

    assert ("UU 20/2023" in row["citation"]) is later
    assert ("posisi hukum instansi" in row["title"]["id"]) is later


def test_5_party_membership_goes_before_every_other_row():
    answer = ask(violations=["PP94-N-06", "SKB-D-05"])

    assert answer["track"] == "party_membership"
    assert {row["sanction"] for row in answer["permitted"] + answer["refused"]} == {"X_PTDH_PARPOL", "K_PHK_TDH_PARPOL"}


def test_6_the_sekda_stands_where_the_office_stands():
    city = ask(violations=["P94-3D"], impact="unit_kerja", subject=who(position="jpt_madya", regional_secretary=True))
    province = ask(
        violations=["P94-3D"], impact="unit_kerja", agency_kind="provinsi",
        subject=who(position="jpt_madya", regional_secretary=True),
    )  # fmt: skip

    assert officers(city, "R1") == [("ppk", "A-PPK-K-1")]
    assert officers(province, "R1") == [("ppk", "A-PPK-P-1")]
    assert [row["to"] for row in city["forward"] if row["rule"] == "FW-11"] == [["gubernur"]]
    assert [row["to"] for row in province["forward"] if row["rule"] == "FW-11"] == [["mendagri"]]


@pytest.mark.parametrize(
    ("agency", "told", "competent"),
    [
        ("kota", "sekda", True),
        ("kota", "jpt_pratama", True),
        ("kota", "jpt_madya", False),
        ("provinsi", "sekda", False),
    ],
)
def test_6_sekda_means_jpt_pratama_in_a_city(agency, told, competent):
    answer = ask(
        agency_kind=agency, subject=who(position="administrator"), violations=["P94-3D"], impact="unit_kerja",
        proposed={"sanction": "R1", "authority": told, "acting": None},
    )  # fmt: skip

    assert ("authority_not_competent" not in codes(answer, "error")) is competent


def test_6_the_sekda_of_a_province_answers_to_both_names():
    for told in ("sekda", "jpt_madya"):
        answer = ask(
            agency_kind="provinsi", subject=who(position="jpt_pratama"), violations=["P94-3D"], impact="unit_kerja",
            proposed={"sanction": "R1", "authority": told, "acting": None},
        )  # fmt: skip
        assert officers(answer, "R1") == [("jpt_madya", "A-MADYA-R")]
        assert "authority_not_competent" not in codes(answer)


def test_7_the_equivalence_of_a_head_is_asked_for_and_then_applied():
    head = who(position="fungsional", functional_grade="ahli_muda", head_of_service_unit=True)
    asked = ask(violations=["P94-3D"], impact="unit_kerja", subject=head)
    placed = ask(violations=["P94-3D"], impact="unit_kerja", subject=head | {"equivalent_level": "pengawas"})

    assert "subject.equivalent_level" in paths(asked)
    assert officers(asked, "R1") == []
    assert officers(placed, "R1") == [("administrator", "A-ADM-R")]
    heavy = ask(subject=head)
    assert officers(heavy, "B1") == [("ppk", "A-PPK-K-4")]
    assert "subject.equivalent_level" not in paths(heavy)


@pytest.mark.parametrize(
    ("impact", "team"),
    [("unit_kerja", "not_allowed"), ("instansi", "optional"), ("negara", "required"), (None, "not_applicable")],
)
def test_8_who_examines_follows_the_level(impact, team):
    assert ask(violations=["P94-3D"], impact=impact)["team"] == team


@pytest.mark.parametrize(
    ("letter", "examination", "expected"),
    [
        ("2022-10-05", "2022-10-17", set()),  # official example 10: seven clear days, working day 8
        ("2022-10-05", "2022-10-14", {"summons_too_short"}),
        ("2022-10-05", "2022-10-18", {"summons_too_long"}),
        ("2024-09-26", "2024-10-05", {"summons_too_short"}),  # a Saturday: six clear days
        ("2024-10-07", "2024-10-19", {"summons_too_long"}),  # a Saturday after working day 8
        ("2024-10-07", "2024-10-07", {"summons_too_short"}),
        ("2024-10-07", "2024-10-01", {"summons_too_short"}),
        ("2024-01-02", "2026-01-02", {"summons_too_long"}),
    ],
)
def test_11_a_summons_leaves_seven_clear_days_and_no_more(letter, examination, expected):
    rows = [{"letter": letter, "examination": examination, "attended": True, "served": True}]

    assert codes(ask(summons=rows), "warning") == expected


@pytest.mark.parametrize(
    ("examination", "expected"), [("2024-10-08", set()), ("2024-10-16", set()), ("2024-10-17", {"summons_too_long"})]
)
def test_11_the_other_reading_warns_beyond_day_seven(examination, expected):
    rows = [{"letter": "2024-10-07", "examination": examination, "attended": True, "served": True}]

    assert codes(ask(summons=rows, legal_positions={"Q-SUMMONS": "max7"}), "warning") == expected


def test_14_one_absence_or_one_summons_without_proof_opens_nothing():
    absent = {"letter": "2024-10-07", "examination": "2024-10-17", "attended": False, "served": True}
    second = absent | {"letter": "2024-10-17", "examination": "2024-10-29"}
    told = {"proposed": PROPOSED, "examination": DONE | {"minutes": False}}

    assert codes(ask(summons=[absent], **told), "error") == {"summons_missing", "minutes_missing"}
    assert codes(ask(summons=[absent, second | {"served": False}], **told), "error") == {
        "summons_not_served",
        "minutes_missing",
    }
    assert codes(ask(summons=[], **told), "error") == {"summons_missing", "minutes_missing"}
    assert codes(ask(summons=[absent, second], **told), "error") == set()


def test_14_proof_of_service_is_wanted_of_every_summons():
    rows = [HELD[0] | {"served": False}]

    assert codes(ask(summons=rows, proposed=PROPOSED, examination=DONE), "error") == {"summons_not_served"}


def test_17_remedies_are_never_crossed():
    heavy = ask()

    assert remedies(heavy, "B1")["ppk"] == {"type": "keberatan", "to": "ppk", "working_days": 14}
    assert remedies(heavy, "B2")["ppk"]["type"] == "keberatan"
    assert remedies(heavy, "B3")["ppk"] == {"type": "banding", "to": "bpasn", "working_days": 14}


def test_17_each_officer_carries_the_remedy_against_himself():
    answer = ask(violations=["PP94-N-02"], subject=who(position="pelaksana"))

    assert answer["permitted"][0]["remedy"] == {"type": "keberatan", "to": "atasan_pejabat", "working_days": 14}
    assert remedies(answer, "S1_KGB") == {
        "administrator": {"type": "keberatan", "to": "atasan_pejabat", "working_days": 14},
        "ppk": {"type": "keberatan", "to": "ppk", "working_days": 14},
    }
    assert "remedy" not in answer["permitted"][0]["authorities"][0]


def test_17_nothing_is_open_against_the_president():
    answer = ask(subject=who(position="fungsional", functional_grade="ahli_utama"))

    assert officers(answer, "B3") == [("presiden", "A-PRES-2")]
    assert remedies(answer, "B3")["presiden"] == {"type": "none", "to": None, "working_days": None}


def test_21_one_sanction_for_several_breaches_the_heaviest():
    answer = ask(violations=["P94-3D", "PP94-N-02", "PP94-N-06"], impact="unit_kerja")

    assert (answer["level"], answer["level_rule"]["id"], permitted(answer)) == ("berat", "P94-5N6", ["B1", "B2", "B3"])


LADDER = ["R1", "R2", "R3", "S1_KGB", "S2_KP", "S3_PANGKAT", "B1", "B2", "B3"]
LEVELS = {"unit_kerja": LADDER[:3], "instansi": LADDER[3:6], "negara": LADDER[6:]}


@pytest.mark.parametrize(("impact", "last"), list(itertools.product(LEVELS, LADDER)))
def test_21_a_repeat_is_heavier_than_the_last(impact, last):
    answer = ask(violations=["P94-3D"], impact=impact, prior_sanctions=prior(last))
    heavier = [one for one in LEVELS[impact] if LADDER.index(one) > LADDER.index(last)]

    assert permitted(answer) == heavier
    assert ("repeat_must_be_heavier" in codes(answer, "error")) is (not heavier)


@pytest.mark.parametrize(
    ("last", "option", "offered"),
    [
        ("R3", "next_level", ["S1_KGB"]),
        ("S3_PANGKAT", "next_level", ["B1"]),
        ("R3", "same", ["R3"]),
        ("B3", "next_level", []),
    ],
)
def test_21_beyond_the_top_the_position_of_the_agency_decides(last, option, offered):
    impact = next(name for name, rows in LEVELS.items() if last in rows)
    told = {"prior_sanctions": prior(last), "legal_positions": {"Q-REPEAT-TOP": option}}

    assert permitted(ask(violations=["P94-3D"], impact=impact, **told)) == offered


@pytest.mark.parametrize("state", ["in_force", "serving", "ended"])
def test_21_no_second_punishment_for_one_breach(state):
    rows = prior("R1", same_breach=True, same_nature=False, state=state)
    answer = ask(prior_sanctions=rows, proposed=PROPOSED)

    assert permitted(answer) == []
    assert "already_punished" in codes(answer, "error")


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("M1", {"event_date": BEFORE, "violations": ["SKB-E-04"]}),
        ("K_LOCAL", {"subject": {"kind": "PPPK"}, "pppk_local_rule": True}),
    ],
)
def test_21_nor_on_another_track_twice_the_same(code, facts):
    answer = ask(prior_sanctions=prior(code, same_breach=True), **facts)

    assert permitted(answer) == []
    assert "already_punished" in codes(answer, "error")


def test_21_an_annulled_sanction_and_another_track_count_for_nothing():
    for rows in (prior("B2", same_breach=True, state="annulled"), prior("M2"), prior("K_LOCAL")):
        answer = ask(prior_sanctions=rows)
        assert permitted(answer) == ["B1", "B2", "B3"]
        assert not codes(answer, "error")


def test_22_an_equal_sanction_while_another_runs_is_asked_about():
    rows = prior("B1", same_nature=False, state="serving")

    assert "legal_positions.Q-OVERLAP-EQUAL" in paths(
        ask(prior_sanctions=rows, proposed=PROPOSED), "legal_position_open"
    )
    ended = ask(prior_sanctions=prior("B1", same_nature=False), proposed=PROPOSED)
    assert "legal_positions.Q-OVERLAP-EQUAL" not in paths(ended, "legal_position_open")


def test_23_nobody_is_punished_under_a_catalogue_that_is_not_his():
    pppk = ask(subject={"kind": "PPPK"}, pppk_local_rule=False, proposed=PROPOSED)
    head = ask(subject={"kind": "KEPALA_DESA"}, proposed=PROPOSED)

    assert "sanction_not_in_level" in codes(pppk, "error")
    assert permitted(pppk) == ["K_PHK_DHTAPS"]
    assert (head["track"], "not_asn" in codes(head, "error")) == ("village", True)


@pytest.mark.parametrize("day", ["2022-10-05", "2023-10-30", "2023-10-31", "2024-10-05", "2026-11-20"])
def test_24_the_law_is_that_of_the_act(day):
    for violation in ("PP94-N-07", "SKB-D-05", "SKB-D-12"):
        answer = ask(event_date=day, contest=None, violations=[violation])
        cited = {row["id"] for row in answer["statutes"]}
        old, new = ("UU-5-2014", "UU-20-2023") if day < "2023-10-31" else ("UU-20-2023", "UU-5-2014")
        assert old in cited
        assert new not in cited


@pytest.mark.parametrize(
    ("day", "citation"),
    [
        ("2023-10-30", "UU 5/2014 Pasal 87 ayat (4) huruf c"),
        ("2023-10-31", "UU 20/2023 Pasal 52 ayat (3) huruf j, ayat (4)"),
    ],
)
def test_24_the_dismissal_cites_the_law_of_the_act(day, citation):
    row = ask(event_date=day, contest=None, violations=["SKB-D-05"])["permitted"][0]

    assert row["citation"] == citation
    assert row["authorities"][0]["citation"].startswith(citation.split(" Pasal")[0])


@pytest.mark.parametrize(
    ("violation", "day"),
    [("UU20-24", "2023-10-30"), ("UU20-52-J", "2023-10-30"), ("SKB-D-06", "2022-09-21"), ("PP94-N-06", "2021-08-30")],
)
def test_24_a_row_is_not_used_before_its_law(violation, day):
    answer = ask(event_date=day, contest=None, violations=[violation])

    assert "statute_not_in_force" in codes(answer, "error")
    assert (answer["level"], permitted(answer)) == (None, [])


@pytest.mark.parametrize("missing", ["team", "minutes", "report"])
def test_25_a_recommendation_replaces_no_examination(missing):
    found = codes(ask(proposed=PROPOSED, summons=HELD, examination=DONE | {missing: False}), "error")

    assert found == {f"{missing}_missing"}
    assert paths(ask(proposed=PROPOSED, summons=HELD, examination=DONE | {missing: None})) >= {f"examination.{missing}"}


WINDOW = {"proposed": {"sanction": "B2", "authority": "ppk", "acting": None}}


@pytest.mark.parametrize(
    ("decided", "ends", "warned"),
    [
        ("2024-03-21", None, False), ("2024-03-22", None, True), ("2024-12-16", None, True), ("2025-02-01", "2025-02-20", True),
        ("2025-02-20", "2025-02-20", True), ("2025-02-21", "2025-02-20", False), ("2026-11-20", None, True),
    ],
)  # fmt: skip
def test_26_the_window_of_pasal_71(decided, ends, warned):
    answer = ask(event_date="2024-03-01", decision_date=decided, term_ends=ends, **WINDOW)

    assert ("pasal71_window" in codes(answer, "warning")) is warned
    assert ("term_ends" in paths(answer)) is (warned and decided > "2024-12-16" and ends is None)


@pytest.mark.parametrize(
    ("subject", "sanction", "warned"),
    [
        (who(position="pengawas"), "B1", True), (who(position="jpt_pratama"),
         "B2", True), (who(position="pelaksana"), "B1", False),
        (who(position="fungsional", functional_grade="ahli_muda"), "B2", False),
        (who(position="fungsional", functional_grade="ahli_muda", head_of_service_unit=True), "B2", True),
        (who(position="administrator"), "B3", False), (who(position="administrator"), "S1_KGB", False),
    ],
)  # fmt: skip
def test_26_it_protects_those_who_hold_a_post_or_head_a_unit(subject, sanction, warned):
    answer = ask(subject=subject, proposed={"sanction": sanction, "authority": "ppk", "acting": None})

    assert ("pasal71_window" in codes(answer, "warning")) is warned


def test_26_it_needs_a_regional_election_and_ends_with_the_approval():
    assert "pasal71_window" not in codes(ask(mendagri_approval=True, **WINDOW))
    assert "pasal71_window" not in codes(
        ask(contest="PEMILU-2024", event_date="2024-01-15", ballot="presiden", **WINDOW)
    )
