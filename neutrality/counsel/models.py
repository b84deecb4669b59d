"""An agency's recorded answer to an open legal question. A new answer supersedes the older one; none goes."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from neutrality.organization.models import Agency


class LegalPositionQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """The answers given up to a day, the newest of each question last."""
        return self.filter(decided_on__lte=day).order_by("question", "decided_on", "pk")


class LegalPosition(models.Model):
    """``question`` and ``option`` are ids of the catalogue's open questions.

    ``decided_on`` is the day on which the agency took the position; it holds for decisions from
    that day. ``supersedes`` is the answer that stood before it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="legal_positions")
    question = models.CharField(_("pertanyaan"), max_length=40)
    option = models.CharField(_("jawaban"), max_length=40)
    decided_on = models.DateField(_("ditetapkan"))
    reason = models.TextField(_("alasan"))
    attachment = models.CharField(max_length=200, blank=True)
    attachment_type = models.CharField(max_length=40, blank=True)
    attachment_sha256 = models.CharField(max_length=64, blank=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = LegalPositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("posisi hukum")
        verbose_name_plural = _("posisi hukum")
        indexes = [models.Index(fields=["agency", "question", "decided_on"], name="position_of_question")]
        triggers = [
            pgtrigger.Protect(name="keep_position", operation=pgtrigger.Update | pgtrigger.Delete),
            # The answer to Q-CUTI is part of the agency's calendar: whoever caches one looks again.
            pgtrigger.Trigger(
                name="calendar_follows",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__question="Q-CUTI"),
                func="INSERT INTO workdays_calendarversion DEFAULT VALUES; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.option}"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "legal_position", f"{self.agency.code}:{self.question}"
