"""One official letter: its text, its number, its file, its signature."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from neutrality.documents import guards, owners
from neutrality.documents.codes import ISSUED, VALID, Basis, Classification, SignatureKind, Source, State
from neutrality.documents.forms import Letter, form_of

_EMPTY_DIGEST = Q(sha256="")


class OfficialDocumentQuerySet(models.QuerySet["OfficialDocument"]):
    def of(self, owner_type: str, owner_code: str) -> Self:
        """Letters of one owner, oldest first. The owner's room has checked who asks."""
        return self.filter(owner_type=owner_type, owner_code=owner_code).order_by("pk")

    def verifiable(self) -> Self:
        """Letters that the public page knows: ours, once signed, and numbers that were cancelled."""
        once_numbered = Q(state=State.CANCELLED, dated__isnull=False)
        return self.filter(source=Source.GENERATED).filter(Q(state__in=[*VALID, State.SUPERSEDED]) | once_numbered)


class OfficialDocument(models.Model):
    """A letter from draft to service.

    ``context`` holds the locked fields and ``paragraphs`` the edited ones, both by the names
    of the kind's form; ``frame`` what the installation adds (place, letterheads). From the
    number on none of them changes, and the PDF that was made from them is authoritative.
    Who may see it is asked of the owner's room (``owner_type``, ``owner_code``).
    """

    agency = models.ForeignKey(
        "organization.Agency", models.PROTECT, related_name="documents", verbose_name=_("instansi")
    )
    code = models.CharField(_("kode"), max_length=20, unique=True)  # SR-24-7QHM2K, random
    kind = models.CharField(_("jenis"), max_length=40)
    owner_type = models.CharField(_("jenis pemilik"), max_length=30)
    owner_code = models.CharField(_("kode pemilik"), max_length=40)
    issuing_unit = models.ForeignKey(
        "organization.OrgUnit", models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("unit penerbit"),
    )  # fmt: skip
    title = models.CharField(_("judul"), max_length=300)
    classification = models.CharField(_("sifat"), max_length=10, choices=Classification)
    source = models.CharField(_("asal"), max_length=10, choices=Source, default=Source.GENERATED)
    state = models.CharField(_("keadaan"), max_length=12, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(_("revisi"), default=1)

    context = models.JSONField(_("isian terkunci"), default=dict)
    paragraphs = models.JSONField(_("paragraf"), default=dict)
    frame = models.JSONField(default=dict)
    drafted_on = models.DateField(_("tanggal draf"))

    needs_number = models.BooleanField(_("bernomor"), default=True)
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    dated = models.DateField(_("tanggal surat"), null=True, blank=True)
    verification_code = models.CharField(_("kode periksa"), max_length=9, unique=True)

    # Name under the storage, random, reserved with the number so that a repeat writes the same file.
    pdf = models.CharField(_("berkas"), max_length=200, blank=True)
    sha256 = models.CharField(_("sidik digital"), max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(_("halaman"), null=True, blank=True)
    renderer = models.CharField(_("versi perender"), max_length=100, blank=True)

    signature_kind = models.CharField(
        _("cara tanda tangan"), max_length=10, choices=SignatureKind, default=SignatureKind.WET
    )
    signed_by = models.ForeignKey(
        "organization.Appointment", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("penanda tangan"),
    )  # fmt: skip
    signed_by_name = models.CharField(_("nama penanda tangan"), max_length=200, blank=True)
    signed_by_title = models.CharField(_("jabatan penanda tangan"), max_length=200, blank=True)
    signed_on = models.DateField(_("tanggal ditandatangani"), null=True, blank=True)
    signature_basis = models.CharField(_("dasar"), max_length=10, choices=Basis, blank=True)
    scan = models.CharField(_("pindaian"), max_length=200, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_type = models.CharField(max_length=40, blank=True)
    signature_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("tanda tangan dicatat oleh"),
    )  # fmt: skip
    signature_recorded_at = models.DateTimeField(_("tanda tangan dicatat pada"), null=True, blank=True)

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("dibuat oleh")
    )
    created_at = models.DateTimeField(_("dibuat pada"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("dikukuhkan oleh"),
    )  # fmt: skip
    confirmed_at = models.DateTimeField(_("dikukuhkan pada"), null=True, blank=True)
    cancelled_reason = models.CharField(_("alasan pembatalan"), max_length=500, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("digantikan oleh")
    )

    objects = OfficialDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")
        indexes = [models.Index(fields=["owner_type", "owner_code", "id"], name="document_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=ISSUED) | (Q(dated__isnull=False) & (~Q(number="") | Q(needs_number=False))),
                name="issued_letter_has_number_and_date",
                violation_error_message=_("Surat yang terbit memerlukan nomor dan tanggal."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["draft", "final"], source="generated") | Q(number="", dated__isnull=True),
                name="draft_has_no_number",
                violation_error_message=_("Nomor diambil saat surat ditandatangani, bukan saat disusun."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*VALID, "superseded"])
                | (Q(signed_on__isnull=False) & ~Q(signed_by_name="")),
                name="signed_letter_names_signatory",
                violation_error_message=_("Surat yang ditandatangani memerlukan nama dan tanggal tanda tangan."),
            ),
            models.CheckConstraint(
                condition=~Q(signature_basis=Basis.SCAN) | ~Q(scan=""),
                name="signature_from_paper_has_scan",
                violation_error_message=_("Tanda tangan yang dicatat dari kertas memerlukan pindaian."),
            ),
            models.CheckConstraint(
                condition=Q(source=Source.GENERATED)
                | ~Q(state__in=[*VALID, "superseded"])
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=models.F("created_by"))),
                name="uploaded_letter_confirmed_by_second",
                violation_error_message=_("Surat unggahan dikukuhkan orang lain, bukan pengunggahnya."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | ~Q(cancelled_reason=""),
                name="cancelled_letter_has_reason",
                violation_error_message=_("Pembatalan memerlukan alasan."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.SUPERSEDED, superseded_by__isnull=False)
                | ~Q(state=State.SUPERSEDED) & Q(superseded_by__isnull=True),
                name="superseded_letter_names_successor",
            ),
            models.CheckConstraint(
                condition=_EMPTY_DIGEST | Q(sha256__regex=r"^[0-9a-f]{64}$") & ~Q(pdf=""),
                name="stored_letter_has_file_and_digest",
            ),
            models.UniqueConstraint(
                "issuing_unit", "number", ExtractYear("dated"),
                condition=~Q(number=""),
                name="one_letter_per_number_unit_year",
                violation_error_message=_("Nomor itu sudah dipakai surat lain dari unit ini."),
            ),
            models.UniqueConstraint(fields=["pdf"], condition=~Q(pdf=""), name="one_letter_per_file"),
        ]  # fmt: skip
        triggers = guards.letter_triggers()

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "document", self.code

    @property
    def journal_chain(self) -> str:
        """Letters are written on the chain of what they belong to."""
        return f"{self.owner_type}:{self.owner_code}"

    @property
    def form_class(self) -> type[Letter]:
        return form_of(self.kind)

    @property
    def is_rendered(self) -> bool:
        return bool(self.sha256)

    @property
    def is_issued(self) -> bool:
        return self.state in ISSUED

    def form(self) -> Letter:
        """The letter's fields, typed; Refusal ``context_incomplete`` when a draft misses some."""
        return self.form_class.read({**self.context, **self.paragraphs})

    def visible_to(self, user: Any) -> bool:
        return owners.sees(user, self)

    def get_absolute_url(self) -> str:
        return reverse("documents:pdf", kwargs={"code": self.code})
