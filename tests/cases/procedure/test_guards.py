"""What the database refuses by itself, and what happens when two act at once."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.actions.moves import perform
from cases.models import Case, CaseMove
from neutrality.errors import Refusal
from tests.cases.procedure.world import World


def test_a_raw_update_is_refused(world: World) -> None:
    case = world.case()
    for status in ("assigned", "decided", "closed"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(status=status)


def test_a_raw_insert_past_the_beginning_is_refused(world: World) -> None:
    case = world.case()
    fields = {name: getattr(case, name) for name in ("agency", "person", "unit", "unit_path", "brief", "opened_on")}
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            code="KS-24-ZZZZ", incident=world.incident(), track="discipline", status="decided", **fields
        )


def test_an_act_that_the_table_does_not_know_opens_no_way(world: World) -> None:
    case = world.case()
    CaseMove.objects.create(
        case=case,
        move="decide",
        from_status="opened",
        to_status="decided",
        acted_by_label="x",
        acted_on=date(2024, 10, 7),
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(status="decided")


def test_person_event_and_track_of_a_case_never_change(world: World) -> None:
    case = world.case()
    for change in ({"track": "ethics"}, {"person": world.tree.person("guru")}, {"incident": world.incident()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)


def test_recorded_acts_are_not_altered(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseMove.objects.filter(case=case).update(acted_on=date(2024, 1, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseMove.objects.filter(case=case)._raw_delete("default")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_one_wins_and_the_other_learns_who(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    world = World(settings)
    case = world.case()
    actors = [world.desk, world.user("kabid_disiplin", "intake")]
    barrier, results = threading.Barrier(2), []

    def act(actor: Any) -> None:
        try:
            barrier.wait(10)
            perform(case_code=case.code, move="discontinue", actor=actor, data=world.input(case, "discontinue"))
            results.append("won")
        except Refusal as refusal:
            results.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(one,)) for one in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert results.count("won") == 1
    loser = next(one for one in results if one != "won")
    assert "berstatus “Dihentikan”" in loser
    assert "dicatat" in loser
    assert CaseMove.objects.filter(case=case).count() == 1
