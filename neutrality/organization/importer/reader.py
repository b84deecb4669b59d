"""From a file to cells: XLSX and CSV as SIASN and SIMPEG give them. Nothing is understood here yet."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from neutrality.errors import Refusal
from neutrality.organization.importer.columns import NOT_KEPT, REQUIRED, map_headers, unknown_headers
from neutrality.organization.names import plain

MAX_ROWS = 200_000
MAX_SHEETS = 20
_LOOK_FOR_HEADERS = 20  # exports put a title and a date above the headers
_SKIPPED_SHOWN = 15


@dataclass
class Sheet:
    """``rows`` are (row number as the spreadsheet counts, {column: cell}); empty rows are gone."""

    rows: list[tuple[int, dict[str, Any]]]
    columns: list[str]
    notices: list[str] = field(default_factory=list)


def read(name: str, content: bytes, saved: Mapping[str, str] | None = None) -> Sheet:
    """Refuses a file that is no table, or one without the columns that are needed (``columns_missing``)."""
    return _sheet(read_table(name, content, lambda row: len(map_headers(row, saved))), saved)


def headers_of(name: str, content: bytes) -> list[str]:
    """The row that looks most like headers: for a person to say which column is which."""
    table = read_table(name, content, lambda row: len(map_headers(row)))[:_LOOK_FOR_HEADERS]
    best = max(table, key=lambda row: (len(map_headers(row)), sum(1 for cell in row if cell)), default=[])
    return [str(cell) for cell in best if cell]


Known = Callable[[list[Any]], int]


def read_table(name: str, content: bytes, known: Known) -> list[list[Any]]:
    """Cells by rows. ``known`` tells how many headers a row holds: of several sheets the one with most is read."""
    kind = Path(name).suffix.lower()
    if kind in (".xlsx", ".xlsm", ".xls", ".ods"):
        return _spreadsheet(content, known)
    if kind in (".csv", ".txt", ".tsv"):
        return _csv(content)
    raise _unreadable(_("Pakai berkas XLSX atau CSV."))


def _unreadable(sentence: str) -> Refusal:
    return Refusal("unreadable_file", sentence, fields={"file": [sentence]}, status=400)


def _spreadsheet(content: bytes, known: Known) -> list[list[Any]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(_with_headers(book, known))
        table = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError, OSError) as broken:
        raise _unreadable(_("Berkas tidak terbaca sebagai lembar kerja. Simpan ulang sebagai XLSX.")) from broken
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        _fill(table, top, left, bottom)
    return table


def _with_headers(book: CalamineWorkbook, known: Known) -> int:
    """Which sheet holds the table: exports put a cover or instructions in front. The first where none fits."""

    def best(index: int) -> int:
        head = book.get_sheet_by_index(index).to_python(skip_empty_area=False, nrows=_LOOK_FOR_HEADERS)
        return max((known(row) for row in head), default=0)

    count = min(len(book.sheet_names), MAX_SHEETS)
    return max(range(count), key=lambda index: (best(index), -index)) if count > 1 else 0


def _fill(table: list[list[Any]], top: int, left: int, bottom: int) -> None:
    """Only the first cell of a merged range carries its value; those below mean the same.

    Not those beside it: a range across columns is a title or a caption.
    """
    if top >= len(table) or left >= len(table[top]):
        return
    for row in table[top + 1 : bottom + 1]:
        if left < len(row):
            row[left] = table[top][left]


def _csv(content: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _unreadable(_("Berkas CSV tidak terbaca. Simpan ulang sebagai CSV UTF-8."))
    if "\x00" in text:
        raise _unreadable(_("Berkas ini bukan CSV."))
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as broken:
        raise _unreadable(_("Berkas CSV rusak: sebuah sel terlalu panjang atau tanda kutip tidak ditutup.")) from broken


def _sheet(table: list[list[Any]], saved: Mapping[str, str] | None) -> Sheet:
    if len(table) > MAX_ROWS:
        raise _unreadable(
            _("Berkas memuat lebih dari %(count)s baris. Bagi menurut perangkat daerah.") % {"count": MAX_ROWS}
        )
    best = max(
        range(min(len(table), _LOOK_FOR_HEADERS)), key=lambda at: len(map_headers(table[at], saved)), default=None
    )
    mapped = map_headers(table[best], saved) if best is not None else {}
    missing = [column for column in REQUIRED if column not in mapped.values()]
    if best is None:
        raise _unreadable(_("Berkas ini kosong."))
    if missing:
        sentence = _("Kolom ini tidak ditemukan: %(columns)s.") % {"columns": ", ".join(missing)}
        raise Refusal("columns_missing", sentence, fields={"file": [sentence]}, status=400)
    notices = [
        _("Kolom %(column)s dibiarkan: tidak dikenal.") % {"column": header}
        for header in unknown_headers(table[best], mapped)
    ]
    notices += [
        _("Kolom %(column)s tidak disimpan: tidak diperlukan.") % {"column": column}
        for column in NOT_KEPT
        if column in mapped.values()
    ]
    rows, skipped = _rows(table, best, mapped, saved)
    if skipped:
        shown = ", ".join(str(number) for number in skipped[:_SKIPPED_SHOWN])
        more = " …" if len(skipped) > _SKIPPED_SHOWN else ""
        notices.append(_("Baris tanpa pegawai dilewati: %(rows)s.") % {"rows": shown + more})
    return Sheet(rows, sorted(mapped.values()), notices)


def _rows(
    table: list[list[Any]], header: int, mapped: Mapping[int, str], saved: Mapping[str, str] | None
) -> tuple[list[tuple[int, dict[str, Any]]], list[int]]:
    """Rows that tell of somebody, and the numbers of those that hold something else."""
    rows: list[tuple[int, dict[str, Any]]] = []
    skipped: list[int] = []
    for index in range(header + 1, len(table)):
        line, table[index] = table[index], []  # a long file is not kept twice
        cells = {column: line[at] for at, column in mapped.items() if at < len(line) and column not in NOT_KEPT}
        if not any(_written(value) for value in cells.values()):
            continue
        if _tells_of_somebody(cells) and not _repeats_headers(line, mapped, saved):
            rows.append((index + 1, cells))
        else:
            skipped.append(index + 1)
    return rows, skipped


def _written(cell: Any) -> str:
    return str("" if cell is None else cell).strip()


def _tells_of_somebody(cells: Mapping[str, Any]) -> bool:
    """Captions, sums below and the row of column numbers tell of nobody; nor does a merged unit beside blanks."""
    nip, name, post = (_written(cells.get(column)) for column in ("NIP", "NAMA", "JABATAN"))
    if not (nip or name or post) or plain(name).startswith(("JUMLAH", "TOTAL")):
        return False
    if nip and not post and not any(sign.isdigit() for sign in nip):
        return False
    return not all(re.fullmatch(r"\(?\d{1,3}(\.0)?\)?|", _written(value)) for value in cells.values())


def _repeats_headers(line: list[Any], mapped: Mapping[int, str], saved: Mapping[str, str] | None) -> bool:
    """Printed exports repeat their headers on every page."""
    first = _written(line[min(mapped)]) if min(mapped) < len(line) else ""
    return not any(sign.isdigit() for sign in first) and len(map_headers(line, saved)) > len(mapped) // 2
