"""The training province: 14,851 ASN, eight suspected cases, and fourteen regencies and cities beside it.

Numbers of SOURCES.md situation 4 (acting governor of Kalimantan Barat, November 2024); people and cases are invented.
"""

from collections.abc import Iterator
from datetime import date

from cases import receivers
from cases.handlers.ends import rule_for
from cases.models import Case
from neutrality.demo import letterheads, names
from neutrality.demo.city import Plan, _bidang, build
from neutrality.demo.staff import VACANT, Post, Staff, place, posts
from neutrality.demo.trail import Trail
from neutrality.law.catalogue import load
from neutrality.organization.models import (
    Agency,
    Appointment,
    Capacity,
    Contest,
    OrgUnit,
    Person,
    PersonKindPeriod,
    Position,
)

ASN = 14_851
# code, name, kind, and how many cases its own desk has opened; the first nine agreed to share their figures.
REGENCIES = (
    ("mempawah", "Mempawah", "kabupaten", 6), ("kuburaya", "Kubu Raya", "kabupaten", 7), ("sambas", "Sambas", "kabupaten", 5),
    ("bengkayang", "Bengkayang", "kabupaten", 2), ("landak", "Landak", "kabupaten", 0), ("sanggau", "Sanggau", "kabupaten", 5),
    ("sekadau", "Sekadau", "kabupaten", 1), ("singkawang", "Singkawang", "kota", 3), ("sintang", "Sintang", "kabupaten", 0),
    ("pontianak", "Pontianak", "kota", 4), ("melawi", "Melawi", "kabupaten", 2), ("kapuashulu", "Kapuas Hulu", "kabupaten", 0),
    ("ketapang", "Ketapang", "kabupaten", 3), ("kayongutara", "Kayong Utara", "kabupaten", 1),
)  # fmt: skip
AGREED = 9
DINAS = (
    ("Dinas Pendidikan dan Kebudayaan", ("Pembinaan SMA", "Pembinaan SMK", "Pendidikan Khusus", "Kebudayaan")),
    ("Dinas Kesehatan", ("Kesehatan Masyarakat", "Pencegahan Penyakit", "Pelayanan Kesehatan")),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", ("Sumber Daya Air", "Bina Marga", "Cipta Karya")),
    ("Dinas Sosial", ("Rehabilitasi Sosial", "Perlindungan Sosial")),
    ("Dinas Tenaga Kerja dan Transmigrasi", ("Penempatan Kerja", "Hubungan Industrial", "Pengawasan Kerja")),
    ("Dinas Pemberdayaan Masyarakat dan Desa", ("Pemerintahan Desa", "Ekonomi Desa")),
    ("Dinas Lingkungan Hidup dan Kehutanan", ("Tata Hutan", "Pengendalian Pencemaran", "Konservasi")),
    ("Dinas Perhubungan", ("Lalu Lintas", "Pelayaran")),
    ("Dinas Komunikasi dan Informatika", ("Aplikasi Informatika", "Statistik dan Persandian", "Informasi Publik")),
    ("Dinas Koperasi, Usaha Kecil dan Menengah", ("Koperasi", "Usaha Kecil")),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", ("Penanaman Modal", "Pelayanan Perizinan")),
    ("Dinas Kelautan dan Perikanan", ("Perikanan Tangkap", "Pengawasan Laut")),
    ("Dinas Perkebunan dan Peternakan", ("Perkebunan", "Peternakan")),
    ("Dinas Ketahanan Pangan dan Hortikultura", ("Ketahanan Pangan", "Hortikultura")),
    ("Dinas Perindustrian, Perdagangan, Energi dan Sumber Daya Mineral", ("Perdagangan", "Industri", "Energi")),
    ("Dinas Kepemudaan, Olahraga dan Pariwisata", ("Kepemudaan", "Pariwisata")),
    ("Badan Kepegawaian Daerah", ("Penilaian Kinerja dan Disiplin", "Mutasi dan Promosi")),
    ("Badan Perencanaan Pembangunan Daerah", ("Perencanaan", "Penelitian")),
    ("Badan Keuangan dan Aset Daerah", ("Anggaran", "Perbendaharaan", "Aset")),
    ("Badan Pendapatan Daerah", ("Pajak Daerah", "Penagihan")),
    ("Badan Kesatuan Bangsa dan Politik", ("Politik Dalam Negeri", "Ketahanan Bangsa")),
    ("Satuan Polisi Pamong Praja", ("Penegakan Perda", "Ketertiban Umum")),
)  # fmt: skip
SCHOOLS, HOSPITALS = 270, 2
# Of a regency only what its own desk needs, and a few people to count.
SMALL = (
    ("Dinas Pendidikan", ("Pembinaan SD", "Pembinaan SMP")), ("Dinas Kesehatan", ("Kesehatan Masyarakat", "Sumber Daya")),
    ("Dinas Pemberdayaan Masyarakat dan Desa", ("Pemerintahan Desa",)),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", ("Penilaian Kinerja dan Disiplin",)),
)  # fmt: skip
_CODES = {
    "Badan Kepegawaian Daerah": "BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia": "BKPSDM",
}  # fmt: skip
# What is suspected: catalogue row, event, opened, words, place, where the person works, how far it is.
SUSPECTED = (
    ("PP94-N-06", date(2024, 9, 26), date(2024, 10, 1), "Mengajak staf mendukung satu pasangan calon seusai rapat.",
     "Aula dinas", "Seksi Koperasi I", "assign"),
    ("PP94-N-02", date(2024, 9, 28), date(2024, 10, 2), "Mengikuti kampanye dengan atribut pasangan calon.",
     "Lapangan Contoh", "Seksi Lalu Lintas I", "summon"),
    ("SKB-D-06", date(2024, 9, 30), date(2024, 10, 4), "Membagikan unggahan akun pemenangan calon.", "Media sosial",
     "Seksi Pariwisata I", "assign"),
    ("PP94-N-02", date(2024, 10, 1), date(2024, 10, 7), "Hadir dalam kampanye mengenakan seragam Korpri.", "Lapangan Contoh",
     "Seksi Anggaran I", "summon"),
    ("PP94-N-04", date(2024, 10, 2), date(2024, 10, 8), "Memakai kendaraan dinas untuk mengangkut alat peraga.",
     "Halaman kantor", "Seksi Bina Marga I", "assign"),
    ("SKB-D-04", date(2024, 10, 4), date(2024, 10, 9), "Hadir dalam deklarasi pasangan calon dan memberi sambutan.",
     "Gedung Contoh", "Seksi Perkebunan I", "open"),
    ("SKB-D-07", date(2024, 10, 5), date(2024, 10, 10), "Mengunggah foto bersama calon dengan simbol dukungan.",
     "Media sosial", "Seksi Pajak Daerah I", "open"),
    ("PP94-N-06", date(2024, 10, 7), date(2024, 10, 14), "Menyerukan dukungan dalam pertemuan warga.", "Balai warga",
     "Seksi Ketertiban Umum I", "open"),
)  # fmt: skip


