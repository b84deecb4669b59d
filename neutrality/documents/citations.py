"""Letters cite laws by their full names, whatever short form a caller used.

"PP 94/2021 Pasal 5 huruf n angka 2" becomes "Pasal 5 huruf n angka 2 Peraturan Pemerintah
Nomor 94 Tahun 2021". Names come from the law catalogue; text that cites nothing in the
short form stays as it is. Answers of people and other recorded words are never touched.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from neutrality.law.catalogue import load

# Fields in which the law speaks. Within them, and in the parts below them, citations are written out.
CITING = frozenset(
    {
        "bentuk_pelanggaran", "dasar_pasal_42", "dasar_wewenang_atau_surat_perintah", "dugaan_pelanggaran",
        "kesatu_identitas_tanggal_perbuatan_pasal", "menimbang", "menimbang_a_perbuatan_terbukti", "menimbang_b_pasal",
        "menimbang_c_perlu", "menimbang_d", "pasal_etik", "pasal_yang_diduga_dilanggar", "pernyataan_kewenangan",
        "rekomendasi_tingkat_dan_jenis", "tugas",
    }
)  # fmt: skip
# Lists of legal grounds: each with the whole title; Mengingat names a statute once, without articles.
GROUNDS, STATUTES_ONLY = "dasar", "mengingat"

_KINDS = (
    "Undang-Undang Dasar", "Undang-Undang", "Peraturan Pemerintah", "Peraturan Presiden", "Peraturan Menteri",
    "Peraturan Badan", "Peraturan Daerah", "Peraturan Gubernur", "Peraturan Bupati", "Peraturan Wali",
)  # fmt: skip
_PART = r"(?:Pasal \d+[A-Z]?|ayat \(\d+[a-z]?\)|huruf [a-z]\b|angka \d+|butir \d+)"
_PIN = rf"(?: (?P<pin>Pasal \d+[A-Z]?(?:(?:,? dan |, |,? sampai dengan | ){_PART})*))?"


def written_out(values: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON values of a letter with its legal citations in full."""
    return {name: _field(name, value) for name, value in values.items()}


def in_full(text: str, *, titled: bool = False) -> str:
    """``text`` with every short citation written out; ``titled`` adds "tentang …"."""
    pattern, names = _known()

    def full(found: re.Match[str]) -> str:
        title = names[found["statute"]]
        name = title if titled else title.partition(" tentang ")[0]
        return f"{found['pin']} {name}" if found["pin"] else name

    return pattern.sub(full, text)


def _field(name: str, value: Any) -> Any:
    if name == STATUTES_ONLY and isinstance(value, list):
        statutes = list(dict.fromkeys(_statute(one) for one in value))
        # A list that the agency wrote itself keeps its order; one made of citations gets the usual one.
        return statutes if statutes == value else sorted(statutes, key=_rank)
    if name == GROUNDS and isinstance(value, list):
        return [in_full(one, titled=True) for one in value]
    return _deep(value) if name in CITING else value


def _deep(value: Any) -> Any:
    if isinstance(value, str):
        return in_full(value)
    if isinstance(value, list):
        return [_deep(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _deep(one) for name, one in value.items()}
    return value


def _rank(title: str) -> tuple[int, int]:
    """By kind of statute, then by year; unknown kinds last, in the order given."""
    kind = next((at for at, name in enumerate(_KINDS) if title.startswith(name)), len(_KINDS))
    year = re.search(r"Tahun (\d{4})", title)
    return kind, int(year[1]) if year and kind < len(_KINDS) else 0


def _statute(text: str) -> str:
    pattern, names = _known()
    found = pattern.fullmatch(text.strip().rstrip(";."))
    return names[found["statute"]] if found else text


@lru_cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all short names, longest first, and the titles they stand for."""
    names = {row.citation: row.title for row in load().statutes.values() if row.citation and row.title}
    listed = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w/.])(?P<statute>{listed})(?![\w/]){_PIN}"), names
