"""Who is who, where they work, and who held which office when.

Every root row carries its agency; agencies never see one another's rows. What
changes over time is a dated row: history stays true.
"""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from neutrality.ids import random_code
from neutrality.organization.names import search_name_of
from neutrality.workdays import today


def person_code() -> str:
    return random_code("PG", today(), 8)


def unit_code() -> str:
    return random_code("UN", today(), 7)


def position_code() -> str:
    return random_code("JB", today(), 8)


def appointment_code() -> str:
    return random_code("PJ", today(), 8)


class Dated(models.QuerySet):
    """Rows with ``starts_on`` and ``ends_on`` (both included; an open end is null)."""

    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class AgencyKind(models.TextChoices):
    KOTA = "kota", _("Kota")
    KABUPATEN = "kabupaten", _("Kabupaten")
    PROVINSI = "provinsi", _("Provinsi")


class Agency(models.Model):
    """A local government. Its PPK is the holder of the position whose office is ``ppk``."""

    code = models.SlugField(_("kode"), unique=True)
    name = models.CharField(_("nama"), max_length=200)  # "Pemerintah Kota Pontianak"
    short_name = models.CharField(_("nama singkat"), max_length=100)  # "Kota Pontianak"
    kind = models.CharField(_("jenis"), max_length=10, choices=AgencyKind)
    region = models.CharField(_("wilayah"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="regencies",
        verbose_name=_("provinsi"),
    )
    timezone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Pontianak")
    timezone_label = models.CharField(_("sebutan zona waktu"), max_length=5, default="WIB")
    hosts = models.JSONField(_("nama host"), default=list, blank=True)
    # Choices of the agency: letterheads, place of letters, number patterns, agency clocks.
    choices = models.JSONField(_("pilihan instansi"), default=dict, blank=True)

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")

    def __str__(self) -> str:
        return self.short_name

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "agency", self.code

    @property
    def head_title(self) -> str:
        """How the regional head is called: Wali Kota, Bupati or Gubernur."""
        return {"kota": "Wali Kota", "kabupaten": "Bupati", "provinsi": "Gubernur"}[self.kind]


class PersonKind(models.TextChoices):
    """The ``subject.kind`` of the law engine."""

    PNS = "PNS", "PNS"
    CPNS = "CPNS", "CPNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU", "PPPK paruh waktu"
    PPNPN = "PPNPN", "PPNPN"
    KEPALA_DESA = "KEPALA_DESA", "Kepala desa"
    PERANGKAT_DESA = "PERANGKAT_DESA", "Perangkat desa"
    BPD = "BPD", "Anggota BPD"
    TNI = "TNI", "TNI"
    POLRI = "POLRI", "Polri"
    REGIONAL_HEAD = "REGIONAL_HEAD", "Kepala daerah"
    DPRD = "DPRD", "Anggota DPRD"
    ELECTION_BODY = "ELECTION_BODY", "Penyelenggara pemilu"
    OTHER = "OTHER", _("Lainnya")


ASN_KINDS = ("PNS", "CPNS", "PPPK", "PPPK_PARUH_WAKTU")


class Person(models.Model):
    """A human being: an employee, a mayor, a village head, a witness."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="persons", verbose_name=_("instansi"))
    code = models.CharField(max_length=20, unique=True, default=person_code, editable=False)  # PG-24-7QHMXXXX
    name = models.CharField(_("nama"), max_length=200)  # without titles
    title_front = models.CharField(_("gelar depan"), max_length=50, blank=True)
    title_back = models.CharField(_("gelar belakang"), max_length=80, blank=True)
    search_name = models.CharField(max_length=200, editable=False)  # upper case, abbreviations expanded

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        indexes = [
            models.Index(fields=["agency", "search_name"], name="person_name_in_agency"),
            GinIndex(fields=["search_name"], name="person_name_trigram", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, **kwargs: Any) -> None:
        """``bulk_create`` does not come here: fill ``search_name`` there yourself."""
        self.search_name = search_name_of(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "search_name"}
        super().save(**kwargs)

    @property
    def full_name(self) -> str:
        front = f"{self.title_front} " if self.title_front else ""
        back = f", {self.title_back}" if self.title_back else ""
        return f"{front}{self.name}{back}"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "person", self.code


class PersonKindPeriod(models.Model):
    """What a person was, and when: kind by date."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="kinds")
    kind = models.CharField(_("jenis"), max_length=20, choices=PersonKind)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        verbose_name = _("jenis kepegawaian")
        verbose_name_plural = _("jenis kepegawaian")


class Employee(models.Model):
    """A person in the register of the agency, with a NIP."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="employee")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="employees")
    nip = models.CharField("NIP", max_length=18, unique=True)
    email = models.EmailField(blank=True)
    retires_on = models.DateField(_("tanggal pensiun"), null=True, blank=True)

    class Meta:
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")
        constraints = [
            models.CheckConstraint(
                condition=Q(nip__regex=r"^[0-9]{18}$"),
                name="employee_nip_has_18_digits",
                violation_error_message=_("NIP terdiri atas 18 angka."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person.full_name} ({self.nip})"


class EmployeeStatus(models.Model):
    """Dated facts of an employee: golongan and kedudukan hukum (active, CLTN, retired …)."""

    class Standing(models.TextChoices):
        ACTIVE = "aktif", _("Aktif")
        CLTN = "cltn", _("Cuti di luar tanggungan negara")
        RELEASED = "dibebaskan_sementara", _("Dibebaskan sementara dari tugas jabatan")
        RETIRED = "pensiun", _("Pensiun")
        DISMISSED = "diberhentikan", _("Diberhentikan")
        DIED = "meninggal", _("Meninggal dunia")

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="statuses")
    golongan = models.CharField(max_length=10, blank=True)  # "IV/b"
    rank_name = models.CharField(_("pangkat"), max_length=60, blank=True)  # "Pembina Tingkat I"
    standing = models.CharField(_("kedudukan hukum"), max_length=30, choices=Standing, default=Standing.ACTIVE)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        verbose_name = _("status pegawai")
        verbose_name_plural = _("status pegawai")


class OrgUnitQuerySet(MP_NodeQuerySet):
    def below(self, unit: "OrgUnit") -> Self:
        """``unit`` and everything below it."""
        return self.filter(path__startswith=unit.path)


class OrgUnit(MP_Node):
    """A node of the unit tree. The path is today's picture; names and parents are dated rows."""

    class Kind(models.TextChoices):
        ROOT = "root", _("Pemerintah daerah")
        OPD = "opd", _("Perangkat daerah")
        BIDANG = "bidang", _("Bidang, bagian")
        SEKSI = "seksi", _("Seksi, subbagian")
        UPT = "upt", "UPT"
        KECAMATAN = "kecamatan", _("Kecamatan")
        KELURAHAN = "kelurahan", _("Kelurahan")
        SCHOOL = "sekolah", _("Sekolah")
        PUSKESMAS = "puskesmas", "Puskesmas"
        HOSPITAL = "rumah_sakit", _("Rumah sakit")
        DESA = "desa", _("Desa")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("instansi"))
    code = models.CharField(max_length=20, unique=True, default=unit_code, editable=False)  # UN-24-7QHMXXX
    kind = models.CharField(_("jenis"), max_length=20, choices=Kind)
    name = models.CharField(_("nama"), max_length=200)  # today's name
    short_name = models.CharField(_("singkatan"), max_length=60, blank=True)
    letter_code = models.CharField(_("kode surat"), max_length=30, blank=True)  # "BKPSDM" in numbers
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    # The unit into which this one was merged.
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("digabung ke")
    )

    objects = MP_NodeManager.from_queryset(OrgUnitQuerySet)()
    node_order_by: list[str] = []

    class Meta:
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")
        indexes = [models.Index(fields=["agency", "path"], name="unit_path_in_agency")]

    def __str__(self) -> str:
        return self.name

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "unit", self.code


