"""Steps of a contest on a region's own days reach the law engine with the agency's calendar, and stay with a decision."""

import json
from datetime import date
from typing import Any

import pytest

from neutrality.law import assess
from neutrality.law.catalogue import load
from neutrality.workdays import actions, calendar_for
from neutrality.workdays.calendar import ContestStep
from neutrality.workdays.kept import kept_calendar, stored_calendar
from neutrality.workdays.models import RegionalElectionDate
from tests.factories import Tree, make_tree, make_user
from tests.law.asking import FACTS

OWN_DAY = date(2024, 9, 24)


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def noted(tree: Tree, region: str, day: date = OWN_DAY, verified: bool = True) -> RegionalElectionDate:
    row = RegionalElectionDate(
        contest="PILKADA-2024", region=region, stage="penetapan_paslon", starts_on=day, ends_on=day, verified=verified
    )
    return actions.save_election_date(row=row, actor=make_user("admin-kalender", person=tree.person("analis")))


def stage(calendar: Any, day: str) -> str:
    facts = FACTS | {"event_date": day}
    return str(assess(facts, catalogue=load(), calendar=calendar).as_dict()["stage"])


def test_the_stage_follows_the_day_of_the_region(tree: Tree) -> None:
    before = calendar_for(tree.agency)
    noted(tree, tree.agency.region)
    after = calendar_for(tree.agency)

    assert (stage(before, "2024-09-23"), stage(after, "2024-09-23"), stage(after, "2024-09-24")) == (
        "calon", "before_calon", "calon",
    )  # fmt: skip
    assert before.version != after.version
    assert after.contest_steps == (ContestStep("PILKADA-2024", "penetapan_paslon", OWN_DAY, OWN_DAY, True),)


def test_another_region_and_the_country_keep_the_common_days(tree: Tree) -> None:
    noted(tree, "Kabupaten Lain")

    assert calendar_for(tree.agency).contest_steps == calendar_for().contest_steps == ()
    assert stage(calendar_for(tree.agency), "2024-09-23") == "calon"


def test_a_day_that_nobody_checked_leaves_the_stage_open(tree: Tree) -> None:
    row = noted(tree, tree.agency.region, verified=False)

    assert stage(calendar_for(tree.agency), "2024-09-24") == "unknown"
    assert stage(calendar_for(tree.agency), "2024-09-25") == "calon"  # the campaign is the next checked step
    actions.remove_election_date(row=row, actor=make_user("lain", person=tree.person("kabid_disiplin")))
    assert stage(calendar_for(tree.agency), "2024-09-23") == "calon"


def test_a_decision_keeps_the_days_that_it_was_judged_by(tree: Tree) -> None:
    noted(tree, tree.agency.region)
    stored = json.loads(json.dumps(stored_calendar(calendar_for(tree.agency))))

    assert stage(kept_calendar(stored), "2024-09-23") == "before_calon"
    stored.pop("contest_steps")  # a decision of an earlier day kept none
    assert stage(kept_calendar(stored), "2024-09-23") == "calon"
