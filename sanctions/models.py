"""Decisions, their initials, service, remedies and the register of sanctions."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, CaseFile, CaseWall
from neutrality import crypto
from neutrality.accounts.models import User
from neutrality.documents.models import OfficialDocument
from neutrality.ids import random_code
from neutrality.law.catalogue import load
from neutrality.organization.models import Agency, Appointment, Person, Position
from neutrality.workdays import today

# The authority whose decision is made outside the agency and recorded here.
PRESIDENT = "presiden"


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Decisions of the cases that ``user`` may read."""
        return self.filter(case__in=Case.objects.visible_to(user))


class Decision(models.Model):
    """A decision in the making, then issued. What it rests on is stored with it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draf")
        PROPOSED = "proposed", _("Menunggu paraf dan tanda tangan")
        RETURNED = "returned", _("Dikembalikan")
        ISSUED = "issued", _("Ditetapkan")
        WITHDRAWN = "withdrawn", _("Ditarik")

    class Conclusion(models.TextChoices):
        PROVEN = "proven", _("Terbukti melanggar")
        NOT_PROVEN = "not_proven", _("Tidak terbukti")
        RETURN = "return", _("Kembalikan ke pemeriksa")

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    code = models.CharField(max_length=20, unique=True)  # KP-24-Q5NB
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    conclusion = models.CharField(_("kesimpulan"), max_length=12, choices=Conclusion, default=Conclusion.PROVEN)
    # Proven breaches: [{"violation", "act", "citation"}], one sanction for all of them.
    findings = models.JSONField(_("pasal yang dilanggar"), default=list)
    sanction = models.CharField(_("hukuman"), max_length=20, blank=True)  # catalogue id
    authority = models.CharField(max_length=20, blank=True)  # the engine's authority code
    decider = models.ForeignKey(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pejabat yang berwenang menghukum"),
    )
    decider_position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    aggravating = models.TextField(_("yang memberatkan"), blank=True)
    mitigating = models.TextField(_("yang meringankan"), blank=True)
    no_mitigating = models.BooleanField(_("tidak ada yang meringankan"), default=False)
    starts_on = models.DateField(_("TMT menjalani"), null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)  # fields of the form: new position, class …
    warning_reasons = models.JSONField(default=dict, blank=True)  # {finding code: reason}
    told = models.JSONField(default=dict, blank=True)  # facts that only a person knows (sanctions.told)
    # What the decision rests on: kept at each save of the draft, frozen when it issues.
    facts = models.JSONField(default=dict)
    positions = models.JSONField(default=dict)  # legal positions in force then
    # Of these and of the open questions, those that bear on it: [{"question", "option", "answered", "decided_on"}].
    rests_on = models.JSONField(default=list)
    calendar = models.JSONField(default=dict)  # version and holidays used
    catalogue_version = models.CharField(max_length=20, blank=True)
    assessment = models.JSONField(default=dict)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("tanggal keputusan"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("keputusan")
        verbose_name_plural = _("keputusan")
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["draft", "proposed", "returned"]),
                name="one_draft_decision_per_case",
                violation_error_message=_("Perkara ini sudah mempunyai draf keputusan."),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state="issued"), name="one_issued_decision_per_case"),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(decided_on__isnull=False),
                name="issued_decision_has_its_date",
            ),
        ]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "decision", self.code


class ApprovalStep(models.Model):
    """One initial (paraf) before the signature, in order."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        INITIALLED = "initialled", _("Diparaf")
        RETURNED = "returned", _("Dikembalikan")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    acted_by = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    acted_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_paper = models.BooleanField(_("di kertas"), default=False)
    scan = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)  # of the text that was initialled
    text = models.JSONField(default=dict, blank=True)  # so that a later change can be shown

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["decision", "order"], name="approval_order_once")]


class Service(models.Model):
    """How and when a decision reached the person (penyampaian)."""

    class Manner(models.TextChoices):
        HANDED = "langsung", _("Diserahkan langsung")
        SENT = "dikirim", _("Dikirim ke alamat")

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="service")
    called_on = models.DateField(_("dipanggil menerima"), null=True, blank=True)
    call_date = models.DateField(_("hari penyerahan"), null=True, blank=True)
    call_document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    manner = models.CharField(_("cara"), max_length=10, choices=Manner, blank=True)
    delivered_on = models.DateField(_("diserahkan atau dikirim"), null=True, blank=True)
    received_on = models.DateField(_("diterima"), null=True, blank=True)
    received_by = models.CharField(_("penerima"), max_length=200, blank=True)
    refused = models.BooleanField(_("menolak menerima"), default=False)
    witness = models.CharField(_("saksi"), max_length=200, blank=True)
    proof = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")


