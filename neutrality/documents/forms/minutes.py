"""Minutes: of examination, of third-party statements, of absence, of delivery, of clarification.

Minutes signed by several people stand without a letterhead, as the official form does.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .base import Letter, entry, letter
from .parts import Party, Question, Signatory


@letter
@dataclass(frozen=True, kw_only=True)
class ExaminationMinutes(Letter):
    """Form 2 (BAP). A refusal to sign is written down and the minutes stay valid."""

    code: ClassVar[str] = "F02_BAP"
    title: ClassVar[str] = "Berita Acara Pemeriksaan"
    template: ClassVar[str] = "surat/kind/bap.html"
    letterhead: ClassVar[bool] = False
    numbered: ClassVar[bool] = False
    paragraphs: ClassVar[tuple[str, ...]] = ("pernyataan_penutup",)
    house: ClassVar[frozenset[str]] = frozenset({"hari", "tanda_tangan_pemeriksa"})
    extra: ClassVar[frozenset[str]] = frozenset({"jam", "tempat"})

    tanggal: date = entry(_("tanggal pemeriksaan"))
    jam: str = entry(_("jam pemeriksaan"), default="")
    tempat: str = entry(_("tempat pemeriksaan"), default="")
    pemeriksa_identitas_per_orang: tuple[Party, ...] = entry(_("pemeriksa"))
    dasar_wewenang_atau_surat_perintah: str = entry(_("dasar wewenang pemeriksa"))
    terperiksa_nama: str = entry(_("nama terperiksa"))
    terperiksa_nip: str = entry(_("NIP terperiksa"))
    terperiksa_pangkat: str = entry(_("pangkat terperiksa"))
    terperiksa_jabatan: str = entry(_("jabatan terperiksa"))
    terperiksa_unit: str = entry(_("unit kerja terperiksa"))
    pasal_yang_diduga_dilanggar: str = entry(_("pasal yang diduga dilanggar"))
    tanya_jawab_bernomor: tuple[Question, ...] = entry(_("tanya jawab"))
    pernyataan_penutup: str = entry(
        _("pernyataan penutup"),
        default=(
            "Demikian Berita Acara Pemeriksaan ini dibuat dengan sebenarnya, dibacakan kepada yang "
            "diperiksa, dan ditandatangani oleh pemeriksa dan yang diperiksa."
        ),
    )
    tanda_tangan_terperiksa: bool = entry(_("kesediaan terperiksa menandatangani"), default=True)
    catatan_penolakan_tanda_tangan: str = entry(_("catatan penolakan tanda tangan"), default="")
    salinan_diserahkan: date | None = entry(_("tanggal penyerahan salinan"), default=None)


@letter
@dataclass(frozen=True, kw_only=True)
class StatementMinutes(Letter):
    code: ClassVar[str] = "P03_BA_KETERANGAN"
    title: ClassVar[str] = "Berita Acara Permintaan Keterangan"
    template: ClassVar[str] = "surat/kind/ba_keterangan.html"
    letterhead: ClassVar[bool] = False
    numbered: ClassVar[bool] = False
    house: ClassVar[frozenset[str]] = frozenset({"hari", "tanda_tangan"})

    tanggal: date = entry(_("tanggal permintaan keterangan"))
    peminta: tuple[Party, ...] = entry(_("peminta keterangan"))
    pemberi_keterangan: Party = entry(_("pemberi keterangan"))
    tanya_jawab: tuple[Question, ...] = entry(_("tanya jawab"))


@letter
@dataclass(frozen=True, kw_only=True)
class ClarificationMinutes(Letter):
    code: ClassVar[str] = "P16_BA_KLARIFIKASI"
    title: ClassVar[str] = "Berita Acara Klarifikasi"
    template: ClassVar[str] = "surat/kind/ba_klarifikasi.html"
    letterhead: ClassVar[bool] = False
    numbered: ClassVar[bool] = False
    house: ClassVar[frozenset[str]] = frozenset({"hari", "tanda_tangan"})

    tanggal: date = entry(_("tanggal klarifikasi"))
    petugas: tuple[Party, ...] = entry(_("petugas klarifikasi"))
    yang_diklarifikasi: Party = entry(_("yang diklarifikasi"))
    tanya_jawab: tuple[Question, ...] = entry(_("tanya jawab"))


@letter
@dataclass(frozen=True, kw_only=True)
class AbsenceMinutes(Letter):
    code: ClassVar[str] = "P04_BA_KETIDAKHADIRAN"
    title: ClassVar[str] = "Berita Acara Ketidakhadiran"
    template: ClassVar[str] = "surat/kind/ba_ketidakhadiran.html"
    numbered: ClassVar[bool] = False
    # Without the person, the order of the summons and witnesses the record proves nothing.
    extra: ClassVar[frozenset[str]] = frozenset({"terperiksa", "urutan_panggilan", "saksi", "jam", "tempat"})

    urutan_panggilan: int = entry(_("urutan panggilan"))
    terperiksa: Party = entry(_("yang dipanggil"))
    panggilan_nomor: str = entry(_("nomor surat panggilan"))
    tanggal_panggilan: date = entry(_("tanggal surat panggilan"))
    tanggal_seharusnya: date = entry(_("tanggal pemeriksaan yang dijadwalkan"))
    jam: str = entry(_("jam pemeriksaan"), default="")
    tempat: str = entry(_("tempat pemeriksaan"), default="")
    bukti_kirim: str = entry(_("bukti penyampaian panggilan"))
    alasan_jika_ada: str = entry(_("alasan ketidakhadiran"), default="")
    penandatangan: Signatory = entry(_("pemeriksa"))
    saksi: tuple[Party, ...] = entry(_("saksi"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class DeliveryMinutes(Letter):
    """Delivery of a decision; the receipt date starts the counting of days."""

    code: ClassVar[str] = "P07_BA_PENYAMPAIAN"
    title: ClassVar[str] = "Berita Acara Penyampaian Keputusan"
    template: ClassVar[str] = "surat/kind/ba_penyampaian.html"
    letterhead: ClassVar[bool] = False
    numbered: ClassVar[bool] = False
    extra: ClassVar[frozenset[str]] = frozenset({"keputusan_tanggal", "keputusan_tentang", "menolak"})

    keputusan_nomor: str = entry(_("nomor keputusan"))
    keputusan_tanggal: date = entry(_("tanggal keputusan"))
    keputusan_tentang: str = entry(_("isi ringkas keputusan"))
    tanggal_terima: date = entry(_("tanggal terima"))
    cara: str = entry(_("cara penyampaian"))  # langsung, dikirim
    bukti_kirim: str = entry(_("bukti kirim"), default="")
    penerima: Party = entry(_("penerima"))
    penyampai: Party = entry(_("penyampai"))
    saksi: tuple[Party, ...] = entry(_("saksi"), default=())
    menolak: bool = entry(_("penolakan penerima"), default=False)
