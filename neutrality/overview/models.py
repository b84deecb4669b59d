"""The rows of this floor: exports that somebody asked for, and who may see whose figures."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from neutrality.accounts.models import User
from neutrality.organization.models import Agency, Dated


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """An export is its requester's alone."""
        return self.filter(requested_by=user) if user.is_active else self.none()


class Export(models.Model):
    """One file in the making, then for a while to be fetched; numbered and journalled."""

    class Kind(models.TextChoices):
        CASES = "cases", _("Perkara")
        REPORTS = "reports", _("Laporan")
        REGISTER = "register", _("Register hukuman")
        BAWASLU = "bawaslu_followup", _("Tindak lanjut surat Bawaslu")
        IDIS = "idis_packet", _("Paket I'DIS")
        STATISTICS = "statistics", _("Statistik")

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"
        PDF = "pdf", "PDF"
        ZIP = "zip", "ZIP"

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        RUNNING = "running", _("Disusun")
        DONE = "done", _("Siap diunduh")
        FAILED = "failed", _("Gagal")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="exports")
    code = models.CharField(max_length=20, unique=True)  # EX-24-7QHM
    kind = models.CharField(_("isi"), max_length=20, choices=Kind)
    format = models.CharField(_("bentuk"), max_length=5, choices=Format)
    filters = models.JSONField(default=dict, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    requested_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    rows = models.PositiveIntegerField(default=0)
    stored = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    # Walls around its requester when it was made: a file from before a newer wall is not handed out.
    walls = models.PositiveIntegerField(default=0, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("ekspor")
        verbose_name_plural = _("ekspor")
        ordering = ["-pk"]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "export", self.code

    @property
    def sentence(self) -> str:
        """What somebody who waits for a failed export can do; empty otherwise."""
        if self.state != self.State.FAILED:
            return ""
        return str(
            _("Berkas ini tidak berhasil disusun. Minta sekali lagi; bila gagal lagi, sebutkan kode ini kepada admin.")
        )

    @property
    def fetchable(self) -> bool:
        return self.state == self.State.DONE and self.expires_at is not None and self.expires_at > timezone.now()


class FiguresAgreementQuerySet(Dated):
    def visible_to(self, user: User) -> Self:
        """Both sides of an agreement may read it."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        return self.filter(models.Q(giver=user.agency_id) | models.Q(receiver=user.agency_id))


class FiguresAgreement(models.Model):
    """An agency lets the province above it see its figures: since when, on what basis. Figures only, never files."""

    code = models.CharField(max_length=20, unique=True)  # KA-24-7QHM
    giver = models.ForeignKey(Agency, models.PROTECT, related_name="figures_given")
    receiver = models.ForeignKey(Agency, models.PROTECT, related_name="figures_received")
    basis = models.CharField(_("dasar"), max_length=200)  # "Surat Bupati Nomor … tanggal …"
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = FiguresAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("kesepakatan angka")
        verbose_name_plural = _("kesepakatan angka")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="figures_agreement_ends_after_start",
                violation_error_message=_("Tanggal akhir kesepakatan mendahului mulainya."),
            ),
            models.UniqueConstraint(
                fields=["giver", "receiver"],
                condition=models.Q(ends_on__isnull=True),
                name="one_running_figures_agreement",
                violation_error_message=_("Kesepakatan dengan provinsi itu sudah berjalan."),
            ),
        ]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "figures_agreement", self.code
