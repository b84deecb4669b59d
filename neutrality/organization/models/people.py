"""Persons and employees, and what they were when."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from neutrality.ids import random_code
from neutrality.organization.models.agencies import Agency
from neutrality.organization.models.base import Dated
from neutrality.organization.names import search_name_of
from neutrality.workdays import today

# How alike two names must be for a search; also the threshold of the index (see ``apps.py``).
NEAR = 0.5
# How many names that hold the words, and how many near ones (dearer to compare), are ranked.
CANDIDATES, NEAR_CANDIDATES = 300, 200
# With this many names that hold the words, nobody looks for near ones.
ENOUGH = 5
# Of how many words one may be mistyped: each is a way to look.
MOST_WORDS = 3
# A single word from this length on is looked for by its parts.
LONG_WORD = 7


def person_code() -> str:
    return random_code("PG", today(), 8)


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


def _led_by_agency() -> CombinedExpression:
    """The agency as only the index of names knows it. Told plainly, the planner would rather read all people of the
    agency and compare each name, which costs it nothing in its own reckoning and two hundred milliseconds in ours."""
    return CombinedExpression(F("agency"), Combinable.ADD, Value(0), output_field=models.BigIntegerField())


def _halves(word: str) -> set[str]:
    half = max(3, (len(word) + 1) // 2)
    return {word[:half], word[-half:]}


def _holding(parts: Iterable[str]) -> Q:
    return Q(*(Q(search_name__contains=part) for part in parts))


def _slips(wanted: str) -> list[Q]:
    """Ways to look for a name that was mistyped, from what must still be right.

    First all words but one, and of that one either half; then one half of every word. Of a single long word its
    beginning, its end, or both without the middle; of a short one nothing is left to hold on to.
    """
    words = wanted.split()[:MOST_WORDS]
    if len(words) == 1:
        word, middle = words[0], len(words[0]) // 2
        if len(word) < LONG_WORD:
            return []
        around = _holding([word[: middle - 1], word[middle + 1 :]])
        return [_holding([word[:-2]]) | _holding([word[2:]]) | around]
    one, every = Q(), Q()
    for at, word in enumerate(words):
        for part in _halves(word):
            one |= _holding([*words[:at], *words[at + 1 :], part])
    for parts in product(*map(_halves, words)):
        every |= _holding(parts)
    return [one, every]


class PersonQuerySet(models.QuerySet):
    # The agency whose people are all in here, as far as a reader may see them: a search then starts from the index.
    whole_agency: int | None = None

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.whole_agency = self.whole_agency
        return clone

    def of_agency(self, agency_id: int) -> Self:
        """The cast keeps the kind of number that the indexes hold: a plain one would be an int4."""
        people = self.filter(agency_id=Cast(Value(agency_id), models.BigIntegerField()))
        people.whole_agency = agency_id
        return people

    def below(self, person_id: int | None, on: date) -> Self:
        """Who stands below this person on a date: everyone in the units that the person heads, in
        whatever capacity, and those whose confirmed direct superior the person is. Never the person.

        Reads the posts of the person at once (one query), the rest is lazy.
        """
        from neutrality.organization.models.posts import Appointment, DirectSuperior

        if person_id is None:
            return self.none()
        held = list(
            Appointment.objects.on(on)
            .filter(person_id=person_id)
            .values_list("position_id", "position__is_head", "position__office", "position__unit__path", "agency_id")
        )
        if not held:
            return self.none()
        confirmed = DirectSuperior.objects.on(on).filter(superior__in=[position for position, *_rest in held])
        whole = [agency for _position, _head, office, _path, agency in held if office in ("ppk", "sekda")]
        if whole:  # the line of everybody ends with them: each person is looked at, not the whole agency gathered
            posts = Appointment.objects.on(on).filter(person=OuterRef("pk"), agency__in=whole)
            below = self.filter(Exists(posts) | Exists(confirmed.filter(person=OuterRef("pk"))))
        else:
            paths = Q(pk__in=[])
            for _position, is_head, _office, path, _agency in held:
                if is_head:
                    paths |= Q(position__unit__path__startswith=path)
            staff = Appointment.objects.on(on).filter(paths)
            # One set of people to start from: an "or" of two would be tried on everybody in the agency.
            below = self.filter(pk__in=staff.values("person").union(confirmed.values("person")))
            below.whole_agency = None
        return below.exclude(pk=person_id)

    def visible_to(self, user: Any) -> Self:
        """Whose data ``user`` (an account) may read. The only place that knows this rule."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        own = self.of_agency(user.agency_id)
        if user.has_role("intake", "alternate_intake", "registrar"):
            return own
        return own.below(user.person_id, today())

    def in_unit(self, unit: Any, on: date) -> Self:
        """Who holds a post in ``unit`` or below it on a date."""
        from neutrality.organization.models.posts import Appointment

        staff = Appointment.objects.on(on).filter(position__unit__path__startswith=unit.path)
        people = self.filter(pk__in=staff.values("person"))
        people.whole_agency = None
        return people

    def without_confirmed_superior(self, on: date) -> Self:
        """Functional officials whose direct superior only the tree proposes; BKPSDM has to confirm it."""
        from neutrality.organization.models.posts import Appointment, DirectSuperior, PositionLevel

        functional = Appointment.objects.on(on).definitive().filter(position__level=PositionLevel.FUNGSIONAL)
        standing = Q(superior__closed_on__isnull=True) | Q(superior__closed_on__gt=on)
        confirmed = DirectSuperior.objects.on(on).filter(standing).exclude(basis=DirectSuperior.Basis.TREE)
        return self.filter(pk__in=functional.values("person")).exclude(pk__in=confirmed.values("person"))

    def search(self, text: str) -> Self:
        """By NIP (from four digits on) or by name; the nearest names first.

        Among all people of an agency the names come from the index (see ``_named``), among fewer each is compared.
        """
        digits = text.replace(" ", "").replace(".", "")
        if digits.isdigit():
            return self._by_nip(digits)
        wanted = search_name_of(text)
        if len(wanted) < 2:
            return self.none()
        if self.whole_agency is None:
            # First who, then how they are called: told together, the planner compares all names of the agency.
            ids = list(self.order_by().values_list("pk", flat=True))
            people: Self = self._everyone().filter(pk__in=ids).select_related("employee")
        else:
            people = self.filter(pk__in=self._named(self.whole_agency, wanted))
        found = Q(search_name__contains=wanted) | Q(nearness__gte=NEAR)
        for way in _slips(wanted):
            found |= way
        return (
            people.annotate(nearness=TrigramSimilarity("search_name", wanted))
            .filter(found)
            .order_by("-nearness", "search_name", "pk")
        )

    def _everyone(self) -> Self:
        return type(self)(self.model, using=self.db)

    def _named(self, agency_id: int, wanted: str) -> list[int]:
        """Ids of people of an agency whose names hold the words, and where these are few, of those with near names.

        Who mistypes a name mostly mistypes one word of it, and one half of that word: such names are found by what is
        right in them, which the index answers at once. Only where there are none every name with a common syllable is
        compared. Each list stops somewhere: nobody reads further, and a name as common as Muhammad would have to be
        compared thousands of times. One to four queries.
        """
        led = self._everyone().alias(led=_led_by_agency()).filter(led=Cast(Value(agency_id), models.BigIntegerField()))
        ids = led.values_list("pk", flat=True)
        holding = list(ids.filter(search_name__contains=wanted)[:CANDIDATES])
        if len(holding) >= ENOUGH:
            return holding
        for way in _slips(wanted):
            found = list(ids.filter(way)[:CANDIDATES])
            if found:
                return [*holding, *found]
        return [*holding, *ids.filter(search_name__trigram_similar=wanted)[:NEAR_CANDIDATES]]

    def _by_nip(self, digits: str) -> Self:
        """The whole NIP names one person; its first digits are looked for within the agency."""
        if len(digits) == 18:
            return self.filter(employee__nip=digits)
        if len(digits) < 4:
            return self.none()
        return self.filter(employee__nip__startswith=digits, employee__agency=F("agency"))


