"""The source compartment: what could lead to a reporter. Readable only by a report's desk.

Narrative, messages, identity and originals are encrypted under SOURCE_KEY, which is kept
outside the database and its backups. Nothing here is referenced from the case side: links
point from here to incidents and exhibits, never back.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, Exhibit, Incident
from neutrality.accounts.models import Role, User
from neutrality.crypto import EncryptedTextField
from neutrality.organization.models import Agency, Person


def sealed(**kwargs: Any) -> EncryptedTextField:
    """A text of the source compartment; empty where nothing was told."""
    kwargs.setdefault("blank", True)
    return EncryptedTextField(key="SOURCE_KEY", **kwargs)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Reports whose source compartment ``user`` may read: those of the user's desk.

        A wall makes a report absent for the walled, whatever their role. The only place
        that knows this rule.
        """
        if not user.is_active or user.agency_id is None:
            return self.none()
        desks = [
            desk
            for role, desk in (
                (Role.INTAKE, Report.Desk.MAIN),
                (Role.ALTERNATE_INTAKE, Report.Desk.ALTERNATE),
            )
            if user.has_role(role)
        ]
        if not desks:
            return self.none()
        wall = ReportWall.objects.filter(report=OuterRef("pk")).filter(
            Q(account=user) | (Q(person_id=user.person_id) if user.person_id else Q(pk=None))
        )
        return self.filter(agency_id=user.agency_id, desk__in=desks).exclude(Exists(wall))


