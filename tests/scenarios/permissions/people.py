"""Everybody who could stand before a door, by role and by tier, and the groups that the table of doors names.

One case stands in the middle: of ``subject``; ``acted`` examined it, ``passed`` was passed over, ``holder`` has it now,
``sekda`` and ``ppk`` are tiers that it has not reached; ``examiner`` sits in its team, ``desk_head`` signed its papers.
"""

PEOPLE: dict[str, str] = {
    "public": "Siapa pun, tanpa masuk",
    "asn": "ASN unit lain, tanpa peran",
    "operator": "Operator perangkat daerah",
    "subject": "Terlapor",
    "passed": "Atasan yang dilewati (bertembok)",
    "other_head": "Kepala perangkat daerah lain",
    "acted": "Atasan yang sudah bertindak",
    "holder": "Atasan yang memegang perkara",
    "examiner": "Anggota tim pemeriksa",
    "sekda": "Sekretaris Daerah, belum tingkatnya",
    "ppk": "PPK, belum tingkatnya",
    "desk_head": "Kepala BKPSDM, penanda tangan suratnya",
    "desk": "Meja penerima BKPSDM",
    "walled_desk": "Meja penerima yang bertembok",
    "alternate": "Meja pengganti Inspektorat (perkara meja lain)",
    "legal": "Bagian Hukum, tidak diminta memaraf",
    "auditor": "Auditor",
    "registrar": "Pengelola register dan arsip",
    "bawaslu": "Penghubung Bawaslu",
    "admin": "Administrator teknis",
    "other_agency": "Meja, auditor, dan register instansi lain",
}
SIGNED_IN = frozenset(PEOPLE) - {"public"}
_WORDS = {
    "-": "",
    "case": "acted holder examiner desk_head desk auditor",  # who sees the case today
    "moves": "acted holder examiner desk_head desk auditor",  # whoever sees it may try; the table of moves decides
    "own_desk": "desk walled_desk",  # the main desk of this agency
    "desks": "desk walled_desk alternate other_agency",
    "composers": "desk walled_desk other_agency",  # of circulars, each for the own agency
    "keepers": "desk walled_desk registrar",  # of the register of people
    "heads": "passed other_head desk_head acted holder examiner sekda ppk alternate legal",
    "counsel_readers": "desk_head sekda ppk desk walled_desk alternate legal auditor registrar other_agency",
    # A teacher in another branch of the holder's office: the line above, the desks, the keepers.
    "person_readers": "holder sekda ppk desk walled_desk alternate registrar",
    "circular_readers": "asn operator subject passed other_head acted holder examiner sekda ppk desk_head desk"
    " walled_desk alternate legal auditor",
    "circular_addressed": "asn subject passed other_head acted holder examiner sekda desk_head desk alternate legal"
    " auditor",
}
GROUPS: dict[str, frozenset[str]] = {
    "everybody": frozenset(PEOPLE),
    "signed_in": SIGNED_IN,
} | {name: frozenset(words.split()) for name, words in _WORDS.items()}

# What the technical administrator keeps under /kelola/: no report, no case, no letter, no decision.
ADMIN_MODELS = {
    "accounts.rolegrant", "accounts.token", "accounts.user", "documents.numberseries", "organization.agency",
    "organization.contest", "organization.orgunit", "organization.person", "organization.position", "outbox.owed",
    "workdays.calendaryear", "workdays.holiday", "workdays.regionalelectiondate",
}  # fmt: skip


def who(words: str) -> frozenset[str]:
    """The people that a cell of the table names; KeyError for a word that is neither person nor group."""
    return frozenset().union(*(GROUPS.get(word) or _one(word) for word in words.split()))


def _one(word: str) -> frozenset[str]:
    if word in GROUPS:
        return GROUPS[word]
    return frozenset({word}) if word in PEOPLE else _unknown(word)


def _unknown(word: str) -> frozenset[str]:
    raise KeyError(f"{word}: neither one of PEOPLE nor a group")
