"""What is owed: one row for each effect that must happen once after a commit."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("menunggu")
    QUEUED = "queued", _("di antrean")
    RUNNING = "running", _("sedang dikerjakan")
    DONE = "done", _("selesai")
    FAILED = "failed", _("gagal")
    CANCELLED = "cancelled", _("dibatalkan")


OPEN_STATES = (State.WAITING, State.QUEUED, State.RUNNING)


class Owed(models.Model):
    """One effect. ``payload`` holds ids only; the queue holds only this row's id.

    ``leased_until`` belongs to ``queued`` (handed to the broker) and ``running``
    (a worker has it); once it has passed, the row is taken back by the sweep.
    ``last_error`` is a code such as ``OSError``, never a message.
    """

    kind = models.CharField(_("jenis"), max_length=60)
    key = models.CharField(_("kunci"), max_length=200, unique=True)
    payload = models.JSONField(_("isi"), default=dict, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.WAITING)
    not_before = models.DateTimeField(_("tidak sebelum"), db_default=Now())
    leased_until = models.DateTimeField(_("dipegang sampai"), null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("batas percobaan"), default=5)
    created_at = models.DateTimeField(_("dibuat"), db_default=Now(), editable=False)
    done_at = models.DateTimeField(_("selesai pada"), null=True, blank=True)
    last_error = models.CharField(_("kode galat terakhir"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("pekerjaan tertunda")
        verbose_name_plural = _("pekerjaan tertunda")
        indexes = [
            models.Index(fields=["not_before"], name="owed_due", condition=Q(state="waiting")),
            models.Index(fields=["leased_until"], name="owed_leased", condition=Q(state__in=["queued", "running"])),
            models.Index(fields=["kind", "-id"], name="owed_failed", condition=Q(state="failed")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"], leased_until__isnull=False)
                | Q(state__in=["waiting", "done", "failed", "cancelled"], leased_until__isnull=True),
                name="owed_lease_while_taken",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False) | ~Q(state="done") & Q(done_at__isnull=True),
                name="owed_done_has_time",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=F("max_attempts")), name="owed_attempts_bounded"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk} ({self.state})"  # never the key: administrators read this

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "owed", f"{self.kind} #{self.pk}"  # the key holds codes that its readers may not know of

    @property
    def is_due(self) -> bool:
        return self.state == State.WAITING and self.not_before <= timezone.now()