class Walk:
    """Names and NIPs handed out once, whichever agency asks."""

    def __init__(self) -> None:
        self.people, self.digits = names.many(), names.nips()


def plans() -> list[Plan]:
    """Every perangkat daerah of the province."""
    biro = (
        "Pemerintahan",
        "Hukum",
        "Kesejahteraan Rakyat",
        "Perekonomian",
        "Organisasi",
        "Umum",
        "Administrasi Pimpinan",
    )
    found = [
        Plan("opd", "Sekretariat Daerah", "SETDA",
             [Plan("bidang", f"{'Bagian' if name == 'Hukum' else 'Biro'} {name}",
                   below=[Plan("seksi", f"Subbagian {name} I")]) for name in biro]),
        Plan("opd", "Sekretariat DPRD", "SETWAN", _bidang("Persidangan")),
        Plan("opd", "Inspektorat", "ITKO", _bidang("Pengawasan Wilayah I", "Pengawasan Wilayah II", "Investigasi")),
    ]  # fmt: skip
    for name, fields in DINAS:
        found.append(Plan("opd", name, _CODES.get(name, ""), _bidang(*fields)))
        if name.startswith("Dinas Pendidikan"):
            found[-1].below += [Plan("sekolah", f"SMP Negeri Contoh {n + 1}".replace("SMP", "SMA" if n % 2 else "SMK"))
                                for n in range(SCHOOLS)]  # fmt: skip
    found += [Plan("rumah_sakit", f"RSUD Contoh {n + 1}", "", _bidang("Pelayanan Medis")) for n in range(HOSPITALS)]
    return found


