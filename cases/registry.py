"""Guards and actions of moves, registered under the move's code.

``cases`` registers its own in ``cases.handlers``; ``sanctions`` registers its own in
``ready()``. The inputs of a move are a Django form, used by the page and the API alike.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from cases.transitions import Move

if TYPE_CHECKING:
    from cases.models import Case, CaseFile
    from neutrality.accounts.models import User
    from neutrality.organization.models import Appointment


@dataclass(frozen=True)
class Missing:
    """One condition of a move that does not hold yet: a stable code and a sentence."""

    code: str
    message: Any

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "message": str(self.message)}


@dataclass(frozen=True)
class Act:
    """One act in the world about to be recorded. ``data`` is the form's cleaned data."""

    case: "Case"
    move: Move
    actor: "User"  # who records
    acted_by: "Appointment | None"  # who acted, None for the subject or the system
    acted_on: date
    basis: str  # "screen" or "scan"
    scan: "CaseFile | None" = None
    data: dict[str, Any] = field(default_factory=dict)
    # A move of a file that was already running: its letters exist on paper, none is made.
    legacy: bool = False


Guard = Callable[["Case", Move, "User", date], list[Missing]]
"""Facts that must hold before the move, whoever acts; asked before any input is given."""

Apply = Callable[[Act], str]
"""Changes what belongs to the move and returns one sentence for the timeline. It may raise
``Refusal``. The caller has locked the case, and sets the status, writes the move and the
journal row afterwards in the same transaction."""


@dataclass(frozen=True)
class Handler:
    apply: Apply
    form: type[forms.Form] = forms.Form
    guard: Guard | None = None
    title: Any = ""


_handlers: dict[str, Handler] = {}


def register(code: str, handler: Handler) -> None:
    if code in _handlers and _handlers[code] is not handler:
        raise ValueError(f"The move {code} already has a handler.")
    _handlers[code] = handler


def handler_for(code: str) -> Handler:
    return _handlers[code]


def registered() -> set[str]:
    return set(_handlers)


Usual = Callable[["Sequence[Case]"], Mapping[int, str]]
_usual: dict[str, Usual] = {}


def usual_next(status: str, choose: Usual) -> None:
    """A higher room says which move usually follows in ``status``: the code by the case's pk, for many at once."""
    _usual[status] = choose


def usual_moves(cases: "Sequence[Case]") -> dict[int, str]:
    """What the higher rooms say of ``cases``; those of which they say nothing are left out."""
    found: dict[int, str] = {}
    for status, choose in _usual.items():
        rows = [case for case in cases if case.status == status]
        if rows:
            found |= choose(rows)
    return found
