"""Posts and the people who hold them: about 4,800, with a Pj, some Plt and vacancies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from neutrality.demo import names
from neutrality.organization.models import (
    Agency,
    Appointment,
    Capacity,
    Employee,
    EmployeeStatus,
    OrgUnit,
    Person,
    PersonKindPeriod,
    Position,
)
from neutrality.organization.names import search_name_of

SINCE = date(2022, 1, 3)
_RANKS = {
    "IV/c": "Pembina Utama Muda", "IV/b": "Pembina Tingkat I", "IV/a": "Pembina", "III/d": "Penata Tingkat I",
    "III/c": "Penata", "III/b": "Penata Muda Tingkat I", "III/a": "Penata Muda", "II/d": "Pengatur Tingkat I",
    "IX": "Golongan IX",
}  # fmt: skip
# Names that the README and its pictures know, by their post.
_KNOWN = {
    "Kepala Dinas Komunikasi dan Informatika": ("Ratna Seandainya", "M.Si."),
    "Kepala Bidang Aplikasi Informatika": ("Wira Contohwan", "S.Kom."),
    "Kepala Bidang Statistik dan Persandian": ("Bagas Andaikarya", "S.T."),
    "Sekretaris Dinas Komunikasi dan Informatika": ("Sekar Rekayani", "S.Sos."),
    "Kepala SMP Negeri 99": ("Laras Umpamawati", "M.Pd."),
    "Analis SDM Aparatur Ahli Muda": ("Putri Ibaratsari", "S.H."),
}
# Posts that stand empty in the training city; the second is held by a Plt.
VACANT = ("Kepala Bidang Informasi Publik", "Kepala Dinas Sosial", "Kepala Seksi Angkutan II")


@dataclass
class Post:
    """One post and how many hold it."""

    unit: OrgUnit
    name: str
    level: str
    golongan: str
    seats: int = 1
    grade: str = ""
    echelon: str = ""
    head: bool = False
    office: str = ""
    equivalent: str = ""
    job_class: int | None = None


@dataclass
class Staff:
    """Who is where: lookups that the stories of the city need."""

    agency: Agency
    by_post: dict[str, Appointment] = field(default_factory=dict)
    by_unit: dict[str, list[Appointment]] = field(default_factory=dict)

    def at(self, post: str) -> Appointment:
        return self.by_post[post]

    def in_unit(self, unit: str, level: str = "pelaksana") -> list[Appointment]:
        return [one for one in self.by_unit[unit] if one.position.level == level]


_OFFICES = {
    "Sekretariat Daerah": ("Sekretaris Daerah", "sekda", "II.a"),
    "Inspektorat": ("Inspektur", "inspektur", "II.b"),
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia": ("Kepala BKPSDM", "kepala_bkpsdm", "II.b"),
    "Sekretariat DPRD": ("Sekretaris DPRD", "", "II.b"),
    "RSUD Contoh": ("Direktur RSUD Contoh", "", "II.b"),
    "Satuan Polisi Pamong Praja": ("Kepala Satuan Polisi Pamong Praja", "", "II.b"),
}


def posts(units: list[OrgUnit]) -> Iterator[Post]:
    """The posts of every unit."""
    by_path = {unit.path: unit for unit in units}
    for unit in units:
        above = by_path.get(unit.path[: -OrgUnit.steplen])
        yield from _posts_of(unit, above)


def _posts_of(unit: OrgUnit, above: OrgUnit | None) -> Iterator[Post]:
    match unit.kind:
        case "root":
            return
        case "opd" | "rumah_sakit":
            title, office, echelon = _OFFICES.get(unit.name, (f"Kepala {unit.name}", "", "II.b"))
            yield Post(unit, title, "jpt_pratama", "IV/c", head=True, office=office, echelon=echelon, job_class=14)
            if unit.kind == "rumah_sakit":
                yield Post(unit, "Dokter Ahli Madya", "fungsional", "IV/a", seats=40, grade="ahli_madya")
                yield Post(unit, "Perawat Ahli Muda", "fungsional", "III/c", seats=190, grade="ahli_muda")
                yield Post(unit, "Perawat Terampil", "fungsional", "II/d", seats=120, grade="terampil")
        case "kecamatan":
            yield Post(
                unit,
                f"Camat {unit.name.removeprefix('Kecamatan ')}",
                "administrator",
                "IV/a",
                head=True,
                echelon="III.a",
                job_class=12,
            )
        case "kelurahan":
            yield Post(
                unit,
                f"Lurah {unit.name.removeprefix('Kelurahan ')}",
                "pengawas",
                "III/d",
                head=True,
                echelon="IV.a",
                job_class=9,
            )
            yield Post(unit, "Pengelola Pelayanan Umum", "pelaksana", "III/a", seats=4, job_class=6)
        case "bidang":
            yield from _field(unit, above)
        case "seksi":
            yield Post(unit, f"Kepala {unit.name}", "pengawas", "III/c", head=True, echelon="IV.a", job_class=9)
            name = f"Pengelola Data {unit.name.removeprefix('Seksi ').rsplit(' ', 1)[0]}"
            yield Post(unit, name, "pelaksana", "III/a", seats=4, job_class=6)
            yield Post(unit, "Pengadministrasi Umum", "pelaksana", "II/d", seats=3, job_class=5)
        case "sekolah":
            smp = unit.name.startswith("SMP")
            yield Post(
                unit, f"Kepala {unit.name}", "fungsional", "IV/a", grade="ahli_madya", head=True, equivalent="pengawas"
            )
            yield Post(unit, "Guru Ahli Muda", "fungsional", "III/c", seats=11 if smp else 6, grade="ahli_muda")
            yield Post(unit, "Guru Ahli Pertama", "fungsional", "IX", seats=9 if smp else 5, grade="ahli_pertama")
        case "puskesmas":
            yield Post(
                unit, f"Kepala {unit.name}", "fungsional", "III/d", grade="ahli_muda", head=True, equivalent="pengawas"
            )
            yield Post(unit, "Bidan Terampil", "fungsional", "II/d", seats=12, grade="terampil")
            yield Post(unit, "Perawat Ahli Pertama", "fungsional", "III/a", seats=9, grade="ahli_pertama")


def _field(unit: OrgUnit, above: OrgUnit | None) -> Iterator[Post]:
    over = above.name if above else ""
    name = f"Kepala {unit.name}"
    if unit.name == "Sekretariat":
        name = f"Sekretaris {over}"
    office = "kabag_hukum" if unit.name == "Bagian Hukum" else ""
    yield Post(unit, name, "administrator", "IV/a", head=True, echelon="III.a", office=office, job_class=11)
    if unit.name == "Bidang Penilaian Kinerja dan Disiplin":
        yield Post(unit, "Analis SDM Aparatur Ahli Muda", "fungsional", "III/d", seats=3, grade="ahli_muda")
    elif over == "Inspektorat" and unit.name != "Sekretariat":
        yield Post(unit, "Auditor Ahli Madya", "fungsional", "IV/a", seats=4, grade="ahli_madya")
    elif unit.name == "Bagian Hukum":
        yield Post(unit, "Perancang Peraturan Ahli Muda", "fungsional", "III/d", seats=3, grade="ahli_muda")


def settle(agency: Agency, units: list[OrgUnit]) -> Staff:
    """Everybody of the city, its acting mayor and the Plt of a dinas without a head."""
    staff, positions = place(agency, list(posts(units)), names.people(), names.nips())
    _acting(staff, positions)
    return staff


def place(
    agency: Agency, wanted: list[Post], people: Iterator[tuple[str, str]], digits: Iterator[str]
) -> tuple[Staff, list[Position]]:
    """Posts, persons, employees, their kinds and ranks, and who holds what: a handful of inserts.

    ``people`` and ``digits`` are walked on: two agencies that share them have nobody twice.
    """
    positions = Position.objects.bulk_create(_position(agency, post) for post in wanted)
    reserved = {name for name, _degree in _KNOWN.values()}
    held: list[tuple[Post, Position, int, Person, str]] = []
    for post, position in zip(wanted, positions, strict=True):
        if post.name in VACANT:
            continue
        for seat in range(1, post.seats + 1):
            name, degree = _KNOWN.get(post.name, ("", "")) if seat == 1 else ("", "")
            while not name:
                name, degree = next(people)
                if name in reserved:
                    name = ""
            person = Person(agency=agency, name=name, title_back=degree, search_name=search_name_of(name))
            held.append((post, position, seat, person, next(digits)))
    Person.objects.bulk_create([person for _post, _position, _seat, person, _nip in held], batch_size=2_000)
    Employee.objects.bulk_create(
        [
            Employee(person=person, agency=agency, nip=nip, retires_on=_retires(nip))
            for _post, _position, _seat, person, nip in held
        ],
        batch_size=2_000,
    )
    PersonKindPeriod.objects.bulk_create(
        [PersonKindPeriod(person=row[3], kind=_kind(n, row[0]), starts_on=SINCE) for n, row in enumerate(held)],
        batch_size=2_000,
    )
    EmployeeStatus.objects.bulk_create(
        [
            EmployeeStatus(
                employee_id=person.pk, golongan=post.golongan, rank_name=_RANKS[post.golongan], starts_on=SINCE
            )
            for post, _position, _seat, person, _nip in held
        ],
        batch_size=2_000,
    )
    appointments = Appointment.objects.bulk_create(
        [
            Appointment(agency=agency, person=person, position=position, seat=seat, starts_on=SINCE)
            for _post, position, seat, person, _nip in held
        ],
        batch_size=2_000,
    )
    staff = Staff(agency)
    for appointment in appointments:
        staff.by_post.setdefault(appointment.position.name, appointment)
        staff.by_unit.setdefault(appointment.position.unit.name, []).append(appointment)
    return staff, positions


def _position(agency: Agency, post: Post) -> Position:
    return Position(
        agency=agency, unit=post.unit, name=post.name, level=post.level, functional_grade=post.grade,
        echelon=post.echelon, equivalent_level=post.equivalent, job_class=post.job_class, seats=post.seats,
        is_head=post.head, office=post.office,
    )  # fmt: skip


def _kind(n: int, post: Post) -> str:
    if post.golongan == "IX":
        return "PPPK"
    if post.level == "pelaksana" and n % 47 == 0:
        return "PPPK_PARUH_WAKTU"
    return "CPNS" if post.level == "pelaksana" and n % 61 == 0 else "PNS"


def _retires(nip: str) -> date:
    return date(int(nip[:4]) + 58, 3, 1)


def _acting(staff: Staff, positions: list[Position]) -> None:
    """The acting mayor, and the Plt of a dinas without a head."""
    agency = staff.agency
    root = OrgUnit.objects.get(agency=agency, depth=1)
    mayor = Position.objects.create(
        agency=agency, unit=root, name="Wali Kota Pontianak", level="politik", is_head=True, office="ppk"
    )
    head = Person.objects.create(
        agency=agency, name="Harimurti Andaikata", title_back="M.Si.", search_name="HARIMURTI ANDAIKATA"
    )
    PersonKindPeriod.objects.create(person=head, kind="REGIONAL_HEAD", starts_on=date(2023, 12, 24))
    staff.by_post["Wali Kota"] = Appointment.objects.create(
        agency=agency, person=head, position=mayor, capacity=Capacity.PJ, starts_on=date(2023, 12, 24),
        appointed_by="Menteri Dalam Negeri", order_number="100.2.1.3-contoh", order_date=date(2023, 12, 20),
    )  # fmt: skip
    vacant = next(one for one in positions if one.name == VACANT[1])
    deputy = staff.at("Sekretaris Dinas Sosial")
    staff.by_post[VACANT[1]] = Appointment.objects.create(
        agency=agency, person=deputy.person, position=vacant, capacity=Capacity.PLT, starts_on=SINCE + timedelta(days=900),
        appointed_by="Wali Kota Pontianak", order_number="821/12/BKPSDM/2024", order_date=date(2024, 6, 20),
    )  # fmt: skip
