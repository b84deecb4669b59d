"""To whom a rule of the catalogue sends a matter, in the words of a letter."""

from dataclasses import dataclass
from datetime import date

from neutrality.counsel import queries as counsel
from neutrality.law.catalogue import load
from neutrality.law.forwarding import document_of, receivers
from neutrality.organization.models import Agency, AgencyKind

# A Sentra Gakkumdu and the bodies above get copies only where the matter asks for it: the desk adds them.
_NOT_COPIED = ("bkn_sbt", "dkpp", "mendagri")
# Who is addressed where a letter names a person rather than the body.
_HEADS = {"kasn": "Ketua Komisi Aparatur Sipil Negara", "bkn": "Kepala Badan Kepegawaian Negara"}


@dataclass(frozen=True)
class Receivers:
    """``to`` as the letter's address (lines), ``copies`` as its list of tembusan."""

    to: str
    copies: tuple[str, ...]


def has_letter(rule: str) -> bool:
    """Whether the catalogue knows a form of letter for the rule; else the letter is made outside."""
    return str(load().forwarding[rule].data.get("document_code") or "") == "P18_PENERUSAN"


def answers_outside(rule: str) -> bool:
    """Whether somebody other than the receiving desk's own office is to act, and so to be asked what was done."""
    return set(load().forwarding[rule].data["to"]) != {"bkpsdm"}


def paper(rule: str, on: date) -> str:
    """What the catalogue calls the paper of a rule without a form of ours, as of a day."""
    return document_of(load().forwarding[rule], on)


def suggested(rule: str, agency: Agency, on: date) -> Receivers:
    """The receivers that the rule names, for this agency on this day; the first is the addressee.

    The body that supervises is that of the day, as the agency's positions read it (KASN, then BKN).
    """
    law = load()
    told = receivers(law.forwarding[rule], on, counsel.positions_in_force(agency, on), law)
    names = [name for name in told if name not in _NOT_COPIED]
    first, *others = names or [""]
    return Receivers(_words(first, agency), tuple(_words(name, agency) for name in others))


def _words(name: str, agency: Agency) -> str:
    region = agency.short_name
    place = region.partition(" ")[2] or region
    head = "Bupati/Wali Kota setempat" if agency.kind == AgencyKind.PROVINSI else f"{agency.head_title} {place}"
    return {
        "bawaslu_kabkota_or_provinsi": f"Ketua Badan Pengawas Pemilihan Umum {region}",
        "bawaslu": f"Ketua Badan Pengawas Pemilihan Umum {region}",
        "gakkumdu": f"Sentra Penegakan Hukum Terpadu {region}",
        "bupati_walikota_via_dpmd": f"{head}\nmelalui Kepala Dinas Pemberdayaan Masyarakat dan Desa",
        "dpmd": "Kepala Dinas Pemberdayaan Masyarakat dan Desa",
        "camat": "Camat yang membawahi desa terlapor",
        "inspektorat": f"Inspektur {region}",
        "kepala_desa": "Kepala Desa tempat terlapor bertugas",
        "parent_institution": "Pimpinan lembaga tempat terlapor bertugas",
        "ppk_of_that_agency": "Pejabat Pembina Kepegawaian instansi asal terlapor",
        # Of a province's secretary the Minister forms the team, of a city's the Governor.
        "gubernur_or_mendagri": "Menteri Dalam Negeri" if agency.kind == AgencyKind.PROVINSI else "Gubernur",
        **_HEADS,
    }.get(name) or _body(name)


def _body(name: str) -> str:
    row = load().institutions.get(name)
    return str(row.name) if row else name
