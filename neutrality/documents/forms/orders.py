"""Written orders: to examine, to clarify, to move an examination to a higher superior."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .base import Letter, entry, letter
from .parts import Party, Signatory


@letter
@dataclass(frozen=True, kw_only=True)
class ExaminationOrder(Letter):
    code: ClassVar[str] = "P01_SURAT_PERINTAH"
    title: ClassVar[str] = "Surat Perintah Pemeriksaan"
    template: ClassVar[str] = "surat/kind/perintah.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("dasar", "tugas", "tembusan")
    house: ClassVar[frozenset[str]] = frozenset({"nomor", "tanggal"})
    extra: ClassVar[frozenset[str]] = frozenset({"tembusan"})

    dasar: tuple[str, ...] = entry(_("dasar"))
    petugas: tuple[Party, ...] = entry(_("petugas"))
    terperiksa: Party = entry(_("terperiksa"))
    tugas: tuple[str, ...] = entry(_("tugas"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class ClarificationOrder(Letter):
    code: ClassVar[str] = "P14_SURAT_TUGAS_KLARIFIKASI"
    title: ClassVar[str] = "Surat Tugas"
    template: ClassVar[str] = "surat/kind/tugas.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("dasar", "tugas")
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})

    dasar: tuple[str, ...] = entry(_("dasar"))
    petugas: tuple[Party, ...] = entry(_("petugas"))
    tugas: tuple[str, ...] = entry(_("tugas"))
    waktu: str = entry(_("waktu pelaksanaan"))
    penandatangan: Signatory = entry(_("penanda tangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class TransferOrder(Letter):
    """A duty moves only by this order of a named higher official, never by a clock."""

    code: ClassVar[str] = "P17_PERINTAH_PENGALIHAN"
    title: ClassVar[str] = "Surat Perintah Pengalihan Pemeriksaan"
    template: ClassVar[str] = "surat/kind/pengalihan.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("dasar", "alasan", "tembusan")
    house: ClassVar[frozenset[str]] = frozenset({"nomor", "tanggal"})
    extra: ClassVar[frozenset[str]] = frozenset({"terperiksa", "tembusan"})

    dasar: tuple[str, ...] = entry(_("dasar"))
    dari: Party = entry(_("pejabat semula"))
    kepada: Party = entry(_("pejabat yang menerima tugas"))
    terperiksa: Party = entry(_("terperiksa"))
    alasan: str = entry(_("alasan"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())
