"""Sentences of the contract that the common tests leave open, each with the request that probes it."""

from datetime import date

import pytest

from neutrality.law import assess
from neutrality.law.catalogue import load
from tests.law.asking import FACTS, ask, codes, officers, paths, permitted, remedies, who
from tests.law.calendar import Weekdays

BEFORE, CALON = "2024-09-01", "2024-10-05"
LAW = load()


def cited(answer):
    return {row["citation"] for row in answer["statutes"]}


def finding(answer, code, path=""):
    return next(row for row in answer["findings"] if row["code"] == code and path in ("", row["path"]))


# --- facts that are missing --------------------------------------------------------------
def test_earlier_sanctions_are_asked_for_before_one_is_proposed():
    told = {"sanction": "B1", "authority": "ppk", "acting": None}

    assert "prior_sanctions" in paths(ask(proposed=told))
    assert "prior_sanctions" in paths(ask(proposed=told, prior_sanctions=None))
    assert "prior_sanctions" not in paths(ask(proposed=told, prior_sanctions=[]))
    assert "prior_sanctions" not in paths(ask())


def test_who_forms_the_team_of_a_sekda_is_asked_on_every_track():
    secretary = who(position="jpt_pratama", regional_secretary=True)
    asked = ask(event_date=BEFORE, violations=["SKB-E-04"], agency_kind=None, subject=secretary)

    assert "agency_kind" in paths(asked)
    assert "agency_kind" not in paths(ask(event_date=BEFORE, violations=["SKB-E-04"], subject=secretary))


@pytest.mark.parametrize("position", ["jpt_utama", "jpt_madya"])
def test_a_post_over_which_nobody_stands_is_asked_about(position):
    answer = ask(subject=who(position=position), violations=["P94-3D"], impact="unit_kerja")

    assert officers(answer, "R1") == []
    assert "subject.position" in paths(answer)


def test_a_head_who_is_equal_to_no_post_of_the_line_is_a_functional_official():
    head = who(position="fungsional", functional_grade="ahli_muda", head_of_service_unit=True)
    answer = ask(violations=["P94-3D"], impact="unit_kerja", subject=head | {"equivalent_level": "fungsional"})

    assert officers(answer, "R1") == [("administrator", "A-ADM-JF"), ("jpt_pratama", "A-PRATAMA-JF")]
    assert "subject.equivalent_level" not in paths(answer)


# --- the law of the act --------------------------------------------------------------------
@pytest.mark.parametrize(("day", "law"), [("2023-10-30", "UU 5/2014 Pasal 87"), ("2023-10-31", "UU 20/2023 Pasal 52")])
def test_the_papers_of_a_dismissal_name_the_law_of_the_act(day, law):
    answer = ask(event_date=day, contest=None, violations=["SKB-D-05"])

    assert [row["document"] for row in answer["forward"]] == [f"Proses pemberhentian ({law})"]


@pytest.mark.parametrize(
    ("day", "article"),
    [
        ("2024-11-13", "Pasal 188 (UU 1/2015)"),
        ("2024-11-14", "Pasal 188 (UU 1/2015, dibaca menurut Putusan MK 136/PUU-XXII/2024)"),
    ],
)
def test_a_judgment_is_cited_from_its_day(day, article):
    answer = ask(event_date=day, violations=["CRIM-UU10-71"])

    assert f"UU 10/2016 {article}" in finding(answer, "forward_possible_crime")["citation"]


def test_a_law_that_came_later_is_not_cited_for_the_act():
    answer = ask(event_date="2023-10-30", contest=None, violations=["UU20-24"])

    assert finding(answer, "statute_not_in_force")["citation"] == "UU 20/2023"
    assert "UU-20-2023" not in {row["id"] for row in answer["statutes"]}


