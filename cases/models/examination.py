"""Team, summonses, minutes (BAP) and the report of the examination (LHP)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, CaseFile
from neutrality.documents.models import OfficialDocument
from neutrality.organization.models import Appointment, Person


class TeamMember(models.Model):
    """A member of the examination team (tim pemeriksa)."""

    class Element(models.TextChoices):
        SUPERIOR = "atasan_langsung", _("Atasan langsung")
        SUPERVISION = "pengawasan", _("Unsur pengawasan")
        PERSONNEL = "kepegawaian", _("Unsur kepegawaian")
        OTHER = "lain", _("Pejabat lain")

    class Role(models.TextChoices):
        CHAIR = "ketua", _("Ketua")
        SECRETARY = "sekretaris", _("Sekretaris")
        MEMBER = "anggota", _("Anggota")

    case = models.ForeignKey(Case, models.CASCADE, related_name="team")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    element = models.CharField(_("unsur"), max_length=20, choices=Element)
    role = models.CharField(_("peran"), max_length=12, choices=Role)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "appointment"], name="team_member_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(role="ketua"), name="one_chair_per_team"),
        ]


class Summons(models.Model):
    """A summons (surat panggilan) I or II. A reschedule is a new row that replaces the old."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Disiapkan")
        SERVED = "served", _("Diserahkan")
        REPLACED = "replaced", _("Dijadwalkan ulang")
        WITHDRAWN = "withdrawn", _("Ditarik")
        USED = "used", _("Pemeriksaan terdahulu")  # the examination began anew

    case = models.ForeignKey(Case, models.CASCADE, related_name="summonses")
    ordinal = models.PositiveSmallIntegerField(_("panggilan ke"))  # 1 or 2
    letter_date = models.DateField(_("tanggal surat"))
    exam_date = models.DateField(_("tanggal pemeriksaan"))
    exam_time = models.TimeField(_("pukul"))
    place = models.CharField(_("tempat"), max_length=200)
    report_to = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name=_("menghadap"))
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    served_on = models.DateField(_("diserahkan"), null=True, blank=True)
    served_how = models.CharField(_("cara"), max_length=100, blank=True)
    proof = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="+")
    attended = models.BooleanField(_("hadir"), null=True)
    absence_document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("alasan jadwal ulang"), max_length=300, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering = ["ordinal", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ordinal__in=[1, 2]), name="summons_is_first_or_second"),
            models.UniqueConstraint(
                fields=["case", "ordinal"],
                condition=Q(state__in=["draft", "served"]),
                name="one_current_summons_per_ordinal",
            ),
        ]


class Minutes(models.Model):
    """Minutes of an examination or a statement (berita acara)."""

    class Kind(models.TextChoices):
        EXAMINATION = "bap", _("Berita acara pemeriksaan")
        STATEMENT = "keterangan", _("Berita acara permintaan keterangan")
        CLARIFICATION = "klarifikasi", _("Berita acara klarifikasi")

    case = models.ForeignKey(Case, models.CASCADE, related_name="minutes")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.EXAMINATION)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    held_on = models.DateField(_("tanggal"))
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    virtual = models.BooleanField(_("secara virtual"), default=False)
    questions = models.JSONField(default=list)  # [{"question", "answer"}]
    signed = models.BooleanField(_("ditandatangani terperiksa"), null=True)
    refusal_note = models.CharField(_("catatan penolakan"), max_length=300, blank=True)
    copy_given_on = models.DateField(_("salinan diserahkan"), null=True, blank=True)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")


class ExaminationReport(models.Model):
    """Report of the examination (laporan hasil pemeriksaan, LHP)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    submitted_on = models.DateField(_("tanggal"))
    proven = models.BooleanField(_("terbukti"))
    breach = models.TextField(_("bentuk pelanggaran"))
    happened = models.CharField(_("waktu pelanggaran"), max_length=300)
    place = models.CharField(_("tempat pelanggaran"), max_length=300)
    aggravating = models.TextField(_("faktor yang memberatkan"), blank=True)
    mitigating = models.TextField(_("faktor yang meringankan"), blank=True)
    impact = models.CharField(_("dampak"), max_length=20, blank=True)  # unit_kerja, instansi, negara, pemerintah
    impact_note = models.TextField(_("uraian dampak"), blank=True)
    recommended = models.CharField(_("usul hukuman"), max_length=20, blank=True)  # sanction id
    on_available_evidence = models.BooleanField(_("tanpa pemeriksaan"), default=False)
    document = models.ForeignKey(OfficialDocument, models.PROTECT, null=True, related_name="+")
    returned_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