class Report(models.Model):
    """What somebody told, as they told it."""

    class Desk(models.TextChoices):
        MAIN = "main", _("Meja penerima BKPSDM")
        ALTERNATE = "alternate", _("Meja pengganti Inspektorat")

    class Status(models.TextChoices):
        RECEIVED = "received", _("Perlu diputus")
        UNDER_REVIEW = "under_review", _("Ditelaah")
        WAITING = "waiting_for_reporter", _("Menunggu pelapor")
        LINKED = "linked", _("Tergabung dalam perkara")
        FORWARDED = "forwarded", _("Diteruskan")
        CLOSED = "closed", _("Ditutup")

    class Outward(models.TextChoices):
        """What the reporter sees; changes once a day, by the daily batch."""

        RECEIVED = "received", _("Laporan diterima")
        IN_PROCESS = "in_process", _("Sedang diproses")
        WAITING = "waiting_for_reporter", _("Menunggu jawaban Anda")
        FINISHED = "finished", _("Selesai")

    class IdentityMode(models.TextChoices):
        ANONYMOUS = "anonymous", _("Tanpa nama")
        CONFIDENTIAL = "confidential", _("Dengan nama, dirahasiakan")
        NAMED = "named", _("Dengan nama")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reports")
    code = models.CharField(max_length=20, unique=True)  # LP-24-7QHM
    register_number = models.PositiveIntegerField(null=True, editable=False)  # keepers of the register only
    desk = models.CharField(max_length=10, choices=Desk, default=Desk.MAIN)
    # An id of the catalogue's channels, or public_api, letter, phone, walk_in.
    channel = models.CharField(_("saluran"), max_length=30)
    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    outward_status = models.CharField(max_length=20, choices=Outward, default=Outward.RECEIVED)
    outward_since = models.DateField(null=True, blank=True)  # the batch that published it
    identity_mode = models.CharField(max_length=12, choices=IdentityMode, default=IdentityMode.ANONYMOUS)
    language = models.CharField(max_length=2, default="id")
    received_on = models.DateField(_("diterima"))  # a date, never a time, for anonymous reports
    occurred_from = models.DateField(_("mulai kejadian"), null=True, blank=True)
    occurred_to = models.DateField(_("akhir kejadian"), null=True, blank=True)
    region = models.CharField(_("wilayah"), max_length=100, blank=True)
    conduct = models.JSONField(_("jenis perbuatan"), default=list, blank=True)  # catalogue ids or "other"
    stage = models.CharField(max_length=20, blank=True)  # stage of the contest on the event date

    headline = sealed()  # the desk's one-line title; first words of the story until then
    narrative = sealed(blank=False)
    place = sealed()
    # JSON text: {"persons": [...], "links": [...], "not_to_be_read_by": [...]} as told
    told = sealed()
    note = sealed()  # the desk's working note

    witnesses = models.PositiveIntegerField(_("orang yang mengetahui"), null=True, blank=True)
    protection_plan = sealed()
    close_reason = models.CharField(max_length=40, blank=True)
    settled_on = models.DateField(null=True, blank=True)  # linked, forwarded or closed
    review_due = models.DateField(null=True, blank=True)
    burst_key = models.BinaryField(null=True, blank=True, db_index=True)  # same words on the same day; keyed hash
    # How many people of the register fit what was told (counted in a worker, for the list).
    names_found = models.PositiveSmallIntegerField(null=True, blank=True)
    names_strong = models.BooleanField(default=False)

    key_hash = models.BinaryField(unique=True, null=True)  # of the idempotency key
    body_hash = models.BinaryField(null=True)
    receipt_hash = models.BinaryField(unique=True, null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan")
        verbose_name_plural = _("laporan")
        indexes = [
            models.Index(fields=["agency", "desk", "status", "review_due", "id"], name="inbox_order"),
            # What waits for a decision has two statuses and one order.
            models.Index(
                fields=["agency", "desk", "review_due", "id"],
                name="reports_to_decide",
                condition=Q(status__in=["received", "under_review"]),
            ),
            models.Index(fields=["agency", "desk", "status", "-id"], name="reports_newest_by_status"),
            models.Index(fields=["agency", "desk", "-id"], name="reports_newest_of_a_desk"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(occurred_to__isnull=True)
                | Q(occurred_from__isnull=True)
                | Q(occurred_to__gte=F("occurred_from")),
                name="report_period_in_order",
                violation_error_message=_("Akhir kejadian mendahului mulainya."),
            ),
            models.UniqueConstraint(fields=["agency", "register_number"], name="report_register_number_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "report", self.code


class ReportWall(models.Model):
    """Who must not read a report. The report is absent for them at every door."""

    class Reason(models.TextChoices):
        TOLD = "told", _("Disebut dalam laporan")
        ASKED = "asked", _("Diminta pelapor")
        DECLARED = "declared", _("Menyatakan berhalangan")

    report = models.ForeignKey(Report, models.CASCADE, related_name="walls")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)


class Identity(models.Model):
    """Who reported. Read only through an approved request of two people (IdentityRequest)."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="identity")
    name = sealed()
    contact = sealed()
    address = sealed()
    id_number = sealed()


class IdentityRequest(models.Model):
    """Two persons of different units, a stated reason, one reveal, one journal row."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="identity_requests")
    code = models.CharField(max_length=20, unique=True)  # ID-24-7QHM
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = sealed(blank=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revealed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.code


class Message(models.Model):
    """One message between the reporter and the office, on the private channel."""

    class Sender(models.TextChoices):
        REPORTER = "reporter", _("Pelapor")
        OFFICE = "office", _("Petugas")

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    sender = models.CharField(max_length=10, choices=Sender)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    body = sealed(blank=False)
    # When the reporter may see it: the office's words leave through the outbox, after the undo hold.
    sent_on = models.DateField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class IncomingLetterQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Letters of the reports that the user's desk may read; the liaison sees Bawaslu's own."""
        if not user.is_active or user.agency_id is None:
            return self.none()
        rights = Q(report__in=Report.objects.visible_to(user))
        if user.has_role(Role.BAWASLU):
            rights |= Q(sender=IncomingLetter.Sender.BAWASLU)
        return self.filter(rights, agency_id=user.agency_id)


class IncomingLetter(models.Model):
    """A letter from Bawaslu, BKN, Gakkumdu, SP4N-LAPOR or another body."""

    class Sender(models.TextChoices):
        BAWASLU = "bawaslu", "Bawaslu"
        BKN = "bkn", "BKN"
        GAKKUMDU = "gakkumdu", "Sentra Gakkumdu"
        SP4N = "sp4n_lapor", "SP4N-LAPOR!"
        OTHER = "other", _("Lembaga lain")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="incoming_letters")
    code = models.CharField(max_length=20, unique=True)  # SM-24-7QHM
    sender = models.CharField(_("pengirim"), max_length=20, choices=Sender)
    sender_name = models.CharField(_("nama lembaga"), max_length=200)
    number = models.CharField(_("nomor surat"), max_length=120)
    dated = models.DateField(_("tanggal surat"))
    received_on = models.DateField(_("diterima"))
    agenda_number = models.CharField(_("nomor agenda"), max_length=60, blank=True)
    summary = sealed()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="filed_letters")
    report = models.OneToOneField(Report, models.PROTECT, null=True, related_name="letter")

    objects = IncomingLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat masuk")
        verbose_name_plural = _("surat masuk")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sender", "number", "dated"],
                name="incoming_letter_once",
                violation_error_message=_("Surat dengan nomor dan tanggal ini sudah dicatat."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "letter", self.code


class Recommendation(models.Model):
    """One person in one letter: what is asked, until when, what became of it, what was answered."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("Diproses")
        SANCTIONED = "sanctioned", _("Dijatuhi hukuman")
        NOT_PROVEN = "not_proven", _("Tidak terbukti")
        FORWARDED = "forwarded", _("Diteruskan")
        NOT_ASN = "not_asn", _("Bukan ASN instansi ini")
        CLOSED = "closed", _("Ditutup dengan alasan")

    letter = models.ForeignKey(IncomingLetter, models.CASCADE, related_name="recommendations")
    name = models.CharField(_("nama"), max_length=200)
    nip = models.CharField("NIP", max_length=18, blank=True)
    asks = models.CharField(_("yang diminta"), max_length=300, blank=True)
    due = models.DateField(_("batas menurut surat"), null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.OPEN)
    # Copied when a decision issues, so that the liaison's list needs no case.
    level = models.CharField(max_length=10, blank=True)
    reply_number = models.CharField(_("nomor jawaban"), max_length=120, blank=True)
    replied_on = models.DateField(_("tanggal jawaban"), null=True, blank=True)


class Original(models.Model):
    """A file as it was sent, encrypted, with a cleaned derivative for the desk's eyes."""

    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="originals")
    letter = models.ForeignKey(IncomingLetter, models.CASCADE, null=True, related_name="originals")
    message = models.ForeignKey(Message, models.CASCADE, null=True, related_name="originals")
    code = models.CharField(max_length=20, unique=True)
    filename = sealed()
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=120)  # encrypted original, random name
    cleaned = models.CharField(max_length=120, blank=True)  # encrypted derivative without metadata
    cleaned_type = models.CharField(max_length=80, blank=True)
    # The cleaner gave up on it: the original is kept, nothing of it can be released.
    unreadable = models.BooleanField(default=False)
    fingerprint = models.BigIntegerField(null=True)  # difference hash of pictures
    received_on = models.DateField()


class ReportLink(models.Model):
    """A report belongs to an incident. Lives here: the incident does not know its reports."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="links")
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "incident"], name="report_linked_once")]


class ReportMove(models.Model):
    """One step of the desk with a report: what may be undone for ten seconds, and by whom.

    ``data`` holds ids of rows that the step made; never words of the report.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="moves")
    move = models.CharField(max_length=20)  # review, ask, attach, open_case, forward, close, reopen
    from_status = models.CharField(max_length=20)
    to_status = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


