"""From rows to people: understand each row, and check the rows against each other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from neutrality.organization.importer import cells
from neutrality.organization.importer.reader import Sheet
from neutrality.organization.models import Capacity, PositionLevel
from neutrality.organization.names import plain, proper_case, proper_title, split_titles


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell. ``column`` is a header of the contract."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return _("Baris %(row)s, kolom %(column)s: %(message)s") % {
            "row": self.row, "column": self.column, "message": self.message,
        }  # fmt: skip


@dataclass
class Post:
    """One office as the file tells it."""

    row: int
    unit: tuple[str, ...]
    name: str
    level: str
    grade: str
    echelon: str
    is_head: bool
    job_class: int | None
    capacity: str
    starts_on: date | None

    @property
    def place(self) -> tuple[str, ...]:
        return tuple(plain(part) for part in self.unit)

    @property
    def key(self) -> tuple[Any, ...]:
        """Same post in the same unit."""
        return self.place, plain(self.name), self.level, self.grade


@dataclass
class Entry:
    """One employee of the file, from one or several rows."""

    row: int
    nip: str
    name: str
    title_front: str
    title_back: str
    kind: str
    golongan: str
    standing: str
    email: str
    retires_on: date | None
    superior_nip: str
    posts: list[Post] = field(default_factory=list)


def understand(sheet: Sheet) -> tuple[list[Entry], list[Problem]]:
    """Employees in the order of the file, and every problem found; a row with one yields nobody."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, raw in sheet.rows:
        reading = _Reading(number, raw)
        entry = reading.entry()
        problems += reading.problems
        if entry is None:
            continue
        known = entries.setdefault(entry.nip, entry)
        if known is not entry:
            problems += _join(known, entry)
    return list(entries.values()), sorted(problems, key=lambda problem: (problem.row, problem.column))


class _Reading:
    """Reads one row and collects what is wrong with it."""

    def __init__(self, number: int, raw: dict[str, Any]) -> None:
        self.number, self.raw = number, raw
        self.problems: list[Problem] = []

    def _cell(self, column: str, understand: Callable[[Any], Any], default: Any = None) -> Any:
        try:
            return understand(self.raw.get(column))
        except ValueError as wrong:
            self.problems.append(Problem(self.number, column, str(wrong)))
            return default

    def _name(self) -> tuple[str, str, str]:
        front, name, back = split_titles(self._cell("NAMA", cells.text))
        if not name:
            self.problems.append(Problem(self.number, "NAMA", _("Nama kosong.")))
        front = self._cell("GELAR_DEPAN", cells.text) or front
        back = self._cell("GELAR_BELAKANG", cells.text) or back
        for column, value, most in (("NAMA", name, 200), ("GELAR_DEPAN", front, 50), ("GELAR_BELAKANG", back, 80)):
            if len(value) > most:
                self.problems.append(Problem(self.number, column, _("Paling panjang %(most)s huruf.") % {"most": most}))
        return front, proper_case(name), back

    def entry(self) -> Entry | None:
        front, name, back = self._name()
        entry = Entry(
            row=self.number,
            nip=self._cell("NIP", cells.nip, ""),
            name=name,
            title_front=front,
            title_back=back,
            kind=self._cell("JENIS", cells.kind, ""),
            golongan=self._cell("GOLONGAN", cells.golongan, ""),
            standing=self._cell("KEDUDUKAN_HUKUM", cells.standing, ""),
            email=self._cell("EMAIL", cells.email, ""),
            retires_on=self._cell("TANGGAL_PENSIUN", cells.day),
            superior_nip=self._cell("ATASAN_NIP", lambda cell: cells.nip(cell) if cells.text(cell) else "", ""),
        )
        entry.posts = self._posts()
        return None if self.problems else entry

    def _posts(self) -> list[Post]:
        name = self._cell("JABATAN", cells.text)
        level = self._cell("JENIS_JABATAN", cells.level, "")
        if not name:
            self.problems.append(Problem(self.number, "JABATAN", _("Jabatan kosong.")))
        duty = self._cell("TUGAS_TAMBAHAN", cells.text)
        is_head = self._cell("KEPALA_UNIT", cells.yes, False)
        post = Post(
            row=self.number,
            unit=self._cell("UNIT_KERJA", cells.unit_path, ()),
            name=proper_title(name),
            level=level,
            grade=self._cell("JENJANG", cells.grade, "") if level == PositionLevel.FUNGSIONAL else "",
            echelon=self._cell("ESELON", cells.echelon, ""),
            is_head=is_head and not duty,
            job_class=self._cell("KELAS_JABATAN", cells.small_number),
            capacity=self._cell("STATUS_JABATAN", cells.capacity, Capacity.DEFINITIVE.value),
            starts_on=self._cell("TMT_JABATAN", cells.day),
        )
        if not duty:
            return [post]
        leads = is_head or plain(duty).startswith("KEPALA")
        extra = Post(**{**post.__dict__, "name": _duty_name(duty, post.unit), "is_head": leads, "echelon": ""})
        return [post, extra]


def _duty_name(duty: str, unit: tuple[str, ...]) -> str:
    """``Kepala Sekolah`` of SMP Negeri 97 is the post ``Kepala SMP Negeri 97``."""
    if plain(duty) in ("KEPALA SEKOLAH", "KEPALA PUSKESMAS", "KEPALA UPT", "KEPALA") and unit:
        return f"Kepala {unit[-1]}"
    return duty


def _join(known: Entry, more: Entry) -> list[Problem]:
    """A second row of one NIP may only add a further office in another capacity."""
    held = {post.capacity for post in known.posts}
    if any(post.capacity in held for post in more.posts):
        sentence = _("NIP ini sudah ada di baris %(row)s.") % {"row": known.row}
        return [Problem(more.row, "NIP", sentence)]
    known.posts += more.posts
    return []
