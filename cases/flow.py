"""The table of moves as people read it: rows with their citations, and a drawing of the same.

Both are made from ``cases.transitions`` alone, so that what is printed is what the program does.
The drawing is geometry in pixels; the template writes it as SVG. Each status is a box, under it
the moves that start there, one on a line; a line runs to the rail of the status it leads to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import transitions
from cases.actions.deadlines import AGENCY_CLOCKS, clock_days
from cases.transitions import Move
from neutrality import formats
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency

WHO = {
    "desk": gettext_lazy("Meja penerima"),
    "superior": gettext_lazy("Pemegang tugas"),
    "examiner": gettext_lazy("Pemegang tugas, atau ketua Tim Pemeriksa"),
    "ppk": "PPK",
    "decider": gettext_lazy("Pejabat yang berwenang"),
    "reviewer": gettext_lazy("Pemegang tugas, atau pejabat di atasnya dalam jalur"),
    "deliverer": gettext_lazy("Pejabat yang berwenang atau yang ditunjuknya"),
    "subject": gettext_lazy("Terlapor"),
    "remedy_body": gettext_lazy("Pemutus upaya administratif"),
    "registrar": gettext_lazy("Pengelola register"),
    "system": gettext_lazy("Sistem, bila harinya tiba"),
}
# Where the paper depends on what is chosen the table names the rule, not one paper of many.
PAPER_BY_CHOICE = {
    "decide": gettext_lazy("Keputusan menurut hukuman yang dipilih"),
    "decide_remedy": gettext_lazy("Keputusan atas keberatan, atau keputusan BPASN"),
    "assign": gettext_lazy("Surat perintah kepada atasan langsung; perintah pengalihan bila ia dilewati atau lowong"),
}


@dataclass(frozen=True)
class Line:
    """One row of the table, in words. ``statute`` tells a limit of a regulation from the agency's own."""

    number: int
    code: str
    label: str
    sources: list[str]
    target: str
    who: str
    document: str
    document_code: str
    deadline: str
    deadline_basis: str
    statute: bool
    citation: str
    verified: bool


def numbered(track: str) -> list[tuple[int, list[Move]]]:
    """Rows of the table under one number; rows that differ only in the status they leave as it is are one."""
    found: list[list[Move]] = []
    for move in transitions.TRACKS[track]:
        last = found[-1][-1] if found else None
        loops = last is not None and last.sources == (last.target,) and move.sources == (move.target,)
        if loops and last is not None and last._replace(sources=(), target="") == move._replace(sources=(), target=""):
            found[-1].append(move)
        else:
            found.append([move])
    return list(enumerate(found, start=1))


def lines(track: str, agency: Agency | None) -> list[Line]:
    """Every row of the track's table, numbered as in the drawing."""
    names = {code: str(label) for code, label in transitions.STATUS_LABELS}
    return [_line(number, rows, track, names, agency) for number, rows in numbered(track)]


def _line(number: int, rows: list[Move], track: str, names: dict[str, str], agency: Agency | None) -> Line:
    move = rows[0]
    limit, basis, statute = _limit(move, agency)
    board = track == "ethics" and move.who == "examiner"
    paper = load().documents.get(move.document)
    return Line(
        number=number,
        code=move.code,
        label=str(move.label),
        sources=[names[source] for row in rows for source in row.sources],
        target=names[move.target] if len(rows) == 1 else _("Status tetap"),
        who=_("Majelis kode etik") if board else str(WHO[move.who]),
        document=str(PAPER_BY_CHOICE.get(move.code) or (paper.title if paper else "")),
        document_code="" if move.code in PAPER_BY_CHOICE else move.document,
        deadline=limit,
        deadline_basis=basis,
        statute=statute,
        citation=move.citation,
        verified=move.verified,
    )


def _limit(move: Move, agency: Agency | None) -> tuple[str, str, bool]:
    """How long the move may take, on what basis, and whether a regulation says so."""
    if not move.deadline:
        return "", "", False
    if move.deadline in AGENCY_CLOCKS:
        days = clock_days(agency, move.deadline) if agency else AGENCY_CLOCKS[move.deadline].days
        return formats.measured(days, "hari_kerja"), _("batas internal instansi"), False
    row = load().deadlines[move.deadline]
    return formats.measured(int(row.n or 0), row.day_type), str(row.article), True


# --- the drawing ------------------------------------------------------------------------

LEFT, BOX_W, BOX_H, ROW_H, GAP = 44, 236, 28, 23, 16
INDENT, RAIL, LETTER = 20, 15, 6.7  # px: labels' indent, between rails, mean width of a letter
SHEET, HEAD = 960, 200  # px of the drawing on one printed page; of the first, under the heading
MANY = 5  # a move from more statuses than this runs down the left side instead of standing under each


@dataclass
class Port:
    """A move under its status: the text stands on the line, which ends at the rail of the target."""

    text: str
    y: float
    end: float  # x where its line ends; the label's own end where it leads back to its status
    loop: bool
    verified: bool


@dataclass
class Box:
    status: str
    label: str
    y: float
    kind: str  # awal, akhir or empty
    ports: list[Port] = field(default_factory=list)
    note: str = ""

    @property
    def middle(self) -> float:
        return self.y + BOX_H / 2

    @property
    def text_y(self) -> float:
        return self.y + BOX_H / 2 + 5

    @property
    def note_y(self) -> float:
        return self.y + BOX_H + ROW_H - 6


