"""Other decisions: team, temporary release, acting officer, objection, ethics, PPPK."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .base import Letter, entry, letter
from .parts import Party, Signatory, TeamMember


@dataclass(frozen=True, kw_only=True)
class Decision(Letter):
    """A decision with considerations and a legal basis.

    Where the catalogue entry of a practice form names neither, both are still needed:
    they count as ``extra`` there.
    """

    paragraphs: ClassVar[tuple[str, ...]] = ("menimbang", "mengingat", "tembusan")
    house: ClassVar[frozenset[str]] = frozenset({"nomor", "tanggal"})
    extra: ClassVar[frozenset[str]] = frozenset({"menimbang", "mengingat", "penandatangan", "tembusan"})
    about: ClassVar[str] = ""

    menimbang: tuple[str, ...] = entry(_("pertimbangan"))
    mengingat: tuple[str, ...] = entry(_("dasar hukum pada Mengingat"))
    penandatangan: Signatory = entry(_("penanda tangan"))
    tembusan: tuple[str, ...] = entry(_("tembusan"), default=())

    @property
    def tentang(self) -> str:
        return self.about


@letter
@dataclass(frozen=True, kw_only=True)
class TeamDecision(Decision):
    """Form 4: forms the examination team."""

    code: ClassVar[str] = "F04_SK_TIM"
    title: ClassVar[str] = "Keputusan Pembentukan Tim Pemeriksa"
    template: ClassVar[str] = "surat/kind/keputusan_tim.html"
    about: ClassVar[str] = "Pembentukan Tim Pemeriksa"
    extra: ClassVar[frozenset[str]] = frozenset({"tembusan"})
    within: ClassVar[dict[str, str]] = {
        "unsur": "anggota_nama_nip_pangkat_jabatan",
        "peran": "anggota_nama_nip_pangkat_jabatan",
    }

    terperiksa_identitas: Party = entry(_("identitas terperiksa"))
    anggota_nama_nip_pangkat_jabatan: tuple[TeamMember, ...] = entry(_("anggota tim"))
    tugas: tuple[str, ...] = entry(_("tugas tim"))


@letter
@dataclass(frozen=True, kw_only=True)
class TemporaryRelease(Decision):
    """Form 5. Rights are kept; in force on the day it is set until a decision is set."""

    code: ClassVar[str] = "F05_BEBAS_SEMENTARA"
    title: ClassVar[str] = "Keputusan Pembebasan Sementara dari Tugas Jabatan"
    template: ClassVar[str] = "surat/kind/keputusan_bebas_sementara.html"
    about: ClassVar[str] = "Pembebasan Sementara dari Tugas Jabatan"
    house: ClassVar[frozenset[str]] = frozenset(
        {"nomor", "tanggal", "kedua_hak_kepegawaian_tetap", "ketiga_mulai_berlaku"}
    )
    extra: ClassVar[frozenset[str]] = frozenset()

    kesatu_identitas: Party = entry(_("identitas yang dibebaskan"))

    def subject_name(self) -> str:
        return self.kesatu_identitas.nama


@letter
@dataclass(frozen=True, kw_only=True)
class ActingOfficer(Decision):
    code: ClassVar[str] = "P08_SK_PLH"
    title: ClassVar[str] = "Penunjukan Pelaksana Harian"
    template: ClassVar[str] = "surat/kind/keputusan_plh.html"
    classification: ClassVar[str] = "BIASA"
    about: ClassVar[str] = "Penunjukan Pelaksana Harian"
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})

    pejabat_dibebaskan: Party = entry(_("pejabat yang digantikan"))
    plh: Party = entry(_("pelaksana harian"))
    masa: str = entry(_("masa penunjukan"))


@letter
@dataclass(frozen=True, kw_only=True)
class FollowUpAppointment(Decision):
    """Carries out a demotion or release: the appointment by separate decision."""

    code: ClassVar[str] = "P09_SK_JABATAN_LANJUTAN"
    title: ClassVar[str] = "Keputusan Pengangkatan dalam Jabatan"
    template: ClassVar[str] = "surat/kind/keputusan_lanjutan.html"
    classification: ClassVar[str] = "BIASA"
    about: ClassVar[str] = "Pengangkatan dalam Jabatan"
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = Decision.extra | {"pegawai"}

    pegawai: Party = entry(_("pegawai yang diangkat"))
    jabatan_lama: str = entry(_("jabatan lama"))
    jabatan_baru: str = entry(_("jabatan baru"))
    tmt: date = entry(_("tanggal mulai"))
    dasar_keputusan_hukuman: str = entry(_("keputusan hukuman yang mendasari"))

    def subject_name(self) -> str:
        return self.pegawai.nama


@letter
@dataclass(frozen=True, kw_only=True)
class EthicsRecommendation(Decision):
    code: ClassVar[str] = "P10_REKOMENDASI_MKE"
    title: ClassVar[str] = "Rekomendasi Majelis Kode Etik"
    template: ClassVar[str] = "surat/kind/rekomendasi_mke.html"
    about: ClassVar[str] = "Hasil Pemeriksaan Pelanggaran Kode Etik"
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})

    terlapor: Party = entry(_("terlapor"))
    fakta: tuple[str, ...] = entry(_("fakta"))
    pasal_etik: str = entry(_("ketentuan kode etik"))
    sanksi_moral: str = entry(_("sanksi moral"))  # tertutup, terbuka
    tindakan_administratif_ya_tidak: bool = entry(_("tindakan administratif"))


@letter
@dataclass(frozen=True, kw_only=True)
class ObjectionDecision(Decision):
    code: ClassVar[str] = "P12_KEP_KEBERATAN"
    title: ClassVar[str] = "Keputusan atas Keberatan"
    template: ClassVar[str] = "surat/kind/keputusan_keberatan.html"
    about: ClassVar[str] = "Keberatan atas Keputusan Hukuman Disiplin"
    extra: ClassVar[frozenset[str]] = frozenset({"mengingat", "penandatangan", "tembusan"})
    within: ClassVar[dict[str, str]] = {"pertimbangan": "menimbang"}

    pemohon: Party = entry(_("pemohon"))
    keputusan_asal: str = entry(_("keputusan asal"))
    amar: tuple[str, ...] = entry(_("amar"))

    @classmethod
    def catalogue_fields(cls) -> frozenset[str]:
        return super().catalogue_fields() - {"menimbang"}

    def subject_name(self) -> str:
        return self.pemohon.nama


@letter
@dataclass(frozen=True, kw_only=True)
class MoralSanction(Decision):
    code: ClassVar[str] = "L02_KEP_SANKSI_MORAL"
    title: ClassVar[str] = "Keputusan Sanksi Moral"
    template: ClassVar[str] = "surat/kind/keputusan_moral.html"
    about: ClassVar[str] = "Penjatuhan Sanksi Moral"
    extra: ClassVar[frozenset[str]] = frozenset({"menimbang", "mengingat", "tembusan"})

    terlapor_identitas: Party = entry(_("identitas terlapor"))
    pasal_etik: str = entry(_("ketentuan kode etik"))
    rekomendasi_majelis: str = entry(_("rekomendasi majelis"))
    bentuk_pernyataan: str = entry(_("bentuk pernyataan"))  # tertutup, terbuka

    def subject_name(self) -> str:
        return self.terlapor_identitas.nama


@letter
@dataclass(frozen=True, kw_only=True)
class PartyDismissal(Decision):
    code: ClassVar[str] = "L03_KEP_PTDH"
    title: ClassVar[str] = "Keputusan Pemberhentian Tidak dengan Hormat"
    template: ClassVar[str] = "surat/kind/keputusan_ptdh.html"
    about: ClassVar[str] = "Pemberhentian Tidak dengan Hormat"
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = frozenset({"menimbang", "mengingat", "tembusan"})

    identitas: Party = entry(_("identitas"))
    bukti_keanggotaan: tuple[str, ...] = entry(_("bukti keanggotaan atau kepengurusan"))
    bantahan_ditanggapi: str = entry(_("tanggapan atas bantahan"))
    tmt: str = entry(_("TMT pemberhentian"))

    def subject_name(self) -> str:
        return self.identitas.nama


@letter
@dataclass(frozen=True, kw_only=True)
class ContractTermination(Decision):
    code: ClassVar[str] = "L04_KEP_PHK_PPPK"
    title: ClassVar[str] = "Keputusan Pemutusan Hubungan Perjanjian Kerja"
    template: ClassVar[str] = "surat/kind/keputusan_phk.html"
    about: ClassVar[str] = "Pemutusan Hubungan Perjanjian Kerja"
    house: ClassVar[frozenset[str]] = frozenset({"nomor"})
    extra: ClassVar[frozenset[str]] = frozenset({"menimbang", "mengingat", "tembusan", "jenis_pemutusan"})

    # "dengan hormat tidak atas permintaan sendiri", "tidak dengan hormat"; letters of before said nothing here.
    jenis_pemutusan: str = entry(_("jenis pemutusan"), default="")
    identitas: Party = entry(_("identitas"))
    perjanjian_kerja: str = entry(_("perjanjian kerja"))
    dasar: str = entry(_("dasar pemutusan"))
    tmt: str = entry(_("TMT pemutusan"))

    def subject_name(self) -> str:
        return self.identitas.nama


@letter
@dataclass(frozen=True, kw_only=True)
class LocalContractSanction(Decision):
    code: ClassVar[str] = "L05_KEP_PPPK_LOKAL"
    title: ClassVar[str] = "Keputusan Hukuman Disiplin PPPK"
    template: ClassVar[str] = "surat/kind/keputusan_pppk.html"
    about: ClassVar[str] = "Penjatuhan Hukuman Disiplin Pegawai Pemerintah dengan Perjanjian Kerja"
    extra: ClassVar[frozenset[str]] = frozenset({"menimbang", "mengingat", "tembusan"})

    identitas: Party = entry(_("identitas"))
    aturan_instansi: str = entry(_("aturan instansi"))
    jenis: str = entry(_("jenis hukuman"))

    def subject_name(self) -> str:
        return self.identitas.nama
