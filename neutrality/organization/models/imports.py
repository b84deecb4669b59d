"""Imports of the register from the page: the file, its preview, and what became of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from neutrality import crypto
from neutrality.ids import random_code
from neutrality.organization.models.agencies import Agency
from neutrality.workdays import today


def import_code() -> str:
    return random_code("IM", today(), 7)


class ImportRun(models.Model):
    """The file lies encrypted only until the import ends; the journal keeps its digest."""

    class State(models.TextChoices):
        CHECKING = "checking", _("Diperiksa")
        COLUMNS = "columns", _("Kolom belum dikenal")
        READY = "ready", _("Siap disimpan")
        FAULTY = "faulty", _("Ada kesalahan")
        WRITING = "writing", _("Disimpan")
        DONE = "done", _("Selesai")
        FAILED = "failed", _("Gagal")

    BUSY = (State.CHECKING, State.WRITING)

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="imports")
    code = models.CharField(max_length=20, unique=True, default=import_code, editable=False)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(_("nama berkas"), max_length=200)
    sealed = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    attempt = models.PositiveSmallIntegerField(default=1)
    progress = models.PositiveSmallIntegerField(default=0)  # percent of the writing
    message = models.CharField(max_length=500, blank=True)
    # counts, notices, problems [{row, column, message}], headers, samples {what: [text]}
    preview = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("impor pegawai")
        verbose_name_plural = _("impor pegawai")
        indexes = [models.Index(fields=["agency", "-id"], name="import_newest_in_agency")]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "import", self.code

    @property
    def is_busy(self) -> bool:
        return self.state in self.BUSY

    def keep(self, content: bytes) -> None:
        self.sealed = crypto.encrypt(content, key="FIELD_KEY", context=f"organization.import:{self.code}")

    def content(self) -> bytes:
        return crypto.decrypt(bytes(self.sealed), key="FIELD_KEY", context=f"organization.import:{self.code}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.state in (self.State.DONE, self.State.FAILED):
            self.sealed = b""
        super().save(*args, **kwargs)
