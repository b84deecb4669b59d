"""What BKPSDM of the training city keeps beside the register: contestants and their teams, a family tie, a request for
an acting official, equivalences still to be set, and two sanctions from before the system.
"""

import csv
import io
from datetime import date

from neutrality.accounts.models import User
from neutrality.demo.staff import Staff
from neutrality.organization import actions
from neutrality.organization.models import Contest, FamilyTie, Position
from sanctions.earlier.actions import run

PAIRS = ((8, "Umpama Contohwan dan Misal Andaisari"), (9, "Rekaan Ibaratputra dan Contoh Seumpamawati"))
UNSET = ("Kepala SD Negeri 175", "Kepala SD Negeri 176", "Kepala SD Negeri 177")


def tell(staff: Staff) -> None:
    clerk = User.objects.get(username="analis")
    _contest(staff, clerk)
    actions.record_tie(
        actor=clerk, person=staff.at("Kepala Dinas Perhubungan").person, relative=staff.at("Kepala Bidang Persampahan").person,
        relation=FamilyTie.Relation.SIBLING, source="Kartu keluarga, berkas kepegawaian contoh",
    )  # fmt: skip
    actions.ask_for_acting(
        actor=User.objects.get(username="kepala.dinas"), position=Position.objects.get(name="Kepala Bidang Informasi Publik"),
        person=staff.at("Kepala Bidang Statistik dan Persandian").person, capacity="plt", starts_on=date(2024, 10, 21),
        ends_on=date(2025, 1, 20), reason="Jabatan lowong sejak pejabat sebelumnya pensiun.",
    )  # fmt: skip
    Position.objects.filter(agency=staff.agency, name__in=UNSET).update(equivalent_level="")
    _earlier(staff, clerk)


def _contest(staff: Staff, clerk: User) -> None:
    contest = Contest.objects.get(agency=staff.agency, catalogue_id="PILKADA-2024")
    for number, name in PAIRS:
        contestant = actions.add_contestant(actor=clerk, contest=contest, name=name, number=number)
    actions.add_officer(
        actor=clerk, contestant=contestant, person=staff.at("Kepala Bidang Pelatihan Kerja").person, role="Bendahara",
        starts_on=date(2024, 9, 25), source="Daftar tim kampanye KPU Kota Pontianak contoh",
    )  # fmt: skip


def _earlier(staff: Staff, clerk: User) -> None:
    """The older one does not say whether it was about neutrality: the register asks."""
    rows = (
        ("Kepala Bidang Kearsipan", "S1_KGB", "PP 94/2021 Pasal 5 huruf n angka 2", "800/77/BKPSDM/2022", "05-10-2022"),
        ("Kepala Bidang Koperasi", "R1", "PP 53/2010", "800/31/BKPSDM/2019", "11-03-2019"),
    )
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("NIP", "HUKUMAN", "PASAL", "NOMOR", "TANGGAL", "KEADAAN", "SUMBER"))
    for post, *told in rows:
        table.writerow((staff.at(post).person.employee.nip, *told, "Selesai", "Berkas kepegawaian contoh"))
    run(actor=clerk, agency=staff.agency, name="hukuman-lama.csv", content=out.getvalue().encode(), commit=True)
