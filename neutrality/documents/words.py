"""Numbers and dates as Indonesian official letters write them.

Letters are never translated: the words here are Indonesian whatever the reader's
language is, so they do not go through gettext.
"""

import re
from datetime import date

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DIKTUM = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN",
    "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS",
)  # fmt: skip

_ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"))


_DURATION = re.compile(r"\b(\d{1,3}) (tahun|bulan|minggu|hari)\b")


def number_in_words(number: int) -> str:
    """``2024`` gives "dua ribu dua puluh empat". Whole numbers from 0 to below a trillion."""
    if not 0 <= number < 1_000_000_000_000:
        raise ValueError(f"{number} has no words here.")
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    if number < 100:
        return _join(f"{_ONES[number // 10]} puluh", number % 10)
    for size, word in _SCALES:
        if number >= size:
            many, rest = divmod(number, size)
            head = f"se{word}" if many == 1 and size <= 1_000 else f"{number_in_words(many)} {word}"
            return _join(head, rest)
    raise AssertionError("unreachable")


def _join(head: str, rest: int) -> str:
    return f"{head} {number_in_words(rest)}" if rest else head


def spelled_durations(text: str) -> str:
    """ "selama 1 tahun" gives "selama 1 (satu) tahun"; what is spelled already stays."""
    return _DURATION.sub(lambda found: f"{number_with_words(int(found[1]))} {found[2]}", text)


def ordinal_in_words(number: int) -> str:
    """``15`` gives "kelima belas", ``1`` "kesatu"."""
    return f"ke{number_in_words(number)}"


def number_with_words(number: int) -> str:
    """``12`` gives "12 (dua belas)"."""
    return f"{number} ({number_in_words(number)})"


def long_date(day: date) -> str:
    """ "16 Oktober 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    return DAYS[day.weekday()]


def weekday_and_date(day: date) -> str:
    """ "Rabu, 16 Oktober 2024"."""
    return f"{weekday(day)}, {long_date(day)}"


def date_in_words(day: date) -> str:
    """The opening of minutes: "Rabu tanggal enam belas bulan Oktober tahun dua ribu dua puluh empat"."""
    return (
        f"{weekday(day)} tanggal {number_in_words(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {number_in_words(day.year)}"
    )


def roman(number: int) -> str:
    """``2`` gives "II"; for the order of summonses and for months (1 to 12)."""
    return ROMAN_MONTHS[number - 1]
