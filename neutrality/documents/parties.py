"""People of the register as letters name them."""

from datetime import date

from neutrality.documents.forms.parts import Party, Signatory
from neutrality.documents.frames import bare_name
from neutrality.organization import queries as organization
from neutrality.organization.models import Appointment, Capacity, Person, Position


def party(person: Person, on: date) -> Party:
    """A person as a letter names them on ``on``; rank as "Pembina Tingkat I (IV/b)"."""
    identity = organization.letter_identity(person, on)
    rank, golongan = identity["pangkat"], identity["golongan"]
    if golongan:
        rank = f"{rank} ({golongan})" if rank else golongan
    return Party(
        nama=identity["nama"], nip=identity["nip"], pangkat=rank, jabatan=identity["jabatan"], unit=identity["unit"]
    )


def signatory(appointment: Appointment, on: date) -> Signatory:
    """Who signs, with the capacity printed before the post; a regional head without rank and NIP."""
    signer = party(appointment.person, on)
    head = appointment.position.office == Position.Office.PPK
    capacity = "" if appointment.capacity == Capacity.DEFINITIVE else str(appointment.get_capacity_display())
    return Signatory(
        nama=signer.nama,
        jabatan=_head_post(appointment) if head else appointment.position.name,
        nip="" if head else signer.nip,
        pangkat="" if head else signer.pangkat,
        kapasitas=capacity,
        kepala_daerah=head,
        unit=appointment.position.unit.code,
    )


def _head_post(appointment: Appointment) -> str:
    """ "Wali Kota Pontianak", also where the register calls the post only "Wali Kota"."""
    post, place = appointment.position.name, bare_name(appointment.agency)
    return post if place.lower() in post.lower() else f"{post} {place}"
