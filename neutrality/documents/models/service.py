"""Proof that a letter reached someone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from neutrality.documents import guards
from neutrality.documents.codes import Basis, Manner


class ServiceProof(models.Model):
    """One delivery of a letter: handed over, sent, or refused.

    Several stand beside each other when a first try failed. ``received_on`` is the date
    from which days run; for a letter sent it may come later than the sending. Who handed
    it over acted in the world (``acted_by``, ``acted_on``); ``recorded_by`` typed it in.
    """

    document = models.ForeignKey(
        "documents.OfficialDocument", models.PROTECT, related_name="services", verbose_name=_("surat")
    )
    manner = models.CharField(_("cara"), max_length=12, choices=Manner)
    handed_to = models.CharField(_("diserahkan kepada"), max_length=200, blank=True)
    relation = models.CharField(_("hubungan dengan penerima"), max_length=100, blank=True)
    tracking_number = models.CharField(_("nomor resi"), max_length=100, blank=True)
    acted_by = models.ForeignKey(
        "organization.Appointment", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("penyampai"),
    )  # fmt: skip
    acted_by_name = models.CharField(_("nama penyampai"), max_length=200, blank=True)
    acted_on = models.DateField(_("tanggal penyampaian"))
    received_on = models.DateField(_("tanggal diterima"), null=True, blank=True)
    refused = models.BooleanField(_("penerima menolak"), default=False)
    witnesses = models.JSONField(_("saksi"), default=list, blank=True)
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    basis = models.CharField(_("dasar"), max_length=10, choices=Basis, default=Basis.SCREEN)
    proof = models.CharField(_("berkas bukti"), max_length=200, blank=True, editable=False)
    proof_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    proof_type = models.CharField(max_length=40, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("dicatat oleh")
    )
    recorded_at = models.DateTimeField(_("dicatat pada"), auto_now_add=True)

    class Meta:
        verbose_name = _("bukti penyampaian")
        verbose_name_plural = _("bukti penyampaian")
        ordering = ["pk"]
        triggers = guards.proof_triggers()
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("acted_on")),
                name="received_not_before_service",
                violation_error_message=_("Tanggal diterima mendahului tanggal penyampaian."),
            ),
            models.CheckConstraint(
                condition=Q(refused=False) | Q(manner=Manner.IN_PERSON) | Q(manner=Manner.COURIER),
                name="refusal_only_face_to_face",
                violation_error_message=_("Penolakan hanya terjadi pada penyerahan langsung atau lewat kurir."),
            ),
            models.CheckConstraint(
                condition=Q(basis=Basis.SCREEN) | ~Q(proof=""),
                name="service_from_paper_has_scan",
                violation_error_message=_("Penyampaian yang dicatat dari kertas memerlukan pindaian bukti."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_manner_display()} {self.acted_on}"
