"""From cells to values, pure. Each function raises ``ValueError`` with a sentence about the cell."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from neutrality.organization.models import Capacity, EmployeeStatus, FunctionalGrade, PersonKind, PositionLevel
from neutrality.organization.names import plain, proper_title

RANKS = {
    "I/a": "Juru Muda", "I/b": "Juru Muda Tingkat I", "I/c": "Juru", "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda", "II/b": "Pengatur Muda Tingkat I", "II/c": "Pengatur", "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda", "III/b": "Penata Muda Tingkat I", "III/c": "Penata", "III/d": "Penata Tingkat I",
    "IV/a": "Pembina", "IV/b": "Pembina Tingkat I", "IV/c": "Pembina Utama Muda", "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("JANUARI JAN", "FEBRUARI FEB PEBRUARI", "MARET MAR", "APRIL APR", "MEI MAY", "JUNI JUN", "JULI JUL",
         "AGUSTUS AGU AGS AUG", "SEPTEMBER SEP SEPT", "OKTOBER OKT OCT", "NOVEMBER NOV NOP", "DESEMBER DES DEC"), 1
    )
    for name in names.split()
}  # fmt: skip
_KINDS = {"PNS": PersonKind.PNS, "CPNS": PersonKind.CPNS, "PPPK": PersonKind.PPPK, "P3K": PersonKind.PPPK,
          "PPPK PARUH WAKTU": PersonKind.PPPK_PARUH_WAKTU, "P3K PARUH WAKTU": PersonKind.PPPK_PARUH_WAKTU}  # fmt: skip
_LEVELS = {
    "JPT UTAMA": PositionLevel.JPT_UTAMA, "JPT MADYA": PositionLevel.JPT_MADYA, "JPT PRATAMA": PositionLevel.JPT_PRATAMA,
    "PIMPINAN TINGGI PRATAMA": PositionLevel.JPT_PRATAMA, "PIMPINAN TINGGI MADYA": PositionLevel.JPT_MADYA,
    "ADMINISTRATOR": PositionLevel.ADMINISTRATOR, "PENGAWAS": PositionLevel.PENGAWAS,
    "PELAKSANA": PositionLevel.PELAKSANA, "FUNGSIONAL UMUM": PositionLevel.PELAKSANA,
    "FUNGSIONAL": PositionLevel.FUNGSIONAL, "FUNGSIONAL TERTENTU": PositionLevel.FUNGSIONAL,
}  # fmt: skip
_GRADES = {grade.replace("_", " ").upper(): grade for grade in FunctionalGrade.values}
_CAPACITIES = {"": Capacity.DEFINITIVE, "DEFINITIF": Capacity.DEFINITIVE, "PLT": Capacity.PLT, "PLH": Capacity.PLH,
               "PJ": Capacity.PJ, "PENJABAT": Capacity.PJ}  # fmt: skip
_S = EmployeeStatus.Standing
_STANDINGS = {
    "": _S.ACTIVE, "AKTIF": _S.ACTIVE, "PNS AKTIF": _S.ACTIVE, "PPPK AKTIF": _S.ACTIVE, "CLTN": _S.CLTN,
    "CUTI DI LUAR TANGGUNGAN NEGARA": _S.CLTN, "CUTI LUAR TANGGUNGAN NEGARA": _S.CLTN,
    "DIBEBASKAN SEMENTARA": _S.RELEASED, "PEMBERHENTIAN SEMENTARA": _S.RELEASED, "PENSIUN": _S.RETIRED,
    "DIBERHENTIKAN": _S.DISMISSED, "PTDH": _S.DISMISSED, "MENINGGAL": _S.DIED, "MENINGGAL DUNIA": _S.DIED,
}  # fmt: skip


def text(cell: Any) -> str:
    """One line of text; numbers that are whole lose their ``.0``."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).replace("\u00a0", " ").split())


def nip(cell: Any) -> str:
    """18 digits. A spreadsheet's number keeps 15 of them: the last three come out as zeros, which no NIP has."""
    written = text(cell).strip("'`’")
    digits = re.sub(r"[\s.\-]", "", written)
    if (
        (isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell)
        or re.fullmatch(r"\d[.,]\d+E\+?\d+", written, re.IGNORECASE)
        or re.fullmatch(r"[0-9]{15}000", digits)
    ):
        raise ValueError(_("NIP tersimpan sebagai angka, angka terakhirnya hilang. Simpan kolom NIP sebagai teks."))
    if not digits:
        raise ValueError(_("NIP kosong."))
    if not re.fullmatch(r"[0-9]{18}", digits):
        raise ValueError(_("NIP terdiri atas 18 angka; di sini %(count)s tanda.") % {"count": len(digits)})
    return digits


EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)


