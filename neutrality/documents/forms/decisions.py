"""Decisions that impose a discipline sanction: official forms 6 to 15 and the transitional form.

``menimbang_*`` are whole considerations beginning with "bahwa" without the closing
semicolon; articles come in through them from the law catalogue. The number of the
working day on which the decision takes effect is passed in for the same reason.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .base import Letter, entry, letter
from .parts import Party, Signatory


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Whom the decision hits and for what: ``pasal`` in words, ``tanggal_perbuatan`` as printed."""

    terhukum: Party = entry(_("identitas yang dijatuhi hukuman"))
    tanggal_perbuatan: str = entry(_("tanggal perbuatan"))
    pasal: str = entry(_("pasal yang dilanggar"))


@dataclass(frozen=True, kw_only=True)
class Deduction:
    """Start, share and end of a deduction of allowance, as printed."""

    tmt: date = entry(_("tanggal mulai pemotongan"))
    besaran: str = entry(_("besaran pemotongan"))
    kembali: date = entry(_("tanggal tunjangan kembali penuh"))


@dataclass(frozen=True, kw_only=True)
class DisciplineDecision(Letter):
    """Fields that every discipline decision has (form 6 and those that extend it)."""

    template: ClassVar[str] = "surat/kind/keputusan_disiplin.html"
    paragraphs: ClassVar[tuple[str, ...]] = (
        "menimbang_a_perbuatan_terbukti", "menimbang_b_pasal", "menimbang_c_perlu", "menimbang_d",
        "mengingat", "tembusan",
    )  # fmt: skip
    house: ClassVar[frozenset[str]] = frozenset(
        {"nomor", "tanggal", "klausul_disampaikan", "blok_diterima_tanggal_nama_nip", "kep_dasar"}
    )
    extra: ClassVar[frozenset[str]] = frozenset({"satuan_hari_berlaku"})
    # "berat", and the words after "berupa" in title and first dictum.
    level: ClassVar[str]
    sanction: ClassVar[str]

    menimbang_a_perbuatan_terbukti: str = entry(_("pertimbangan perbuatan yang terbukti"))
    menimbang_b_pasal: str = entry(_("pertimbangan pasal yang dilanggar"))
    menimbang_c_perlu: str = entry(_("pertimbangan perlunya keputusan"))
    menimbang_d: str = entry(_("pertimbangan tambahan"), default="")
    mengingat: tuple[str, ...] = entry(_("dasar hukum pada Mengingat"))
    kesatu_identitas_tanggal_perbuatan_pasal: Finding = entry(_("diktum kesatu"))
    klausul_berlaku_hari_kerja_ke15: int = entry(_("hari kerja mulai berlaku"))
    # "hari kerja", or "hari" where the agency reads PP 94/2021 Pasal 38 so.
    satuan_hari_berlaku: str = entry(_("satuan hari mulai berlaku"), default="hari kerja")
    tempat: str = entry(_("tempat ditetapkan"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())

    @property
    def terhukum(self) -> Party:
        return self.kesatu_identitas_tanggal_perbuatan_pasal.terhukum

    @property
    def menimbang(self) -> tuple[str, ...]:
        """In the order of the letter: that the decision is needed closes the list."""
        ordered = (
            self.menimbang_a_perbuatan_terbukti,
            self.menimbang_b_pasal,
            self.menimbang_d,
            self.menimbang_c_perlu,
        )
        return tuple(one for one in ordered if one)

    @property
    def hukuman(self) -> str:
        """The sanction in the words of the title."""
        return self.sanction

    @property
    def tingkat(self) -> str:
        return self.level

    def subject_name(self) -> str:
        return self.terhukum.nama

    @property
    def tentang(self) -> str:
        return f"Penjatuhan Hukuman Disiplin berupa {self.hukuman}"


@letter
@dataclass(frozen=True, kw_only=True)
class OralReprimand(DisciplineDecision):
    code: ClassVar[str] = "F06_KEP_TEGURAN_LISAN"
    title: ClassVar[str] = "Keputusan Hukuman Disiplin Teguran Lisan"
    level: ClassVar[str] = "ringan"
    sanction: ClassVar[str] = "teguran lisan"


@letter
@dataclass(frozen=True, kw_only=True)
class WrittenReprimand(DisciplineDecision):
    code: ClassVar[str] = "F07_KEP_TEGURAN_TERTULIS"
    title: ClassVar[str] = "Keputusan Hukuman Disiplin Teguran Tertulis"
    level: ClassVar[str] = "ringan"
    sanction: ClassVar[str] = "teguran tertulis"


@letter
@dataclass(frozen=True, kw_only=True)
class Dissatisfaction(DisciplineDecision):
    code: ClassVar[str] = "F08_KEP_TIDAK_PUAS"
    title: ClassVar[str] = "Keputusan Hukuman Disiplin Pernyataan Tidak Puas secara Tertulis"
    level: ClassVar[str] = "ringan"
    sanction: ClassVar[str] = "pernyataan tidak puas secara tertulis"


@dataclass(frozen=True, kw_only=True)
class AllowanceDecision(DisciplineDecision):
    """Not usable during the transition; the legal check upstairs says so, not the form."""

    template: ClassVar[str] = "surat/kind/keputusan_tukin.html"
    level: ClassVar[str] = "sedang"

    kedua_tmt_besaran_kembali: Deduction = entry(_("pemotongan tunjangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class AllowanceSixMonths(AllowanceDecision):
    code: ClassVar[str] = "F09_KEP_TUKIN6"
    title: ClassVar[str] = "Keputusan Pemotongan Tunjangan Kinerja selama 6 Bulan"
    sanction: ClassVar[str] = "pemotongan tunjangan kinerja sebesar 25% selama 6 (enam) bulan"


@letter
@dataclass(frozen=True, kw_only=True)
class AllowanceNineMonths(AllowanceDecision):
    code: ClassVar[str] = "F10_KEP_TUKIN9"
    title: ClassVar[str] = "Keputusan Pemotongan Tunjangan Kinerja selama 9 Bulan"
    sanction: ClassVar[str] = "pemotongan tunjangan kinerja sebesar 25% selama 9 (sembilan) bulan"


@letter
@dataclass(frozen=True, kw_only=True)
class AllowanceTwelveMonths(AllowanceDecision):
    code: ClassVar[str] = "F11_KEP_TUKIN12"
    title: ClassVar[str] = "Keputusan Pemotongan Tunjangan Kinerja selama 12 Bulan"
    sanction: ClassVar[str] = "pemotongan tunjangan kinerja sebesar 25% selama 12 (dua belas) bulan"


@letter
@dataclass(frozen=True, kw_only=True)
class Demotion(DisciplineDecision):
    code: ClassVar[str] = "F12_KEP_TURUN_JABATAN"
    title: ClassVar[str] = "Keputusan Penurunan Jabatan Setingkat Lebih Rendah"
    template: ClassVar[str] = "surat/kind/keputusan_turun_jabatan.html"
    level: ClassVar[str] = "berat"
    sanction: ClassVar[str] = "penurunan jabatan setingkat lebih rendah selama 12 (dua belas) bulan"
    house: ClassVar[frozenset[str]] = DisciplineDecision.house | {"klausul_pengangkatan_keputusan_tersendiri"}

    jabatan_lama: str = entry(_("jabatan lama"))
    jabatan_baru: str = entry(_("jabatan baru"))
    penyesuaian_hak: str = entry(_("penyesuaian hak"), default="sesuai dengan ketentuan peraturan perundang-undangan")


@letter
@dataclass(frozen=True, kw_only=True)
class Release(DisciplineDecision):
    code: ClassVar[str] = "F13_KEP_BEBAS_JABATAN"
    title: ClassVar[str] = "Keputusan Pembebasan dari Jabatan menjadi Jabatan Pelaksana"
    template: ClassVar[str] = "surat/kind/keputusan_bebas_jabatan.html"
    level: ClassVar[str] = "berat"
    sanction: ClassVar[str] = "pembebasan dari jabatannya menjadi jabatan pelaksana selama 12 (dua belas) bulan"
    house: ClassVar[frozenset[str]] = DisciplineDecision.house | {"klausul_pengangkatan_pelaksana_keputusan_tersendiri"}

    jabatan_lama: str = entry(_("jabatan lama"))
    penyesuaian_hak: str = entry(
        _("penyesuaian hak"),
        default="sesuai dengan jabatan pelaksana berdasarkan ketentuan peraturan perundang-undangan",
    )


@letter
@dataclass(frozen=True, kw_only=True)
class HonourableDismissal(DisciplineDecision):
    code: ClassVar[str] = "F14_KEP_PDHTAPS"
    title: ClassVar[str] = "Keputusan Pemberhentian dengan Hormat Tidak atas Permintaan Sendiri"
    template: ClassVar[str] = "surat/kind/keputusan_pdhtaps.html"
    level: ClassVar[str] = "berat"
    sanction: ClassVar[str] = "pemberhentian dengan hormat tidak atas permintaan sendiri sebagai Pegawai Negeri Sipil"

    hak_kepegawaian: str = entry(
        _("hak kepegawaian"),
        default="hak kepegawaian sesuai dengan ketentuan peraturan perundang-undangan",
    )
    # As printed after "terhitung mulai": a date, or the day on which the decision takes effect.
    pemberhentian_tmt: str = entry(_("TMT pemberhentian"))


@letter
@dataclass(frozen=True, kw_only=True)
class DishonourableDismissal(HonourableDismissal):
    """Form 14 in the words of UU 20/2023, where the agency reads the dismissal so; a local form, there is no official one."""

    code: ClassVar[str] = "L06_KEP_PTDH_DISIPLIN"
    title: ClassVar[str] = "Keputusan Pemberhentian Tidak dengan Hormat karena Hukuman Disiplin Berat"
    sanction: ClassVar[str] = "pemberhentian tidak dengan hormat sebagai Pegawai Negeri Sipil"


@letter
@dataclass(frozen=True, kw_only=True)
class ClassReduction(DisciplineDecision):
    code: ClassVar[str] = "F15_KEP_TURUN_KELAS_JABATAN"
    title: ClassVar[str] = "Keputusan Penurunan Kelas Jabatan bagi Pelaksana"
    template: ClassVar[str] = "surat/kind/keputusan_turun_kelas.html"
    level: ClassVar[str] = "berat"
    sanction: ClassVar[str] = "penurunan kelas jabatan setingkat lebih rendah selama 12 (dua belas) bulan"

    kelas_lama: str = entry(_("kelas jabatan lama"))
    kelas_baru: str = entry(_("kelas jabatan baru"))
    penyesuaian_hak: str = entry(_("penyesuaian hak"), default="sesuai dengan ketentuan peraturan perundang-undangan")


@letter
@dataclass(frozen=True, kw_only=True)
class TransitionalDecision(DisciplineDecision):
    """Moderate sanctions of the transition; a local form, there is no official one.

    ``jenis_peralihan`` is the sanction in words ("penundaan kenaikan gaji berkala selama
    1 (satu) tahun"); ``dasar_pasal_42`` the transitional rule as the catalogue cites it.
    """

    code: ClassVar[str] = "L01_KEP_SEDANG_PERALIHAN"
    title: ClassVar[str] = "Keputusan Hukuman Disiplin Sedang Masa Peralihan"
    template: ClassVar[str] = "surat/kind/keputusan_peralihan.html"
    level: ClassVar[str] = "sedang"
    sanction: ClassVar[str] = ""

    jenis_peralihan: str = entry(_("jenis hukuman masa peralihan"))
    tmt_mulai: date = entry(_("tanggal mulai"))
    tmt_selesai: date = entry(_("tanggal selesai"))
    dasar_pasal_42: str = entry(_("dasar ketentuan peralihan"))

    @property
    def hukuman(self) -> str:
        return self.jenis_peralihan
