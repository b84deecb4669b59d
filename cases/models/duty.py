"""How the duty of a superior moves: changes of the line, written orders, and what was said to one who idles."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseFile
from neutrality.documents.models import OfficialDocument
from neutrality.organization.models import Appointment, Position


class ChainChange(models.Model):
    """The line of a running case came out differently than before, and who has confirmed it.

    A confirmation says that the register is right; it moves nothing. The duty moves by a written order.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="chain_changes")
    noticed_on = models.DateField()
    lines = models.JSONField(default=list)  # sentences, Indonesian, without any ground of a passing-over
    duty = models.BooleanField(default=False)  # touches whoever holds the duty
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]


class DutyOrder(models.Model):
    """A written order of a named official that gives the duty to a superior: drafted, signed, served.

    The duty moves when a ``transfer`` is served, on no other day and by no clock.
    """

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", _("Penugasan")
        TRANSFER = "transfer", _("Pengalihan")

    case = models.ForeignKey(Case, models.CASCADE, related_name="duty_orders")
    kind = models.CharField(max_length=12, choices=Kind)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    ordered_by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    position_from = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    drafted_on = models.DateField()
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=20, blank=True)
    handed_to = models.CharField(max_length=200, blank=True)
    proof = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind="transfer", served_on__isnull=True, withdrawn_on__isnull=True),
                name="one_transfer_waits",
                violation_error_message=_("Satu perintah pengalihan sudah menunggu."),
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | Q(proof__isnull=False) | Q(document__isnull=True),
                name="served_order_has_its_proof",
            ),
        ]


class DutyNote(models.Model):
    """What was said to a holder of the duty who does not act, and what the holder answered."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("Pengingat tertulis")
        CHANCE = "chance", _("Kesempatan menjelaskan")
        EXPLANATION = "explanation", _("Penjelasan")
        DECISION = "decision", _("Keputusan membuka perkara kelalaian")

    case = models.ForeignKey(Case, models.CASCADE, related_name="duty_notes")
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.ForeignKey(Appointment, models.PROTECT, related_name="+")  # who held the duty
    by = models.ForeignKey(Appointment, models.PROTECT, related_name="+")  # who signed or answered
    on = models.DateField()
    due_on = models.DateField(null=True, blank=True)  # of a chance: answer until
    text = models.CharField(max_length=2000)
    proof = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    opened = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