def small_plans() -> list[Plan]:
    """What a regency of the training province has."""
    return [
        Plan("opd", "Sekretariat Daerah", "SETDA", [Plan("bidang", "Bagian Hukum", below=[Plan("seksi", "Subbagian Hukum I")])]),
        Plan("opd", "Inspektorat", "ITKO", _bidang("Pengawasan Wilayah I")),
        *(Plan("opd", name, _CODES.get(name, ""), _bidang(*fields)) for name, fields in SMALL),
    ]  # fmt: skip


def _fill(wanted: list[Post], people: int) -> list[Post]:
    """Seats for exactly ``people``: what lacks goes to teachers, spread over the schools."""
    teachers = [post for post in wanted if post.name == "Guru Ahli Muda"]
    lack = people - sum(post.seats for post in wanted if post.name not in VACANT)
    many, over = divmod(lack, len(teachers))
    for number, post in enumerate(teachers):
        post.seats += many + (number < over)
    return wanted


def settle_province(walk: Walk) -> Staff:
    agency = Agency.objects.create(
        code="kalbar", name="Pemerintah Provinsi Kalimantan Barat", short_name="Provinsi Kalimantan Barat",
        kind="provinsi", region="Kalimantan Barat", hosts=["127.0.0.1", "localhost"],
    )  # fmt: skip
    units = build(agency, plans(), code="KALBAR")
    agency.choices |= letterheads.choices(units)
    agency.save(update_fields=["choices"])
    wanted = _fill(_offices(list(posts(units)), "Badan Kepegawaian Daerah"), ASN)
    staff, _positions = place(agency, wanted, walk.people, walk.digits)
    _head(staff, "Gubernur", "Kalimantan Barat", next(walk.people)[0])
    return staff


def settle_regency(walk: Walk, province: Agency, code: str, name: str, kind: str) -> Staff:
    region = f"{'Kota' if kind == 'kota' else 'Kabupaten'} {name}"
    agency = Agency.objects.create(
        code=code, name=f"Pemerintah {region}", short_name=region, kind=kind, region=region, parent=province
    )
    units = build(agency, small_plans(), code=code.upper())
    wanted = _offices(list(posts(units)), "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia")
    staff, _positions = place(agency, wanted, walk.people, walk.digits)
    _head(staff, agency.head_title, name, next(walk.people)[0])
    return staff


def _offices(wanted: list[Post], personnel: str) -> list[Post]:
    """The head of personnel holds the office that the procedure names, however the province calls the agency."""
    for post in wanted:
        if post.name == f"Kepala {personnel}":
            post.office = "kepala_bkpsdm"
    return wanted


