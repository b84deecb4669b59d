"""Deadlines: the rule, the start event, the counted days, and pauses of agency clocks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import triggers
from cases.models.case import Case, CaseFile
from neutrality.organization.models import Position


class Deadline(models.Model):
    """A limit on one step of a case. A statutory one (``statute``) is never paused."""

    class Anchor(models.TextChoices):
        """What its last day rests on when the calendar changes while it runs."""

        COUNTED = "counted", _("dihitung menurut kalender")
        NAMED = "named", _("hari disebut dalam surat")
        SERVED = "served", _("diberitahukan bersama keputusan")

    class Basis(models.TextChoices):
        STATUTE = "statute", _("Peraturan")
        AGENCY = "agency", _("Batas internal instansi")

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    # A deadline id of the catalogue (D-PANGGIL-1 …) or an agency clock (verification, start, tier, lhp, decision).
    rule = models.CharField(max_length=30)
    basis = models.CharField(max_length=10, choices=Basis)
    citation = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=200)  # what must be done
    start_event = models.CharField(max_length=100)
    starts_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    day_type = models.CharField(max_length=15, default="hari_kerja")
    earliest_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    skipped = models.JSONField(default=list)  # [{"date", "reason"}]
    calendar_version = models.CharField(max_length=40)
    provisional = models.BooleanField(default=False)
    anchor = models.CharField(max_length=10, choices=Anchor, default=Anchor.COUNTED)
    holder = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    met_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    missed_on = models.DateField(null=True, blank=True)  # the day after the last day, once it passed unmet
    warned = models.PositiveSmallIntegerField(default=0)  # highest of 50, 80, 100 already told

    @property
    def title(self) -> str:
        """What must be done, in the reader's language."""
        from cases import limits

        return limits.title(self)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="running_deadlines",
                condition=Q(met_on__isnull=True, cancelled_on__isnull=True),
            )
        ]


class DeadlinePause(models.Model):
    """A pause of an agency clock, with its ground."""

    class Ground(models.TextChoices):
        ILLNESS = "illness", _("Sakit dengan surat keterangan")
        TRAVEL = "travel", _("Perjalanan dinas")
        FORCE_MAJEURE = "force_majeure", _("Keadaan kahar")
        LEGAL_QUESTION = "legal_question", _("Menunggu jawaban pertanyaan hukum")

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="pauses")
    ground = models.CharField(max_length=20, choices=Ground)
    note = models.CharField(max_length=300)
    question = models.CharField(max_length=40, blank=True)  # the open legal question that is waited for
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    scan = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        triggers = triggers.statute_not_paused()
