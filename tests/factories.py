"""Plain functions that make what a test needs; a test names only what it is about.

Dates are fixed: everything in the register begins on START, long before the events
that tests tell. Nothing here is taken at import from a clock.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.organization.models import (
    Agency,
    Appointment,
    Capacity,
    Employee,
    EmployeeStatus,
    FunctionalGrade,
    OrgUnit,
    OrgUnitPeriod,
    Person,
    PersonKind,
    PersonKindPeriod,
    Position,
    PositionLevel,
)

START = date(2022, 1, 3)
PASSWORD = "kata-sandi-latihan"
_serial = count(1)

RANKS = {
    "IV/d": "Pembina Utama Madya", "IV/c": "Pembina Utama Muda", "IV/b": "Pembina Tingkat I", "IV/a": "Pembina",
    "III/d": "Penata Tingkat I", "III/c": "Penata", "III/b": "Penata Muda Tingkat I", "III/a": "Penata Muda",
    "II/c": "Pengatur",
}  # fmt: skip


def make_agency(**fields: Any) -> Agency:
    n = next(_serial)
    defaults = {
        "code": f"kota-contoh-{n}",
        "name": f"Pemerintah Kota Contoh {n}",
        "short_name": f"Kota Contoh {n}",
        "kind": "kota",
        "region": f"Kota Contoh {n}",
    }
    return Agency.objects.create(**defaults | fields)


def make_unit(parent: OrgUnit | None = None, **fields: Any) -> OrgUnit:
    """A unit below ``parent``, or a root. The agency is the parent's."""
    n = next(_serial)
    agency = fields.pop("agency", None) or (parent.agency if parent else make_agency())
    defaults = {
        "agency": agency,
        "name": f"Dinas Contoh {n}" if parent else agency.name,
        "kind": OrgUnit.Kind.OPD if parent else OrgUnit.Kind.ROOT,
    }
    values = defaults | fields
    unit: OrgUnit = (
        OrgUnit.objects.add_child(OrgUnit.objects.get(pk=parent.pk), values)
        if parent
        else OrgUnit.objects.add_root(values)
    )
    OrgUnitPeriod.objects.create(unit=unit, name=unit.name, parent=parent, starts_on=START)
    return unit


def make_position(unit: OrgUnit | None = None, **fields: Any) -> Position:
    unit = unit or make_unit(make_unit())
    n = next(_serial)
    defaults = {"agency": unit.agency, "name": f"Pengelola Data {n}", "level": PositionLevel.PELAKSANA}
    return Position.objects.create(unit=unit, **defaults | fields)


def fictional_nip(n: int) -> str:
    """A NIP with an impossible birth date and sequence 999; unique for n below 40,000."""
    year, n = 1966 + n % 34, n // 34
    day, n = 30 + n % 2, n // 2
    sex, n = 1 + n % 2, n // 2
    month, n = 1 + n % 12, n // 12
    return f"{year}02{day}{max(1990, year + 18) + n}{month:02}{sex}999"


def make_person(agency: Agency | None = None, kind: str = PersonKind.OTHER, **fields: Any) -> Person:
    """A person without a NIP: a mayor, a village head, a witness."""
    n = next(_serial)
    person = Person.objects.create(agency=agency or make_agency(), **{"name": f"Contoh Rekaan {n}"} | fields)
    PersonKindPeriod.objects.create(person=person, kind=kind, starts_on=START)
    return person


def make_employee(
    agency: Agency | None = None,
    *,
    kind: str = PersonKind.PNS,
    golongan: str = "III/c",
    standing: str = EmployeeStatus.Standing.ACTIVE,
    nip: str = "",
    position: Position | None = None,
    **fields: Any,
) -> Person:
    """A person with a NIP and a rank; ``position`` also appoints. The employee is ``person.employee``."""
    person = make_person(agency or (position.agency if position else None), kind, **fields)
    employee = Employee.objects.create(person=person, agency=person.agency, nip=nip or fictional_nip(next(_serial)))
    EmployeeStatus.objects.create(
        employee=employee, golongan=golongan, rank_name=RANKS.get(golongan, ""), standing=standing, starts_on=START
    )
    if position:
        appoint(person, position)
    return person


