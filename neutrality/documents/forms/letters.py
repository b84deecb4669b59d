"""Outgoing letters, circular, pledge and receipt."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .base import Letter, entry, letter
from .parts import Party, Signatory


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one person of a recommendation."""

    nama: str = entry(_("nama"))
    jabatan: str = entry(_("jabatan"))
    hasil: str = entry(_("hasil"))
    keputusan: str = entry(_("nomor dan tanggal keputusan"), default="")


@dataclass(frozen=True, kw_only=True)
class Claim:
    dalil: str = entry(_("dalil"))
    tanggapan: str = entry(_("tanggapan"))


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One numbered provision of a circular with its lettered parts."""

    teks: str = entry(_("isi edaran"))
    rincian: tuple[str, ...] = entry(_("rincian"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class Forwarding(Letter):
    """To the village line, another agency, or Bawaslu for a possible crime (never as a finding)."""

    code: ClassVar[str] = "P18_PENERUSAN"
    title: ClassVar[str] = "Surat Penerusan"
    template: ClassVar[str] = "surat/kind/penerusan.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("uraian", "permintaan", "tembusan")
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = frozenset({"hal", "permintaan", "tembusan"})

    kepada: str = entry(_("pejabat yang dituju"))
    hal: str = entry(_("hal"), default="Penerusan Dugaan Pelanggaran Netralitas")
    dasar: tuple[str, ...] = entry(_("dasar"))
    uraian: str = entry(_("uraian"))
    lampiran_bukti: tuple[str, ...] = entry(_("bukti yang dilampirkan"), default=())
    permintaan: str = entry(
        _("permintaan"),
        default="Kami mohon hasil penanganannya dapat disampaikan kepada kami.",
    )
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class FollowUpReply(Letter):
    """To Bawaslu or BKN: the outcome of each person of their own letter."""

    code: ClassVar[str] = "P19_JAWABAN_BAWASLU"
    title: ClassVar[str] = "Surat Tindak Lanjut"
    template: ClassVar[str] = "surat/kind/jawaban.html"
    paragraphs: ClassVar[tuple[str, ...]] = ("tembusan",)
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = frozenset({"kepada", "tembusan"})

    kepada: str = entry(_("lembaga yang dituju"))
    surat_rujukan: str = entry(_("surat yang dijawab"))
    per_orang_hasil: tuple[Outcome, ...] = entry(_("hasil tiap orang"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class AppealAnswer(Letter):
    code: ClassVar[str] = "P11_TANGGAPAN_BPASN"
    title: ClassVar[str] = "Tanggapan atas Banding Administratif"
    template: ClassVar[str] = "surat/kind/tanggapan_banding.html"
    # The letter itself has a number of its own although the form lists only the appeal's.
    extra: ClassVar[frozenset[str]] = frozenset({"kepada", "penandatangan"})

    kepada: str = entry(_("lembaga yang dituju"))
    nomor_banding: str = entry(_("nomor banding"))
    pembanding: Party = entry(_("pembanding"))
    tanggapan_per_dalil: tuple[Claim, ...] = entry(_("tanggapan tiap dalil"))
    bukti: tuple[str, ...] = entry(_("bukti"))
    penandatangan: Signatory = entry(_("penanda tangan"))


@letter
@dataclass(frozen=True, kw_only=True)
class Circular(Letter):
    code: ClassVar[str] = "P20_SURAT_EDARAN"
    title: ClassVar[str] = "Surat Edaran"
    template: ClassVar[str] = "surat/kind/edaran.html"
    classification: ClassVar[str] = "BIASA"
    paragraphs: ClassVar[tuple[str, ...]] = (
        "kepada", "tentang", "latar_belakang", "maksud", "ruang_lingkup", "dasar", "isi", "penutup", "tembusan",
    )  # fmt: skip
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = frozenset({"tembusan"})

    kepada: tuple[str, ...] = entry(_("yang dituju"))
    tentang: str = entry(_("hal edaran"))
    latar_belakang: str = entry(_("latar belakang"), default="")
    maksud: str = entry(_("maksud dan tujuan"), default="")
    ruang_lingkup: str = entry(_("ruang lingkup"), default="")
    dasar: tuple[str, ...] = entry(_("dasar"))
    isi: tuple[Provision, ...] = entry(_("isi edaran"))
    penutup: str = entry(
        _("penutup"),
        default=(
            "Surat Edaran ini mulai berlaku pada tanggal ditetapkan dan agar dilaksanakan dengan penuh tanggung jawab."
        ),
    )
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())


@letter
@dataclass(frozen=True, kw_only=True)
class Pledge(Letter):
    code: ClassVar[str] = "P21_PAKTA_INTEGRITAS"
    title: ClassVar[str] = "Pakta Integritas"
    letterhead: ClassVar[bool] = False
    template: ClassVar[str] = "surat/kind/pakta.html"
    classification: ClassVar[str] = "BIASA"
    numbered: ClassVar[bool] = False
    paragraphs: ClassVar[tuple[str, ...]] = ("pernyataan",)
    house: ClassVar[frozenset[str]] = frozenset({"tanggal"})

    identitas: Party = entry(_("identitas"))
    pernyataan: tuple[str, ...] = entry(_("pernyataan"))
    penandatangan: Signatory = entry(_("yang menyatakan"))
    saksi_atasan: Party | None = entry(_("saksi"), default=None)


@letter
@dataclass(frozen=True, kw_only=True)
class Receipt(Letter):
    """Receipt for a letter or document handed in at the desk; not in the catalogue."""

    code: ClassVar[str] = "X01_TANDA_TERIMA"
    title: ClassVar[str] = "Tanda Terima"
    template: ClassVar[str] = "surat/kind/tanda_terima.html"
    numbered: ClassVar[bool] = False

    agenda: str = entry(_("nomor agenda"))
    diterima_dari: str = entry(_("pengirim"))
    surat_nomor: str = entry(_("nomor surat"), default="")
    surat_tanggal: date | None = entry(_("tanggal surat"), default=None)
    perihal: str = entry(_("perihal"))
    lampiran: tuple[str, ...] = entry(_("lampiran"), default=())
    diterima_tanggal: date = entry(_("tanggal terima"))
    diterima_jam: str = entry(_("jam terima"), default="")
    penandatangan: Signatory = entry(_("penerima"))
