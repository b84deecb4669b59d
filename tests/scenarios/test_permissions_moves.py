"""Every move of every track, from the first status that it starts from, tried by every role and every tier."""

from collections import deque
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import transitions
from cases.actions import chain
from cases.models import Case, CaseAccess, CaseMove
from cases.transitions import Move
from tests.cases.procedure.world import scan
from tests.scenarios.permissions.city import City
from tests.scenarios.permissions.moves import RIGHTS, rights_of
from tests.scenarios.permissions.people import PEOPLE, who
from tests.scenarios.permissions.trying import Answer

pytestmark = pytest.mark.xdist_group("moves")

MAY_NOT = {"not_yours", "not_competent", "not_found"}
TRACKS = ("discipline", "ethics", "village")  # the others share the rows of one of these


def test_every_capacity_of_the_moves_is_decided() -> None:
    assert {move.who for rows in transitions.TRACKS.values() for move in rows} == set(RIGHTS)
    assert {id(rows) for rows in transitions.TRACKS.values()} == {id(transitions.TRACKS[track]) for track in TRACKS}


@pytest.mark.parametrize("track", TRACKS)
def test_who_makes_each_move(city: City, track: str) -> None:
    wrong = []
    for status in sorted(ways(track)):
        begins = [move for move in transitions.moves_from(track, status) if move.sources[0] == status]
        case = standing(city, track, status) if begins else None
        for move in begins:
            assert case is not None
            for key in PEOPLE:
                wrong += tried(city, case, move, key)
    assert not wrong, "\n".join(sorted(wrong))


def tried(city: City, case: Case, move: Move, key: str) -> list[str]:
    path, right = f"/api/v1/cases/{case.code}/moves/{move.code}/", rights_of(case.track)[move.who]
    finished = move.sources[0] in transitions.OFF_THE_DESK
    may = key in who("registrar" if finished else right.screen)
    found = verdict(f"{case.track} {case.status} → {move.code}: {key}", city.knock(key, "post", path), may)
    official = {"ppk": "ppk"}.get(move.who, "kadis")
    body = {"acted_by": city.world.code(official), "scan": SimpleUploadedFile("kertas.png", scan(), "image/png")}
    if right.paper != "-" and key in who("case") - who(right.screen):  # for everybody else the case is absent as above
        answer = city.knock(key, "post", path, body)
        found += verdict(f"{case.track} {case.status} → {move.code} on paper: {key}", answer, key in who(right.paper))
    return found


def verdict(what: str, answer: Answer, may: bool) -> list[str]:
    """``may``: nothing in the answer says that it is not this person's to do."""
    refused = answer.refused or answer.code in MAY_NOT
    # A case put into a status by hand has none of the papers that the act rests on: whoever comes so far was let in.
    if refused and answer.written:
        return [f"{what}: refused, and yet leaves {sorted(answer.written)}"]
    if refused == may:
        return [f"{what}: {'refused' if may else 'let through'} ({answer.status} {answer.code})"]
    return []


# --- a case that stands where the move begins ------------------------------------------------


def standing(city: City, track: str, status: str) -> Case:
    """A case of the track in the status, held by ``holder``; acts are written down, their letters are not."""
    world = city.world
    if track == "discipline":
        case = world.case("pelaksana", "PP94-N-02")
    else:
        incident = world.incident()
        case = Case.objects.create(
            agency=world.agency, code=f"KS-24-{Case.objects.count():04}X", incident=incident, track=track,
            person=world.tree.person("pelaksana"), brief="Ringkasan.", unit=world.tree.unit("seksi"),
            unit_path=world.tree.unit("seksi").path, opened_on=date(2024, 10, 7),
        )  # fmt: skip
        chain.build(case, date(2024, 10, 7))
    for key in ("kabid", "walled_desk"):
        who_is = world.tree.person("kabid") if key == "kabid" else city.user(key)
        chain.declare_conflict(case=case, person=who_is, actor=world.desk)
    reach(city, case)
    for move, before, after in ways(track)[status]:
        CaseMove.objects.create(
            case=case, move=move, from_status=before, to_status=after, acted_by_label="Pejabat",
            acted_on=case.opened_on, recorded_by=world.desk,
        )  # fmt: skip
        case.status = after
        case.save(update_fields=["status"])
    return Case.objects.get(pk=case.pk)


def reach(city: City, case: Case) -> None:
    for key in ("kasi", "kadis"):
        chain.acted(case, "memeriksa", case.opened_on)
        chain.give_to(case, case.tiers.get(position=city.world.tree.position(key)), case.opened_on)
    for key in ("examiner", "desk_head"):
        CaseAccess.objects.create(
            case=case, capacity=CaseAccess.Capacity.EXAMINER, person=city.user(key).person, since=case.opened_on
        )


def ways(track: str) -> dict[str, list[tuple[str, str, str]]]:
    """The shortest way from the first status to every other, as ``(move, from, to)``."""
    found: dict[str, list[tuple[str, str, str]]] = {transitions.FIRST_STATUS: []}
    waiting = deque(found)
    while waiting:
        here = waiting.popleft()
        for move in transitions.moves_from(track, here):
            if move.target not in found:
                found[move.target] = [*found[here], (move.code, here, move.target)]
                waiting.append(move.target)
    return found
