"""Number series and the register of numbers."""

from datetime import date
from fnmatch import fnmatchcase
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from neutrality.documents import guards, words
from neutrality.documents.codes import Classification, SeriesMode


class NumberSeries(models.Model):
    """Numbers of one unit for some kinds in one year; secret letters have their own series.

    ``kinds`` holds catalogue codes or patterns, separated by commas: ``F01_*,F16_*`` or ``*``.
    ``pattern`` is printed with ``{nomor}``, ``{tahun}``, ``{bulan_romawi}`` filled in.
    """

    unit = models.ForeignKey(
        "organization.OrgUnit", models.PROTECT, related_name="number_series", verbose_name=_("unit penerbit")
    )
    kinds = models.CharField(_("jenis surat"), max_length=200, default="*")
    classification = models.CharField(_("sifat"), max_length=10, choices=Classification)
    year = models.PositiveSmallIntegerField(_("tahun"))
    mode = models.CharField(_("cara"), max_length=10, choices=SeriesMode, default=SeriesMode.INTERNAL)
    pattern = models.CharField(_("pola nomor"), max_length=100)
    next_number = models.PositiveIntegerField(_("nomor berikut"), default=1)

    class Meta:
        verbose_name = _("seri nomor")
        verbose_name_plural = _("seri nomor")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kinds", "classification", "year"],
                name="one_series_per_unit_kinds_year",
                violation_error_message=_("Seri nomor untuk jenis dan tahun itu sudah ada."),
            ),
            models.UniqueConstraint(
                fields=["unit", "pattern", "year"],
                condition=Q(mode=SeriesMode.INTERNAL),
                name="one_series_per_pattern_year",
                violation_error_message=_("Pola nomor itu sudah dipakai seri lain; nomornya akan kembar."),
            ),
            models.CheckConstraint(
                condition=Q(pattern__contains="{nomor}") | Q(mode=SeriesMode.EXTERNAL),
                name="series_pattern_has_number",
                violation_error_message=_("Pola nomor memerlukan {nomor}."),
            ),
            models.CheckConstraint(condition=Q(next_number__gte=1), name="series_starts_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.pattern} · {self.year}"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "number_series", str(self.pk)

    def clean(self) -> None:
        if any(sign in self.shown(1, date(self.year or 2024, 1, 1)) for sign in "{}"):
            text = _("Pola hanya boleh memuat {nomor}, {tahun}, dan {bulan_romawi}.")
            raise ValidationError({"pattern": text})

    def serves(self, kind: str) -> bool:
        return any(fnmatchcase(kind, one.strip()) for one in self.kinds.split(","))

    def shown(self, ordinal: int, on: date) -> str:
        """The number as printed."""
        parts = {"{nomor}": ordinal, "{tahun}": on.year, "{bulan_romawi}": words.roman(on.month)}
        text = self.pattern
        for name, value in parts.items():
            text = text.replace(name, str(value))
        return text

    def following_year(self) -> Self:
        """The same series of the next year, from one again (not saved)."""
        return type(self)(
            unit_id=self.unit_id, kinds=self.kinds, classification=self.classification,
            year=self.year + 1, mode=self.mode, pattern=self.pattern,
        )  # fmt: skip


class NumberEntry(models.Model):
    """One line of the register: a number once taken stays, also when it is cancelled."""

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="entries", verbose_name=_("seri"))
    ordinal = models.PositiveIntegerField(_("nomor urut"), null=True, blank=True)  # none when typed in
    text = models.CharField(_("nomor"), max_length=120)
    document = models.OneToOneField(
        "documents.OfficialDocument", models.PROTECT, related_name="number_entry", verbose_name=_("surat")
    )
    dated = models.DateField(_("tanggal surat"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("diambil oleh")
    )
    taken_at = models.DateTimeField(_("diambil pada"), auto_now_add=True)
    given_by = models.CharField(_("pemberi nomor"), max_length=200, blank=True)
    given_on = models.DateField(_("tanggal diberi"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("dibatalkan pada"), null=True, blank=True)
    cancelled_reason = models.CharField(_("alasan pembatalan"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("nomor surat")
        verbose_name_plural = _("nomor surat")
        constraints = [
            models.UniqueConstraint(fields=["series", "ordinal"], name="one_entry_per_ordinal"),
            models.UniqueConstraint(
                fields=["series", "text"],
                name="one_entry_per_text",
                violation_error_message=_("Nomor itu sudah dipakai surat lain."),
            ),
            models.CheckConstraint(
                condition=Q(ordinal__isnull=False) | (Q(given_on__isnull=False) & ~Q(given_by="")),
                name="typed_number_names_its_giver",
                violation_error_message=_("Nomor dari luar memerlukan tanggal dan nama pemberi."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_reason=""),
                name="cancelled_number_has_reason",
                violation_error_message=_("Pembatalan nomor memerlukan alasan."),
            ),
        ]
        indexes = [models.Index(fields=["series", "-id"], name="entry_newest_in_series")]
        triggers = guards.entry_triggers()

    def __str__(self) -> str:
        return self.text
