"""What a circular's letter says (form P20)."""

from datetime import date
from typing import Any

from neutrality.documents.forms.letters import Provision
from neutrality.documents.parties import signatory
from neutrality.organization.models import Appointment, OrgUnit, Position
from neutrality.prevention.models import Circular


def issuing_unit(circular: Circular) -> OrgUnit:
    """BKPSDM drafts and numbers the circulars on neutrality."""
    return Position.objects.get(agency=circular.agency, office=Position.Office.HEAD_BKPSDM, closed_on__isnull=True).unit


def circular_context(circular: Circular, signer: Appointment, on: date) -> dict[str, Any]:
    return {
        "kepada": _addressees(circular),
        "tentang": circular.about,
        "latar_belakang": circular.background,
        "maksud": circular.purpose,
        "ruang_lingkup": circular.scope,
        "dasar": tuple(circular.basis),
        "isi": tuple(Provision(teks=line) for line in circular.content),
        "penandatangan": signatory(signer, on),
        "tembusan": (),
    } | ({"penutup": circular.closing} if circular.closing else {})


def _addressees(circular: Circular) -> tuple[str, ...]:
    if circular.to_everyone:
        return ("Kepala Perangkat Daerah", f"Seluruh Pegawai ASN di lingkungan {circular.agency.name}")
    names = circular.targets.order_by("path").values_list("name", flat=True)
    return tuple(f"Kepala dan seluruh Pegawai ASN {name}" for name in names)