@pytest.mark.parametrize("kind", ["PPNPN", "TNI", "KEPALA_DESA", "DPRD"])
def test_who_is_no_civil_servant_is_not_cited_the_law_of_civil_servants(kind):
    answer = ask(subject={"kind": kind})

    assert not {row["id"] for row in answer["statutes"]} & {"PP-94-2021", "UU-20-2023", "UU-5-2014"}


def test_an_officer_of_the_village_is_cited_the_law_on_villages():
    answer = ask(subject={"kind": "KEPALA_DESA"}, violations=["DESA-29-J"])

    assert "UU-6-2014" in {row["id"] for row in answer["statutes"]}


# --- a spouse on unpaid leave (SE MenPANRB 18/2023) ------------------------------------------
SPOUSE = who(position="pelaksana", candidate_spouse=True, on_unpaid_leave=True)


@pytest.mark.parametrize(("violation", "day"), [("PP94-N-01", CALON), ("SKB-E-06", BEFORE)])
def test_a_spouse_on_unpaid_leave_may_be_present(violation, day):
    answer = ask(event_date=day, violations=[violation], subject=SPOUSE, impact="negara")
    told = finding(answer, "unknown_violation_for_stage")

    assert permitted(answer) == []
    assert "level_undetermined" not in codes(answer)
    assert (told["rule"], told["citation"]) == ("CR-SPOUSE-OK", "SE MenPANRB 18/2023")


def test_whether_a_spouse_is_on_unpaid_leave_is_asked():
    unsure = SPOUSE | {"on_unpaid_leave": None}

    assert "subject.on_unpaid_leave" in paths(ask(violations=["PP94-N-01"], subject=unsure))
    assert "subject.on_unpaid_leave" not in paths(ask(violations=["PP94-N-01"], subject={"kind": "PNS"}))


def test_nobody_else_is_excused():
    for subject in (SPOUSE | {"candidate_spouse": False}, SPOUSE | {"on_unpaid_leave": False}):
        assert permitted(ask(event_date=BEFORE, violations=["SKB-E-06"], subject=subject)) == ["M1", "M2"]
    earlier = ask(contest="PEMILU-2024", event_date="2023-09-21", violations=["SKB-E-06"], subject=SPOUSE)
    assert permitted(earlier) == ["M1", "M2"]


@pytest.mark.parametrize(
    ("violation", "day"),
    [("SKB-D-06", CALON), ("SKB-D-07", CALON), ("PP94-N-02", CALON), ("SKB-E-04", BEFORE), ("SKB-E-05", BEFORE)],
)
def test_even_a_spouse_may_not_post_or_wear_attributes(violation, day):
    """CR-SPOUSE-NO: the leave excuses presence only."""
    answer = ask(event_date=day, violations=[violation], subject=SPOUSE)

    assert permitted(answer)
    assert not codes(answer, "error")


# --- the window of Pasal 71 ------------------------------------------------------------------
MOVED = {"proposed": {"sanction": "B2", "authority": "ppk", "acting": None}, "subject": who(position="administrator")}


@pytest.mark.parametrize(
    ("contest", "decided", "warned"),
    [
        ("PEMILU-2024", "2024-03-21", False), ("PEMILU-2024", "2024-05-06", True), ("PEMILU-2024", "2024-12-16", True),
        ("PEMILU-2024", "2024-12-17", False), (None, "2024-11-01", True), (None, "2026-11-01", False),
    ],
)  # fmt: skip
def test_the_window_is_that_of_any_regional_election(contest, decided, warned):
    answer = ask(contest=contest, event_date="2024-01-15", decision_date=decided, **MOVED)

    assert ("pasal71_window" in codes(answer, "warning")) is warned
    assert "term_ends" not in paths(answer)


def test_the_warning_says_what_the_agency_holds_of_it():
    said = [
        finding(ask(legal_positions=told, **MOVED), "pasal71_window")["message"]["en"]
        for told in ({}, {"Q-P71": "yes"}, {"Q-P71": "no"})
    ]

    assert "written approval" in said[0] == said[1]
    assert "no replacement" in said[2]