class Forwarding(models.Model):
    """A report handed to a competent body under a rule of the catalogue, followed until answered.

    Its letter (``documents.OfficialDocument`` of the owner ``("forwarding", code)``) is written once
    the ten seconds of undo are over; some rules have no form of letter.
    """

    class SentAs(models.TextChoices):
        REPORT = "laporan", _("Laporan")
        FINDING = "temuan", _("Temuan")
        TIP = "informasi_awal", _("Informasi awal")

    report = models.ForeignKey(Report, models.CASCADE, related_name="forwardings")
    code = models.CharField(max_length=20, unique=True)  # TR-24-7QHM2K, random
    rule = models.CharField(max_length=20)  # FW-06
    sent_as = models.CharField(max_length=20, choices=SentAs)
    body = sealed()
    to = models.CharField(_("kepada"), max_length=300, blank=True)
    copies = models.JSONField(_("tembusan"), default=list)  # ["Camat …"]
    number = models.CharField(_("nomor dari pemberi nomor luar"), max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    document = models.OneToOneField(
        "documents.OfficialDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("tanyakan jawaban paling lambat"), null=True, blank=True)  # the agency's own limit
    reminders = models.JSONField(_("pengingat"), default=list)  # [{"on": "2024-11-01", "note": …}]
    answered_on = models.DateField(null=True, blank=True)
    answer = sealed()
    answer_number = models.CharField(_("nomor surat jawaban"), max_length=120, blank=True)

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "forwarding", self.code

    def get_absolute_url(self) -> str:
        return f"/penerusan/{self.code}/"


class ExhibitRelease(models.Model):
    """From which original an exhibit was made; known to the desk only."""

    original = models.ForeignKey(Original, models.PROTECT, related_name="releases")
    exhibit = models.OneToOneField(Exhibit, models.PROTECT, related_name="+")
