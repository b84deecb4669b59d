"""Pieces that many letters share: people, signatories, questions, hours."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .base import entry


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person as a letter names them; NIP and rank stay empty for those who have none."""

    nama: str = entry(_("nama"))
    nip: str = entry(_("NIP"), default="")
    pangkat: str = entry(_("pangkat dan golongan"), default="")
    jabatan: str = entry(_("jabatan"), default="")
    unit: str = entry(_("unit kerja"), default="")


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs.

    ``jabatan`` is the post ("Wali Kota Pontianak"), ``kapasitas`` the capacity printed
    before it ("Pj.", "Plt.", "Plh."; empty when definitive), ``atas_nama`` the post on
    whose behalf ("Wali Kota Pontianak"), ``kepala_daerah`` sets post and name in capitals
    without rank and NIP, as heads of regions sign. ``unit`` is the code of the signatory's
    unit: the letter stands on its letterhead, whoever keeps the numbers.
    """

    nama: str = entry(_("nama penanda tangan"))
    jabatan: str = entry(_("jabatan penanda tangan"))
    nip: str = entry(_("NIP penanda tangan"), default="")
    pangkat: str = entry(_("pangkat penanda tangan"), default="")
    kapasitas: str = entry(_("kapasitas penanda tangan"), default="")
    atas_nama: str = entry(_("atas nama"), default="")
    kepala_daerah: bool = entry(_("kepala daerah"), default=False)
    unit: str = entry(_("unit kerja"), default="")


@dataclass(frozen=True, kw_only=True)
class Question:
    tanya: str = entry(_("pertanyaan"))
    jawab: str = entry(_("jawaban"))


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """When and where: ``jam`` as printed ("09.00 WIB"); the day of the week is computed."""

    tanggal: date = entry(_("tanggal"))
    jam: str = entry(_("jam"))
    tempat: str = entry(_("tempat"), default="")


@dataclass(frozen=True, kw_only=True)
class TeamMember:
    nama: str = entry(_("nama anggota"))
    jabatan: str = entry(_("jabatan anggota"))
    unsur: str = entry(_("unsur anggota"))  # atasan langsung, pengawasan, kepegawaian, lain
    peran: str = entry(_("peran anggota"))  # ketua, sekretaris, anggota
    nip: str = entry(_("NIP anggota"), default="")
    pangkat: str = entry(_("pangkat anggota"), default="")
