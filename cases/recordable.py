"""Acts on paper that somebody may record: for which running cases, and the page of each act. Changes nothing.

The desk records for officials; a superior records the own act from paper. Whether an act is possible on its
day is told by its page, not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases import competence, queries, registry, transitions
from cases.models import Case
from cases.waiting import next_move
from neutrality.accounts.models import Role, User
from neutrality.organization.models import Position

SHOWN = 40
# Acts of the desk itself, and of nobody, are not recorded from somebody's paper.
_NOT_FROM_PAPER = ("desk", "system", "registrar")
_OF_A_SUPERIOR = ("superior", "examiner", "reviewer", "decider", "deliverer")


@dataclass(frozen=True)
class Recordable:
    """A case and what can be recorded in it: ``acts`` are (what, address), the usual next step first."""

    case: Case
    acts: list[tuple[str, str]]


def recordable_for(user: User, q: str = "") -> list[Recordable]:
    """By deadline; ``q`` narrows to a code, NIP or name. Constant queries."""
    mine = Q(holder_id__in=user.position_ids)
    for desk, role in competence.DESK_ROLES.items():
        if user.has_role(role):
            mine |= Q(desk=desk)
    if user.has_role(Role.REGISTRAR):
        mine |= Q(agency_id=user.agency_id)
    running = queries.filtered(user, {"q": q}).exclude(status__in=transitions.FINAL).filter(mine)
    keys = list(running.order_by(F("next_due").asc(nulls_last=True), "pk").values_list("pk", flat=True)[: SHOWN * 3])
    cases = queries.with_people(Case.objects.filter(pk__in=keys)).prefetch_related("summonses")
    placed: Mapping[int, int] = {pk: place for place, pk in enumerate(keys)}
    rows = sorted(cases, key=lambda case: placed[case.pk])
    told = registry.usual_moves(rows)
    found = [Recordable(case, _acts(case, user, next_move(case, told))) for case in rows]
    return [one for one in found if one.acts][:SHOWN]


def _acts(case: Case, user: User, usual: transitions.Move | None) -> list[tuple[str, str]]:
    base = case.get_absolute_url()
    acts = []
    if any(row.state == "draft" for row in case.summonses.all()):
        acts.append((_("Penyerahan surat panggilan"), f"{base}pemeriksaan/#penyerahan"))
    for move in sorted(transitions.moves_from(case.track, case.status), key=lambda move: move != usual):
        if not _fits(move, case, user):
            continue
        acts.append((str(move.label), f"{base}keputusan/" if move.code == "decide" else f"{base}langkah/{move.code}/"))
    return acts


def _fits(move: transitions.Move, case: Case, user: User) -> bool:
    if move.who in _NOT_FROM_PAPER and move.code != "reassign":
        return False
    if competence.may_record(case, user):
        return True
    if move.who == "ppk":
        return any(one.position.office == Position.Office.PPK for one in user.appointments_today)
    return move.who in _OF_A_SUPERIOR
