"""People who log in, their roles over time, and their tokens.

Powers of superiors come from appointments on the day, never from a role here.
"""

from datetime import date
from functools import cached_property
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from neutrality.organization.models import (
    Agency,
    Appointment,
    Dated,
    Employee,
    EmployeeStatus,
    OrgUnit,
    Person,
)
from neutrality.workdays import today


class Role(models.TextChoices):
    """Rights that do not follow from an office."""

    INTAKE = "intake", _("Meja penerima dan analis BKPSDM")
    ALTERNATE_INTAKE = "alternate_intake", _("Meja pengganti (Inspektorat)")
    OPERATOR = "operator", _("Operator perangkat daerah")
    LEGAL = "legal", _("Bagian Hukum")
    AUDITOR = "auditor", _("Auditor")
    BAWASLU = "bawaslu", _("Penghubung Bawaslu")
    REGISTRAR = "registrar", _("Pengelola register dan arsip")
    ADMIN = "admin", _("Administrator teknis")


# Whoever decides, or reads for another institution, needs a second factor.
SECOND_FACTOR_ROLES = (
    Role.INTAKE, Role.ALTERNATE_INTAKE, Role.LEGAL, Role.AUDITOR, Role.BAWASLU, Role.REGISTRAR, Role.ADMIN,
)  # fmt: skip


class User(AbstractUser):
    """An account. ``person`` links it to the register; machines and liaisons may have none."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="accounts")
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    display_name = models.CharField(_("nama tampilan"), max_length=200, blank=True)
    institution = models.CharField(_("lembaga"), max_length=200, blank=True)  # of a liaison
    theme = models.CharField(_("tema"), max_length=10, blank=True)  # "", "gelap", "terang"
    shortcuts = models.BooleanField(_("pintasan papan tik"), default=True)

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        return self.person.full_name if self.person else (self.display_name or self.username)

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "account", self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles in force today; none of somebody who left the service, whoever forgot to end the grant."""
        if not self.is_active or self.pk is None:
            return frozenset()
        roles = frozenset(self.grants.on(today()).values_list("role", flat=True))
        return frozenset() if roles and self._has_left() else roles

    def _has_left(self) -> bool:
        """Pensioned, dismissed or dead; past the pension date without a post that would say otherwise."""
        if self.person_id is None:
            return False
        left = (EmployeeStatus.Standing.RETIRED, EmployeeStatus.Standing.DISMISSED, EmployeeStatus.Standing.DIED)
        if EmployeeStatus.objects.on(today()).filter(employee_id=self.person_id, standing__in=left).exists():
            return True
        pensioned = Employee.objects.filter(pk=self.person_id, retires_on__lte=today())
        return not self.appointments_today and pensioned.exists()

    def has_role(self, *roles: str) -> bool:
        return self.is_active and not self.roles.isdisjoint(roles)

    @cached_property
    def appointments_today(self) -> list[Appointment]:
        """Offices that this person holds today, in whatever capacity."""
        if not self.is_active or self.person_id is None:
            return []
        return list(Appointment.objects.on(today()).filter(person_id=self.person_id).select_related("position__unit"))

    @cached_property
    def position_ids(self) -> list[int]:
        return [appointment.position_id for appointment in self.appointments_today]

    def holds_office(self, *offices: str) -> bool:
        """Whether the person holds, today, the position marked with one of ``offices``."""
        return any(a.position.office in offices for a in self.appointments_today)

    @cached_property
    def headed_units(self) -> list[OrgUnit]:
        """Units whose head this person is today."""
        return [a.position.unit for a in self.appointments_today if a.position.is_head]

    @property
    def needs_second_factor(self) -> bool:
        return (
            self.is_staff
            or self.has_role(*SECOND_FACTOR_ROLES)
            or any(a.position.is_head or a.position.office for a in self.appointments_today)
        )


class RoleGrant(models.Model):
    """A role for a time. ``unit`` limits an operator to an OPD."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(_("peran"), max_length=20, choices=Role)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("mulai"), default=date(2020, 1, 1))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    reason = models.CharField(_("dasar"), max_length=200, blank=True)

    objects = Dated.as_manager()

    class Meta:
        verbose_name = _("peran akun")
        verbose_name_plural = _("peran akun")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="role_grant_ends_after_start",
            )
        ]


class TokenQuerySet(models.QuerySet):
    def usable(self) -> Self:
        return self.filter(revoked_at__isnull=True).filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        )


class Token(models.Model):
    """A bearer token, stored only as a hash. ``scopes`` narrows what the account may do."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("keterangan"), max_length=100, blank=True)
    scopes = models.JSONField(default=list, blank=True)  # empty: everything the account may do
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("token")
