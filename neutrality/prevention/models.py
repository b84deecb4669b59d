"""Circulars (surat edaran) that everybody reads back."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from neutrality.accounts.models import Role, User
from neutrality.documents.models import OfficialDocument
from neutrality.organization.models import Agency, Appointment, OrgUnit, Person, Position

KEEPERS = (Role.INTAKE, Role.OPERATOR, Role.AUDITOR)


class CircularQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Circulars that ``user`` may open: what was sent to the person; drafts for those who make them."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        inside = self.filter(agency_id=user.agency_id)
        if user.has_role(Role.INTAKE, Role.AUDITOR) or user.holds_office(
            Position.Office.PPK, Position.Office.SEKDA, Position.Office.HEAD_BKPSDM
        ):
            return inside
        rights = Q(state=Circular.State.ISSUED) if user.has_role(Role.OPERATOR) else Q(pk__in=[])
        if user.person_id:
            rights |= Q(Exists(Reading.objects.filter(circular=OuterRef("pk"), person_id=user.person_id)))
        return inside.filter(rights)


class Circular(models.Model):
    """One circular. Changing the text of an issued one makes a new version to be read again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        ISSUED = "issued", _("Terbit")
        REPLACED = "replaced", _("Diganti versi baru")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="circulars")
    code = models.CharField(max_length=20, unique=True)  # ED-24-7QHM
    version = models.PositiveSmallIntegerField(_("versi"), default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    about = models.CharField(_("tentang"), max_length=300)
    background = models.TextField(_("latar belakang"), blank=True)
    purpose = models.TextField(_("maksud dan tujuan"), blank=True)
    scope = models.TextField(_("ruang lingkup"), blank=True)
    basis = models.JSONField(_("dasar"), default=list)  # lines as printed
    content = models.JSONField(_("isi"), default=list)  # lines, each one provision
    closing = models.TextField(_("penutup"), blank=True)
    signer = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("penanda tangan")
    )
    to_everyone = models.BooleanField(_("kepada semua perangkat daerah"), default=True)
    targets = models.ManyToManyField(OrgUnit, blank=True, related_name="+", verbose_name=_("perangkat daerah"))
    read_by = models.DateField(_("batas membaca"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_on = models.DateField(_("terbit"), null=True, blank=True)
    delivered = models.BooleanField(default=False)  # readers and notices are in place

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat edaran")
        verbose_name_plural = _("surat edaran")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.about

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "circular", self.code

    @property
    def number(self) -> str:
        return self.document.number if self.document else ""


class Reading(models.Model):
    """One person who must read one circular, under the perangkat daerah of that day."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="readings")
    opd = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+")
    unit_path = models.CharField(max_length=255)
    is_head = models.BooleanField(default=False)  # holds a structural post: an official (pejabat)
    opened_on = models.DateField(_("dibuka"), null=True, blank=True)
    read_at = models.DateTimeField(_("dibaca dan dipahami"), null=True, blank=True)
    reminded_on = models.DateField(_("diingatkan"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circular", "person"], name="one_reading_per_person")]
        indexes = [models.Index(fields=["person", "read_at"], name="readings_waiting")]


class ReminderToPass(models.Model):
    """Somebody is to be reminded of the rule with the next batch. Who asked is not kept; gone once delivered."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    deliver_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "deliver_on"], name="one_reminder_a_batch")]


class RemindersAsked(models.Model):
    """How many reminders an account asked for with one batch, for the throttle; never of whom."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    deliver_on = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "deliver_on"], name="one_count_a_batch")]
