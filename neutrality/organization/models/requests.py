"""Asking for an acting official: the holder of a post may only ask, a higher official or BKPSDM decides."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neutrality.ids import random_code
from neutrality.organization.models.agencies import Agency
from neutrality.organization.models.people import Person
from neutrality.organization.models.posts import Appointment, Capacity, Position
from neutrality.workdays import today


def request_code() -> str:
    return random_code("PM", today(), 8)


class RequestQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Requests of the own agency: BKPSDM sees all; others those they made, and those of people below them."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        own = self.filter(agency_id=user.agency_id)
        if user.has_role("registrar", "intake"):
            return own
        below = Person.objects.below(user.person_id, today(user.agency))
        return own.filter(Q(asked_by=user) | Q(asked_for__in=below.values("pk")))


class AppointmentRequest(models.Model):
    """``position`` is to be filled by ``person`` while its holder ``asked_for`` is away or the post stands vacant."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu keputusan")
        GRANTED = "granted", _("Dikabulkan")
        REFUSED = "refused", _("Ditolak")
        WITHDRAWN = "withdrawn", _("Ditarik kembali")

    code = models.CharField(max_length=20, unique=True, default=request_code, editable=False)  # PM-24-7QHMXXXX
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointment_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_for = models.ForeignKey(Person, models.PROTECT, related_name="+")  # whose line decides
    asked_on = models.DateField(_("diminta"))
    position = models.ForeignKey(Position, models.PROTECT, related_name="requests", verbose_name=_("jabatan"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("pejabat yang diusulkan"))
    capacity = models.CharField(_("status"), max_length=10, choices=Capacity, default=Capacity.PLH)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"))
    reason = models.CharField(_("alasan"), max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    refusal = models.CharField(_("alasan penolakan"), max_length=300, blank=True)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, blank=True, related_name="request")

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("permintaan pejabat pengganti")
        verbose_name_plural = _("permintaan pejabat pengganti")
        indexes = [models.Index(fields=["agency", "state", "-id"], name="requests_in_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="request_ends_after_start",
                violation_error_message=_("Tanggal akhir mendahului tanggal mulai."),
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(state="waiting"),
                name="one_waiting_request_per_position",
                violation_error_message=_("Permintaan untuk jabatan ini masih menunggu keputusan."),
            ),
        ]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "appointment_request", self.code