# --- an empty post of PPK ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("option", "officer", "remedy"),
    [
        (None, [], None),
        ("acting_ppk", [("ppk", "A-PPK-K-3")], {"type": "keberatan", "to": "ppk", "working_days": 14}),
        ("higher", [("atasan_pejabat", "A-KOSONG")], {"type": "keberatan", "to": "atasan_pejabat", "working_days": 14}),
    ],
)
def test_who_acts_where_the_ppk_runs(option, officer, remedy):
    told = {"Q-PPK-RUNS": option} if option else {}
    answer = ask(subject=who(position="pelaksana"), vacant=["ppk"], legal_positions=told)

    assert officers(answer, "B1") == officer
    assert ("authority_unsettled" in codes(answer, "question")) is (option is None)
    assert remedy in (None, remedies(answer, "B1").get(officer[0][0] if officer else ""))


def test_a_moral_sanction_follows_the_same_position():
    facts = {"event_date": BEFORE, "violations": ["SKB-E-04"], "vacant": ["ppk"]}

    assert officers(ask(**facts), "M1") == []
    assert officers(ask(legal_positions={"Q-PPK-RUNS": "higher"}, **facts), "M1") == [("atasan_pejabat", "A-KOSONG")]
    assert officers(ask(legal_positions={"Q-PPK-RUNS": "acting_ppk"}, **facts), "M1") == [("ppk", "A-MORAL")]


# --- the second summons -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("letter", "examination", "expected"),
    [
        ("2024-10-16", "2024-10-28", "summons_too_short"), ("2024-10-17", "2024-10-29", None),  # the missed day itself
        ("2024-10-28", "2024-11-07", None), ("2024-10-29", "2024-11-08", "summons_too_long"),
    ],
)  # fmt: skip
def test_the_second_summons_leaves_within_seven_working_days_of_the_absence(letter, examination, expected):
    first = {"letter": "2024-10-07", "examination": "2024-10-17", "attended": False, "served": True}
    second = {"letter": letter, "examination": examination, "attended": False, "served": True}
    answer = ask(summons=[first, second])

    assert codes(answer, "warning") == ({expected} if expected else set())
    if expected:
        row = finding(answer, expected)
        assert (row["path"], row["rule"], row["citation"]) == (
            "summons.1.letter", "D-PANGGIL-2", "PP 94/2021 Pasal 26 ayat (3)",
        )  # fmt: skip


def test_after_an_attended_examination_no_absence_is_counted():
    first = {"letter": "2024-10-07", "examination": "2024-10-17", "attended": True, "served": True}

    assert (
        codes(ask(summons=[first, first | {"letter": "2024-11-11", "examination": "2024-11-21"}]), "warning") == set()
    )


# --- texts that conflict -------------------------------------------------------------------------
def test_the_stage_of_the_spouses_campaign_is_asked_and_then_applied():
    facts = {"violations": ["SKB-E-07"], "subject": who(position="pelaksana", candidate_spouse=True)}
    asked, both, only = (
        ask(legal_positions={"Q-E07-TAHAP": option} if option else {}, **facts)
        for option in (None, "both", "bakal_calon")
    )

    assert "legal_positions.Q-E07-TAHAP" in paths(asked, "legal_position_open")
    assert permitted(both) == ["M1", "M2"]
    assert permitted(only) == []
    assert "legal_position_open" not in codes(only)
    assert "legal_positions.Q-E07-TAHAP" not in paths(ask(event_date=BEFORE, **facts), "legal_position_open")


