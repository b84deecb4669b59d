"""Indonesian names as registers write them, made comparable.

Pure functions: titles and abbreviations are data here, nothing reads the database.
"""

import re
import unicodedata

# Abbreviated first names and the name they stand for.
EXPANDED = {
    "M": "MUHAMMAD", "MOH": "MUHAMMAD", "MOHD": "MUHAMMAD", "MUH": "MUHAMMAD", "MUHD": "MUHAMMAD", "MHD": "MUHAMMAD",
    "MOHAMMAD": "MUHAMMAD", "MOHAMAD": "MUHAMMAD", "MOCHAMAD": "MUHAMMAD", "MOCHAMMAD": "MUHAMMAD",
    "MUHAMAD": "MUHAMMAD", "MOCH": "MUHAMMAD", "MUCH": "MUHAMMAD",
    "ABD": "ABDUL", "ABDL": "ABDUL", "A": "A", "AGS": "AGUSTINUS", "ST": "SITI", "SY": "SYARIF", "SYF": "SYARIFAH",
    "TGK": "TENGKU", "RD": "RADEN", "YOH": "YOHANES", "FX": "FRANSISKUS XAVERIUS", "FR": "FRANSISKUS",
}  # fmt: skip
_FRONT = {
    "DR", "DRS", "DRA", "IR", "PROF", "H", "HJ", "DRH", "DRG", "K", "KH", "APT", "NS", "BDN", "BRIPKA", "LETKOL",
    "KOL", "MAYOR", "PDT", "UST",
}  # fmt: skip
_BACK = re.compile(
    r"^(S|M|A|D|SP|B|BC)\.?\s?[A-Z][A-Za-z]*\.?(\s?[A-Z][A-Za-z]*\.?)*$"
    r"|^(PH\.?D|MM|MT|MH|SE|SH|ST|SPD|MPD|SKM|SSOS|SIP|MSI|MAP|AMD|CGCAE|CRMO|QIA|MBA)\.?$",
    re.IGNORECASE,
)
_HONORIFICS = {"H", "HJ", "DRS", "DRA", "DR", "IR"}


