"""Opening a case: allegations, walls, the chain, the first clock."""

from datetime import date

import pytest

from cases.models import Case, CaseWall, Tier
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.organization.models import PersonKind
from tests.cases.procedure.world import World
from tests.factories import make_person


def test_a_case_opens_with_its_line(world: World) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    assert (case.status, case.track) == ("opened", "discipline")
    assert [tier.position_id for tier in case.tiers.all()] == [
        world.tree.position(key).pk for key in ("kasi", "kabid", "kadis", "sekda", "ppk")
    ]
    clock = case.deadlines.get()
    assert (clock.rule, clock.basis, clock.due_on) == ("verification", "agency", date(2024, 10, 14))
    assert case.next_due == clock.due_on
    assert JournalEntry.objects.filter(chain=f"case:{case.code}", event="case.opened").count() == 1
    row = case.allegations.get()
    assert (row.level, row.stage) == ("berat", "calon")
    assert "Pasal 5 huruf n angka 6" in row.citation


def test_subjects_of_one_event_are_walled_from_each_other(world: World) -> None:
    event = world.incident()
    head, member = world.case("kasi", incident=event), world.case("pelaksana", incident=event)
    assert not Case.objects.visible_to(world.user("kasi")).filter(pk=member.pk).exists()
    first = member.tiers.get(order=1)
    assert (first.state, first.passed_reason) == (Tier.State.PASSED_OVER, CaseWall.Reason.SAME_INCIDENT)
    assert CaseWall.objects.filter(case=head, person=world.tree.person("pelaksana")).exists()


def test_a_village_head_goes_down_the_village_track(world: World) -> None:
    assert world.case(make_person(world.agency, PersonKind.KEPALA_DESA), "PP94-N-06").track == "village"


def test_a_civil_servant_of_no_register_of_ours_is_elsewhere(world: World) -> None:
    assert world.case(make_person(world.agency, PersonKind.PNS), "PP94-N-06").track == "elsewhere"


def test_ethics_before_candidates_are_fixed(world: World) -> None:
    event = world.incident(occurred_from=date(2024, 6, 3))
    assert world.case("pelaksana", "SKB-E-01", incident=event).track == "ethics"


def test_one_case_per_person_event_and_track(world: World) -> None:
    event = world.incident()
    world.case(incident=event)
    with pytest.raises(Refusal) as refused:
        world.case(incident=event)
    assert refused.value.code == "case_exists"
