"""``demo --scale provinsi``: builds the province and what stands beside it, with logins and agreements."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.demo import accounts, province
from neutrality.demo.clock import standing_on
from neutrality.demo.staff import Staff
from neutrality.documents.models import NumberSeries
from neutrality.organization.models import OrgUnit
from neutrality.overview import agreements

# The posts of the province behind the same login names; the governor stands where the city has its mayor.
POSTS = {"walikota": ("gubernur", "Pj. Gubernur selaku PPK", "Gubernur")}


def build() -> tuple[int, list[accounts.Login]]:
    """Everything; gives the number of cases and the logins."""
    walk = province.Walk()
    with transaction.atomic():
        staff = province.settle_province(walk)
        beside = [(row, province.settle_regency(walk, staff.agency, *row[:3])) for row in province.REGENCIES]
    logins = [_of_province(login) for login in accounts.LOGINS]
    accounts.make(staff, tuple(logins), accounts.OFFICIALS | {"kepala.bkpsdm": "Kepala Badan Kepegawaian Daerah"})
    _series(staff)
    cases = province.tell_province(staff, "analis")
    for number, (row, small) in enumerate(beside):
        desk = _desk(small)
        _series(small)
        province.tell_regency(small, desk.username, row[3])
        if number < province.AGREED:
            _agree(desk, number)
    return len(cases), logins


def _of_province(login: accounts.Login) -> accounts.Login:
    if login.username in POSTS:
        username, what, post = POSTS[login.username]
        return replace(login, username=username, what=what, post=post)
    return replace(login, institution="Bawaslu Provinsi Kalimantan Barat") if login.institution else login


def _desk(staff: Staff) -> User:
    """``analis.mempawah``: the desk of a regency."""
    user = User.objects.create(
        username=f"analis.{staff.agency.code}", password=make_password(settings.DEMO_PASSWORD or None), agency=staff.agency,
        person=staff.at("Analis SDM Aparatur Ahli Muda").person,
    )  # fmt: skip
    for role in (Role.INTAKE, Role.REGISTRAR):
        RoleGrant.objects.create(user=user, role=role, reason="Lingkungan latihan")
    return user


def _agree(desk: User, number: int) -> None:
    """Recorded by the regency's own desk, with the letter of its head."""
    agency = desk.agency
    if agency is None:
        return
    with standing_on(date(2024, 9, 2 + number)):
        basis = f"Surat {agency.head_title} {agency.short_name.split(' ', 1)[1]} Nomor 100.3/{201 + number}/2024"
        agreements.agree(actor=desk, basis=basis, starts_on=date(2024, 9, 2 + number))


def _series(staff: Staff) -> None:
    for unit in OrgUnit.objects.filter(agency=staff.agency, letter_code__in=["BKPSDM", "ITKO"]):
        for classification, pattern in (("RAHASIA", "800.1.6.2"), ("BIASA", "100.3.4")):
            NumberSeries.objects.create(
                unit=unit, classification=classification, year=2024, pattern=f"{pattern}/{{nomor}}/{unit.letter_code}/{{tahun}}",
            )  # fmt: skip
