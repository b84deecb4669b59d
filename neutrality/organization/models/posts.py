"""Posts, who held them when, and whose direct superior is whose."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from neutrality.ids import random_code
from neutrality.organization.models.agencies import Agency
from neutrality.organization.models.base import Dated, period
from neutrality.organization.models.people import Person
from neutrality.organization.models.units import OrgUnit
from neutrality.workdays import today


def position_code() -> str:
    return random_code("JB", today(), 8)


def appointment_code() -> str:
    return random_code("PJ", today(), 8)


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


class PositionQuerySet(models.QuerySet):
    def heads_on(self, day: date) -> Self:
        """Posts that lead their unit on a day. Dated rows say so where it ever changed, else the post itself."""
        said = PositionPeriod.objects.on(day).filter(position=OuterRef("pk"))
        always = Q(is_head=True) & ~Exists(said.filter(is_head=False))
        there = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        return self.filter(there).filter(always | Exists(said.filter(is_head=True)))


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
    equivalent_level = models.CharField(_("setara dengan"), max_length=20, choices=PositionLevel, blank=True)
    job_class = models.PositiveSmallIntegerField(_("kelas jabatan"), null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("jumlah kursi"), default=1)
    is_head = models.BooleanField(_("kepala unit"), default=False)
    office = models.CharField(_("peran dalam prosedur"), max_length=20, choices=Office, blank=True)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)

    objects = PositionQuerySet.as_manager()

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
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(seats=1),
                name="head_has_one_seat",
                violation_error_message=_("Jabatan kepala unit hanya memiliki satu kursi."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "position", self.code

    def name_on(self, day: date) -> str:
        """How the post was called on a day; rows exist only once it was renamed (prefetch ``periods``)."""
        for period_ in self.periods.all():
            if period_.starts_on <= day and (period_.ends_on is None or period_.ends_on >= day):
                return period_.name
        return self.name


class PositionPeriod(models.Model):
    """Name of a post over time, and whether it led its unit. A post of which neither ever changed has no rows."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="periods")
    name = models.CharField(_("nama jabatan"), max_length=200)
    is_head = models.BooleanField(_("kepala unit"), null=True, blank=True)  # null: as the post says, it never changed
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)

    objects = Dated.as_manager()


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
    position = models.ForeignKey(Position, models.PROTECT, related_name="appointments", verbose_name=_("jabatan"))
    capacity = models.CharField(_("status"), max_length=10, choices=Capacity, default=Capacity.DEFINITIVE)
    starts_on = models.DateField(_("TMT"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    appointed_by = models.CharField(_("pejabat yang mengangkat"), max_length=200, blank=True)
    order_number = models.CharField(_("nomor keputusan"), max_length=100, blank=True)
    order_date = models.DateField(_("tanggal keputusan"), null=True, blank=True)
    seat = models.PositiveSmallIntegerField(_("kursi"), default=1)
    # The order as scanned: encrypted in the storage under a random name.
    scan = models.CharField(max_length=120, blank=True, editable=False)
    scan_type = models.CharField(max_length=40, blank=True, editable=False)
    scan_sha256 = models.CharField(max_length=64, blank=True, editable=False)

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
                    (period(), RangeOperators.OVERLAPS),
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
        return self._titled(self.position.name)

    def title_on(self, day: date) -> str:
        """The title as it was called on a day."""
        return self._titled(self.position.name_on(day))

    @property
    def title_then(self) -> str:
        """The title as it was called last while the person held it (prefetch ``position__periods``)."""
        return self.title if self.ends_on is None else self.title_on(self.ends_on)

    def _titled(self, name: str) -> str:
        prefix = "" if self.capacity == Capacity.DEFINITIVE else f"{self.get_capacity_display()} "
        return f"{prefix}{name}"

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
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Atasan langsung pegawai itu sudah ditetapkan untuk tanggal itu."),
            ),
        ]
