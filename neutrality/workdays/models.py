"""Holidays as editable data, with the decree that each rests on, and the version of the whole."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class HolidayKind(models.TextChoices):
    PUBLIC = "public", _("libur nasional")
    CUTI_BERSAMA = "cuti_bersama", _("cuti bersama")
    REGIONAL = "regional", _("libur daerah")
    ELECTION = "election", _("hari pemungutan suara")


def _bump() -> list[pgtrigger.Trigger]:
    """Whoever changes the calendar, by whatever door, makes a new version of it."""
    return [
        pgtrigger.Trigger(
            name="new_version",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func="INSERT INTO workdays_calendarversion DEFAULT VALUES; RETURN NULL;",
        )
    ]


class Holiday(models.Model):
    """A day that is not worked: everywhere, in one region, or in one agency.

    ``agency_id`` is a plain number (agencies live on a higher floor); null with an
    empty ``region`` means the whole country. ``region`` is written as agencies write
    theirs ("Kota Pontianak"); a province's day counts for its regencies too.
    """

    date = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=12, choices=HolidayKind)
    name = models.CharField(_("nama"), max_length=120)
    agency_id = models.BigIntegerField(_("instansi"), null=True, blank=True)
    region = models.CharField(_("wilayah"), max_length=100, blank=True)
    decree = models.CharField(_("nomor keputusan"), max_length=200, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    estimated = models.BooleanField(_("perkiraan"), default=False)

    class Meta:
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")
        ordering = ["date", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["date", "kind", "name", "agency_id", "region"],
                name="holiday_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(kind="regional") | Q(agency_id__isnull=False) | ~Q(region=""),
                name="regional_holiday_has_place",
                violation_error_message=_("Libur daerah memerlukan instansi atau wilayahnya."),
            ),
        ]
        triggers = _bump()

    def __str__(self) -> str:
        return f"{self.date:%d-%m-%Y} {self.name}"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "calendar", str(self.date.year)


class CalendarYear(models.Model):
    """Whether the decree on holidays and cuti bersama of a year is known and entered.

    Until it is, every count that touches the year is provisional.
    """

    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    confirmed = models.BooleanField(_("keputusan sudah dicatat"), default=False)
    decree = models.CharField(_("nomor keputusan bersama"), max_length=300, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tahun kalender")
        verbose_name_plural = _("tahun kalender")
        ordering = ["year"]
        triggers = _bump()

    def __str__(self) -> str:
        return str(self.year)

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "calendar", str(self.year)


class RegionalElectionDate(models.Model):
    """A stage of a contest that stands on another day in one region (repeat votes, local schedules).

    ``contest`` and ``stage`` are ids of the law catalogue's election calendar; the
    national days stand there, and what is here goes to the law engine as facts.
    """

    contest = models.CharField(_("pemilihan"), max_length=40)
    region = models.CharField(_("wilayah"), max_length=100)
    stage = models.CharField(_("tahapan"), max_length=40)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    decree = models.CharField(_("nomor keputusan"), max_length=200, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    verified = models.BooleanField(_("sudah diperiksa"), default=False)

    class Meta:
        verbose_name = _("tahapan pemilihan di daerah")
        verbose_name_plural = _("tahapan pemilihan di daerah")
        ordering = ["contest", "region", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "region", "stage"], name="regional_stage_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="regional_stage_ends_after_start",
                violation_error_message=_("Tahapan tidak dapat berakhir sebelum mulai."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest} {self.region} {self.stage}"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "calendar", self.contest


class CalendarVersion(models.Model):
    """One row for each change, written by the trigger; ``stamp`` names a state of the calendar for ever."""

    stamp = models.UUIDField(db_default=models.Func(function="gen_random_uuid"), editable=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("versi kalender")
        verbose_name_plural = _("versi kalender")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)