def plain(text: str) -> str:
    """Upper case, accents gone, everything but letters, digits and single spaces gone."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^A-Z0-9 ]+", " ", folded.upper().replace("'", "").replace("`", "")).split())


def search_name_of(name: str) -> str:
    """What is stored and compared: ``Moh. Contoh, S.E.`` gives ``MUHAMMAD CONTOH``."""
    _front, bare, _back = split_titles(name)
    words = plain(bare).split()
    if len(words) > 1 and words[0] in _HONORIFICS:
        words = words[1:]
    # One letter stands for Muhammad only in front of a further name.
    return " ".join(
        word if word == "M" and (index or len(words) == 1) else EXPANDED.get(word, word)
        for index, word in enumerate(words)
    )


def split_titles(text: str) -> tuple[str, str, str]:
    """``(front, name, back)``: ``Dr. H. Contoh Misal, S.E., M.M.`` in its three parts."""
    body, *tail = [part.strip() for part in text.split(",")]
    back = [part for part in tail if part]
    if back and not all(_BACK.match(part) for part in back):
        body, back = text.replace(",", " "), []
    words, front = body.split(), []
    while (
        len(words) > 1
        and words[0].rstrip(".").upper() in _FRONT
        and (words[0].endswith(".") or len(words[0].rstrip(".")) > 1)
    ):
        front.append(words.pop(0))
    return " ".join(front), " ".join(words), ", ".join(back)


def proper_case(name: str) -> str:
    """A name typed all in capitals or all in small letters as a name: ``CONTOH MISAL`` gives ``Contoh Misal``."""
    if not (name.isupper() or name.islower()):
        return name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


# Words of units and posts that stay in capitals, and those that stay small.
_CAPITALS = re.compile(
    r"^(SD|SDN|SMP|SMPN|SMA|SMAN|SMK|SMKN|SLB|TK|PAUD|SKB|MTS|MI|UPT|UPTD|RSUD|DPRD|BKPSDM|BKD|BPBD|BUMD|KB|PNF|PKK"
    r"|SDM|TI|IT|KIA|P2P|IV|I{1,3}|VI{0,3}|IX|X)$"
)
_SMALL = {"DAN", "DI", "KE", "PADA", "UNTUK", "DARI", "DENGAN", "SERTA", "YANG"}


def proper_title(name: str) -> str:
    """A unit or post typed all in capitals: ``KEPALA SMP NEGERI 97`` gives ``Kepala SMP Negeri 97``."""
    words = name.split(" ")
    if not name.isupper() or (len(words) == 1 and len(name) <= 8):  # one short word may be an abbreviation
        return name
    return " ".join(
        word if _CAPITALS.match(word.strip("(),.")) else
        word.lower() if index and word in _SMALL else proper_case(word)
        for index, word in enumerate(words)
    )  # fmt: skip


def initials_of(name: str) -> str:
    return "".join(word[0] for word in plain(name).split())


# How people shorten units and posts, and the words that stand in the register.
_OFFICE_WORDS = {
    "SDN": "SD NEGERI", "SMPN": "SMP NEGERI", "SMAN": "SMA NEGERI", "SMKN": "SMK NEGERI", "TKN": "TK NEGERI",
    "KADIS": "KEPALA DINAS", "KADISDIK": "KEPALA DINAS PENDIDIKAN", "KABAN": "KEPALA BADAN", "KABID": "KEPALA BIDANG",
    "KABAG": "KEPALA BAGIAN", "KASI": "KEPALA SEKSI", "KASIE": "KEPALA SEKSI", "KASUBAG": "KEPALA SUBBAGIAN",
    "KASUBBAG": "KEPALA SUBBAGIAN", "KASUBBID": "KEPALA SUBBIDANG", "KEPSEK": "KEPALA SEKOLAH", "KAPUS":
    "KEPALA PUSKESMAS", "SEKDA": "SEKRETARIS DAERAH", "SEKDIS": "SEKRETARIS DINAS", "SEKCAM": "SEKRETARIS CAMAT",
    "DISDIK": "DINAS PENDIDIKAN", "DINKES": "DINAS KESEHATAN", "DISHUB": "DINAS PERHUBUNGAN", "DINSOS": "DINAS SOSIAL",
    "DISPORA": "DINAS PEMUDA OLAHRAGA", "DUKCAPIL": "KEPENDUDUKAN PENCATATAN SIPIL", "DISDUKCAPIL":
    "DINAS KEPENDUDUKAN PENCATATAN SIPIL", "DPUPR": "DINAS PEKERJAAN UMUM PENATAAN RUANG", "PUPR":
    "PEKERJAAN UMUM PENATAAN RUANG", "DLH": "DINAS LINGKUNGAN HIDUP", "SATPOL": "SATUAN POLISI", "PP": "PAMONG PRAJA",
    "KEC": "KECAMATAN", "KEL": "KELURAHAN", "PUSK": "PUSKESMAS", "PKM": "PUSKESMAS", "RSUD": "RUMAH SAKIT UMUM DAERAH",
    "SETDA": "SEKRETARIAT DAERAH", "BKD": "BADAN KEPEGAWAIAN", "BKPSDM": "BADAN KEPEGAWAIAN", "STAF": "PELAKSANA",
    "STAFF": "PELAKSANA",
}  # fmt: skip
_STOP = {"DAN", "DI", "PADA", "DARI", "YANG", "KOTA", "KABUPATEN", "PROVINSI", "KAB", "PROV", "PLT", "PLH", "PJ"}


def words_of_office(text: str) -> frozenset[str]:
    """Comparable words of a unit or a post: ``Kadis Pendidikan`` gives KEPALA, DINAS, PENDIDIKAN."""
    words: list[str] = []
    for word in plain(text).split():
        words += _OFFICE_WORDS.get(word, word).split()
    return frozenset(word for word in words if word not in _STOP)


def _trigrams(text: str) -> set[str]:
    return {padded[i : i + 3] for word in text.split() for padded in [f"  {word} "] for i in range(len(padded) - 2)}


def similarity(one: str, other: str) -> float:
    """As pg_trgm's ``similarity``: shared trigrams by all trigrams, 0 to 1."""
    a, b = _trigrams(one), _trigrams(other)
    return len(a & b) / len(a | b) if a and b else 0.0
