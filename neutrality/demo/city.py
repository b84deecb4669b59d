"""The unit tree of Kota Pontianak in the training installation: some 40 perangkat daerah."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from neutrality.organization.models import Agency, OrgUnit, OrgUnitPeriod

SINCE = date(2021, 1, 4)


@dataclass
class Plan:
    """A unit to be: its kind, name, letter code and what lies below it."""

    kind: str
    name: str
    code: str = ""
    below: list["Plan"] = field(default_factory=list)


def _bidang(*names: str, sections: int = 2) -> list[Plan]:
    """A secretariat and the fields of a dinas, each with sections."""
    plans = [
        Plan(
            "bidang",
            "Sekretariat",
            below=[Plan("seksi", "Subbagian Umum dan Aparatur"), Plan("seksi", "Subbagian Keuangan")],
        )
    ]
    for name in names:
        parts = [Plan("seksi", f"Seksi {name} {part}") for part in ("I", "II", "III")[:sections]]
        plans.append(Plan("bidang", f"Bidang {name}", below=parts))
    return plans


DINAS: list[tuple[str, str, tuple[str, ...]]] = [
    ("Dinas Pendidikan dan Kebudayaan", "Disdikbud", ("Pembinaan SD", "Pembinaan SMP", "Kebudayaan", "Ketenagaan")),
    ("Dinas Kesehatan", "Dinkes", ("Kesehatan Masyarakat", "Pencegahan Penyakit", "Pelayanan Kesehatan", "Sumber Daya")),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR", ("Sumber Daya Air", "Bina Marga", "Cipta Karya", "Tata Ruang")),
    ("Dinas Perumahan Rakyat dan Kawasan Permukiman", "DPRKP", ("Perumahan", "Permukiman", "Pertanahan")),
    ("Dinas Sosial", "Dinsos", ("Rehabilitasi Sosial", "Perlindungan Sosial", "Pemberdayaan Sosial")),
    ("Dinas Tenaga Kerja dan Transmigrasi", "Disnakertrans", ("Penempatan Kerja", "Hubungan Industrial", "Pelatihan Kerja")),
    ("Dinas Pemberdayaan Perempuan dan Perlindungan Anak", "DP3A", ("Pemberdayaan Perempuan", "Perlindungan Anak")),
    ("Dinas Ketahanan Pangan, Pertanian dan Perikanan", "DKPPP", ("Ketahanan Pangan", "Pertanian", "Perikanan")),
    ("Dinas Lingkungan Hidup", "DLH", ("Penataan Lingkungan", "Persampahan", "Pengendalian Pencemaran")),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil", ("Pendaftaran Penduduk", "Pencatatan Sipil", "Data Penduduk")),
    ("Dinas Perhubungan", "Dishub", ("Lalu Lintas", "Angkutan", "Prasarana")),
    ("Dinas Komunikasi dan Informatika", "Diskominfo", ("Aplikasi Informatika", "Statistik dan Persandian", "Informasi Publik")),
    ("Dinas Koperasi, Usaha Mikro dan Perdagangan", "Diskumdag", ("Koperasi", "Usaha Mikro", "Perdagangan")),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP", ("Penanaman Modal", "Pelayanan Perizinan")),
    ("Dinas Kepemudaan, Olahraga dan Pariwisata", "Disporapar", ("Kepemudaan", "Olahraga", "Pariwisata")),
    ("Dinas Perpustakaan dan Kearsipan", "Dispusip", ("Perpustakaan", "Kearsipan")),
    ("Dinas Pengendalian Penduduk dan Keluarga Berencana", "DP2KB", ("Pengendalian Penduduk", "Keluarga Berencana")),
    ("Dinas Pemadam Kebakaran dan Penyelamatan", "Damkar", ("Pencegahan", "Penyelamatan")),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM",
     ("Penilaian Kinerja dan Disiplin", "Mutasi dan Promosi", "Pengembangan Kompetensi")),
    ("Badan Perencanaan Pembangunan Daerah", "Bappeda", ("Perencanaan", "Penelitian")),
    ("Badan Keuangan Daerah", "BKD", ("Anggaran", "Perbendaharaan", "Aset")),
    ("Badan Pendapatan Daerah", "Bapenda", ("Pajak Daerah", "Penagihan")),
    ("Badan Penanggulangan Bencana Daerah", "BPBD", ("Pencegahan dan Kesiapsiagaan", "Kedaruratan")),
    ("Badan Kesatuan Bangsa dan Politik", "Kesbangpol", ("Politik Dalam Negeri", "Ketahanan Bangsa")),
    ("Satuan Polisi Pamong Praja", "Satpol PP", ("Penegakan Perda", "Ketertiban Umum", "Linmas")),
]  # fmt: skip
DISTRICTS = {
    "Pontianak Contoh Utara": 5, "Pontianak Contoh Selatan": 5, "Pontianak Contoh Timur": 7,
    "Pontianak Contoh Barat": 4, "Pontianak Contoh Kota": 5, "Pontianak Contoh Tenggara": 4,
}  # fmt: skip
BAGIAN = (
    "Pemerintahan", "Hukum", "Kesejahteraan Rakyat", "Perekonomian", "Administrasi Pembangunan",
    "Pengadaan Barang dan Jasa", "Organisasi", "Umum", "Protokol dan Komunikasi Pimpinan",
)  # fmt: skip
SCHOOLS_SMP, SCHOOLS_SD, PUSKESMAS = 30, 78, 23


def plan() -> list[Plan]:
    """Every perangkat daerah with what lies below it."""
    bagian = [Plan("bidang", f"Bagian {name}", below=[Plan("seksi", f"Subbagian {name} I")]) for name in BAGIAN]
    opds = [
        Plan("opd", "Sekretariat Daerah", "SETDA", bagian),
        Plan("opd", "Sekretariat DPRD", "SETWAN", _bidang("Persidangan", "Fasilitasi Anggaran")),
        Plan("opd", "Inspektorat", "ITKO", _bidang("Pengawasan Wilayah I", "Pengawasan Wilayah II", "Investigasi")),
    ]
    for name, code, fields in DINAS:
        opds.append(Plan("opd", name, code.upper().replace(" ", ""), _bidang(*fields)))
        if code == "Disdikbud":
            opds[-1].below += [Plan("sekolah", f"SMP Negeri {70 + n}") for n in range(SCHOOLS_SMP)]
            opds[-1].below += [Plan("sekolah", f"SD Negeri {100 + n}") for n in range(SCHOOLS_SD)]
        if code == "Dinkes":
            opds[-1].below += [Plan("puskesmas", f"Puskesmas Contoh {n + 1}") for n in range(PUSKESMAS)]
    opds.append(
        Plan("rumah_sakit", "RSUD Contoh", "RSUD", _bidang("Pelayanan Medis", "Keperawatan", "Penunjang Medis"))
    )
    for name, wards in DISTRICTS.items():
        lurah = [
            Plan(
                "kelurahan",
                f"Kelurahan Contoh {name.split()[-1]} {n + 1}",
                below=[Plan("seksi", f"Seksi Pemerintahan {n + 1}")],
            )
            for n in range(wards)
        ]
        opds.append(Plan("kecamatan", f"Kecamatan {name}", "KEC", _bidang("Pemerintahan", sections=1)[:1] + lurah))
    return opds


def build(agency: Agency, plans: list[Plan] | None = None, code: str = "PTK") -> list[OrgUnit]:
    """The whole tree in two inserts: units with their paths, and their dated names."""
    units: list[OrgUnit] = []
    parents: list[int | None] = []
    root = OrgUnit(
        agency=agency, kind="root", name=agency.name, letter_code=code, depth=1, path=_path("", _next_root())
    )
    units.append(root)
    parents.append(None)
    _grow(agency, 0, plan() if plans is None else plans, units, parents)
    OrgUnit.objects.bulk_create(units)
    OrgUnitPeriod.objects.bulk_create(
        OrgUnitPeriod(unit=unit, name=unit.name, parent=None if parent is None else units[parent], starts_on=SINCE)
        for unit, parent in zip(units, parents, strict=True)
    )
    return units


def _grow(agency: Agency, at: int, plans: list[Plan], units: list[OrgUnit], parents: list[int | None]) -> None:
    above = units[at]
    above.numchild = len(plans)
    for n, one in enumerate(plans, start=1):
        unit = OrgUnit(
            agency=agency, kind=one.kind, name=one.name, short_name=one.code, letter_code=one.code,
            depth=above.depth + 1, path=_path(above.path, n),
        )  # fmt: skip
        units.append(unit)
        parents.append(at)
        _grow(agency, len(units) - 1, one.below, units, parents)


def _path(parent: str, n: int) -> str:
    made: Any = OrgUnit._get_path(parent, len(parent) // OrgUnit.steplen + 1, n)
    return str(made)


def _next_root() -> int:
    return OrgUnit.objects.filter(depth=1).count() + 1
