"""From a file to cells: XLSX and CSV as SIASN and SIMPEG give them. Nothing is understood here yet."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from neutrality.errors import Refusal
from neutrality.organization.importer.columns import NOT_KEPT, REQUIRED, map_headers, unknown_headers

MAX_ROWS = 200_000
_LOOK_FOR_HEADERS = 20  # exports put a title and a date above the headers


@dataclass
class Sheet:
    """``rows`` are (row number as the spreadsheet counts, {column: cell}); empty rows are gone."""

    rows: list[tuple[int, dict[str, Any]]]
    columns: list[str]
    notices: list[str] = field(default_factory=list)


def read(name: str, content: bytes, saved: Mapping[str, str] | None = None) -> Sheet:
    """Refuses a file that is no table, or one without the columns that are needed (``columns_missing``)."""
    return _sheet(_table(name, content), saved)


def headers_of(name: str, content: bytes) -> list[str]:
    """The row that looks most like headers: for a person to say which column is which."""
    table = _table(name, content)[:_LOOK_FOR_HEADERS]
    best = max(table, key=lambda row: (len(map_headers(row)), sum(1 for cell in row if cell)), default=[])
    return [str(cell) for cell in best if cell]


def _table(name: str, content: bytes) -> list[list[Any]]:
    kind = Path(name).suffix.lower()
    if kind in (".xlsx", ".xlsm", ".xls", ".ods"):
        return _spreadsheet(content)
    if kind in (".csv", ".txt", ".tsv"):
        return _csv(content)
    raise _unreadable(_("Pakai berkas XLSX atau CSV."))


def _unreadable(sentence: str) -> Refusal:
    return Refusal("unreadable_file", sentence, fields={"file": [sentence]}, status=400)


def _spreadsheet(content: bytes) -> list[list[Any]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        table = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError, OSError) as broken:
        raise _unreadable(_("Berkas tidak terbaca sebagai lembar kerja. Simpan ulang sebagai XLSX.")) from broken
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _fill(table, top, left, bottom, right)
    return table


def _fill(table: list[list[Any]], top: int, left: int, bottom: int, right: int) -> None:
    """Only the first cell of a merged range carries its value; the others mean the same."""
    if top >= len(table) or left >= len(table[top]):
        return
    value = table[top][left]
    for row in table[top : bottom + 1]:
        for index in range(left, min(right + 1, len(row))):
            row[index] = value


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
    return Sheet(list(_rows(table, best, mapped)), sorted(mapped.values()), notices)


def _rows(table: list[list[Any]], header: int, mapped: Mapping[int, str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for index in range(header + 1, len(table)):
        cells = {
            column: table[index][at]
            for at, column in mapped.items()
            if at < len(table[index]) and column not in NOT_KEPT
        }
        if any(str(value or "").strip() for value in cells.values()):
            yield index + 1, cells