def appoint(person: Person, position: Position, capacity: str = Capacity.DEFINITIVE, **fields: Any) -> Appointment:
    return Appointment.objects.create(
        agency=position.agency, person=person, position=position, capacity=capacity, **{"starts_on": START} | fields
    )


def make_user(
    username: str = "",
    *,
    roles: list[str] | tuple[str, ...] = (),
    person: Person | None = None,
    agency: Agency | None = None,
    office: str = "",
    unit: OrgUnit | None = None,
    **fields: Any,
) -> User:
    """An account. ``office="sekda"`` links it to the holder of that office in ``agency``;
    ``unit`` limits an operator. The password is PASSWORD.
    """
    if office:
        if agency is None:
            raise ValueError("Name the agency whose office is meant.")
        person = Appointment.objects.get(position__agency=agency, position__office=office, ends_on=None).person
    user = User(
        username=username or f"akun-{next(_serial)}",
        person=person,
        agency=agency or (person.agency if person else None),
        **fields,
    )
    user.set_password(PASSWORD)
    user.save()
    for role in roles:
        RoleGrant.objects.create(user=user, role=Role(role), unit=unit, starts_on=START)
    return user


def account_of(person: Person, **fields: Any) -> User:
    """The account of ``person``, made on first use."""
    found = User.objects.filter(person=person).first()
    return found or make_user(person=person, **fields)


@dataclass
class Tree:
    """A small city. ``units``, ``positions`` and ``persons`` share their keys where they belong together:
    ``tree.person("kadis")``, ``tree.position("kadis")``, ``tree.unit("dinas")``, ``tree.user("kadis")``.
    """

    agency: Agency
    units: dict[str, OrgUnit] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    appointments: dict[str, Appointment] = field(default_factory=dict)

    def unit(self, key: str) -> OrgUnit:
        return OrgUnit.objects.get(pk=self.units[key].pk)  # the path may have moved

    def position(self, key: str) -> Position:
        return self.positions[key]

    def person(self, key: str) -> Person:
        return self.persons[key]

    def appointment(self, key: str) -> Appointment:
        return self.appointments[key]

    def user(self, key: str) -> User:
        return account_of(self.persons[key])


