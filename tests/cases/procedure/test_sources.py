"""Every move is tried from every status that it starts from, and is refused by name from every other."""

from collections import deque
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from cases import transitions
from cases.actions import chain
from cases.actions.moves import available_moves
from cases.models import Case, CaseMove
from neutrality.errors import Refusal
from tests.cases.procedure.world import World, scan

TRACKS = ("discipline", "ethics", "village")  # the others share the rows of one of these
# A file put into its status by hand misses papers; what it may never hear is that the act is not possible from there.
NEVER = {"wrong_status", "not_found", "not_yours", "changed_meanwhile"}


class Discard(Exception):
    """Ends the transaction of one try."""


def ways(track: str) -> dict[str, list[tuple[str, str, str]]]:
    """The shortest way to every status, as ``(move, from, to)``."""
    found: dict[str, list[tuple[str, str, str]]] = {transitions.FIRST_STATUS: []}
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for move in transitions.moves_from(track, here):
            if move.target not in found:
                found[move.target] = [*found[here], (move.code, here, move.target)]
                waiting.append(move.target)
    return found


def standing(world: World, track: str, status: str) -> Case:
    incident = world.incident()
    case = Case.objects.create(
        agency=world.agency, code=f"KS-24-{Case.objects.count():04}X", incident=incident, track=track,
        person=world.tree.person("pelaksana"), brief="Ringkasan.", unit=world.tree.unit("seksi"),
        unit_path=world.tree.unit("seksi").path, opened_on=date(2024, 10, 7),
    )  # fmt: skip
    case.allegations.create(violation="PP94-N-02", event_date=incident.occurred_from, level="sedang")
    chain.build(case, date(2024, 10, 7))
    if status in transitions.LINE_ACTS:
        chain.give_to(case, case.tiers.get(position=world.tree.position("kasi")), case.opened_on)
    for move, before, after in ways(track)[status]:
        CaseMove.objects.create(
            case=case, move=move, from_status=before, to_status=after, acted_by_label="Pejabat",
            acted_on=case.opened_on, recorded_by=world.desk,
        )  # fmt: skip
        case.status = after
        case.save(update_fields=["status"])
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("track", TRACKS)
def test_each_move_from_each_of_its_statuses(world: World, track: str) -> None:
    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    tried = 0
    # What follows a decision rests on it, and has its own paths (tests/sanctions).
    undecided = {status for status, way in ways(track).items() if "decide" not in {move for move, *_ends in way}}
    for status in sorted(undecided - set(transitions.OFF_THE_DESK)):
        case = standing(world, track, status)
        rows = transitions.moves_from(track, status)
        assert [one.move for one in available_moves(case, world.desk)] == rows
        for move in rows:
            tried += _try(world, case, move)
        for code in {row.code for row in transitions.TRACKS[track]} - {row.code for row in rows}:
            with pytest.raises(Refusal) as refused:
                world.do(case, code, data=1)
            assert refused.value.code == "wrong_status", (status, code)
            assert str(dict(transitions.STATUS_LABELS)[status]) in str(refused.value)
    assert tried > (40 if track == "discipline" else 3)


def _try(world: World, case: Case, move: transitions.Move) -> int:
    try:
        given: dict[str, Any] = world.input(case, move.code)
    except KeyError:
        return 0  # acts of the decision have their own paths (tests/sanctions)
    who = {"superior": "kasi", "examiner": "kasi", "reviewer": "kasi", "decider": "kasi", "ppk": "ppk"}.get(move.who)
    try:
        with transaction.atomic():
            act: dict[str, Any] = {} if who is None else {"acted_by": world.code(who), "scan": scan()}
            moved = world.do(case, move.code, **act, **given)
            assert moved.status == move.target
            raise Discard
    except Discard:
        pass
    except Refusal as refusal:
        assert refusal.code not in NEVER, (case.track, case.status, move.code, refusal.code, str(refusal))
    return 1