class OrgUnitPeriod(models.Model):
    """Name and parent of a unit over time."""

    unit = models.ForeignKey(OrgUnit, models.CASCADE, related_name="periods")
    name = models.CharField(_("nama"), max_length=200)
    parent = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()


class PositionLevel(models.TextChoices):
    """The ``subject.position`` of the law engine."""

    JPT_UTAMA = "jpt_utama", _("JPT Utama")
    JPT_MADYA = "jpt_madya", _("JPT Madya")
    JPT_PRATAMA = "jpt_pratama", _("JPT Pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    PENGAWAS = "pengawas", _("Pengawas")
    PELAKSANA = "pelaksana", _("Pelaksana")
    FUNGSIONAL = "fungsional", _("Fungsional")
    POLITICAL = "politik", _("Kepala daerah")  # not an ASN position; holds the PPK's office


class FunctionalGrade(models.TextChoices):
    PEMULA = "pemula", _("Pemula")
    TERAMPIL = "terampil", _("Terampil")
    MAHIR = "mahir", _("Mahir")
    PENYELIA = "penyelia", _("Penyelia")
    AHLI_PERTAMA = "ahli_pertama", _("Ahli Pertama")
    AHLI_MUDA = "ahli_muda", _("Ahli Muda")
    AHLI_MADYA = "ahli_madya", _("Ahli Madya")
    AHLI_UTAMA = "ahli_utama", _("Ahli Utama")


class Position(models.Model):
    """A post (jabatan) in a unit. ``office`` marks the posts that the procedure names."""

    class Office(models.TextChoices):
        PPK = "ppk", "PPK"
        SEKDA = "sekda", _("Sekretaris Daerah")
        HEAD_BKPSDM = "kepala_bkpsdm", _("Kepala BKPSDM")
        INSPEKTUR = "inspektur", _("Inspektur")
        HEAD_LEGAL = "kabag_hukum", _("Kepala Bagian Hukum")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="positions", verbose_name=_("unit kerja"))
    code = models.CharField(max_length=20, unique=True, default=position_code, editable=False)  # JB-24-7QHMXXXX
    name = models.CharField(_("nama jabatan"), max_length=200)
    level = models.CharField(_("jenis jabatan"), max_length=20, choices=PositionLevel)
    functional_grade = models.CharField(_("jenjang"), max_length=20, choices=FunctionalGrade, blank=True)
    echelon = models.CharField(_("eselon"), max_length=10, blank=True)  # "II.b"
    # Set by BKPSDM for heads of schools, puskesmas and UPT; never guessed.
    equivalent_level = models.CharField(
        _("setara dengan"), max_length=20, choices=PositionLevel, blank=True
    )
    job_class = models.PositiveSmallIntegerField(_("kelas jabatan"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("jumlah kursi"), default=1)
    is_head = models.BooleanField(_("kepala unit"), default=False)
    office = models.CharField(_("peran dalam prosedur"), max_length=20, choices=Office, blank=True)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        indexes = [models.Index(fields=["agency", "office"], name="position_office_in_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "office"],
                condition=~Q(office="") & Q(closed_on__isnull=True),
                name="one_position_per_office_in_agency",
                violation_error_message=_("Peran itu sudah dipegang jabatan lain di instansi ini."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(models.TextChoices):
    DEFINITIVE = "definitif", _("Definitif")
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
    PJ = "pj", "Pj."


class AppointmentQuerySet(Dated):
    def definitive(self) -> Self:
        return self.filter(capacity=Capacity.DEFINITIVE)


class Appointment(models.Model):
    """A person in a position, in a capacity, for a time, by an order."""

    # PJ-24-7QHMXXXX, random; ``acted_by`` in the API
    code = models.CharField(max_length=20, unique=True, default=appointment_code, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("orang"))
    position = models.ForeignKey(
        Position, models.PROTECT, related_name="appointments", verbose_name=_("jabatan")
    )
    capacity = models.CharField(_("status"), max_length=10, choices=Capacity, default=Capacity.DEFINITIVE)
    starts_on = models.DateField(_("TMT"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    appointed_by = models.CharField(_("pejabat yang mengangkat"), max_length=200, blank=True)
    order_number = models.CharField(_("nomor keputusan"), max_length=100, blank=True)
    order_date = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    seat = models.PositiveSmallIntegerField(_("kursi"), default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemegang jabatan")
        verbose_name_plural = _("pemegang jabatan")
        indexes = [
            models.Index(fields=["person", "ends_on"], name="appointment_of_person"),
            models.Index(fields=["position", "ends_on"], name="appointment_to_position"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
                violation_error_message=_("Tanggal akhir jabatan mendahului TMT."),
            ),
            # Two definitive holders of one seat cannot be.
            ExclusionConstraint(
                name="one_definitive_holder_per_seat",
                expressions=[
                    (F("position"), RangeOperators.EQUAL),
                    (F("seat"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"), F("ends_on"), Value("[]"),
                            function="daterange", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(capacity="definitif"),
                violation_error_message=_("Jabatan itu sudah dipegang pejabat definitif lain pada tanggal itu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.full_name}, {self.title}"

    @property
    def title(self) -> str:
        """The position with its capacity, as letters print it: ``Plt. Kepala Dinas …``."""
        prefix = "" if self.capacity == Capacity.DEFINITIVE else f"{self.get_capacity_display()} "
        return f"{prefix}{self.position.name}"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "appointment", self.code


class DirectSuperior(models.Model):
    """Whose direct superior a position is, and on what basis. The tree only proposes it."""

    class Basis(models.TextChoices):
        SKP = "skp", "SKP"
        CHART = "peta_jabatan", _("Peta jabatan")
        DECREE = "sk", _("Surat keputusan")
        TREE = "pohon", _("Usulan dari pohon unit, belum dikukuhkan")

    person = models.ForeignKey(Person, models.CASCADE, related_name="superiors")
    superior = models.ForeignKey(Position, models.PROTECT, related_name="direct_reports")
    basis = models.CharField(_("dasar"), max_length=20, choices=Basis)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        verbose_name = _("atasan langsung")
        verbose_name_plural = _("atasan langsung")
        constraints = [
            ExclusionConstraint(
                name="one_direct_superior_at_a_time",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_on"), F("ends_on"), Value("[]"),
                            function="daterange", output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Atasan langsung pegawai itu sudah ditetapkan untuk tanggal itu."),
            ),
        ]


class FamilyTie(models.Model):
    """A tie that keeps a superior out of a relative's matter; known to BKPSDM only."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="ties")
    relative = models.ForeignKey(Person, models.CASCADE, related_name="+")
    note = models.CharField(_("hubungan"), max_length=100, blank=True)


class Contest(models.Model):
    """An election in which somebody of this region runs; stages come from the law catalogue.

    ``catalogue_id`` names the contest of the catalogue, ``stages`` holds dates of this
    region that differ: ``{"pairs_fixed": "2024-09-22"}``.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contests")
    catalogue_id = models.CharField(max_length=40)
    name = models.CharField(_("nama"), max_length=200)
    stages = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Contestant(models.Model):
    """One who runs, linked to the official or the official's relative where known."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="contestants")
    name = models.CharField(_("nama"), max_length=200)
    number = models.PositiveSmallIntegerField(_("nomor urut"), null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="candidacies")


class ContestantOfficer(models.Model):
    """A person of the register who is an officer of a contestant (tim, pelaksana)."""

    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="officers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="campaign_offices")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()
