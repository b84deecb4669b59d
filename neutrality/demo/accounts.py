"""One login per role, as the interface contract names them."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password

from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.demo.staff import Staff


@dataclass(frozen=True)
class Login:
    """``post`` is held by the person; "" for accounts without one. ``what`` is shown beside the login."""

    username: str
    what: str
    post: str = ""
    roles: tuple[Role, ...] = ()
    name: str = ""
    institution: str = ""


LOGINS = (
    Login("analis", "Analis BKPSDM, meja penerima", "Analis SDM Aparatur Ahli Muda", (Role.INTAKE,)),
    Login("kepala.dinas", "Kepala perangkat daerah", "Kepala Dinas Komunikasi dan Informatika"),
    Login("atasan", "Atasan langsung", "Kepala Seksi Aplikasi Informatika I"),
    Login("pemeriksa", "Ketua tim pemeriksa", "Kepala Bidang Penilaian Kinerja dan Disiplin"),
    Login("walikota", "Pj. Wali Kota selaku PPK", "Wali Kota"),
    Login("sekda", "Sekretaris Daerah", "Sekretaris Daerah"),
    Login("hukum", "Kepala Bagian Hukum", "Kepala Bagian Hukum", (Role.LEGAL,)),
    Login(
        "inspektorat",
        "Inspektorat: auditor dan meja pengganti",
        "Auditor Ahli Madya",
        (Role.AUDITOR, Role.ALTERNATE_INTAKE),
    ),
    Login("bawaslu", "Penghubung Bawaslu", "", (Role.BAWASLU,), "Penghubung Bawaslu Contoh", "Bawaslu Kota Pontianak"),
    Login("asn", "Pegawai ASN", "Pengelola Data Aplikasi Informatika"),
    Login("admin", "Administrator teknis", "", (Role.ADMIN,), "Administrator Teknis"),
)
# Officials whose paper acts are recorded; they can sign in too.
OFFICIALS = {"kepala.bkpsdm": "Kepala BKPSDM", "inspektur": "Inspektur"}


def make(staff: Staff, logins: tuple[Login, ...] = LOGINS, officials: dict[str, str] = OFFICIALS) -> dict[str, User]:
    """Every login with the installation's demo password."""
    password = make_password(settings.DEMO_PASSWORD or None)
    made = {}
    for login in logins:
        user = User.objects.create(
            username=login.username, password=password, agency=staff.agency, display_name=login.name,
            institution=login.institution, person=staff.at(login.post).person if login.post else None,
            is_staff=Role.ADMIN in login.roles,
        )  # fmt: skip
        for role in login.roles:
            RoleGrant.objects.create(user=user, role=role, reason="Lingkungan latihan")
        made[login.username] = user
    for username, post in officials.items():
        made[username] = User.objects.create(
            username=username, password=password, agency=staff.agency, person=staff.at(post).person
        )
    RoleGrant.objects.create(user=made["kepala.bkpsdm"], role=Role.REGISTRAR, reason="Lingkungan latihan")
    return made