# key, parent, kind, name, short name
_UNITS = [
    ("setda", "root", "opd", "Sekretariat Daerah", "Setda"),
    ("bagian_hukum", "setda", "bidang", "Bagian Hukum", "Bagian Hukum"),
    ("bkpsdm", "root", "opd", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM"),
    ("bidang_disiplin", "bkpsdm", "bidang", "Bidang Penilaian Kinerja dan Disiplin", ""),
    ("inspektorat", "root", "opd", "Inspektorat", "Inspektorat"),
    ("dinas", "root", "opd", "Dinas Pendidikan dan Kebudayaan", "Disdikbud"),
    ("bidang", "dinas", "bidang", "Bidang Pembinaan SMP", ""),
    ("seksi", "bidang", "seksi", "Seksi Kurikulum SMP", ""),
    ("sekolah", "dinas", "sekolah", "SMP Negeri 97", ""),
    ("dinas_lain", "root", "opd", "Dinas Perhubungan", "Dishub"),
]
_L = PositionLevel
# key, unit, title, level, office, echelon, golongan, head
_POSTS = [
    ("sekda", "setda", "Sekretaris Daerah", _L.JPT_PRATAMA, "sekda", "II.a", "IV/d", True),
    ("kabag_hukum", "bagian_hukum", "Kepala Bagian Hukum", _L.ADMINISTRATOR, "kabag_hukum", "III.a", "IV/a", True),
    ("kepala_bkpsdm", "bkpsdm", "Kepala BKPSDM", _L.JPT_PRATAMA, "kepala_bkpsdm", "II.b", "IV/c", True),
    ("analis", "bidang_disiplin", "Analis SDM Aparatur Ahli Muda", _L.FUNGSIONAL, "", "", "III/d", False),
    ("kabid_disiplin", "bidang_disiplin", "Kepala Bidang Disiplin", _L.ADMINISTRATOR, "", "III.b", "IV/a", True),
    ("inspektur", "inspektorat", "Inspektur", _L.JPT_PRATAMA, "inspektur", "II.b", "IV/c", True),
    ("auditor", "inspektorat", "Auditor Ahli Madya", _L.FUNGSIONAL, "", "", "IV/a", False),
    ("kadis", "dinas", "Kepala Dinas Pendidikan dan Kebudayaan", _L.JPT_PRATAMA, "", "II.b", "IV/c", True),
    ("kabid", "bidang", "Kepala Bidang Pembinaan SMP", _L.ADMINISTRATOR, "", "III.b", "IV/a", True),
    ("kasi", "seksi", "Kepala Seksi Kurikulum SMP", _L.PENGAWAS, "", "IV.a", "III/d", True),
    ("pelaksana", "seksi", "Pengelola Data Kurikulum", _L.PELAKSANA, "", "", "III/a", False),
    ("rekan", "seksi", "Pengadministrasi Umum", _L.PELAKSANA, "", "", "II/c", False),
    ("kepala_sekolah", "sekolah", "Kepala SMP Negeri 97", _L.FUNGSIONAL, "", "", "IV/a", True),
    ("guru", "sekolah", "Guru Ahli Muda", _L.FUNGSIONAL, "", "", "III/c", False),
    ("kadis_lain", "dinas_lain", "Kepala Dinas Perhubungan", _L.JPT_PRATAMA, "", "II.b", "IV/b", True),
    ("pelaksana_lain", "dinas_lain", "Pengelola Terminal", _L.PELAKSANA, "", "", "III/a", False),
]
_GRADES = {
    "analis": FunctionalGrade.AHLI_MUDA, "auditor": FunctionalGrade.AHLI_MADYA,
    "kepala_sekolah": FunctionalGrade.AHLI_MADYA, "guru": FunctionalGrade.AHLI_MUDA,
}  # fmt: skip


def make_tree(agency: Agency | None = None) -> Tree:
    """A city from the mayor (a Pj) down to a school; keys are those of the tables above, and ``ppk``.

    ``seksi`` holds kasi, pelaksana and rekan; the line of ``pelaksana`` is
    kasi, kabid, kadis, sekda, ppk; that of ``guru`` kepala_sekolah, kadis, sekda, ppk.
    """
    tree = Tree(agency or make_agency())
    tree.units["root"] = make_unit(agency=tree.agency)
    for key, parent, kind, name, short in _UNITS:
        tree.units[key] = make_unit(tree.units[parent], name=name, short_name=short, letter_code=short, kind=kind)
    _mayor(tree)
    for key, unit, title, level, office, echelon, golongan, head in _POSTS:
        tree.positions[key] = make_position(
            tree.units[unit],
            name=title,
            level=level,
            office=office,
            echelon=echelon,
            is_head=head,
            functional_grade=_GRADES.get(key, ""),
        )
        person = make_employee(tree.agency, golongan=golongan, name=f"{_name_of(key)} {next(_serial)}")
        tree.persons[key] = person
        tree.appointments[key] = appoint(person, tree.positions[key])
    return tree


def _mayor(tree: Tree) -> None:
    title = tree.agency.head_title
    tree.positions["ppk"] = make_position(
        tree.units["root"], name=title, level=_L.POLITICAL, office=Position.Office.PPK, is_head=True
    )
    # A Pj of a mayor is a civil servant of the province or the ministry, here without a NIP of ours.
    tree.persons["ppk"] = make_person(tree.agency, PersonKind.REGIONAL_HEAD, name="Umpama Penjabat")
    tree.appointments["ppk"] = appoint(tree.persons["ppk"], tree.positions["ppk"], Capacity.PJ)


def _name_of(key: str) -> str:
    return "Contoh " + key.replace("_", " ").title()
