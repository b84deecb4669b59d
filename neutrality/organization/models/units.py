"""The unit tree: today's picture in the path, names and parents as dated rows."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from neutrality.ids import random_code
from neutrality.organization.models.agencies import Agency
from neutrality.organization.models.base import Dated
from neutrality.workdays import today


def unit_code() -> str:
    return random_code("UN", today(), 7)


class OrgUnitQuerySet(MP_NodeQuerySet):
    def below(self, unit: "OrgUnit") -> Self:
        """``unit`` and everything below it."""
        return self.filter(path__startswith=unit.path)

    def visible_to(self, user: Any) -> Self:
        """Units that ``user`` (an account) may read: the desk all of the agency, a head the own ones."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        own = self.filter(agency_id=user.agency_id)
        if user.has_role("intake", "alternate_intake", "registrar", "admin") or user.holds_office("ppk", "sekda"):
            return own
        below = Q(pk__in=[])
        for unit in user.headed_units:
            below |= Q(path__startswith=unit.path)
        return own.filter(below)


class OrgUnitManager(MP_NodeManager, models.Manager["OrgUnit"]):
    """treebeard's manager names its own queryset class; ours must come back from every call."""

    def get_queryset(self) -> OrgUnitQuerySet:
        return OrgUnitQuerySet(self.model, using=self._db).order_by("path")

    def below(self, unit: "OrgUnit") -> OrgUnitQuerySet:
        return self.get_queryset().below(unit)

    def visible_to(self, user: Any) -> OrgUnitQuerySet:
        return self.get_queryset().visible_to(user)


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

    objects = OrgUnitManager()
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