# --- days of a region's own -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "fixed", "stage", "asked"),
    [
        ("2024-09-22", date(2024, 9, 24), "before_calon", True), ("2024-09-24", date(2024, 9, 24), "calon", False),
        ("2024-09-21", date(2024, 9, 20), "calon", False), ("2024-09-21", None, "before_calon", True),
    ],
)  # fmt: skip
def test_a_region_that_fixes_its_pairs_on_another_day_has_its_own_stage(day, fixed, stage, asked):
    answer = assess(
        FACTS | {"event_date": day}, catalogue=LAW, calendar=Weekdays(),
        regional={"pairs_fixed": fixed} if fixed else None,
    ).as_dict()  # fmt: skip

    assert answer["stage"] == stage
    assert ("legal_positions.Q-BEFORE-PAIR" in paths(answer, "legal_position_open")) is asked


@pytest.mark.parametrize(
    ("fixed", "warned"), [(date(2025, 3, 20), True), (date(2025, 7, 2), True), (date(2025, 7, 3), False), (None, False)]
)
def test_the_window_counts_from_the_regions_own_day(fixed, warned):
    facts = FACTS | MOVED | {"contest": "PSU-2025", "decision_date": "2025-01-02", "term_ends": "2025-12-31"}
    told = {"pairs_fixed": fixed} if fixed else None
    answer = assess(facts, catalogue=LAW, calendar=Weekdays(), regional=told).as_dict()

    assert ("pasal71_window" in codes(answer, "warning")) is warned


# --- why nothing may be imposed ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("facts", "rule", "said"),
    [
        ({"violations": ["PP94-N-02"], "event_date": "2024-11-24"}, "P94-5N2", "No violation holds"),
        ({"violations": ["PP94-N-01"]}, "P94-5N1", "not determined"),
        ({"violations": ["PP94-N-02", "P94-3D"]}, "P94-3D", "not determined"),
        ({"violations": ["UU20-24"]}, "UU20-24", "not determined"),
    ],
)
def test_a_refusal_names_the_breach_that_leaves_the_level_open(facts, rule, said):
    refused = ask(**facts)["refused"]

    assert len(refused) == 12
    assert {row["rule"] for row in refused} == {rule}
    assert all(said in row["reason"]["en"] for row in refused)


def test_steps_of_a_regions_own_stand_in_for_the_common_ones():
    class Step:
        contest, stage, start, end, verified = (
            "PSU-2025",
            "penetapan_paslon",
            date(2025, 3, 10),
            date(2025, 3, 10),
            True,
        )

    class Vote(Step):
        stage, start, end = "pemungutan_suara", date(2025, 4, 19), date(2025, 4, 19)

    law = LAW.with_steps("PSU-2025", [Step, Vote])
    days = {"2025-03-09": "outside", "2025-03-10": "calon", "2025-04-19": "calon", "2025-04-20": "outside"}

    assert LAW.with_steps("PSU-2025", []) is LAW is LAW.with_steps(None, [Step])
    assert LAW.with_steps("PILKADA-2024", [Step]) is LAW
    for day, stage in days.items():
        facts = FACTS | {"contest": "PSU-2025", "event_date": day}
        assert assess(facts, catalogue=law, calendar=Weekdays()).as_dict()["stage"] == stage
        assert assess(facts, catalogue=LAW, calendar=Weekdays()).as_dict()["stage"] == "unknown"


@pytest.mark.parametrize(
    "facts",
    [
        {"event_date": BEFORE, "violations": ["SKB-E-04"], "subject": who(kind="PPPK", position="pelaksana")},
        {"subject": who(kind="PPPK_PARUH_WAKTU", position="pelaksana")},
        {"violations": ["SKB-E-04"], "proposed": {"sanction": "M1", "authority": "ppk", "acting": None}},
        {"violations": ["SKB-D-05"], "proposed": {"sanction": "K_PHK_TDH_PARPOL", "authority": "ppk", "acting": None}},
    ],
)
def test_a_refused_proposal_always_cites_an_article(facts):
    told = {"proposed": {"sanction": "K_PHK_DHTAPS", "authority": "ppk", "acting": None}} | facts
    row = finding(ask(**told), "sanction_not_in_level")

    assert row["citation"]
