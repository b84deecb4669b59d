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


def initials_of(name: str) -> str:
    return "".join(word[0] for word in plain(name).split())
