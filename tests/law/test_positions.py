"""No position is only recorded: each option of each question leads to another answer, and silence to a question."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from neutrality.law import readings
from neutrality.law.catalogue import load
from neutrality.law.forwarding import receivers
from tests.law.asking import ask, codes, permitted, who
from tests.law.calendar import Weekdays

LAW = load()
DAY = date(2024, 10, 7)
Positions = Mapping[str, str]


def asked(**facts: Any) -> Callable[[Positions], Any]:
    """What an answer decides, without the findings that only ask."""

    def probe(positions: Positions) -> Any:
        answer = ask(**facts, legal_positions=dict(positions))
        told = sorted((row["code"], row["path"], row["message"]["en"]) for row in answer["findings"]
                      if row["severity"] != "question")  # fmt: skip
        return answer["track"], answer["level"], answer["permitted"], answer["refused"], told

    return probe


def limit(name: str) -> Callable[[Positions], Any]:
    return lambda positions: readings.deadline(name, positions, LAW).due(DAY, Weekdays())


def receiver(day: str) -> Callable[[Positions], Any]:
    return lambda positions: receivers(LAW.forwarding["FW-02"], date.fromisoformat(day), positions, LAW)


ACTING = {"sanction": "B1", "authority": "ppk", "acting": "plt"}
SERVING = [{"code": "B1", "same_nature": True, "same_breach": False, "state": "serving"}]
TOP = [{"code": "R3", "same_nature": True, "same_breach": False, "state": "ended"}]
MOVED = {"sanction": "B2", "authority": "ppk", "acting": None}
CANDIDATE = who(kind="CPNS", position="pelaksana")
PROBES: dict[str, Callable[[Positions], Any]] = {
    "Q-N1": asked(violations=["PP94-N-01"], impact="instansi"),
    "Q-SEDANG": asked(violations=["PP94-N-02"]),
    "Q-PDHTAPS": asked(),
    "Q-ACTING": asked(proposed=ACTING, acting_consent=True),
    "Q-CUTI": lambda positions: readings.cuti_bersama_is_worked(positions, LAW),
    "Q-PPPK": asked(subject={"kind": "PPPK"}),
    "Q-PARUH-WAKTU": asked(subject={"kind": "PPPK_PARUH_WAKTU"}, pppk_local_rule=True),
    "Q-CPNS": asked(subject=CANDIDATE),
    "Q-CPNS-ETIK": asked(event_date="2024-09-01", violations=["SKB-E-04"], subject=CANDIDATE),
    "Q-SKB-LEVEL": asked(violations=["SKB-D-10"]),
    "Q-BEFORE-PAIR": asked(event_date="2024-09-01"),
    "Q-REPEAT-TOP": asked(violations=["P94-3D"], impact="unit_kerja", prior_sanctions=TOP),
    "Q-OVERLAP-EQUAL": lambda positions: readings.overlap("B1", "B1", positions, LAW).ends_old,
    "Q-SUMMONS": asked(
        summons=[{"letter": "2024-10-07", "examination": "2024-10-10", "attended": True, "served": True}]
    ),
    "Q-KEBERATAN-START": lambda positions: readings.silence_grants(positions, LAW),
    "Q-MORAL-REMEDY": asked(event_date="2024-09-01", violations=["SKB-E-04"]),
    "Q-P71": asked(proposed=MOVED, subject=who(position="administrator")),
    "Q-EXTERNAL": receiver("2027-10-16"),
    "Q-PPK-RUNS": asked(vacant=["ppk"], subject=who(position="pelaksana")),
    "Q-AKHIR-KASN": receiver("2024-08-24"),
    "Q-TGL-PERPRES-116": lambda positions: LAW.read_by(positions).statutes["PERPRES-116-2022"].valid_from,
    "Q-NOMOR-SE-4": lambda positions: LAW.read_by(positions).statutes["SE-PANRB-4-2024"].citation,
    "Q-E07-TAHAP": asked(violations=["SKB-E-07"], subject=who(position="pelaksana", candidate_spouse=True)),
    "Q-HARI-BERLAKU": limit("D-BERLAKU"),
    "Q-HARI-SAMPAI": limit("D-SAMPAI"),
}
# One reading only: the booklet that splits officers by grade gives way to the text of PP 94/2021.
SETTLED = {"Q-JF"}


def test_every_question_has_a_probe():
    assert PROBES.keys() | SETTLED == LAW.questions.keys()


@pytest.mark.parametrize("question", PROBES)
def test_each_option_leads_to_another_answer(question):
    probe = PROBES[question]
    answers = {one["id"]: repr(probe({question: one["id"]})) for one in LAW.questions[question].options}

    # With the consent at hand an acting official stands like a definitive one.
    if question == "Q-ACTING":
        assert answers.pop("yes") == answers["with_consent"]
    assert len(set(answers.values())) == len(answers)


@pytest.mark.parametrize("question", PROBES)
def test_what_holds_until_it_is_answered_is_what_the_catalogue_says(question):
    until = LAW.questions[question].until_answered
    options = {one["id"] for one in LAW.questions[question].options}

    if until in options:
        assert repr(PROBES[question]({})) == repr(PROBES[question]({question: until}))
    assert readings.reading_of(question, {}, LAW).option == (until if until in options else None)


def test_the_settled_reading_is_that_of_the_regulation():
    official = who(position="fungsional", functional_grade="ahli_pertama")
    answer = ask(subject=official, violations=["P94-3D"], impact="instansi", legal_positions={"Q-JF": "pp94"})

    assert LAW.questions["Q-JF"].until_answered == "pp94"
    assert {one["authority"] for one in answer["permitted"][0]["authorities"]} == {"administrator", "jpt_pratama"}
    assert {one["rule"] for one in answer["permitted"][0]["authorities"]} == set(LAW.questions["Q-JF"].affects)


ASKED = [
    # question, the facts on which its answer matters, the finding that asks
    ("Q-N1", {"violations": ["PP94-N-01"]}, "level_undetermined"),
    ("Q-SEDANG", {"violations": ["PP94-N-02"]}, "legal_position_open"),
    ("Q-PDHTAPS", {"proposed": {"sanction": "B3", "authority": "ppk", "acting": None}}, "dismissal_kind_conflict"),
    ("Q-ACTING", {"proposed": ACTING}, "authority_unsettled"),
    ("Q-PARUH-WAKTU", {"subject": {"kind": "PPPK_PARUH_WAKTU"}}, "legal_position_open"),
    ("Q-CPNS", {"subject": CANDIDATE}, "legal_position_open"),
    (
        "Q-CPNS-ETIK",
        {"event_date": "2024-09-01", "violations": ["SKB-E-04"], "subject": CANDIDATE},
        "legal_position_open",
    ),
    ("Q-SKB-LEVEL", {"violations": ["SKB-D-10"]}, "legal_position_open"),
    ("Q-BEFORE-PAIR", {"event_date": "2024-09-01"}, "legal_position_open"),
    ("Q-OVERLAP-EQUAL", {"prior_sanctions": SERVING, "proposed": MOVED | {"sanction": "B1"}}, "legal_position_open"),
    ("Q-MORAL-REMEDY", {"event_date": "2024-09-01", "violations": ["SKB-E-04"]}, "legal_position_open"),
    ("Q-PPK-RUNS", {"vacant": ["ppk"]}, "authority_unsettled"),
    ("Q-E07-TAHAP", {"violations": ["SKB-E-07"], "subject": who(candidate_spouse=True)}, "legal_position_open"),
]


@pytest.mark.parametrize(("question", "facts", "code"), ASKED)
def test_silence_asks_and_an_answer_silences(question, facts, code):
    def rules(**more: Any) -> set[str]:
        return {row["rule"] for row in ask(**facts, **more)["findings"] if row["code"] == code}

    assert question in rules()
    for option in LAW.questions[question].options:
        assert question not in rules(legal_positions={question: option["id"]})


def test_the_answer_of_the_agency_is_cited():
    refused = ask(subject=who(kind="CPNS", position="pelaksana"), legal_positions={"Q-CPNS": "dismissal"})["refused"]
    cut = ask(violations=["PP94-N-02"], legal_positions={"Q-SEDANG": "tukin"})

    assert {row["rule"] for row in refused if row["sanction"].startswith("B")} == {"Q-CPNS"}
    assert {row["rule"] for row in cut["refused"] if row["sanction"] in ("S1_KGB", "S2_KP", "S3_PANGKAT")} == {
        "Q-SEDANG"
    }
    assert permitted(cut) == ["S1_TUKIN6", "S2_TUKIN9", "S3_TUKIN12"]
    assert not codes(cut, "error")
