"""Reports and notes that go up: LHP, report on competence, proposal to the President, telaahan."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .base import Letter, entry, letter
from .parts import Party, Signatory


@letter
@dataclass(frozen=True, kw_only=True)
class ExaminationReport(Letter):
    """Form 3 (LHP). Several breaches, factors or impacts are one item each."""

    code: ClassVar[str] = "F03_LHP"
    title: ClassVar[str] = "Laporan Hasil Pemeriksaan"
    template: ClassVar[str] = "surat/kind/lhp.html"
    numbered: ClassVar[bool] = False
    paragraphs: ClassVar[tuple[str, ...]] = ("kesimpulan",)

    kepada_pejabat_berwenang: str = entry(_("pejabat yang dituju"))
    tanggal_pemeriksaan: date = entry(_("tanggal pemeriksaan"))
    terperiksa_identitas: Party = entry(_("identitas terperiksa"))
    bentuk_pelanggaran: tuple[str, ...] = entry(_("bentuk pelanggaran"))
    waktu: str = entry(_("waktu pelanggaran"))
    tempat: str = entry(_("tempat pelanggaran"))
    faktor_memberatkan: tuple[str, ...] = entry(_("faktor yang memberatkan"), default=())
    faktor_meringankan: tuple[str, ...] = entry(_("faktor yang meringankan"), default=())
    dampak_perbuatan: tuple[str, ...] = entry(_("dampak perbuatan"))
    kesimpulan: str = entry(_("kesimpulan"))
    rekomendasi_tingkat_dan_jenis: str = entry(_("rekomendasi tingkat dan jenis hukuman"))
    pernyataan_kewenangan: str = entry(_("pernyataan kewenangan"))
    lampiran_bap: tuple[str, ...] = entry(_("berita acara yang dilampirkan"))
    penandatangan: Signatory = entry(_("penanda tangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class CompetenceReport(Letter):
    """The LHP shows that a higher official is competent."""

    code: ClassVar[str] = "P05_LAPORAN_KEWENANGAN"
    title: ClassVar[str] = "Laporan Kewenangan Penjatuhan Hukuman Disiplin"
    template: ClassVar[str] = "surat/kind/laporan_kewenangan.html"
    numbered: ClassVar[bool] = False
    paragraphs: ClassVar[tuple[str, ...]] = ("ringkasan",)

    kepada: str = entry(_("pejabat yang dituju"))
    terperiksa: Party = entry(_("terperiksa"))
    ringkasan: str = entry(_("ringkasan hasil pemeriksaan"))
    pejabat_berwenang: str = entry(_("pejabat yang berwenang"))
    lampiran_bap: tuple[str, ...] = entry(_("berita acara yang dilampirkan"))
    lampiran_lhp: str = entry(_("laporan hasil pemeriksaan yang dilampirkan"))
    penandatangan: Signatory = entry(_("penanda tangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class PresidentialProposal(Letter):
    code: ClassVar[str] = "P06_USUL_PPK_PRESIDEN"
    title: ClassVar[str] = "Usul Penjatuhan Hukuman Disiplin"
    template: ClassVar[str] = "surat/kind/usul_presiden.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("pelanggaran", "usul")
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = frozenset({"penandatangan"})

    dasar: tuple[str, ...] = entry(_("dasar"))
    terperiksa: Party = entry(_("terperiksa"))
    pelanggaran: str = entry(_("pelanggaran"))
    usul: str = entry(_("usul"))
    lampiran: tuple[str, ...] = entry(_("lampiran"))
    penandatangan: Signatory = entry(_("penanda tangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class StaffAssessment(Letter):
    """Telaahan staf."""

    code: ClassVar[str] = "P13_TELAAHAN_STAF"
    title: ClassVar[str] = "Telaahan Staf"
    template: ClassVar[str] = "surat/kind/telaahan.html"
    numbered: ClassVar[bool] = False
    paragraphs: ClassVar[tuple[str, ...]] = (
        "persoalan", "praanggapan", "fakta", "analisis", "kesimpulan", "saran",
    )  # fmt: skip
    extra: ClassVar[frozenset[str]] = frozenset({"kepada", "dari", "hal", "penandatangan"})

    kepada: str = entry(_("pejabat yang dituju"))
    dari: str = entry(_("pembuat telaahan"))
    hal: str = entry(_("hal"))
    persoalan: str = entry(_("persoalan"))
    praanggapan: tuple[str, ...] = entry(_("praanggapan"))
    fakta: tuple[str, ...] = entry(_("fakta yang memengaruhi"))
    analisis: tuple[str, ...] = entry(_("analisis"))
    kesimpulan: str = entry(_("kesimpulan"))
    saran: tuple[str, ...] = entry(_("saran"))
    penandatangan: Signatory = entry(_("penanda tangan"))
