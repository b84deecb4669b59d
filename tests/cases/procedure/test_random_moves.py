"""Random moves by random people, on screen and from paper: never an illegal state.

Whatever is tried, a case goes only along the table, every change of status has its act, nobody
who is walled off sees or does anything, and a refusal changes nothing.
"""

from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from cases import transitions
from cases.actions.examination import is_served
from cases.models import Case, Tier
from neutrality.errors import Refusal
from tests.cases.procedure.world import World

PEOPLE = ["desk", "kasi", "kabid", "kadis", "sekda", "ppk", "kabid_disiplin", "auditor", "pelaksana", "kadis_lain"]
OURS = ["clarify", "record_clarification", "assign", "reassign", "form_team", "summon", "withdraw_summons", "reschedule",
        "record_absence", "summon_again", "examine", "record_minutes", "submit_report", "return_report", "escalate",
        "propose_to_president", "discontinue", "forward", "serve_letter", "next_day"]  # fmt: skip
STEP = st.tuples(st.sampled_from(OURS), st.sampled_from(PEOPLE), st.booleans())
# A walk that gets somewhere: the usual next step more often than a random one.
WALK = st.lists(st.one_of(STEP, st.just(("usual", "right", True))), min_size=4, max_size=16)


class Discard(Exception):
    """Ends the transaction of one example."""


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(violation=st.sampled_from(["PP94-N-02", "PP94-N-06"]), walk=WALK)
def test_no_illegal_state_is_ever_reached(ready: World, violation: str, walk: list[tuple[str, str, bool]]) -> None:
    with pytest.raises(Discard), transaction.atomic():
        ready.on(date(2024, 10, 7))
        case = ready.case("pelaksana", violation)
        for step in walk:
            _try(ready, case, step)
        raise Discard


@pytest.fixture
def ready(world: World) -> World:
    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    for key in PEOPLE[1:]:
        world.user(key)
    return world


def _try(world: World, case: Case, step: tuple[str, str, bool]) -> None:
    move, who, paper = step
    case.refresh_from_db()
    before, moves, letters = case.status, case.moves.count(), _letters(case)
    if move == "next_day":
        world.on(date.fromisoformat(world.settings.TODAY) + timedelta(days=4))
        return
    if move == "serve_letter":
        _serve(world, case)
        return
    if move == "usual":
        move, who = _usual(case)
    try:
        with transaction.atomic():
            _act(world, case, move, who, paper)
    except Refusal:
        case.refresh_from_db()
        assert (case.status, case.moves.count(), _letters(case)) == (before, moves, letters)
        return
    _check(world, case, before, moves)


def _act(world: World, case: Case, move: str, who: str, paper: bool) -> None:
    if who == "desk" or not paper:
        world.do(case, move, who)
    else:
        world.for_official(case, move, who)


def _usual(case: Case) -> tuple[str, str]:
    from cases.waiting import next_move

    row = next_move(case)
    if case.status == "assigned" and not case.team.exists() and case.allegations.filter(level="berat").exists():
        return "form_team", "ppk"
    examiner = "kabid_disiplin" if case.team.exists() else "kasi"
    if row is None or row.code not in OURS:
        return "escalate", examiner
    return row.code, "desk" if row.who == "desk" else examiner


def _serve(world: World, case: Case) -> None:
    try:
        with transaction.atomic():
            if case.summonses.filter(state="draft").exists():
                world.serve(case)
    except Refusal:
        pass


def _letters(case: Case) -> int:
    from neutrality.documents.models import OfficialDocument

    return OfficialDocument.objects.filter(owner_code=case.code).count()


def _check(world: World, case: Case, before: str, moves: int) -> None:
    case.refresh_from_db()
    last = case.moves.last()
    assert last is not None
    assert case.moves.count() == moves + 1
    assert (last.from_status, last.to_status) == (before, case.status)
    assert transitions.find(case.track, last.move, before) is not None
    assert case.tiers.filter(state=Tier.State.HOLDING).count() <= 1
    assert last.acted_by is None or last.acted_by.person_id != case.person_id
    _lawful(case, last.move)
    assert not Case.objects.visible_to(world.user("pelaksana")).filter(pk=case.pk).exists()
    assert not Case.objects.visible_to(world.user("kadis_lain")).filter(pk=case.pk).exists()


def _lawful(case: Case, move: str) -> None:
    """What no road may lead around (law/discipline.md, section 7)."""
    heavy = case.allegations.filter(level="berat").exists()
    if move == "summon" and heavy:
        assert case.team.exists()
    if move in ("record_absence", "examine"):
        row: Any = case.summonses.filter(state="served").last()
        assert row is not None
        assert is_served(row)
    if move == "submit_report" and not case.minutes.filter(kind="bap").exists():
        assert {row.ordinal for row in case.summonses.filter(attended=False)} == {1, 2}