@dataclass(frozen=True)
class Rail:
    """The line that gathers every move to one status and enters its box from the right."""

    x: float
    top: float
    bottom: float
    into: float  # y of the box that it enters
    joins: list[float]


@dataclass(frozen=True)
class Side:
    """A move from most statuses: down the left side, a dot at every status where it starts."""

    x: float
    top: float
    bottom: float
    into: float
    dots: list[float]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    left: int
    box_w: int
    box_h: int
    boxes: list[Box]
    rails: list[Rail]
    sides: list[Side]

    @property
    def sheets(self) -> list[tuple[int, int]]:
        """Top and height of the pieces that fit a page when printed, cut between boxes."""
        cuts = [0]
        for box, following in zip(self.boxes, [*self.boxes[1:], None], strict=True):
            end = following.y - GAP / 2 if following else self.height
            room = SHEET - (HEAD if cuts[-1] == 0 else 0)
            if end - cuts[-1] > room and box.y - GAP / 2 > cuts[-1]:
                cuts.append(int(box.y - GAP / 2))
        return [(top, bottom - top) for top, bottom in zip(cuts, [*cuts[1:], self.height], strict=True)]

    @property
    def box_right(self) -> int:
        return self.left + self.box_w

    @property
    def stem(self) -> int:
        return self.left + 10

    @property
    def label_x(self) -> int:
        return self.left + INDENT


def drawing(track: str) -> Drawing:
    """Boxes in the order of the procedure from the top, with their moves and rails."""
    moves = [(number, move) for number, rows in numbered(track) for move in rows]
    aside = [(number, move) for number, move in moves if len(move.sources) > MANY]
    under = [(number, move) for number, move in moves if len(move.sources) <= MANY]
    boxes = _boxes(track, under, aside)
    places = {box.status: box for box in boxes}
    text_end = max(
        [LEFT + BOX_W, *(LEFT + INDENT + LETTER * len(port.text) for box in boxes for port in box.ports)]
    )  # fmt: skip
    rails, lanes = _rails(places, under, text_end + RAIL)
    last = boxes[-1]
    return Drawing(
        width=int(text_end + RAIL * (lanes + 1) + 8),
        height=int(last.y + BOX_H + ROW_H * (len(last.ports) + bool(last.note)) + GAP),
        left=LEFT, box_w=BOX_W, box_h=BOX_H, boxes=boxes, rails=rails,
        sides=[_side(places, move, index) for index, (_number, move) in enumerate(aside)],
    )  # fmt: skip


def _boxes(track: str, under: Sequence[tuple[int, Move]], aside: Sequence[tuple[int, Move]]) -> list[Box]:
    used = {status for move in transitions.TRACKS[track] for status in (*move.sources, move.target)}
    y, boxes = 8.0, []
    # Where a case ends stands last, whatever track it took.
    for status, label in sorted(transitions.STATUS_LABELS, key=lambda one: one[0] in transitions.FINAL):
        if status not in used:
            continue
        first, final = status == transitions.FIRST_STATUS, status in transitions.FINAL
        box = Box(status, str(label), y, "awal" if first else "akhir" if final else "")
        y += BOX_H
        for number, move in under:
            if status in move.sources:
                y += ROW_H
                box.ports.append(_port(number, move, status, y))
        for number, move in aside:
            if move.target == status:
                y += ROW_H
                box.note = f"{number} {move.label}"
        y += GAP
        boxes.append(box)
    return boxes


def _port(number: int, move: Move, status: str, y: float) -> Port:
    loop = move.target == status
    text = f"{number} {move.label}" + (" ↻" if loop else "")
    return Port(text, y, LEFT + INDENT + LETTER * len(text), loop, move.verified)


def _rails(places: dict[str, Box], moves: Sequence[tuple[int, Move]], start: float) -> tuple[list[Rail], int]:
    """One rail for each target, the short ones next to the labels; rails that do not meet share a lane."""
    joins: dict[str, list[Port]] = {}
    for number, move in moves:
        for source in move.sources:
            if source != move.target:
                port = next(one for one in places[source].ports if one.text.split(" ")[0] == str(number))
                joins.setdefault(move.target, []).append(port)
    spans = []
    for target, ports in joins.items():
        ends = [places[target].middle, *(port.y for port in ports)]
        spans.append((max(ends) - min(ends), min(ends), max(ends), target))
    lanes: list[list[tuple[float, float]]] = []
    rails = []
    for _length, top, bottom, target in sorted(spans):
        lane = next(
            (n for n, taken in enumerate(lanes) if all(bottom + 4 < a or b + 4 < top for a, b in taken)), len(lanes)
        )
        lanes[lane:] = lanes[lane:] or [[]]
        lanes[lane].append((top, bottom))
        x = start + RAIL * lane
        for port in joins[target]:
            port.end = x
        rails.append(Rail(x, top, bottom, places[target].middle, [port.y for port in joins[target]]))
    return rails, len(lanes)


def _side(places: dict[str, Box], move: Move, index: int) -> Side:
    dots = [places[source].middle for source in move.sources]
    into = places[move.target].middle
    return Side(14 + 8 * index, min(dots), max(*dots, into), into, dots)
