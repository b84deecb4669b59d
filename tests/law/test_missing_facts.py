"""A fact that would change the answer is asked for, never guessed; and officers beside the common table."""

import pytest

from tests.law.asking import ask, codes, officers, paths, permitted, who

BEFORE = "2024-09-01"
PROPOSED = {"sanction": "B1", "authority": "ppk", "acting": None}
HELD = [{"letter": "2024-10-07", "examination": "2024-10-17", "attended": True, "served": True}]
DONE = {"team": True, "minutes": True, "report": True}


def prior(code, **more):
    return [{"code": code, "same_nature": True, "same_breach": False, "state": "ended"} | more]


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"contest": None}, "contest"),
        ({"agency_kind": None}, "agency_kind"),
        ({"subject": {"kind": "PNS"}}, "subject.position"),
        ({"subject": {"kind": "PNS", "position": "fungsional"}}, "subject.functional_grade"),
        ({"violations": ["P94-3D"]}, "impact"),
        ({"violations": ["P94-28"]}, "offender_sanction"),
        ({"subject": {"kind": "PPPK"}}, "pppk_local_rule"),
        ({"subject": {"kind": "PNS", "position": "jpt_pratama"}}, "subject.regional_secretary"),
        ({"violations": ["P94-3D"], "impact": "unit_kerja", "subject": {"kind": "PNS", "position": "pelaksana"}},
         "subject.unit_has_pengawas"),
        ({"violations": ["P94-3D"], "impact": "instansi", "subject": {"kind": "PNS", "position": "pelaksana"}},
         "subject.unit_has_administrator"),
        ({"proposed": {"sanction": "B1"}}, "proposed.authority"),
        ({"proposed": PROPOSED}, "summons"),
        ({"proposed": PROPOSED}, "examination"),
        ({"prior_sanctions": [{"code": "B1"}]}, "prior_sanctions.0.same_nature"),
        ({"prior_sanctions": [{"code": "B1"}]}, "prior_sanctions.0.same_breach"),
        ({"summons": [{"letter": "2024-10-07", "examination": "2024-10-17", "served": True}]}, "summons.0.attended"),
        ({"violations": ["DESA-29-G"]}, "subject.serves_as_village_head"),
    ],
)  # fmt: skip
def test_a_fact_that_would_change_the_answer_is_asked_for(facts, path):
    assert path in paths(ask(**facts))


def test_a_case_told_whole_is_asked_nothing():
    answer = ask(
        subject=who(position="pelaksana"), violations=["P94-3D"], impact="unit_kerja", summons=HELD,
        examination=DONE | {"team": False}, proposed={"sanction": "R2", "authority": "pengawas", "acting": None},
        prior_sanctions=prior("R1"),
    )  # fmt: skip

    assert answer["findings"] == []
    assert permitted(answer) == ["R2", "R3"]


def test_a_heavier_row_makes_the_impact_of_a_lighter_one_idle():
    assert "impact" not in paths(ask(violations=["PP94-N-06", "P94-3D"]))
    unsure = ask(violations=["PP94-N-02", "P94-3D"])
    assert "impact" in paths(unsure)
    assert unsure["level"] is None


# --- officers beside the common table --------------------------------------------------
@pytest.mark.parametrize(
    ("agency", "subject", "impact", "sanction", "vacant", "expected"),
    [
        ("provinsi", who(position="jpt_utama"), "unit_kerja", "R1", [], [("presiden", "A-PRES-1")]),
        ("provinsi", who(position="jpt_pratama"), "instansi", "S1_KGB", [], [("ppk", "A-PPK-P-2")]),
        ("provinsi", who(position="jpt_pratama"), "negara", "B3", [], [("ppk", "A-PPK-P-2")]),
        ("kota", who(position="pengawas", unit_has_administrator=False),
         "unit_kerja", "R1", [], [("jf_ahli_madya", "A-ADM-JFMADYA")]),
        ("kota", who(position="pelaksana", unit_has_administrator=False),
         "instansi", "S1_KGB", [], [("jpt_pratama", "A-KOSONG"), ("ppk", "A-PPK-K-3")]),
        ("kota", who(position="pelaksana"), "unit_kerja", "R1", ["pengawas"], [("administrator", "A-KOSONG")]),
        ("kota", who(position="pelaksana"), "unit_kerja", "R1", ["pengawas", "administrator"], [("jpt_pratama", "A-KOSONG")]),
        ("kota", who(position="administrator"), "unit_kerja", "R1", ["sekda"], [("ppk", "A-KOSONG")]),
        ("provinsi", who(position="administrator"), "unit_kerja", "R1", ["jpt_pratama"], [("jpt_madya", "A-KOSONG")]),
        ("provinsi", who(position="jpt_pratama"), "unit_kerja", "R1", ["sekda"], [("ppk", "A-KOSONG")]),
        ("kota", who(position="fungsional", functional_grade="terampil"),
         "unit_kerja", "R1", [], [("administrator", "A-ADM-JF"), ("jpt_pratama", "A-PRATAMA-JF")]),
        ("kota", who(position="fungsional", functional_grade="ahli_muda"),
         "instansi", "S1_KGB", ["administrator"], [("jpt_pratama", "A-PRATAMA-JF")]),
        ("provinsi", who(position="fungsional", functional_grade="ahli_utama"), "instansi", "S1_KGB", [], [("ppk", "A-PPK-P-3")]),
        ("kabupaten", who(position="fungsional", functional_grade="ahli_utama"), "negara", "B2", [], [("ppk", "A-PPK-K-2")]),
    ],
)  # fmt: skip
def test_competence_beside_the_common_table(agency, subject, impact, sanction, vacant, expected):
    answer = ask(agency_kind=agency, subject=subject, violations=["P94-3D"], impact=impact, vacant=vacant)

    assert officers(answer, sanction) == expected