def day(cell: Any) -> date | None:
    """A real date, ``2024-10-05``, ``05-10-2024``, ``5/10/2024``, ``5 Oktober 2024`` or Excel's day number."""
    found = _day(cell)
    if found is not None and not EARLIEST <= found <= LATEST:
        raise ValueError(_("Tahun %(year)s tidak mungkin. Periksa lagi tanggalnya.") % {"year": found.year})
    return found


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 10_000 < cell < 80_000:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    written = text(cell)
    if written in ("", "-", "0"):
        return None
    try:
        found = _day_parts(written)
        if found is not None:
            return date(*found)
    except ValueError:
        pass
    raise ValueError(
        _("Tanggal tidak terbaca: %(text)s. Tulis seperti 2024-10-05 atau 05-10-2024.") % {"text": written}
    )


def _day_parts(written: str) -> tuple[int, int, int] | None:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?", written):
        return int(match[1]), int(match[2]), int(match[3])
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?", written):
        return int(match[3]), int(match[2]), int(match[1])
    if match := re.fullmatch(r"(\d{1,2})[ -]([A-Za-z]+)[ -](\d{4})", written):
        month = _MONTHS.get(match[2].upper())
        return (int(match[3]), month, int(match[1])) if month else None
    return None


def _choice(known: dict[str, Any], cell: Any, shown: str) -> Any:
    found = known.get(plain(text(cell)))
    if found is None:
        raise ValueError(
            _("%(text)s tidak dikenal. Pilihannya: %(known)s.") % {"text": text(cell) or "–", "known": shown}
        )
    return found


def kind(cell: Any) -> str:
    return str(_choice(_KINDS, cell, "PNS, CPNS, PPPK, PPPK Paruh Waktu").value)


def level(cell: Any) -> str:
    words = plain(text(cell)).removeprefix("JABATAN ")
    return str(_choice(_LEVELS, words, "JPT Pratama, Administrator, Pengawas, Pelaksana, Fungsional").value)


def grade(cell: Any) -> str:
    words = plain(text(cell)).removeprefix("JENJANG ")
    if words in ("", "AHLI"):
        return ""
    for also in (words, f"AHLI {words}"):
        if also in _GRADES:
            return str(_GRADES[also])
    raise ValueError(_("Jenjang %(text)s tidak dikenal.") % {"text": text(cell)})


def capacity(cell: Any) -> str:
    return str(_choice(_CAPACITIES, cell, "Definitif, Plt, Plh, Pj").value)


def standing(cell: Any) -> str:
    return str(_choice(_STANDINGS, cell, "Aktif, CLTN, Dibebaskan sementara, Pensiun, Diberhentikan, Meninggal").value)


def yes(cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    words = plain(text(cell))
    if words in ("YA", "Y", "1", "TRUE", "BENAR"):
        return True
    if words in ("", "TIDAK", "T", "N", "0", "FALSE", "BUKAN"):
        return False
    raise ValueError(_("Tulis Ya atau Tidak."))


def golongan(cell: Any) -> str:
    """``IVB``, ``iv-b`` and ``IV/b`` are one; the grades of PPPK are Roman numbers alone."""
    words = re.sub(r"[^A-Z]", "", text(cell).upper())
    if not words:
        return ""
    if match := re.fullmatch(r"(IV|III|II|I)([A-E])", words):
        return f"{match[1]}/{match[2].lower()}"
    if re.fullmatch(r"[IVX]{1,5}", words):
        return words
    raise ValueError(_("Golongan %(text)s tidak dikenal. Tulis seperti III/c.") % {"text": text(cell)})


def echelon(cell: Any) -> str:
    words = re.sub(r"[^A-Z]", "", text(cell).upper().replace("ESELON", ""))
    if not words or words in ("NON", "NONESELON"):
        return ""
    if match := re.fullmatch(r"(IV|III|II|I|V)([AB])?", words):
        return f"{match[1]}.{match[2].lower()}" if match[2] else match[1]
    raise ValueError(_("Eselon %(text)s tidak dikenal. Tulis seperti II.b.") % {"text": text(cell)})


def small_number(cell: Any) -> int | None:
    words = text(cell)
    if not words:
        return None
    if not words.isdigit() or not 0 < int(words) < 100:
        raise ValueError(_("Tulis angka 1 sampai 99."))
    return int(words)


def email(cell: Any) -> str:
    words = text(cell)
    if words in ("", "-"):
        return ""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", words):
        raise ValueError(_("Alamat surel tidak lengkap."))
    return words.lower()


def unit_path(cell: Any) -> tuple[str, ...]:
    parts = tuple(proper_title(" ".join(part.split())) for part in text(cell).split(">"))
    if not any(parts):
        raise ValueError(_("Unit kerja kosong."))
    if any(not part for part in parts):
        raise ValueError(_("Ada bagian kosong pada jalur unit. Tulis seperti Dinas > Bidang > Seksi."))
    if any(len(part) > 200 for part in parts):
        raise ValueError(_("Nama unit paling panjang 200 huruf."))
    return parts
