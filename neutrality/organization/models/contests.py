"""Elections of the region and those who run in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from neutrality.organization.models.agencies import Agency
from neutrality.organization.models.base import Dated
from neutrality.organization.models.people import Person


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

    def __str__(self) -> str:
        return self.name


class ContestantOfficer(models.Model):
    """A person of the register who is an officer of a contestant (tim, pelaksana); ``source`` tells from where."""

    contestant = models.ForeignKey(Contestant, models.CASCADE, related_name="officers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="campaign_offices")
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    role = models.CharField(_("kedudukan dalam tim"), max_length=100, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)

    objects = Dated.as_manager()
