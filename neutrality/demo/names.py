"""Fictional people: names built on contoh, misal, umpama, andai, rekaan; impossible NIPs."""

from collections.abc import Iterator
from itertools import product

_FIRST = """
    Wira Laras Bagas Sekar Putri Ratna Waskita Harimurti Adi Agung Anggun Arif Ayu Bayu Bima Cahya Citra Damar Dewi Dian
    Dimas Dwi Eka Elang Endah Fajar Farida Galih Gita Guntur Hana Hendra Ida Ika Indra Intan Jaka Joko Kartika Kirana
    Kusuma Lestari Lintang Maya Mega Melati Mira Nadia Nanda Niken Nirmala Nugroho Oktavia Panji Pramudya Prima Puspita
    Rama Rangga Rara Reno Retno Rian Rini Rizki Sari Satria Seno Shinta Sigit Sinta Sri Surya Tania Taufik Tirta Tri
    Utami Vina Wahyu Wulan Yanti Yoga Yudha Yuni Zahra Abimanyu Bambang Candra Danu Erlangga Fitri Gilang Hesti Imam
    Jati Kresna Lukman Mahesa Nurul Okta Purnama Qori Rahayu Sekti Teguh Umar Vera Widya Yusuf Zaki
"""
_LAST = """
    Contohwan Contohwati Contohjaya Permisalan Misalkarya Misalwati Umpamawati Umpamajaya Perumpama Andaikarya Andaikata
    Andaiwati Seandainya Rekayani Rekaputra Rekaanto Rekawati Ibaratsari Ibaratjaya Misalnyo Umpamanto Contohdewi
    Andaipraja Rekasakti Misalputra Umpamasari Contohkusuma Andainingrum Rekadewata Ibaratkusumo Misaldiharja
    Umpamaraga Contohlaga Andaikusuma Rekanirwana Permisalwati Seandaiwan Ibaratmaya Contohrini Umpamadewi Misalbudi
    Andailaksana Rekabuana Contohsakti Misalraya Umpamakirana Andaimulya Rekautama Ibaratwangsa Contohpertiwi Misalgraha
    Umpamawijaya Andaisejati Rekapratama Ibaratlestari Contohbudaya Misalindah Umpamasejahtera Andaipermana Rekacipta
"""
_DEGREES = ("", "", "", "S.E.", "S.Sos.", "S.Pd.", "S.Kom.", "S.H.", "S.IP.", "A.Md.", "S.T.", "S.K.M.")


def people() -> Iterator[tuple[str, str]]:
    """``(name, degree)``, each name once; first names mixed so that neighbours differ."""
    pairs = [(first, last) for last, first in product(_LAST.split(), _FIRST.split())]
    step = 1_777  # a prime that does not divide the number of pairs: walks through all of them
    for n in range(len(pairs)):
        first, last = pairs[n * step % len(pairs)]
        yield f"{first} {last}", _DEGREES[n % len(_DEGREES)]


def many() -> Iterator[tuple[str, str]]:
    """As ``people``, and behind them names of three words: enough for a province."""
    yield from people()
    firsts = _FIRST.split()
    for n, (name, degree) in enumerate(people()):
        yield f"{_another(firsts, n * 7 + 3, name)} {name}", degree
    for n, (name, degree) in enumerate(people()):
        second = f"{_another(firsts, n, name)} {name}"
        yield f"{_another(firsts, n * 11 + 5, second)} {second}", degree


def _another(firsts: list[str], at: int, name: str) -> str:
    """A first name from there on that the name does not have yet."""
    taken = name.split()
    return next(first for step in range(len(firsts)) if (first := firsts[(at + step) % len(firsts)]) not in taken)


def nips() -> Iterator[str]:
    """18 digits with a birth date that no calendar has and the sequence 999."""
    for started, born, day, sex in product(range(216), range(1968, 2000), (30, 31), (1, 2)):
        year, month = 2005 + started // 12, started % 12 + 1
        yield f"{born}02{day}{year}{month:02}{sex}999"