@pytest.mark.parametrize(
    ("position", "error", "question"),
    [
        (None, False, "authority_unsettled"),
        ("yes", False, ""),
        ("no", True, ""),
        ("with_consent", False, "fact_missing"),
    ],
)
def test_an_acting_official_by_the_position_of_the_agency(position, error, question):
    told = {"sanction": "B1", "authority": "ppk", "acting": "pj"}
    answer = ask(proposed=told, legal_positions={"Q-ACTING": position} if position else {})

    assert ("authority_not_competent" in codes(answer, "error")) is error
    assert (question in codes(answer, "question")) if question else ("authority_unsettled" not in codes(answer))


def test_consent_to_punish_and_approval_to_move_are_two_papers():
    """Q-ACTING asks for the one, UU 10/2016 Pasal 71 for the other; neither stands in for the other."""
    told = {
        "proposed": {"sanction": "B2", "authority": "ppk", "acting": "pj"}, "decision_date": "2024-11-01",
        "legal_positions": {"Q-ACTING": "with_consent"},
    }  # fmt: skip
    approved = ask(mendagri_approval=True, **told)
    consented = ask(acting_consent=True, **told)
    denied = ask(acting_consent=False, mendagri_approval=True, **told)

    assert "acting_consent" in paths(approved)
    assert "pasal71_window" not in codes(approved)
    assert "acting_consent" not in paths(consented)
    assert "authority_not_competent" not in codes(consented)
    assert "pasal71_window" in codes(consented, "warning")
    assert "authority_not_competent" in codes(denied, "error")


def test_a_moral_sanction_is_the_ppks_on_recommendation():
    told = {"sanction": "M1", "authority": "majelis", "acting": None}
    facts = {"event_date": BEFORE, "violations": ["SKB-E-04"]}

    assert "authority_not_competent" in codes(ask(proposed=told, **facts), "error")
    assert not codes(ask(proposed=told | {"authority": "ppk"}, **facts), "error")
    remedied = ask(legal_positions={"Q-MORAL-REMEDY": "keberatan"}, **facts)
    assert remedied["permitted"][0]["remedy"] == {"type": "keberatan", "to": "ppk", "working_days": 14}


def test_a_part_time_pppk_follows_the_recorded_path():
    asked = ask(subject={"kind": "PPPK_PARUH_WAKTU"})
    like = ask(subject={"kind": "PPPK_PARUH_WAKTU"}, legal_positions={"Q-PARUH-WAKTU": "as_pppk"})

    assert (asked["track"], permitted(asked)) == ("pppk", [])
    assert "legal_positions.Q-PARUH-WAKTU" in paths(asked, "legal_position_open")
    assert permitted(like) == ["K_PHK_DHTAPS"]


def test_a_candidate_civil_servant_by_the_recorded_consequence():
    facts = {"subject": who(kind="CPNS", position="pelaksana")}

    assert "legal_positions.Q-CPNS" in paths(ask(**facts), "legal_position_open")
    assert permitted(ask(legal_positions={"Q-CPNS": "pp94"}, **facts)) == ["B1", "B3"]
    assert permitted(ask(legal_positions={"Q-CPNS": "dismissal"}, **facts)) == []


def test_every_refused_sanction_draws_an_error_when_proposed():
    for facts in (
        {},
        {"violations": ["PP94-N-02"]},
        {"subject": {"kind": "PPPK"}},
        {"subject": who(position="pelaksana")},
    ):
        for row in ask(**facts)["refused"]:
            answer = ask(proposed={"sanction": row["sanction"], "authority": "ppk", "acting": None}, **facts)
            assert codes(answer, "error") & {"sanction_not_in_level", "sanction_suspended", "repeat_must_be_heavier"}
