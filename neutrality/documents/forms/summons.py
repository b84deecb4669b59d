"""Letters that call someone: to be examined, to receive a decision, to be asked."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from neutrality.documents import words

from .base import Letter, entry, letter
from .parts import Appointment, Party, Signatory


@letter
@dataclass(frozen=True, kw_only=True)
class ExaminationSummons(Letter):
    """Form 1: summons I or II to an examination.

    ``dugaan_pelanggaran`` is the act and the article ("mengadakan kegiatan … sebagaimana
    dimaksud dalam Pasal …") or the articles alone, as the caller took them from the catalogue.
    """

    code: ClassVar[str] = "F01_SURAT_PANGGILAN"
    title: ClassVar[str] = "Surat Panggilan"
    template: ClassVar[str] = "surat/kind/panggilan.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("keperluan_diperiksa", "tembusan")
    house: ClassVar[frozenset[str]] = frozenset({"nomor", "hari", "tanggal_surat"})

    urutan_panggilan: int = entry(_("urutan panggilan"))
    penerima_nama: str = entry(_("nama yang dipanggil"))
    penerima_nip: str = entry(_("NIP yang dipanggil"))
    penerima_pangkat: str = entry(_("pangkat yang dipanggil"))
    penerima_jabatan: str = entry(_("jabatan yang dipanggil"))
    penerima_unit: str = entry(_("unit kerja yang dipanggil"))
    menghadap_nama: str = entry(_("nama yang dihadap"))
    menghadap_nip: str = entry(_("NIP yang dihadap"), default="")
    menghadap_pangkat: str = entry(_("pangkat yang dihadap"), default="")
    menghadap_jabatan: str = entry(_("jabatan yang dihadap"))
    tanggal: date = entry(_("tanggal pemeriksaan"))
    jam: str = entry(_("jam pemeriksaan"))
    tempat: str = entry(_("tempat pemeriksaan"))
    keperluan_diperiksa: str = entry(_("keperluan"), default="diperiksa dan dimintai keterangan")
    dugaan_pelanggaran: str = entry(_("dugaan pelanggaran"))
    tempat_surat: str = entry(_("tempat surat"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())

    @property
    def sebutan(self) -> str:
        """How the sentence goes on: an act ("berupa …") or, where only articles are given, those."""
        return "terhadap ketentuan" if self.dugaan_pelanggaran.startswith("Pasal ") else "berupa"

    def heading(self) -> str:
        return f"{self.title} {words.roman(self.urutan_panggilan)}"


@letter
@dataclass(frozen=True, kw_only=True)
class DecisionSummons(Letter):
    """Form 16: called to receive the decision."""

    code: ClassVar[str] = "F16_PANGGILAN_TERIMA_KEPUTUSAN"
    title: ClassVar[str] = "Surat Panggilan untuk Menerima Keputusan Hukuman Disiplin"
    template: ClassVar[str] = "surat/kind/panggilan_terima.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("tembusan",)
    house: ClassVar[frozenset[str]] = frozenset({"nomor", "hari"})
    extra: ClassVar[frozenset[str]] = frozenset({"tembusan"})

    penerima_identitas: Party = entry(_("yang dipanggil"))
    menghadap_kepada: Party = entry(_("yang dihadap"))
    tanggal: date = entry(_("tanggal penyampaian"))
    jam: str = entry(_("jam penyampaian"))
    tempat: str = entry(_("tempat penyampaian"))
    keputusan_nomor: str = entry(_("nomor keputusan"))
    keputusan_tanggal: date = entry(_("tanggal keputusan"))
    jenis_hukuman: str = entry(_("jenis hukuman"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class StatementInvitation(Letter):
    """A third party is asked for a statement."""

    code: ClassVar[str] = "P02_UNDANGAN_KETERANGAN"
    title: ClassVar[str] = "Undangan Permintaan Keterangan"
    template: ClassVar[str] = "surat/kind/undangan.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("hal",)
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    within: ClassVar[dict[str, str]] = {"tempat": "waktu"}

    kepada: Party = entry(_("yang diundang"))
    waktu: Appointment = entry(_("waktu"))
    hal: str = entry(_("hal yang ditanyakan"))
    penandatangan: Signatory = entry(_("penanda tangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class ClarificationInvitation(Letter):
    code: ClassVar[str] = "P15_UNDANGAN_KLARIFIKASI"
    title: ClassVar[str] = "Undangan Klarifikasi"
    template: ClassVar[str] = "surat/kind/undangan.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("hal",)
    house: ClassVar[frozenset[str]] = frozenset({"nomor", "hari"})
    extra: ClassVar[frozenset[str]] = frozenset({"hal"})

    kepada: Party = entry(_("yang diundang"))
    tanggal: date = entry(_("tanggal klarifikasi"))
    jam: str = entry(_("jam klarifikasi"))
    tempat: str = entry(_("tempat klarifikasi"))
    hal: str = entry(_("hal yang diklarifikasi"))
    penandatangan: Signatory = entry(_("penanda tangan"))

    @property
    def waktu(self) -> Appointment:
        return Appointment(tanggal=self.tanggal, jam=self.jam, tempat=self.tempat)
