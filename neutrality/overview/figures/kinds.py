"""Kinds of alleged conduct as the dashboard groups the rows of the catalogue."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from neutrality.overview.figures.cells import LEAST

OTHER = "lain"
KINDS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("ajakan", _("Ajakan, imbauan, seruan"), ("SKB-D-08", "PP94-N-06")),
    ("medsos", _("Dukungan di media sosial"), ("SKB-E-02", "SKB-E-04", "SKB-D-02", "SKB-D-06")),
    ("hadir", _("Hadir di kampanye atau deklarasi"),
     ("SKB-E-03", "SKB-E-06", "SKB-E-07", "SKB-D-04", "PP94-N-01", "PP94-N-02", "PP94-N-03")),
    ("foto", _("Foto dengan simbol dukungan"), ("SKB-E-05", "SKB-D-07")),
    ("fasilitas", _("Fasilitas negara"), ("PP94-N-04",)),
    ("peraga", _("Spanduk dan alat peraga"), ("SKB-E-01", "SKB-D-01")),
    ("keputusan", _("Keputusan yang memihak"), ("SKB-D-12", "PP94-N-05")),
    ("ktp", _("Surat dukungan dengan KTP"), ("SKB-D-11", "PP94-N-07")),
    ("partai", _("Partai, tim pemenangan, pencalonan"), ("SKB-D-03", "SKB-D-05", "SKB-D-09", "SKB-D-10")),
)  # fmt: skip
_KIND_OF = {row: key for key, _label, rows in KINDS for row in rows}
LABELS: dict[str, Any] = {key: label for key, label, _rows in KINDS} | {OTHER: _("Jenis lain")}


def group(by_row: Mapping[str, int], least: int = LEAST) -> list[tuple[str, int]]:
    """``[(kind, cases)]``, the most first; kinds below ``least`` are joined as ``lain``, which stands last.

    Where only one kind is that small, the next smallest is joined with it: the sum is known.
    """
    counted: Counter[str] = Counter()
    for row, number in by_row.items():
        counted[_KIND_OF.get(row, OTHER)] += number
    rest = counted.pop(OTHER, 0)
    rows = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    told = [(kind, number) for kind, number in rows if number >= least]
    rest += sum(number for _kind, number in rows if number < least)
    if 0 < rest < least and told:
        rest += told.pop()[1]
    return [*told, (OTHER, rest)] if rest else told
