"""Opening a case: allegations, walls, the chain, the first clock."""

from datetime import date

import pytest

from cases.actions.opening import open_case
from cases.models import Case, CaseWall, Incident, Tier
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.organization.models import PersonKind
from tests.factories import make_person, make_tree, make_user

EVENT = date(2024, 10, 5)


@pytest.fixture
def tree(db, settings):  # type: ignore[no-untyped-def]
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    return make_tree()


def incident_of(tree, **fields):  # type: ignore[no-untyped-def]
    defaults = {"agency": tree.agency, "code": f"PR-24-{Incident.objects.count():04}", "title": "Ajakan di aula",
                "occurred_from": EVENT}
    return Incident.objects.create(**defaults | fields)


def open_for(tree, key="pelaksana", violations=("PP94-N-06",), incident=None):  # type: ignore[no-untyped-def]
    person = tree.person(key) if isinstance(key, str) else key
    return open_case(
        actor=make_user(agency=tree.agency, roles=["intake"]), agency=tree.agency, person=person,
        incident=incident or incident_of(tree), brief="Mengajak staf.", violations=violations,
    )


def test_a_case_opens_with_its_line(tree):  # type: ignore[no-untyped-def]
    case = open_for(tree)
    assert (case.status, case.track) == ("opened", "discipline")
    assert [tier.position_id for tier in case.tiers.all()] == [
        tree.position(key).pk for key in ("kasi", "kabid", "kadis", "sekda", "ppk")
    ]
    clock = case.deadlines.get()
    assert (clock.rule, clock.basis, clock.due_on) == ("verification", "agency", date(2024, 10, 23))
    assert case.next_due == clock.due_on
    assert JournalEntry.objects.filter(chain=f"case:{case.code}", event="case.opened").count() == 1
    assert case.allegations.get().level == "berat"


def test_subjects_of_one_event_are_walled_from_each_other(tree):  # type: ignore[no-untyped-def]
    event = incident_of(tree)
    head, member = open_for(tree, "kasi", incident=event), open_for(tree, "pelaksana", incident=event)
    assert not Case.objects.visible_to(tree.user("kasi")).filter(pk=member.pk).exists()
    first = member.tiers.get(order=1)
    assert (first.state, first.passed_reason) == (Tier.State.PASSED_OVER, CaseWall.Reason.SAME_INCIDENT)
    assert CaseWall.objects.filter(case=head, person=tree.person("pelaksana")).exists()


def test_a_village_head_goes_down_the_village_track(tree):  # type: ignore[no-untyped-def]
    head = make_person(tree.agency, PersonKind.KEPALA_DESA)
    assert open_for(tree, head).track == "village"


def test_one_case_per_person_event_and_track(tree):  # type: ignore[no-untyped-def]
    event = incident_of(tree)
    open_for(tree, incident=event)
    with pytest.raises(Refusal) as refused:
        open_for(tree, incident=event)
    assert refused.value.code == "case_exists"
