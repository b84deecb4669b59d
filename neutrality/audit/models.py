"""The journal: who did what, on what, before and after, when; chained per subject.

The chain is made by the database (migration 0002, function ``audit_seal``): it
sets ``seq``, ``prev_hash``, ``at`` and ``hash`` of every inserted row, whatever
the program sent, and keeps the head of each chain in a table that the
application's role cannot write.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from neutrality.audit import events, guards


class JournalEntry(models.Model):
    """One thing that happened. ``changes`` is ``{field: [old, new]}`` or a fact's values.

    Values of the source compartment never stand here, only their digests.
    """

    chain = models.CharField(_("rantai"), max_length=160)
    seq = models.BigIntegerField(_("urutan"), db_default=0, editable=False)
    event = models.CharField(_("peristiwa"), max_length=60)
    # Null: the system itself or someone of the public; ``actor_label`` says which.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pelaku"),
    )
    actor_label = models.CharField(_("nama pelaku saat itu"), max_length=200)
    subject_type = models.CharField(_("jenis pokok"), max_length=40)
    subject_code = models.CharField(_("kode pokok"), max_length=100)
    # A plain number: agencies live on a higher floor.
    agency_id = models.BigIntegerField(_("instansi"), null=True, blank=True)
    changes = models.JSONField(_("perubahan"), default=dict, blank=True)
    at = models.DateTimeField(_("waktu"), db_default=Now(), editable=False)
    prev_hash = models.CharField(max_length=64, db_default="", editable=False)
    hash = models.CharField(max_length=64, db_default="", editable=False)

    class Meta:
        verbose_name = _("catatan jejak audit")
        verbose_name_plural = _("catatan jejak audit")
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="journal_seq_once_per_chain")]
        indexes = [
            models.Index(fields=["subject_type", "subject_code", "id"], name="journal_subject"),
            models.Index(fields=["agency_id", "-id"], name="journal_agency_newest"),
        ]
        triggers = guards.append_only()

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq} {self.event}"

    @property
    def label(self) -> str:
        return events.label(self.event)


class ChainHead(models.Model):
    """The last row of each chain; written by the sealing trigger alone."""

    chain = models.CharField(max_length=160, primary_key=True)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("ujung rantai")
        verbose_name_plural = _("ujung rantai")
        triggers = guards.heads()

    def __str__(self) -> str:
        return f"{self.chain} #{self.seq}"


class Anchor(models.Model):
    """A daily fixing of all heads. Its file stands outside the database.

    ``digest`` is the SHA-256 of the file; the file names the digest before it.
    """

    number = models.PositiveIntegerField(_("nomor"), unique=True)
    at = models.DateTimeField(_("waktu"), db_default=Now(), editable=False)
    rows = models.BigIntegerField(_("jumlah baris"))
    chains = models.BigIntegerField(_("jumlah rantai"))
    heads = models.BigIntegerField(_("ujung rantai dalam berkas"))
    prev_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("jangkar jejak audit")
        verbose_name_plural = _("jangkar jejak audit")
        ordering = ["number"]
        triggers = guards.append_only()

    def __str__(self) -> str:
        return f"jangkar {self.number}"

    @property
    def filename(self) -> str:
        return f"jangkar-{self.number:06}.txt"
