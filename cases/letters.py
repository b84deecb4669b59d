"""Pieces of letters that every move shares: people, signatories, the list under Mengingat."""

from datetime import date, time

from cases.models import Case
from neutrality.documents.forms.parts import Party, Signatory
from neutrality.organization import queries as organization
from neutrality.organization.models import Agency, Appointment, Capacity, Person, Position


def party(person: Person, on: date) -> Party:
    """A person as a letter names them on ``on``."""
    identity = organization.letter_identity(person, on)
    rank = identity["pangkat"]
    if identity["golongan"]:
        rank = f"{rank} ({identity['golongan']})" if rank else identity["golongan"]
    return Party(
        nama=identity["nama"], nip=identity["nip"], pangkat=rank,
        jabatan=identity["jabatan"], unit=identity["unit"],
    )


def signatory(appointment: Appointment, on: date) -> Signatory:
    """Who signs, with the capacity printed before the post; a regional head without rank and NIP."""
    signer = party(appointment.person, on)
    head = appointment.position.office == Position.Office.PPK
    capacity = "" if appointment.capacity == Capacity.DEFINITIVE else str(appointment.get_capacity_display())
    return Signatory(
        nama=signer.nama,
        jabatan=appointment.position.name,
        nip="" if head else signer.nip,
        pangkat="" if head else signer.pangkat,
        kapasitas=capacity,
        kepala_daerah=head,
    )


def clock(agency: Agency, hour: time) -> str:
    """``09.00 WIB``."""
    return f"{hour:%H.%M} {agency.timezone_label}"


def place_of_letters(agency: Agency) -> str:
    """Where letters are dated: the agency's choice, else its name without "Kota"."""
    chosen = agency.choices.get("place_of_letters")
    return str(chosen) if chosen else agency.short_name.split(" ", 1)[-1]


def alleged(case: Case) -> str:
    """The alleged breach in a letter: conduct and citation, as a suspicion."""
    rows = [row.citation for row in case.allegations.all() if row.citation]
    return "; ".join(rows) or case.incident.title
