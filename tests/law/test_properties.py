"""What must hold for any facts whatever."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from neutrality.law import assess, coverage
from neutrality.law.authority import alias
from neutrality.law.catalogue import load
from neutrality.law.engine import cited_ids
from neutrality.law.facts import (
    ACTING,
    AGENCY_KINDS,
    AUTHORITIES,
    BALLOTS,
    GRADES,
    IMPACTS,
    KINDS,
    POSITIONS,
    STATES,
)
from neutrality.law.findings import SEVERITY
from neutrality.law.levels import rank, weight
from tests.law.articles import known, places
from tests.law.calendar import Weekdays


@pytest.fixture(autouse=True)
def _no_use_of_rows() -> Iterator[None]:
    """Facts at random touch every row and hold none of them to its article: they count for no coverage."""
    with coverage.paused():
        yield


LAW = load()
RULES = {row for table in LAW.tables.values() for row in table}
PLACES, _STATUTES = known(LAW)
VIOLATIONS = [*LAW.violations, *(row for row in LAW.prohibitions if row not in LAW.twins)]
DUTIES = [row.id for row in LAW.prohibitions.values() if row.impact]
# Errors that speak of the choice of sanction and officer, not of the examination before it.
OF_CHOICE = {
    "sanction_not_in_level", "sanction_suspended", "authority_not_competent", "repeat_must_be_heavier",
    "already_punished", "not_asn",
}  # fmt: skip
maybe = st.sampled_from([None, True, False])


def optional(options: Any) -> Any:
    return st.none() | st.sampled_from(list(options))


days = st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(date.isoformat)
prior = st.fixed_dictionaries(
    {
        "code": st.sampled_from(list(LAW.sanctions)),
        "same_nature": maybe,
        "same_breach": maybe,
        "state": optional(STATES),
    }
)
positions = st.dictionaries(st.sampled_from(list(LAW.questions)), st.integers(0, 2), max_size=8).map(
    lambda picked: {
        name: LAW.questions[name].options[number % len(LAW.questions[name].options)]["id"]
        for name, number in picked.items()
    }
)
# The person and the acts of a case, whoever and whatever; and those among which a choice has to be made.
anybody = {
    "kind": st.sampled_from(KINDS), "position": optional(POSITIONS), "functional_grade": optional(GRADES),
    "equivalent_level": optional(POSITIONS), "head_of_service_unit": maybe, "unit_has_administrator": maybe,
    "unit_has_pengawas": maybe, "regional_secretary": maybe, "on_unpaid_leave": maybe, "candidate_spouse": maybe,
    "serves_as_village_head": maybe,
}  # fmt: skip
civil_servant = anybody | {
    "kind": st.sampled_from(["PNS", "PNS", "CPNS", "PPPK"]),
    "position": st.sampled_from(["administrator", "pengawas", "pelaksana", "jpt_pratama", "fungsional"]),
    "functional_grade": st.sampled_from(GRADES),
    "candidate_spouse": st.just(False),
}
whatever = {
    "event_date": days,
    "decision_date": st.none() | days,
    "violations": st.lists(st.sampled_from(VIOLATIONS), min_size=1, max_size=4, unique=True),
    "contest": optional(LAW.contests),
    "ballot": optional(BALLOTS),
    "agency_kind": optional(AGENCY_KINDS),
    "impact": optional(IMPACTS),
    "offender_sanction": optional(LAW.sanctions),
    "pppk_local_rule": maybe,
    "term_ends": st.none() | days,
    "mendagri_approval": maybe,
    "acting_consent": maybe,
    "vacant": st.lists(st.sampled_from(AUTHORITIES), max_size=3),
    "prior_sanctions": st.lists(prior, max_size=3),
    "legal_positions": positions,
    "summons": st.none()
    | st.lists(
        st.fixed_dictionaries({"letter": days, "examination": days, "attended": maybe, "served": maybe}), max_size=2
    ),
    "examination": st.none() | st.fixed_dictionaries({"team": maybe, "minutes": maybe, "report": maybe}),
    "proposed": st.none()
    | st.fixed_dictionaries(
        {"sanction": optional(LAW.sanctions), "authority": optional(AUTHORITIES), "acting": optional(ACTING)}
    ),
    "subject": st.fixed_dictionaries(anybody),
}
choosing = whatever | {
    "event_date": st.sampled_from(["2024-09-01", "2024-10-05", "2024-11-26"]),
    "decision_date": st.sampled_from(["2024-11-20", "2026-11-20"]),
    "contest": st.just("PILKADA-2024"),
    "agency_kind": st.sampled_from(AGENCY_KINDS),
    "impact": st.sampled_from(IMPACTS),
    "violations": st.lists(
        st.sampled_from([*DUTIES, "PP94-N-02", "PP94-N-06", "SKB-D-04", "SKB-E-04", "SKB-D-05", "P94-28"]),
        min_size=1,
        max_size=3,
        unique=True,
    ),
    "subject": st.fixed_dictionaries(civil_servant),
}
facts = st.fixed_dictionaries(whatever) | st.fixed_dictionaries(choosing)


def ask(given_facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return assess(given_facts | more, catalogue=LAW, calendar=Weekdays()).as_dict()


def errors(answer: dict[str, Any]) -> set[str]:
    return {row["code"] for row in answer["findings"] if row["severity"] == "error"}


@given(facts)
@settings(max_examples=300, deadline=None)
def test_permitted_and_refused_part_the_sanctions_of_the_track(body: dict[str, Any]) -> None:
    answer = ask(body)
    listed = [row["sanction"] for row in answer["permitted"]] + [row["sanction"] for row in answer["refused"]]

    assert sorted(listed) == sorted(row.id for row in LAW.sanctions.values() if row.track == answer["track"])


@given(facts)
@settings(max_examples=300, deadline=None)
def test_a_permitted_sanction_by_a_listed_officer_is_never_an_error_of_choice(body: dict[str, Any]) -> None:
    for row in ask(body, proposed=None)["permitted"]:
        for officer in row["authorities"]:
            told = {"sanction": row["sanction"], "authority": officer["authority"], "acting": None}
            answer = ask(body, proposed=told)
            assert not OF_CHOICE & errors(answer)
            assert not [one for one in answer["findings"] if one["severity"] == "error" and "proposed" in one["path"]]


@given(facts, st.sampled_from(AUTHORITIES))
@settings(max_examples=200, deadline=None)
def test_an_officer_who_is_not_listed_is_always_an_error(body: dict[str, Any], told: str) -> None:
    for row in ask(body, proposed=None)["permitted"]:
        listed = {officer["authority"] for officer in row["authorities"]}
        if not listed or alias(told, body["agency_kind"]) in listed:
            continue
        answer = ask(body, proposed={"sanction": row["sanction"], "authority": told, "acting": None})
        assert "authority_not_competent" in errors(answer)


@given(facts, st.sampled_from([*LAW.sanctions]))
@settings(max_examples=300, deadline=None)
def test_a_refused_or_foreign_sanction_is_always_an_error(body: dict[str, Any], code: str) -> None:
    answer = ask(body, proposed={"sanction": code, "authority": "ppk", "acting": None})
    if code not in {row["sanction"] for row in answer["permitted"]}:
        assert errors(answer) & (OF_CHOICE | {"statute_not_in_force"})


def weights(answer: dict[str, Any]) -> list[tuple[int, int]]:
    return [weight(LAW.sanctions[row["sanction"]]) for row in answer["permitted"]]


@given(facts, prior)
@settings(max_examples=400, deadline=None)
def test_one_more_prior_sanction_never_makes_the_choice_lighter(body: dict[str, Any], more: dict[str, Any]) -> None:
    before, after = ask(body), ask(body, prior_sanctions=[*body["prior_sanctions"], more])
    ids = [{row["sanction"] for row in answer["permitted"]} for answer in (before, after)]

    assert (before["track"], before["level"]) == (after["track"], after["level"])
    assert min(weights(after), default=(9, 9)) >= min(weights(before), default=(0, 0))
    if "Q-REPEAT-TOP" not in body["legal_positions"]:
        assert ids[1] <= ids[0]


@given(facts, st.sampled_from(VIOLATIONS))
@settings(max_examples=300, deadline=None)
def test_one_more_breach_never_makes_the_level_lighter(body: dict[str, Any], more: str) -> None:
    """One sanction for several breaches, the heaviest (PP 94/2021 Pasal 35 ayat (1))."""
    if more in body["violations"]:
        return
    before, after = ask(body), ask(body, violations=[*body["violations"], more])

    if before["level"] and after["level"]:
        assert rank(after["level"]) >= rank(before["level"])


@given(facts)
@settings(max_examples=200, deadline=None)
def test_the_order_in_which_things_are_told_changes_nothing(body: dict[str, Any]) -> None:
    turned = ask(body, violations=body["violations"][::-1], prior_sanctions=body["prior_sanctions"][::-1])
    told = ask(body)

    for part in ("stage", "track", "level", "team", "permitted"):
        assert turned[part] == told[part]
    assert {row["sanction"] for row in turned["refused"]} == {row["sanction"] for row in told["refused"]}


@given(facts)
@settings(max_examples=150, deadline=None)
def test_a_city_and_a_regency_are_alike(body: dict[str, Any]) -> None:
    assert ask(body, agency_kind="kota") == ask(body, agency_kind="kabupaten")


@given(facts)
@settings(max_examples=200, deadline=None)
def test_the_answer_has_the_shape_of_the_contract(body: dict[str, Any]) -> None:
    answer = ask(body)

    assert answer["stage"] in ("before_calon", "calon", "outside", "unknown")
    assert answer["track"] in ("discipline", "ethics", "pppk", "party_membership", "village", "elsewhere", "none")
    assert answer["level"] in (None, "ringan", "sedang", "berat")
    assert (answer["level"] is None) == (answer["level_rule"] is None)
    assert answer["level"] is None or answer["track"] == "discipline"
    by_level = {"berat": "required", "sedang": "optional", "ringan": "not_allowed", None: "not_applicable"}
    assert answer["team"] == by_level[answer["level"]]
    for row in answer["findings"]:
        wanted = SEVERITY[row["code"]]
        assert row["severity"] == wanted or (row["code"], row["severity"]) == ("not_asn", "info")
        assert row["path"]
        assert row["rule"]
        assert row["message"]["id"]
        assert row["message"]["en"]
    for row in answer["permitted"]:
        assert row["title"]["id"]
        assert row["title"]["en"]
        assert row["remedy"]["type"] in ("keberatan", "banding", "none")
        assert (row["remedy"]["working_days"] is None) == (row["remedy"]["type"] == "none")
        assert all(officer["rule"] and officer["citation"] for officer in row["authorities"])
    assert all(row["reason"]["id"] and row["reason"]["en"] and row["rule"] in RULES for row in answer["refused"])


@given(facts)
@settings(max_examples=200, deadline=None)
def test_every_rule_and_article_of_an_answer_stands_in_the_catalogue(body: dict[str, Any]) -> None:
    answer = ask(body)
    articles = {row["citation"] for part in ("permitted", "findings", "statutes") for row in answer[part]}
    articles |= {officer["citation"] for row in answer["permitted"] for officer in row["authorities"]}

    assert cited_ids(answer) <= RULES
    assert set().union(*map(places, articles)) <= PLACES
    for row in answer["findings"]:
        if row["code"] == "fact_missing":
            assert row["path"].partition(".")[0] in body
        if row["severity"] == "error":
            assert row["citation"] or row["code"] == "not_asn"


@given(facts)
@settings(max_examples=200, deadline=None)
def test_every_statute_cited_was_in_force_on_a_day_that_matters(body: dict[str, Any]) -> None:
    event = date.fromisoformat(body["event_date"])
    decided = date.fromisoformat(body["decision_date"]) if body["decision_date"] else LAW.compiled_on
    for row in ask(body)["statutes"]:
        statute = LAW.statutes[row["id"]]
        assert row["citation"].startswith(statute.citation)
        assert statute.in_force(event) or statute.in_force(decided)


@given(facts, st.sampled_from(["2019-01-01", "2024-10-16", "2031-05-05"]))
@settings(max_examples=60, deadline=None)
def test_the_answer_never_depends_on_the_day_it_is_asked(body: dict[str, Any], day: str) -> None:
    now = ask(body)
    with time_machine.travel(day):
        assert ask(body) == now


@given(facts)
@settings(max_examples=150, deadline=None)
def test_answering_questions_never_opens_more_of_the_same(body: dict[str, Any]) -> None:
    """A recorded position silences the question that it answers."""
    silenced = ("legal_position_open", "authority_unsettled", "dismissal_kind_conflict")
    rules = {row["rule"] for row in ask(body)["findings"] if row["code"] in silenced}

    assert not rules & set(body["legal_positions"])


@given(facts)
@settings(max_examples=100, deadline=None)
def test_absent_and_null_are_the_same(body: dict[str, Any]) -> None:
    bare = {name: value for name, value in body.items() if value is not None}

    assert ask(bare) == ask(body)