class Person(models.Model):
    """A human being: an employee, a mayor, a village head, a witness."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="persons", verbose_name=_("instansi"))
    code = models.CharField(max_length=20, unique=True, default=person_code, editable=False)  # PG-24-7QHMXXXX
    name = models.CharField(_("nama"), max_length=200)  # without titles
    title_front = models.CharField(_("gelar depan"), max_length=50, blank=True)
    title_back = models.CharField(_("gelar belakang"), max_length=80, blank=True)
    search_name = models.CharField(max_length=200, editable=False)  # upper case, abbreviations expanded

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        indexes = [
            models.Index(fields=["agency", "search_name"], name="person_name_in_agency"),
            # Led by the agency: 7 ms among a million people where the name alone takes 440 ms.
            GinIndex(
                OpClass(_led_by_agency(), name="int8_ops"),
                OpClass("search_name", name="gin_trgm_ops"),
                name="person_names_led_by_agency",
            ),
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
        indexes = [
            # The first digits of a NIP within an agency, whatever the collation.
            models.Index(fields=["agency", "nip"], name="nip_in_agency", opclasses=["int8_ops", "varchar_pattern_ops"])
        ]
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


class TieQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Ties that stand on a day; an unknown beginning is always."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        return self.filter(begun).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class FamilyTie(models.Model):
    """A tie that keeps a superior out of a relative's matter; known to BKPSDM only. It counts both ways."""

    class Relation(models.TextChoices):
        SPOUSE = "pasangan", _("Suami atau istri")
        PARENT_CHILD = "orang_tua_anak", _("Orang tua dan anak")
        SIBLING = "saudara", _("Saudara kandung atau tiri")
        IN_LAW = "semenda", _("Mertua, menantu, atau ipar")
        OTHER = "lain", _("Hubungan keluarga lain")

    person = models.ForeignKey(Person, models.CASCADE, related_name="ties")
    relative = models.ForeignKey(Person, models.CASCADE, related_name="+")
    relation = models.CharField(_("hubungan"), max_length=20, choices=Relation, default=Relation.OTHER)
    note = models.CharField(_("keterangan"), max_length=100, blank=True)
    starts_on = models.DateField(_("sejak"), null=True, blank=True)  # null: always, or nobody knows
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = _("hubungan keluarga")
        verbose_name_plural = _("hubungan keluarga")
