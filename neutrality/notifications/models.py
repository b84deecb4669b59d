"""Notices: that something waits, never what or whom it is about."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from neutrality.notifications import wording


class NoticeQuerySet(models.QuerySet["Notice"]):
    def shown(self) -> "NoticeQuerySet":
        """Notices past their hold: the ones that exist for their reader."""
        return self.filter(visible_from__lte=timezone.now())

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One sentence for one account. ``params`` holds dates and numbers, never a name or content."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("penerima")
    )
    kind = models.CharField(_("jenis"), max_length=20, choices=wording.Kind)
    params = models.JSONField(_("isian"), default=dict, blank=True)
    link = models.CharField(_("tautan"), max_length=200)
    key = models.CharField(_("kunci"), max_length=160)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    visible_from = models.DateTimeField(_("tampak sejak"), default=timezone.now)
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)
    emailed_at = models.DateTimeField(_("dikirim lewat surel"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_once_per_key")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_newest"),
            models.Index(fields=["recipient"], name="notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language, with a link relative to this site."""
        return wording.sentence(self.kind, self.params, self.link)

    @property
    def short(self) -> str:
        """The sentence without "Buka: …", for lists where the line itself is the link."""
        return wording.short(self.kind, self.params)
