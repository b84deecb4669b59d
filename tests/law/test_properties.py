"""What must hold for any facts whatever."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from neutrality.law import assess
from neutrality.law.catalogue import load
from neutrality.law.facts import (
    AGENCY_KINDS,
    AUTHORITIES,
    BALLOTS,
    GRADES,
    IMPACTS,
    KINDS,
    POSITIONS,
    STATES,
)
from neutrality.law.levels import weight
from tests.law.calendar import Weekdays

LAW = load()
VIOLATIONS = [*LAW.violations, *(row for row in LAW.prohibitions if row not in LAW.twins)]
DISCIPLINE = [row.id for row in LAW.sanctions.values() if row.track == "discipline"]
maybe = st.sampled_from([None, True, False])


def optional(options: Any) -> Any:
    return st.none() | st.sampled_from(list(options))


priors = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.sampled_from(DISCIPLINE),
            "same_nature": st.booleans(),
            "same_breach": st.just(False),
            "state": st.sampled_from(STATES),
        }
    ),
    max_size=3,
)
facts = st.fixed_dictionaries(
    {
        "event_date": st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(date.isoformat),
        "violations": st.lists(st.sampled_from(VIOLATIONS), min_size=1, max_size=4, unique=True),
        "contest": optional(LAW.contests),
        "ballot": optional(BALLOTS),
        "agency_kind": optional(AGENCY_KINDS),
        "impact": optional(IMPACTS),
        "offender_sanction": optional(DISCIPLINE),
        "pppk_local_rule": maybe,
        "vacant": st.lists(st.sampled_from(AUTHORITIES), max_size=3),
        "prior_sanctions": priors,
        "subject": st.fixed_dictionaries(
            {
                "kind": st.sampled_from(KINDS),
                "position": optional(POSITIONS),
                "functional_grade": optional(GRADES),
                "head_of_service_unit": maybe,
                "unit_has_administrator": maybe,
                "unit_has_pengawas": maybe,
                "regional_secretary": maybe,
            }
        ),
    }
)


def ask(given_facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return assess(given_facts | more, catalogue=LAW, calendar=Weekdays()).as_dict()


@given(facts)
@settings(max_examples=300, deadline=None)
def test_permitted_and_refused_part_the_sanctions_of_the_track(body: dict[str, Any]) -> None:
    answer = ask(body)
    listed = [row["sanction"] for row in answer["permitted"]] + [row["sanction"] for row in answer["refused"]]

    assert sorted(listed) == sorted(row.id for row in LAW.sanctions.values() if row.track == answer["track"])


@given(facts)
@settings(max_examples=300, deadline=None)
def test_a_permitted_sanction_by_a_listed_officer_is_never_an_error_of_choice(body: dict[str, Any]) -> None:
    about_choice = {
        "sanction_not_in_level", "sanction_suspended", "authority_not_competent", "repeat_must_be_heavier",
    }  # fmt: skip
    for row in ask(body)["permitted"]:
        for officer in row["authorities"]:
            again = ask(body, proposed={"sanction": row["sanction"], "authority": officer["authority"], "acting": None})
            assert not about_choice & {one["code"] for one in again["findings"] if one["severity"] == "error"}


@given(facts, st.sampled_from(DISCIPLINE))
@settings(max_examples=300, deadline=None)
def test_one_more_prior_sanction_never_makes_the_choice_lighter(body: dict[str, Any], code: str) -> None:
    before = ask(body)
    more = [*body["prior_sanctions"], {"code": code, "same_nature": True, "same_breach": False, "state": "ended"}]
    after = ask(body, prior_sanctions=more)
    if before["track"] != "discipline":
        return
    lightest = [min((weight(LAW.sanctions[row["sanction"]]) for row in answer["permitted"]), default=(9, 9))
                for answer in (before, after)]  # fmt: skip

    assert lightest[1] >= lightest[0]


@given(facts)
@settings(max_examples=100, deadline=None)
def test_the_same_facts_give_the_same_answer(body: dict[str, Any]) -> None:
    assert ask(body) == ask(body)
