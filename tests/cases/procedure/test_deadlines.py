"""Clocks: the trace, pauses of agency clocks only, warnings that move nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from cases.actions import deadlines, pauses
from cases.actions.warnings import mark_on, warn_all
from cases.models import DeadlinePause
from neutrality.errors import Refusal
from neutrality.notifications.models import Notice
from tests.cases.procedure.world import World


def test_skipped_days_are_kept_with_the_limit(world: World) -> None:
    case = world.case()
    row = deadlines.start(case, "decision", starts_on=date(2024, 12, 20))
    assert row.due_on == date(2025, 1, 8)
    assert [one["date"] for one in row.skipped] == ["2024-12-25", "2024-12-26", "2025-01-01"]


def test_the_agency_chooses_its_own_clocks(world: World) -> None:
    world.agency.choices = {"clocks": {"verification": 3}}
    world.agency.save()
    assert world.case().deadlines.get().due_on == date(2024, 10, 10)


def test_an_agency_clock_pauses_and_a_statute_never(world: World) -> None:
    case = world.summoned()
    agency, statute = case.deadlines.get(rule="service"), case.deadlines.get(rule="D-PANGGIL-1")
    told: dict[str, Any] = {"actor": world.desk, "ground": "illness", "note": "Surat sakit", "starts_on": date(2024, 10, 8),
            "ends_on": date(2024, 10, 9)}  # fmt: skip
    pauses.pause(deadline=agency, **told)
    agency.refresh_from_db()
    assert agency.due_on == date(2024, 10, 11)
    with pytest.raises(Refusal) as refused:
        pauses.pause(deadline=statute, **told)
    assert refused.value.code == "statute_not_paused"
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlinePause.objects.create(
            deadline=statute, ground="illness", note="x", starts_on=date(2024, 10, 8), recorded_by=world.desk
        )


def test_marks(world: World) -> None:
    row = world.case().deadlines.get()  # 7 to 14 October: five working days
    found = [mark_on(row, date(2024, 10, day)) for day in (7, 8, 9, 10, 11, 14, 15)]
    assert found == [0, 0, 0, 50, 80, 100, 100]


def test_warnings_tell_holder_and_superior_once(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    holder, above, stranger = world.user("kasi"), world.user("kabid"), world.user("kadis_lain")
    Notice.objects.all().delete()
    world.on(date(2024, 10, 16))
    assert warn_all() == 1
    assert warn_all() == 0
    call_command("deadlines", "run")
    assert [one.kind for one in Notice.objects.filter(recipient=holder)] == ["late"]
    assert [one.link for one in Notice.objects.filter(recipient=above)] == ["/meja/"]
    assert not Notice.objects.filter(recipient=stranger).exists()
    case.refresh_from_db()
    assert case.holder == world.tree.position("kasi")


def test_a_missed_limit_shows_as_missed(world: World) -> None:
    case = world.case()
    world.on(date(2024, 10, 21))
    world.do(case, "assign")
    row = case.deadlines.get(rule="verification")
    assert row.met_on == date(2024, 10, 21) > row.due_on
