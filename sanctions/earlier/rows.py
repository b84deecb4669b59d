"""From a file of earlier sanctions to values. Each problem names its row and column; nothing is guessed.

Columns: ``NIP HUKUMAN PASAL NOMOR TANGGAL KEADAAN`` are required; ``DITERIMA BERLAKU MULAI BERAKHIR NETRALITAS SUMBER``
and ``TINGKAT`` may follow. ``HUKUMAN`` is a code or title of the law catalogue; one of the time before PP 94/2021 that
the catalogue does not have is kept in its own words with its ``TINGKAT``, and no rule compares it. ``PASAL`` stays as
the old decision words it, and is joined to a row of the catalogue only where that row's own citation is meant and was
in force.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from neutrality.errors import Refusal
from neutrality.law.catalogue import load
from neutrality.organization.importer import cells
from neutrality.organization.importer.columns import key
from neutrality.organization.importer.reader import read_table
from neutrality.organization.importer.rows import Problem
from neutrality.organization.names import plain
from sanctions.models import RegisterEntry

REQUIRED = ("NIP", "HUKUMAN", "PASAL", "NOMOR", "TANGGAL", "KEADAAN")
COLUMNS = (*REQUIRED, "DITERIMA", "BERLAKU", "MULAI", "BERAKHIR", "NETRALITAS", "SUMBER", "TINGKAT")
MAX_ROWS = 20_000
_ALSO = {
    "NIPBARU": "NIP", "KODEHUKUMAN": "HUKUMAN", "JENISHUKUMAN": "HUKUMAN", "HUKUMANDISIPLIN": "HUKUMAN",
    "PASALYANGDILANGGAR": "PASAL", "PELANGGARAN": "PASAL", "NOMORSK": "NOMOR", "NOSK": "NOMOR", "NOMORKEPUTUSAN": "NOMOR",
    "TANGGALSK": "TANGGAL", "TGLSK": "TANGGAL", "TANGGALKEPUTUSAN": "TANGGAL", "STATUS": "KEADAAN",
    "TINGKATHUKUMAN": "TINGKAT", "TINGKATHUKUMANDISIPLIN": "TINGKAT",
    "TMTHUKUMAN": "MULAI", "TANGGALMULAI": "MULAI", "TANGGALBERAKHIR": "BERAKHIR", "TANGGALDITERIMA": "DITERIMA",
}  # fmt: skip
_KNOWN = {key(name): name for name in COLUMNS} | _ALSO
S = RegisterEntry.State
_STATES = {
    "BERLAKU": S.IN_FORCE, "DIJALANI": S.SERVING, "SEDANG DIJALANI": S.SERVING, "MENJALANI": S.SERVING,
    "SELESAI": S.ENDED, "BERAKHIR": S.ENDED, "DIBATALKAN": S.ANNULLED, "BATAL": S.ANNULLED,
}  # fmt: skip


@dataclass
class Row:
    """One earlier sanction as the file tells it."""

    row: int
    nip: str
    sanction: str
    article: str
    violations: list[str]
    number: str
    decided_on: date
    state: str
    received_on: date | None = None
    in_force_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    about_neutrality: bool | None = None
    source: str = ""
    words: str = ""
    level: str = ""

    @property
    def identity(self) -> tuple[str, str, date]:
        return self.nip, self.number, self.decided_on


@dataclass
class File:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    read: int = 0


def understand(name: str, content: bytes, on: date) -> File:
    """Refuses a file that is no table or lacks a column; every other mistake is a problem with its cell."""
    table = read_table(name, content, lambda row: len(_mapped(row)))
    best = max(range(min(len(table), 20)), key=lambda at: len(_mapped(table[at])), default=None)
    mapped = _mapped(table[best]) if best is not None else {}
    missing = [column for column in REQUIRED if column not in mapped.values()]
    if best is None or missing:
        sentence = _("Kolom ini tidak ditemukan: %(columns)s.") % {"columns": ", ".join(missing)}
        raise Refusal("columns_missing", sentence, fields={"file": [sentence]}, status=400)
    if len(table) - best > MAX_ROWS:
        sentence = _("Berkas memuat lebih dari %(count)s baris.") % {"count": MAX_ROWS}
        raise Refusal("too_large", sentence, fields={"file": [sentence]}, status=400)
    found = File()
    for header in (str(cell) for at, cell in enumerate(table[best]) if cell and at not in mapped):
        found.notices.append(_("Kolom %(column)s dibiarkan: tidak dikenal.") % {"column": header[:80]})
    for index in range(best + 1, len(table)):
        raw = {column: table[index][at] for at, column in mapped.items() if at < len(table[index])}
        if any(cells.text(value) for value in raw.values()):
            found.read += 1
            _read(found, index + 1, raw, on)
    _twice(found)
    return found


def _mapped(headers: list[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, header in enumerate(headers):
        column = _KNOWN.get(key(header))
        if column and column not in found.values():
            found[index] = column
    return found


def _read(found: File, number: int, raw: dict[str, Any], on: date) -> None:
    problems: list[Problem] = []

    def cell(column: str, meaning: Callable[[Any], Any], default: Any = None) -> Any:
        try:
            return meaning(raw.get(column))
        except ValueError as wrong:
            problems.append(Problem(number, column, str(wrong)))
            return default

    decided_on = cell("TANGGAL", _past(on), on)
    words, level = "", ""
    if _only_in_words(raw, decided_on):
        words, level, code = cell("HUKUMAN", _within(200), ""), cell("TINGKAT", _level, ""), ""
    else:
        code = cell("HUKUMAN", sanction, "")
    row = Row(
        row=number, nip=cell("NIP", cells.nip, ""), sanction=code, words=words, level=level,
        article=cell("PASAL", _within(200), ""), violations=[], number=cell("NOMOR", _within(120), ""),
        decided_on=decided_on, state=cell("KEADAAN", _state, ""), received_on=cell("DITERIMA", cells.day),
        in_force_on=cell("BERLAKU", cells.day), starts_on=cell("MULAI", cells.day), ends_on=cell("BERAKHIR", cells.day),
        about_neutrality=cell("NETRALITAS", lambda value: cells.yes(value) if cells.text(value) else None),
        source=cells.text(raw.get("SUMBER"))[:100],
    )  # fmt: skip
    if row.state in (S.IN_FORCE, S.SERVING) and row.ends_on is not None and row.ends_on < on:
        problems.append(Problem(number, "KEADAAN", _("Hukuman ini sudah berakhir. Tulis Selesai.")))
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        problems.append(Problem(number, "BERAKHIR", _("Tanggal akhir mendahului tanggal mulai.")))
    if problems:
        found.problems += problems
        return
    row.violations = violations_of(row.article, row.decided_on)
    if row.about_neutrality is None and row.violations:
        row.about_neutrality = any(one.startswith(("P94-5N", "PP94-N-")) for one in row.violations)
    found.rows.append(row)


def _within(most: int) -> Callable[[Any], str]:
    def meaning(value: Any) -> str:
        words = cells.text(value)
        if not words:
            raise ValueError(_("Sel ini kosong."))
        if len(words) > most:
            raise ValueError(_("Paling panjang %(most)s huruf.") % {"most": most})
        return words

    return meaning


def _past(on: date) -> Callable[[Any], date]:
    def meaning(value: Any) -> date:
        day = cells.day(value)
        if day is None:
            raise ValueError(_("Tanggal keputusan kosong."))
        if day > on:
            raise ValueError(_("Tanggal keputusan belum tiba."))
        return day

    return meaning


def _state(value: Any) -> str:
    found = _STATES.get(plain(cells.text(value)))
    if found is None:
        known = "Berlaku, Dijalani, Selesai, Dibatalkan"
        raise ValueError(
            _("%(text)s tidak dikenal. Pilihannya: %(known)s.") % {"text": cells.text(value) or "–", "known": known}
        )
    return str(found.value)


def _only_in_words(raw: dict[str, Any], decided_on: date) -> bool:
    """A sanction of the time before PP 94/2021 whose level the file tells and that the catalogue does not have."""
    if not cells.text(raw.get("TINGKAT")) or load().statutes["PP-94-2021"].in_force(decided_on):
        return False
    try:
        sanction(raw.get("HUKUMAN"))
    except ValueError:
        return bool(cells.text(raw.get("HUKUMAN")))
    return False


def _level(value: Any) -> str:
    words = plain(cells.text(value)).casefold()
    if words not in RegisterEntry.Level.values:
        raise ValueError(
            _("%(text)s tidak dikenal. Pilihannya: %(known)s.")
            % {"text": cells.text(value), "known": ", ".join(map(str, RegisterEntry.Level.labels))}
        )
    return words


def sanction(value: Any) -> str:
    """A code of the catalogue, or the title that only one of its sanctions has."""
    words, sanctions = cells.text(value), load().sanctions
    code = next((one for one in sanctions if one.casefold() == words.casefold()), None)
    if code is not None:
        return code
    titled = [one for one, row in sanctions.items() if _bare(str(row.title["id"])) == _bare(words)]
    if words and len(titled) == 1:
        return titled[0]
    raise ValueError(
        _(
            "%(text)s tidak dikenal. Pilihannya: %(known)s. Untuk hukuman dari sebelum PP 94/2021, isi kolom TINGKAT:"
            " Ringan, Sedang, atau Berat."
        )
        % {"text": words or "–", "known": ", ".join(sanctions)}
    )


def _bare(title: str) -> str:
    """A title without what stands in brackets: ``… selama 1 tahun (masa peralihan)``."""
    return plain(re.sub(r"\([^)]*\)", " ", title))


def violations_of(article: str, decided_on: date) -> list[str]:
    """Ids of the catalogue that the text names, by id or by the row's own citation, in force when it was decided."""
    catalogue = load()
    if catalogue.has_violation(article.upper()):
        return [article.upper()]
    wanted = _plain_citation(article)
    return [
        row.id
        for row in catalogue.prohibitions.values()
        if row.data.get("citation") and _plain_citation(row.data["citation"]) == wanted and row.in_force(decided_on)
    ]


def _plain_citation(text: str) -> str:
    """``PP Nomor 94 Tahun 2021 Pasal 5 huruf n angka 6`` and ``PP 94/2021 Pasal 5 huruf n angka 6`` are one."""
    return " ".join(re.sub(r"\b(NOMOR|NO|TAHUN)\b", " ", plain(text.replace("/", " "))).split())


def _twice(found: File) -> None:
    first: dict[Any, int] = {}
    for row in found.rows:
        earlier = first.setdefault(row.identity, row.row)
        if earlier != row.row:
            sentence = _("Keputusan ini sudah ada di baris %(row)s.") % {"row": earlier}
            found.problems.append(Problem(row.row, "NOMOR", sentence))
