"""The local governments. Every root row carries its agency; agencies never see one another's rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgencyKind(models.TextChoices):
    KOTA = "kota", _("Kota")
    KABUPATEN = "kabupaten", _("Kabupaten")
    PROVINSI = "provinsi", _("Provinsi")


class Agency(models.Model):  # type: ignore[django-manager-missing]  # treebeard has no types
    """A local government. Its PPK is the holder of the position whose office is ``ppk``."""

    code = models.SlugField(_("kode"), unique=True)
    name = models.CharField(_("nama"), max_length=200)  # "Pemerintah Kota Pontianak"
    short_name = models.CharField(_("nama singkat"), max_length=100)  # "Kota Pontianak"
    kind = models.CharField(_("jenis"), max_length=10, choices=AgencyKind)
    region = models.CharField(_("wilayah"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="regencies",
        verbose_name=_("provinsi"),
    )
    timezone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Pontianak")
    timezone_label = models.CharField(_("sebutan zona waktu"), max_length=5, default="WIB")
    hosts = models.JSONField(_("nama host"), default=list, blank=True)
    # Choices of the agency: letterheads, place of letters, number patterns, agency clocks.
    choices = models.JSONField(_("pilihan instansi"), default=dict, blank=True)

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")

    def __str__(self) -> str:
        return self.short_name

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "agency", self.code

    @property
    def head_title(self) -> str:
        """How the regional head is called: Wali Kota, Bupati or Gubernur."""
        return {"kota": "Wali Kota", "kabupaten": "Bupati", "provinsi": "Gubernur"}[self.kind]