class Remedy(models.Model):
    """Keberatan or banding against a decision, and what was decided on it."""

    class Kind(models.TextChoices):
        OBJECTION = "keberatan", _("Keberatan")
        APPEAL = "banding", _("Banding administratif")

    class Outcome(models.TextChoices):
        UPHELD = "memperkuat", _("Memperkuat")
        LIGHTER = "memperingan", _("Memperingan")
        HEAVIER = "memperberat", _("Memperberat")
        CHANGED = "mengubah", _("Mengubah")
        ANNULLED = "membatalkan", _("Membatalkan")
        INADMISSIBLE = "tidak_dapat_diterima", _("Tidak dapat diterima")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=10, choices=Kind)
    filed_to = models.CharField(max_length=30)
    filed_on = models.DateField(_("diajukan"))
    grounds = models.TextField(_("alasan"), blank=True)
    late = models.BooleanField(_("lewat waktu"), default=False)
    answered_on = models.DateField(_("tanggapan PPK"), null=True, blank=True)
    outcome = models.CharField(max_length=25, choices=Outcome, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    new_sanction = models.CharField(max_length=20, blank=True)
    scan = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Entries of the user's agency, without those about the user or walled off from the user."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        walled = CaseWall.objects.of(user).values("case")
        rows = self.filter(agency_id=user.agency_id).exclude(decision__case__in=walled)
        return rows.exclude(person_id=user.person_id) if user.person_id else rows

    def search(self, text: str) -> Self:
        """By NIP, name or number of the decision."""
        if not text:
            return self
        by_name = Q(person__search_name__icontains=text.upper()) | Q(number__icontains=text)
        return self.filter(by_name | Q(person__employee__nip=text.replace(" ", "")))


class RegisterEntry(models.Model):
    """A sanction in the register: when in force, when served, when ended or annulled.

    Earlier sanctions from before this system are entries without a decision.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Belum berlaku")
        IN_FORCE = "in_force", _("Berlaku")
        SERVING = "serving", _("Dijalani")
        ENDED = "ended", _("Selesai")
        ANNULLED = "annulled", _("Dibatalkan")

    class Level(models.TextChoices):
        LIGHT = "ringan", _("Ringan")
        MEDIUM = "sedang", _("Sedang")
        HEAVY = "berat", _("Berat")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="register")
    code = models.CharField(max_length=20, unique=True)  # RG-24-7QHM
    register_number = models.PositiveIntegerField(null=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="register")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, blank=True, related_name="register_entry")
    sanction = models.CharField(_("hukuman"), max_length=20, blank=True)
    violations = models.JSONField(default=list)
    number = models.CharField(_("nomor keputusan"), max_length=120)
    decided_on = models.DateField(_("tanggal keputusan"))
    received_on = models.DateField(_("diterima"), null=True, blank=True)
    in_force_on = models.DateField(_("berlaku"), null=True, blank=True)
    starts_on = models.DateField(_("mulai dijalani"), null=True, blank=True)
    ends_on = models.DateField(_("berakhir"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    source = models.CharField(_("sumber"), max_length=100, blank=True)  # of an imported earlier sanction
    # Of an imported one: the article as its decision words it, and whether the breach was one of neutrality.
    # Null: nobody has said, so the legal check asks.
    article = models.CharField(_("pasal menurut keputusannya"), max_length=200, blank=True)
    about_neutrality = models.BooleanField(_("pelanggaran netralitas"), null=True, blank=True)
    # Of a sanction that the catalogue does not have (PP 53/2010 and before): what its decision calls it, and its level.
    # ``sanction`` is then empty and the law engine does not compare it; a person does.
    words = models.CharField(_("hukuman menurut keputusannya"), max_length=200, blank=True)
    level = models.CharField(_("tingkat"), max_length=10, choices=Level, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name = _("register hukuman")
        verbose_name_plural = _("register hukuman")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number", "decided_on"],
                condition=Q(decision__isnull=True),
                name="one_earlier_sanction_per_decision",
                violation_error_message=_("Hukuman dengan nomor dan tanggal itu sudah tercatat."),
            ),
            models.CheckConstraint(
                condition=~Q(sanction="") | ~Q(words="") & ~Q(level="") & Q(decision__isnull=True),
                name="register_names_its_sanction",
                violation_error_message=_("Tulis hukuman dan tingkatnya menurut keputusannya."),
            ),
        ]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "register", self.code

    @property
    def sanction_title(self) -> str:
        if not self.sanction:
            return f"{self.words} ({self.get_level_display()})"
        row = load().sanctions.get(self.sanction)
        return str(row.title["id"]) if row else self.sanction


def earlier_code() -> str:
    return random_code("IH", today(), 7)


class EarlierImport(models.Model):
    """A file of earlier sanctions, encrypted until it is written or dropped; the journal keeps its digest."""

    class State(models.TextChoices):
        READY = "ready", _("Siap disimpan")
        FAULTY = "faulty", _("Ada kesalahan")
        DONE = "done", _("Selesai")
        DROPPED = "dropped", _("Dibatalkan")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True, default=earlier_code, editable=False)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(_("nama berkas"), max_length=200)
    sealed = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    # counts, notices, lines [text], problems [{row, column, message}]; emptied with the file
    preview = models.JSONField(default=dict, blank=True)

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "earlier_import", self.code

    def keep(self, content: bytes) -> None:
        self.sealed = crypto.encrypt(content, key="FIELD_KEY", context=f"sanctions.earlier:{self.code}")

    def content(self) -> bytes:
        return crypto.decrypt(bytes(self.sealed), key="FIELD_KEY", context=f"sanctions.earlier:{self.code}")