def _head(staff: Staff, title: str, place_name: str, name: str) -> None:
    """The acting head of the region, who is the PPK."""
    agency = staff.agency
    root = OrgUnit.objects.get(agency=agency, depth=1)
    post = Position.objects.create(
        agency=agency, unit=root, name=f"{title} {place_name}", level="politik", is_head=True, office="ppk"
    )
    person = Person.objects.create(agency=agency, name=name, title_back="M.Si.", search_name=name.upper())
    PersonKindPeriod.objects.create(person=person, kind="REGIONAL_HEAD", starts_on=date(2023, 9, 5))
    staff.by_post[title] = Appointment.objects.create(
        agency=agency, person=person, position=post, capacity=Capacity.PJ, starts_on=date(2023, 9, 5),
        appointed_by="Menteri Dalam Negeri", order_number="100.2.1.3-contoh", order_date=date(2023, 9, 1),
    )  # fmt: skip


def contest_of(agency: Agency) -> Contest:
    what = {"provinsi": "Pemilihan Gubernur", "kota": "Pemilihan Wali Kota", "kabupaten": "Pemilihan Bupati"}[
        agency.kind
    ]
    return Contest.objects.create(
        agency=agency, catalogue_id="PILKADA-2024", name=f"{what} 2024", stages={"ballot": "kepala_daerah"}
    )


def tell_province(staff: Staff, analyst: str) -> list[Case]:
    """The eight suspected cases."""
    contest, cases = contest_of(staff.agency), []
    for violation, event, opened, words, place_name, unit, until in SUSPECTED:
        trail = _open(staff, analyst, contest, staff.in_unit(unit)[0], violation, event, opened, words, place_name)
        if until != "open":
            trail.later(1).assign()
        if until == "summon":
            trail.later(1).summon()
        cases.append(trail.case)
    return cases


def tell_regency(staff: Staff, analyst: str, number: int) -> None:
    """So many cases of the regency's own; in Mempawah a village head too, passed on and followed."""
    contest, who = contest_of(staff.agency), _some(staff)
    for n in range(number):
        event = date(2024, 9, 25 + n % 5)
        _open(staff, analyst, contest, next(who), "PP94-N-06" if n % 2 else "SKB-D-06", event, date(2024, 10, 3 + n),
              "Mengajak rekan mendukung satu pasangan calon.", "Kantor dinas")  # fmt: skip
    if staff.agency.code == "mempawah":
        _village_head(staff, analyst, contest)


def _open(
    staff: Staff, analyst: str, contest: Contest, who: Appointment, violation: str, event: date, opened: date, words: str,
    place_name: str,
) -> Trail:  # fmt: skip
    return Trail.open(
        staff,
        analyst,
        person=who.person,
        contest=contest,
        violations=[violation],
        event=event,
        title=words.rstrip("."),
        place=place_name,
        brief=words,
        opened=opened,
    )


def _some(staff: Staff) -> Iterator[Appointment]:
    """One person of each unit, from the last unit of the tree on: not one office stands out."""
    for appointments in reversed(staff.by_unit.values()):
        yield from [one for one in appointments if one.position.level == "pelaksana"][:1]


def _village_head(staff: Staff, analyst: str, contest: Contest) -> None:
    """Passed on to the acting regent through DPMD, with copies to camat and Inspektorat; asked about a week later."""
    head = Person.objects.create(agency=staff.agency, name="Andai Perumpama", search_name="ANDAI PERUMPAMA")
    PersonKindPeriod.objects.create(person=head, kind="KEPALA_DESA", starts_on=date(2022, 1, 3))
    trail = Trail.open(
        staff, analyst, person=head, contest=contest, violations=["DESA-29-J"], event=date(2024, 9, 27),
        title="Kepala desa mengajak warga", place="Balai desa", brief="Diduga mengajak warga memilih satu pasangan calon.",
        opened=date(2024, 10, 2),
    )  # fmt: skip
    trail.later(2)
    rule = rule_for(trail.case)
    found = receivers.suggested(rule, staff.agency, trail.day)
    trail.move(
        "forward", to=found.to, copies="\n".join(found.copies), body=trail.case.brief,
        legal_basis=load().forwarding[rule].data["citation"],
    )  # fmt: skip
    trail.later(5).move("await_answer", note="Telepon kepada Kepala Dinas Pemberdayaan Masyarakat dan Desa.")
