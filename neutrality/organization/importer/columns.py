"""Headers of import files: the ones of the contract, and what SIASN and SIMPEG call them."""

import re
from collections.abc import Iterable, Mapping

COLUMNS = (
    "NIP", "NAMA", "GELAR_DEPAN", "GELAR_BELAKANG", "JENIS", "GOLONGAN", "JABATAN", "JENIS_JABATAN", "JENJANG",
    "ESELON", "KEPALA_UNIT", "UNIT_KERJA", "TMT_JABATAN", "STATUS_JABATAN", "EMAIL", "ATASAN_NIP", "KEDUDUKAN_HUKUM",
    "TUGAS_TAMBAHAN", "KELAS_JABATAN", "NIK", "ALAMAT", "TANGGAL_PENSIUN",
)  # fmt: skip
REQUIRED = ("NIP", "NAMA", "JENIS", "JABATAN", "JENIS_JABATAN", "UNIT_KERJA")
# Known, but nothing here needs them: personal data that is not kept cannot leak.
NOT_KEPT = ("NIK", "ALAMAT")

_ALSO = {
    "NIPBARU": "NIP", "NIP18": "NIP", "NOMORINDUKPEGAWAI": "NIP",
    "NAMALENGKAP": "NAMA", "NAMAPEGAWAI": "NAMA", "NAMAASN": "NAMA",
    "GELARDEPAN": "GELAR_DEPAN", "GELARBELAKANG": "GELAR_BELAKANG",
    "JENISPEGAWAI": "JENIS", "JENISASN": "JENIS", "STATUSKEPEGAWAIAN": "JENIS", "KEDUDUKANPEGAWAI": "JENIS",
    "STATUSCPNSPNS": "JENIS", "GOLRUANG": "GOLONGAN", "GOL": "GOLONGAN", "GOLAKHIR": "GOLONGAN",
    "GOLAKHIRNAMA": "GOLONGAN", "GOLONGANRUANG": "GOLONGAN",
    "NAMAJABATAN": "JABATAN", "JABATANNAMA": "JABATAN", "JABATANTERAKHIR": "JABATAN",
    "JENISJABATANNAMA": "JENIS_JABATAN", "JENJANGJABATAN": "JENJANG", "JENJANGFUNGSIONAL": "JENJANG",
    "ESELONNAMA": "ESELON", "ESELONID": "ESELON", "KEPALA": "KEPALA_UNIT", "PIMPINANUNIT": "KEPALA_UNIT",
    "UNITKERJA": "UNIT_KERJA", "UNOR": "UNIT_KERJA", "UNORNAMA": "UNIT_KERJA", "UNITORGANISASI": "UNIT_KERJA",
    "TMTJABATAN": "TMT_JABATAN", "STATUSPEJABAT": "STATUS_JABATAN", "SURAT ELEKTRONIK": "EMAIL",
    "ALAMATEMAIL": "EMAIL", "EMAILPEMERINTAH": "EMAIL", "NIPATASAN": "ATASAN_NIP", "NIPATASANLANGSUNG": "ATASAN_NIP",
    "KEDUDUKANHUKUM": "KEDUDUKAN_HUKUM", "KEDUDUKANHUKUMNAMA": "KEDUDUKAN_HUKUM",
    "TUGASTAMBAHAN": "TUGAS_TAMBAHAN", "KELAS": "KELAS_JABATAN", "TGLPENSIUN": "TANGGAL_PENSIUN",
    "TMTPENSIUN": "TANGGAL_PENSIUN",
}  # fmt: skip


def key(header: object) -> str:
    """``Nama Lengkap`` and ``NAMA_LENGKAP`` are one header."""
    return re.sub(r"[^A-Z0-9]", "", str(header or "").upper())


_KNOWN = {key(name): name for name in COLUMNS} | {key(name): column for name, column in _ALSO.items()}


def map_headers(headers: Iterable[object], saved: Mapping[str, str] | None = None) -> dict[int, str]:
    """Index of each cell of the header row to its column; the first wins where two claim one.

    ``saved`` is the agency's own mapping ``{header: column}`` (``Agency.choices["import_columns"]``).
    """
    own = {key(header): column for header, column in (saved or {}).items() if column in COLUMNS}
    found: dict[int, str] = {}
    for index, header in enumerate(headers):
        column = own.get(key(header)) or _KNOWN.get(key(header))
        if column and column not in found.values():
            found[index] = column
    return found


def unknown_headers(headers: Iterable[object], mapped: Mapping[int, str]) -> list[str]:
    return [str(header) for index, header in enumerate(headers) if header and index not in mapped]
