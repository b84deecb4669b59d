"""Hostile bodies and addresses at the doors of a case: refused with a sentence, never an error of ours."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from cases import registry, transitions
from tests.cases.procedure.test_api import Door
from tests.cases.procedure.world import World

ODD: list[Any] = [None, "", "x" * 5000, "\x00", "a\x00b", -1, 10**30, 1.5, True, [], [1], [[]], [{}], [{"a": 1}], {}, {"a": {}},
                  "2024-13-45", "9999-12-31", "0001-01-01", "99:99", "😀", "' OR 1=1 --", [{"question": None, "answer": []}],
                  [{"appointment": {}, "element": 1, "role": None}], ["x"] * 200]  # fmt: skip


@pytest.mark.parametrize("stage", ["opened", "summoned", "reported"])
def test_odd_values_in_every_field(world: World, stage: str) -> None:
    case = {"opened": world.case, "summoned": world.summoned, "reported": world.reported}[stage]()
    door = Door(world.desk)
    before = case.moves.count()
    for move in transitions.moves_from(case.track, case.status if stage == "opened" else stage):
        fields = [*registry.handler_for(move.code).form.base_fields, "acted_by", "acted_on", "basis", "seen", "scan"]
        for index, name in enumerate(fields):
            for value in ODD[index % 4 :: 4]:  # every value meets some field of every move
                with transaction.atomic():
                    answer = door.client.post(
                        f"/api/v1/cases/{case.code}/moves/{move.code}/", json.dumps({name: value}),
                        content_type="application/json",
                    )  # fmt: skip
                    transaction.set_rollback(True)
                assert answer.status_code in (200, 400, 403, 404, 409), (move.code, name, value, answer.content)
    assert case.moves.count() == before


@pytest.mark.parametrize(
    "path",
    ["cases/%00/", "cases/KS-24-%F0%9F%98%80/", "cases/?q=%00", "cases/?cursor=x", "cases/?unit=%00", "cases/?page_size=-1",
     "cases/?overdue=maybe", "cases/?q=" + "9" * 300, "cases/?ordering=;drop"],
)  # fmt: skip
def test_odd_addresses(world: World, path: str) -> None:
    world.case()
    assert Door(world.desk).client.get(f"/api/v1/{path}").status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "path", ["?q=%00", "?after=9999-99-99_1", "?after=2024-01-01_" + "9" * 40, "?unit=%00", "%00/", "x/bukti/y/unduh/"]
)
def test_odd_page_addresses(world: World, path: str) -> None:
    world.case()
    assert Door(world.desk).client.get(f"/kasus/{path}").status_code in (200, 302, 400, 404)


def test_a_long_story_is_kept_short(world: World) -> None:
    case = world.case()
    with pytest.raises(Exception, match="perlu diperbaiki"):
        world.do(case, "discontinue", reason="not_a_breach", note="x" * 3000, acted_on=date(2024, 10, 7))
