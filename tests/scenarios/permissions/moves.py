"""The table of permissions, by move: in the capacity that ``cases/transitions.py`` names, who acts on screen and who
records from paper, with the scan. The case stands as ``people.py`` says; a move of a tier is tried by every other tier.
"""

from typing import NamedTuple


class Right(NamedTuple):
    screen: str  # who acts, as themselves
    paper: str  # who records the act of the official, with a scan


RIGHTS: dict[str, Right] = {
    "desk": Right("desk", "-"),
    "superior": Right("holder", "desk"),
    "examiner": Right("holder", "desk"),
    # Anybody of the line whom the case has reached; which of them may impose what, the decision's own check asks.
    "decider": Right("holder acted", "desk"),
    "reviewer": Right("holder", "desk"),  # whoever passed the report on has let it go
    "ppk": Right("-", "desk"),  # not yet at the tier: the case is absent for the PPK, and arrives on paper
    "deliverer": Right("desk holder acted desk_head examiner", "desk"),  # the line, the team, and BKPSDM's officials
    "subject": Right("desk", "-"),  # an objection or appeal comes in on paper
    "remedy_body": Right("desk holder acted", "-"),  # the line that answers, or the desk from paper
    "system": Right("desk", "-"),  # the daily run, or the desk
    "registrar": Right("registrar", "-"),  # a finished file is the custodian's alone
}

# A board examines on the track of ethics; BKPSDM's officials write down what it recommends.
ETHICS = RIGHTS | {"examiner": Right("desk desk_head examiner", "-")}


def rights_of(track: str) -> dict[str, Right]:
    return ETHICS if track == "ethics" else RIGHTS
