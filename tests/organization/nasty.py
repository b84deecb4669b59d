"""Exports of an agency as offices really send them: right in substance, ugly in form.

``employees`` makes the truth, ``export`` writes it as a bad day's XLSX. Everything comes from the seed.
"""

import io
import random
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import xlsxwriter

from tests.factories import fictional_nip

_FIRST = ("Contoh", "Misal", "Umpama", "Andai", "Rekaan", "Ibarat", "Seumpama", "Moh. Contoh")
_LAST = ("wati", "wan", "sari", "karya", "yani", "putra", "ningsih", "adi")
_TITLES = (("", ""), ("", "S.E."), ("Dr.", "S.H., M.H."), ("Drs.", "M.Si."), ("Hj.", "S.Pd."), ("dr.", "Sp.A"))
_FORMS = ("{:%Y-%m-%d}", "{:%d-%m-%Y}", "{:%d/%m/%Y}", "cell")
_MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"
]  # fmt: skip
HEADERS = ("No", "NIP Baru", "Nama Lengkap", "Jenis Pegawai", "Gol. Ruang", "Nama Jabatan", "Jenis Jabatan", "Jenjang",
           "Eselon", "Kepala Unit", "Unor", "TMT Jabatan", "Kelas", "Hobi")  # fmt: skip


@dataclass(frozen=True)
class Official:
    """One row of the truth."""

    nip: str
    name: str
    front: str
    back: str
    golongan: str
    job: str
    level: str
    unit: tuple[str, ...]
    since: date
    grade: str = ""
    echelon: str = ""
    head: bool = False
    job_class: str = ""


def employees(count: int, *, seed: int = 1) -> list[Official]:
    """``count`` people: dinas with bidang and seksi of eight, each with its head."""
    dice = random.Random(seed)
    people: list[Official] = []
    n = 0
    while len(people) < count:
        n += 1
        dinas = f"Dinas Contoh {n}"
        people.append(_one(dice, len(people), f"Kepala {dinas}", "JPT Pratama", (dinas,), "IV/b", "II.b"))
        for field in ("Bidang Satu", "Bidang Dua", "Bidang Tiga"):
            bidang = (dinas, f"{field} {n}")
            people.append(_one(dice, len(people), f"Kepala {bidang[-1]}", "Administrator", bidang, "IV/a", "III.b"))
            for part in ("A", "B"):
                people += _section(dice, len(people), (*bidang, f"Seksi {part} {field[7:]} {n}"))
    return people[:count]


def _section(dice: random.Random, at: int, unit: tuple[str, ...]) -> list[Official]:
    people = [_one(dice, at, f"Kepala {unit[-1]}", "Pengawas", unit, "III/d", "IV.a")]
    for n in range(1, 6):
        # The same post is of another class in another row: files do that.
        people.append(_one(dice, at + n, "Pengelola Data", "Pelaksana", unit, "III/a", job_class=str(5 + n % 2)))
    for n in range(6, 9):
        people.append(_one(dice, at + n, "Analis Ahli Muda", "Fungsional", unit, "III/c", grade="Ahli Muda"))
    return people


def _one(
    dice: random.Random,
    n: int,
    job: str,
    level: str,
    unit: tuple[str, ...],
    golongan: str,
    echelon: str = "",
    **more: Any,
) -> Official:
    front, back = dice.choice(_TITLES)
    name = f"{dice.choice(_FIRST)} {dice.choice(_FIRST[:7])}{dice.choice(_LAST)}"
    since = date(2023, dice.randint(1, 12), dice.randint(1, 28))
    return Official(
        fictional_nip(n),
        name,
        front,
        back,
        golongan,
        job,
        level,
        unit,
        since,
        echelon=echelon,
        head=bool(echelon),
        **more,
    )


def moved(people: list[Official], old: tuple[str, ...], new: tuple[str, ...]) -> list[Official]:
    """Everyone of ``old`` and below stands under ``new``."""
    return [replace(one, unit=(*new, *one.unit[len(old) :])) if one.unit[: len(old)] == old else one for one in people]


def export(people: list[Official], *, seed: int = 2, agency: str = "PEMERINTAH KOTA CONTOH") -> bytes:
    """An XLSX with a cover sheet, a title, column numbers, captions, blank rows, merged units and a sum below."""
    dice = random.Random(seed)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Sampul").write_string(0, 0, "Petunjuk pengisian")
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    wide = len(HEADERS) - 1
    sheet.merge_range(0, 0, 0, wide, "DAFTAR PEGAWAI NEGERI SIPIL")
    sheet.write_row(2, 0, HEADERS)
    sheet.write_row(3, 0, [f"({n})" for n in range(1, len(HEADERS) + 1)])
    at, start = 4, 0
    while start < len(people):
        end = start
        while end < len(people) and people[end].unit == people[start].unit:
            end += 1
        if len(people[start].unit) == 1:
            sheet.merge_range(at, 0, at, wide, people[start].unit[0].upper())
            at += 2
        _unit(sheet, dice, day, at, people[start:end], start, agency)
        at += end - start
        start = end
    sheet.write_row(at + 1, 1, ["JUMLAH", str(len(people))])
    book.close()
    return out.getvalue()


def _unit(sheet: Any, dice: random.Random, day: Any, at: int, people: list[Official], before: int, agency: str) -> None:
    path = " > ".join((agency, *people[0].unit))
    path = dice.choice((path, path.upper(), path.replace(" > ", ">  ")))
    if len(people) > 1:
        sheet.merge_range(at, 10, at + len(people) - 1, 10, path)
    else:
        sheet.write_string(at, 10, path)
    for n, one in enumerate(people):
        _row(sheet, dice, day, at + n, one, before + n + 1)


def _row(sheet: Any, dice: random.Random, day: Any, at: int, one: Official, number: int) -> None:
    full = " ".join(part for part in (one.front, one.name) if part) + (f", {one.back}" if one.back else "")
    nip = dice.choice((one.nip, f" {one.nip[:8]} {one.nip[8:14]} {one.nip[14]} {one.nip[15:]}", f"'{one.nip}"))
    cells = (
        str(number), nip, dice.choice((full, full.upper())), dice.choice(("PNS", "pns ")),
        one.golongan.replace("/", "") if dice.random() < 0.3 else one.golongan,
        dice.choice((one.job, one.job.upper())), one.level.upper(), one.grade, one.echelon,
        ("Ya" if one.head else "") if dice.random() < 0.5 else ("1" if one.head else "Tidak"),
    )  # fmt: skip
    for column, value in enumerate(cells):
        sheet.write_string(at, column, value)
    form = dice.choice((*_FORMS, "word"))
    if form == "cell":
        sheet.write_datetime(at, 11, one.since, day)
    elif form == "word":
        sheet.write_string(at, 11, f"{one.since.day} {_MONTHS[one.since.month - 1]} {one.since.year}")
    else:
        sheet.write_string(at, 11, form.format(one.since))
    sheet.write_string(at, 12, one.job_class)
