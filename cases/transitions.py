"""Every track's moves as data: one table that a lawyer can check without reading Python.

The database trigger that refuses illegal status changes, the printed tables and the list
of moves in the API are made from it. Guards and actions are registered under a move's code
(``cases.registry``); a move with nobody registered fails the system check.

``who`` names the capacity whose competence a guard tests: ``desk`` (BKPSDM), ``superior``
(the holder of the current tier), ``examiner`` (superior, or the chair of the team),
``ppk``, ``decider`` (the competent official), ``reviewer`` (the holder of the current tier or
somebody above it), ``deliverer``, ``subject``, ``remedy_body``,
``registrar``, ``system``.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Move(NamedTuple):
    code: str
    label: Any  # a verb, Indonesian, translated when shown
    sources: tuple[str, ...]
    target: str
    who: str
    document: str = ""  # a document code of the catalogue
    deadline: str = ""  # the clock that the move meets
    citation: str = ""
    verified: bool = True  # False: practice, not read in a text


STATUS_LABELS = [
    ("opened", _("Dibuka")),
    ("clarified", _("Klarifikasi selesai")),
    ("assigned", _("Atasan ditugasi")),
    ("team_formed", _("Tim dibentuk")),
    ("summoned", _("Dipanggil I")),
    ("absent", _("Tidak hadir I")),
    ("summoned_again", _("Dipanggil II")),
    ("absent_again", _("Tidak hadir II")),
    ("examined", _("Diperiksa")),
    ("minuted", _("BAP selesai")),
    ("reported", _("Laporan hasil")),
    ("not_proven", _("Tidak terbukti")),
    ("escalated", _("Diteruskan ke pejabat berwenang")),
    ("proposed_to_president", _("Diusulkan kepada Presiden")),
    ("decided", _("Diputus")),
    ("served", _("Disampaikan")),
    ("remedy_window", _("Masa upaya administratif")),
    ("objection", _("Keberatan")),
    ("appeal", _("Banding")),
    ("remedy_decided", _("Upaya diputus")),
    ("in_force", _("Berlaku")),
    ("serving", _("Menjalani")),
    ("closed", _("Selesai")),
    ("forwarded", _("Diteruskan")),
    ("discontinued", _("Dihentikan")),
    # Ethics, party membership and forwarding tracks
    ("board_convened", _("Majelis dibentuk")),
    ("recommended", _("Direkomendasikan")),
    ("moral_imposed", _("Sanksi moral dijatuhkan")),
    ("awaiting_answer", _("Menunggu jawaban")),
    ("answered", _("Dijawab")),
]

TRACK_LABELS = [
    ("discipline", _("Disiplin")),
    ("ethics", _("Kode etik")),
    ("pppk", _("PPPK")),
    ("party_membership", _("Keanggotaan partai")),
    ("village", _("Pemerintah desa")),
    ("elsewhere", _("Instansi lain")),
]

FIRST_STATUS = "opened"
FINAL = ("closed", "forwarded", "discontinued", "answered")
# Leave every desk and search; only the records custodian reaches them, with a reason.
OFF_THE_DESK = ("not_proven", "closed", "forwarded", "discontinued", "answered")

# Somebody of the line, or the team, has the duty: it can move by a written order while it lasts.
LINE_ACTS = (
    "assigned", "team_formed", "summoned", "absent", "summoned_again", "absent_again", "examined", "minuted",
    "reported", "escalated",
)  # fmt: skip

# A row per move, to be read as a table.
# fmt: off
_BEFORE_DECIDED = (
    "opened", "clarified", "assigned", "team_formed", "summoned", "absent", "summoned_again",
    "absent_again", "examined", "minuted", "reported", "escalated", "proposed_to_president",
)

_P26, _P27, _P29 = "PP 94/2021 Pasal 26", "PP 94/2021 Pasal 27", "PP 94/2021 Pasal 29"

DISCIPLINE = (
    Move("clarify", _("Minta klarifikasi"), ("opened",), "opened", "desk",
         "P15_UNDANGAN_KLARIFIKASI", verified=False),
    Move("record_clarification", _("Catat hasil klarifikasi"), ("opened",), "clarified", "desk",
         "P16_BA_KLARIFIKASI", verified=False),
    Move("clarify", _("Minta klarifikasi"), ("assigned",), "assigned", "superior",
         "P15_UNDANGAN_KLARIFIKASI", verified=False),
    Move("record_clarification", _("Catat hasil klarifikasi"), ("assigned",), "assigned", "superior",
         "P16_BA_KLARIFIKASI", verified=False),
    Move("assign", _("Tugasi atasan langsung"), ("opened", "clarified"), "assigned", "desk",
         "P01_SURAT_PERINTAH", "verification", _P26, verified=False),
    # The status stays: the order moves the duty, whatever has been done so far.
    *(Move("reassign", _("Alihkan kepada atasan yang lebih tinggi"), (status,), status, "desk",
           "P17_PERINTAH_PENGALIHAN", citation=f"{_P26}, 27", verified=False)
      for status in LINE_ACTS[:-2]),
    Move("form_team", _("Bentuk tim pemeriksa"), ("assigned", "reported"), "team_formed", "ppk",
         "F04_SK_TIM", citation=_P29),
    Move("form_team", _("Ubah susunan tim pemeriksa"), ("team_formed",), "team_formed", "ppk",
         "F04_SK_TIM", citation=_P29, verified=False),
    Move("summon", _("Panggil"), ("assigned", "team_formed"), "summoned", "examiner",
         "F01_SURAT_PANGGILAN", "start", _P26),
    Move("withdraw_summons", _("Tarik panggilan"), ("summoned",), "assigned", "examiner", verified=False),
    Move("reschedule", _("Jadwalkan ulang"), ("summoned",), "summoned", "examiner",
         "F01_SURAT_PANGGILAN", verified=False),
    Move("reschedule", _("Jadwalkan ulang"), ("summoned_again",), "summoned_again", "examiner",
         "F01_SURAT_PANGGILAN", verified=False),
    Move("record_absence", _("Catat ketidakhadiran"), ("summoned",), "absent", "examiner",
         "P04_BA_KETIDAKHADIRAN", citation=_P26),
    Move("record_absence", _("Catat ketidakhadiran"), ("summoned_again",), "absent_again", "examiner",
         "P04_BA_KETIDAKHADIRAN", citation=_P26),
    Move("summon_again", _("Panggil kedua kali"), ("absent",), "summoned_again", "examiner",
         "F01_SURAT_PANGGILAN", "D-PANGGIL-2", "PP 94/2021 Pasal 26 ayat (3)"),
    Move("examine", _("Periksa"), ("summoned", "summoned_again"), "examined", "examiner",
         citation=f"{_P26}, 27"),
    Move("record_minutes", _("Catat BAP"), ("examined",), "minuted", "examiner",
         "F02_BAP", citation="PP 94/2021 Pasal 32"),
    Move("submit_report", _("Sampaikan laporan hasil pemeriksaan"), ("minuted", "absent_again"), "reported",
         "examiner", "F03_LHP", "lhp", _P27),
    Move("return_report", _("Kembalikan kepada pemeriksa"), ("reported", "escalated"), "assigned", "reviewer",
         verified=False),
    Move("escalate", _("Teruskan kepada pejabat yang berwenang"), ("reported",), "escalated", "examiner",
         "P05_LAPORAN_KEWENANGAN", "tier", _P27),
    Move("escalate", _("Teruskan dengan pendapat"), ("escalated",), "escalated", "superior",
         "P05_LAPORAN_KEWENANGAN", "tier", _P27, verified=False),
    Move("propose_to_president", _("Usulkan kepada Presiden"), ("reported", "escalated"), "proposed_to_president", "ppk",
         "P06_USUL_PPK_PRESIDEN", citation="PP 94/2021 Pasal 17"),
    Move("decide", _("Tetapkan hukuman disiplin"), ("reported", "escalated"),
         "decided", "decider", "F06_KEP_TEGURAN_LISAN", "decision", "PP 94/2021 Pasal 16-23, 33"),
    # Made outside: recorded with its number, date and scan, and confirmed by a second person.
    Move("decide", _("Catat keputusan Presiden"), ("proposed_to_president",), "decided", "desk",
         "", "decision", "PP 94/2021 Pasal 17"),
    Move("mark_not_proven", _("Nyatakan tidak terbukti"), ("reported", "escalated"), "not_proven", "reviewer",
         citation="PP 94/2021 Pasal 33"),
    Move("serve", _("Sampaikan keputusan"), ("decided",), "served", "deliverer",
         "F16_PANGGILAN_TERIMA_KEPUTUSAN", "D-SAMPAI", "PP 94/2021 Pasal 37"),
    Move("record_receipt", _("Catat penerimaan"), ("served",), "remedy_window", "deliverer",
         "P07_BA_PENYAMPAIAN", citation="PP 94/2021 Pasal 38"),
    Move("file_objection", _("Catat keberatan"), ("remedy_window",), "objection", "subject",
         "", "D-KEBERATAN", "PP 79/2021"),
    Move("reject_late_objection", _("Nyatakan keberatan tidak dapat diterima"), ("objection",), "in_force",
         "remedy_body", "P12_KEP_KEBERATAN", citation="PP 79/2021", verified=False),
    Move("file_appeal", _("Catat banding"), ("remedy_window",), "appeal", "subject",
         "", "D-BANDING", "PP 79/2021 Pasal 11"),
    Move("answer_appeal", _("Kirim tanggapan atas banding"), ("appeal",), "appeal", "ppk",
         "P11_TANGGAPAN_BPASN", "D-BANDING-TANGGAPAN", "PP 79/2021 Pasal 13"),
    Move("decide_remedy", _("Catat keputusan upaya administratif"), ("objection",), "remedy_decided",
         "remedy_body", "P12_KEP_KEBERATAN", "D-KEBERATAN-PUTUS", "PP 79/2021"),
    # The paper is BPASN's own: recorded with its scan, never made here.
    Move("decide_remedy", _("Catat putusan BPASN"), ("appeal",), "remedy_decided",
         "remedy_body", "", "D-BANDING-PUTUS", "PP 79/2021 Pasal 13-16"),
    Move("take_effect", _("Nyatakan berlaku"), ("remedy_window", "remedy_decided"), "in_force", "system",
         "", "D-BERLAKU", "PP 94/2021 Pasal 38"),
    Move("start_serving", _("Catat mulai menjalani"), ("in_force",), "serving", "desk",
         "P09_SK_JABATAN_LANJUTAN", citation="PP 94/2021 Pasal 8"),
    Move("replace_by_heavier", _("Ganti dengan hukuman lebih berat"), ("serving",), "closed", "system",
         citation="Peraturan BKN 6/2022 contoh 24"),
    Move("close", _("Tutup perkara"), ("serving", "in_force", "remedy_decided"), "closed", "desk"),
    Move("close", _("Tutup perkara"), ("not_proven",), "closed", "registrar", verified=False),
    Move("forward", _("Teruskan ke lembaga lain"), ("opened", "clarified"), "forwarded", "desk",
         "P18_PENERUSAN", verified=False),
    Move("discontinue", _("Hentikan"), _BEFORE_DECIDED, "discontinued", "desk", verified=False),
)

ETHICS = (
    Move("clarify", _("Minta klarifikasi"), ("opened",), "opened", "desk",
         "P15_UNDANGAN_KLARIFIKASI", verified=False),
    Move("record_clarification", _("Catat hasil klarifikasi"), ("opened",), "clarified", "desk",
         "P16_BA_KLARIFIKASI", verified=False),
    Move("convene_board", _("Bentuk majelis kode etik"), ("opened", "clarified"), "board_convened", "ppk",
         citation="PP 42/2004", verified=False),
    Move("recommend", _("Catat rekomendasi majelis"), ("board_convened",), "recommended", "examiner",
         "P10_REKOMENDASI_MKE", citation="PP 42/2004 Pasal 15, 16"),
    Move("impose_moral", _("Jatuhkan sanksi moral"), ("recommended",), "moral_imposed", "ppk",
         "L02_KEP_SANKSI_MORAL", citation="PP 42/2004 Pasal 15"),
    Move("close", _("Tutup perkara"), ("moral_imposed", "recommended"), "closed", "desk", verified=False),
    Move("discontinue", _("Hentikan"), ("opened", "clarified", "board_convened"), "discontinued", "desk",
         verified=False),
)

# Whoever no ASN rule reaches is not asked to explain here: the matter goes to whoever may ask.
_FORWARDING = (
    Move("forward", _("Teruskan ke lembaga lain"), ("opened",), "awaiting_answer", "desk",
         "P18_PENERUSAN", verified=False),
    Move("await_answer", _("Ingatkan penerima"), ("awaiting_answer",), "awaiting_answer", "desk",
         verified=False),
    Move("record_answer", _("Catat jawaban"), ("awaiting_answer",), "answered", "desk", verified=False),
    Move("discontinue", _("Hentikan"), ("opened",), "discontinued", "desk", verified=False),
)

# fmt: on
# A PPPK or a party member is examined by the same steps; what may be imposed differs.
TRACKS: dict[str, tuple[Move, ...]] = {
    "discipline": DISCIPLINE,
    "pppk": DISCIPLINE,
    "party_membership": DISCIPLINE,
    "ethics": ETHICS,
    "village": _FORWARDING,
    "elsewhere": _FORWARDING,
}


def moves_from(track: str, status: str) -> list[Move]:
    """The moves that start in ``status``, in the order of the table."""
    return [move for move in TRACKS[track] if status in move.sources]


def find(track: str, code: str, status: str) -> Move | None:
    """The row of ``code`` that starts in ``status``, or None."""
    return next((move for move in moves_from(track, status) if move.code == code), None)


def codes() -> set[str]:
    return {move.code for moves in TRACKS.values() for move in moves}


def legal_pairs() -> list[tuple[str, str, str]]:
    """Every (track, from, to) that the database lets a case go through."""
    return sorted(
        {
            (track, source, move.target)
            for track, moves in TRACKS.items()
            for move in moves
            for source in move.sources
            if source != move.target
        }
    )
