"""The case compartment: one event, and for each person in it one case on one track."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases import transitions, triggers
from neutrality.accounts.models import Role, User
from neutrality.organization.models import Agency, Appointment, Contest, OrgUnit, Person, Position

# In lists, cases without a deadline stand behind all others.
NO_DUE = date(9999, 12, 31)


class Incident(models.Model):
    """One event (peristiwa). Exhibits and statements of third parties belong here."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="incidents")
    code = models.CharField(max_length=20, unique=True)  # PR-24-7QHM
    title = models.CharField(_("peristiwa"), max_length=200)
    occurred_from = models.DateField(_("mulai"))
    occurred_to = models.DateField(_("sampai"), null=True, blank=True)
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    contest = models.ForeignKey(Contest, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("peristiwa")
        verbose_name_plural = _("peristiwa")

    def __str__(self) -> str:
        return self.title

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "incident", self.code


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Cases that ``user`` may read. The only place that knows this rule.

        The desk and the auditors of the agency see its running cases; a holder of a
        position sees a case from the day it reaches the tier of that position; members of
        its team, those asked to initial or decide see theirs. A wall (the subject, whoever is
        passed over or declared conflicted) beats every right. Finished matters that left the
        desks are the custodian's alone.
        """
        if not user.is_active or user.agency_id is None:
            return self.none()
        inside = self.filter(agency_id=user.agency_id)
        rights: Any = Q(pk__in=[])
        if user.has_role(Role.INTAKE, Role.AUDITOR):
            rights |= Q(desk=Case.Desk.MAIN)
        if user.has_role(Role.ALTERNATE_INTAKE, Role.AUDITOR):
            rights |= Q(desk=Case.Desk.ALTERNATE)
        own = _cases_by_task(user)
        if own is not None:
            rights |= Q(pk__in=own)
        rights &= ~Q(status__in=transitions.OFF_THE_DESK)
        if user.has_role(Role.REGISTRAR):
            rights |= Q(status__in=transitions.OFF_THE_DESK)
        seen = inside.filter(rights).exclude(Exists(CaseWall.objects.of(user).filter(case=OuterRef("pk"))))
        return seen.exclude(person_id=user.person_id) if user.person_id else seen

    def open(self) -> Self:
        return self.exclude(status__in=transitions.FINAL)

    def overdue(self, on: date) -> Self:
        return self.open().filter(next_due__lt=on)


def _cases_by_task(user: User) -> models.QuerySet[Any, Any] | None:
    """Ids of cases that a task in them opens: a tier that was reached, a seat in the team, an initial, a decision.

    One set, found from the posts of the user: the same rule asked of each case in turn costs a large agency a hundred
    times as much.
    """
    sets: list[models.QuerySet[Any, Any]] = []
    running = CaseAccess.objects.filter(ended_on__isnull=True)
    posts = user.position_ids
    # Whoever left the service has no task any more, whatever seat in a team still bears the name.
    if user.person_id and posts:
        reached = Tier.objects.filter(position_id__in=posts, reached_on__isnull=False)
        sets.append(reached.exclude(state=Tier.State.PASSED_OVER).order_by().values("case"))
        sets.append(running.filter(person_id=user.person_id).values("case"))
        sets.append(running.filter(position_id__in=posts).values("case"))
    if user.has_role(Role.LEGAL):
        mine = running.filter(capacity=CaseAccess.Capacity.LEGAL, case__agency=user.agency_id)
        sets.append(mine.values("case"))
    return sets[0].union(*sets[1:]) if len(sets) > 1 else next(iter(sets), None)


class Case(models.Model):
    """One person, one incident, one track (perkara)."""

    class Desk(models.TextChoices):
        MAIN = "main", _("BKPSDM")
        ALTERNATE = "alternate", _("Inspektorat")

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases")
    code = models.CharField(max_length=20, unique=True)  # KS-24-9TRD
    register_number = models.PositiveIntegerField(null=True, editable=False)  # keepers of the register only
    desk = models.CharField(max_length=10, choices=Desk, default=Desk.MAIN)
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="cases")
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases", verbose_name=_("terlapor"))
    track = models.CharField(_("jalur"), max_length=20, choices=transitions.TRACK_LABELS)
    status = models.CharField(
        _("status"), max_length=25, choices=transitions.STATUS_LABELS, default=transitions.FIRST_STATUS
    )
    brief = models.TextField(_("ringkasan"))  # in the analyst's own words
    # Where the person works, copied for lists; rewritten when the unit moves.
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("unit kerja"))
    unit_path = models.CharField(max_length=255, db_index=False)
    holder = models.ForeignKey(  # the position whose turn it is
        Position, models.PROTECT, null=True, blank=True, related_name="+"
    )
    next_due = models.DateField(_("tenggat terdekat"), null=True, blank=True)
    opened_on = models.DateField(_("dibuka"))
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    close_reason = models.CharField(max_length=40, blank=True)
    arises_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="neglect_cases",
        verbose_name=_("timbul dari perkara"),
    )
    legacy = models.BooleanField(_("berkas berjalan"), default=False)  # entered from the middle
    history_source = models.CharField(_("sumber riwayat hukuman"), max_length=100, blank=True)
    history_checked_on = models.DateField(null=True, blank=True)
    history_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("perkara")
        verbose_name_plural = _("perkara")
        indexes = [
            # As the list orders them: by deadline, those without one last, and only what is on the desks.
            models.Index(
                "agency",
                Coalesce("next_due", NO_DUE),
                "id",
                name="cases_on_desks_by_due",
                condition=~Q(status__in=transitions.OFF_THE_DESK),
            ),
            models.Index(fields=["agency", "next_due", "id"], name="open_cases_by_due"),
            models.Index(fields=["agency", "-id"], name="cases_newest_in_agency"),
            models.Index(
                fields=["agency", "unit_path", "id"],
                name="cases_by_unit",
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
            ),
            models.Index(fields=["person"], name="cases_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "person", "track"],
                name="one_case_per_person_incident_track",
                violation_error_message=_("Orang ini sudah mempunyai perkara untuk peristiwa dan jalur ini."),
            ),
            models.UniqueConstraint(fields=["agency", "register_number"], name="case_register_number_once"),
        ]
        triggers = triggers.case_triggers()

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return f"/kasus/{self.code}/"

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "case", self.code

    @property
    def event_date(self) -> date:
        return self.incident.occurred_from


class CaseAccess(models.Model):
    """A right to read one case that comes from a task in it, other than a tier."""

    class Capacity(models.TextChoices):
        EXAMINER = "examiner", _("Pemeriksa")
        INITIALLER = "initialler", _("Pemaraf")
        DECIDER = "decider", _("Pejabat yang berwenang")
        LEGAL = "legal", _("Bagian Hukum")

    case = models.ForeignKey(Case, models.CASCADE, related_name="accesses")
    capacity = models.CharField(max_length=20, choices=Capacity)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)


class CaseWallQuerySet(models.QuerySet):
    def of(self, user: User) -> Self:
        """Walls that keep ``user`` out: on the person, or on the account of somebody outside the register."""
        mine = Q(account=user)
        return self.filter(mine | Q(person_id=user.person_id) if user.person_id else mine)


class CaseWall(models.Model):
    """Somebody for whom a case does not exist: a person, or an account without one (a liaison, a
    machine, staff who are not in the register). The reason is for the desk's eyes."""

    class Reason(models.TextChoices):
        SUBJECT = "subject", _("Terlapor")
        SAME_INCIDENT = "same_incident", _("Terlapor dalam peristiwa yang sama")
        FAMILY = "family", _("Hubungan keluarga")
        CONTESTANT = "contestant", _("Pengurus peserta pemilihan")
        DECLARED = "declared", _("Menyatakan berhalangan")
        REPORT_WALL = "report_wall", _("Tembok dari laporan")

    case = models.ForeignKey(Case, models.CASCADE, related_name="walls")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    since = models.DateField()

    objects = CaseWallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "reason"], name="wall_once"),
            models.UniqueConstraint(fields=["case", "account", "reason"], name="wall_of_account_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, account__isnull=True) | Q(person__isnull=True, account__isnull=False),
                name="wall_is_of_one",
            ),
        ]


class Allegation(models.Model):
    """A row of the law catalogue that the person may have breached, with its date."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="allegations")
    violation = models.CharField(_("pelanggaran"), max_length=30)  # catalogue id, e.g. PP94-N-06
    event_date = models.DateField(_("tanggal kejadian"))
    stage = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=10, blank=True)
    citation = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "violation"], name="allegation_once")]


class Tier(models.Model):
    """One step of the chain of superiors (atasan berjenjang)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Belum sampai")
        HOLDING = "holding", _("Memegang sekarang")
        ACTED = "acted", _("Sudah bertindak")
        PASSED_OVER = "passed_over", _("dilewati, alasan tercatat")

    case = models.ForeignKey(Case, models.CASCADE, related_name="tiers")
    order = models.PositiveSmallIntegerField()  # 1 = direct superior
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    relation = models.CharField(max_length=60)  # "atasan langsung", "atasan berikutnya", "PPK"
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    vacant = models.BooleanField(_("lowong"), default=False)  # stays visible
    passed_reason = models.CharField(max_length=20, choices=CaseWall.Reason, blank=True)  # desk only
    reached_on = models.DateField(null=True, blank=True)
    acted_on = models.DateField(null=True, blank=True)
    did = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["order"]
        indexes = [
            # Which cases reached a post, without reading the tiers themselves.
            models.Index(
                fields=["position", "case"],
                name="cases_that_reached_a_post",
                condition=Q(reached_on__isnull=False) & ~Q(state="passed_over"),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="tier_order_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="holding"),
                name="one_tier_holds_the_case",
                violation_error_message=_("Perkara ini sudah dipegang tingkat lain."),
            ),
            models.CheckConstraint(
                condition=~Q(state="holding") | Q(reached_on__isnull=False), name="holding_tier_was_reached"
            ),
            models.CheckConstraint(
                condition=~Q(state="passed_over") | ~Q(passed_reason=""), name="passed_over_has_its_reason"
            ),
        ]


class CaseFile(models.Model):
    """A scan or attachment on the case side, stored as received, with its hash."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="files")
    code = models.CharField(max_length=20, unique=True)
    stored = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def read(self) -> bytes:
        with default_storage.open(self.stored, "rb") as file:
            return bytes(file.read())


# Moves that say how a case came out.
OUTCOMES = ("decide", "mark_not_proven", "impose_moral")


class CaseMove(models.Model):
    """One act in the world: who did it, when, on what basis; who recorded it."""

    class Basis(models.TextChoices):
        SCREEN = "screen", _("di layar")
        SCAN = "scan", _("dari pindaian")

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    move = models.CharField(max_length=30)
    from_status = models.CharField(max_length=25)
    to_status = models.CharField(max_length=25)
    acted_by = models.ForeignKey(Appointment, models.PROTECT, null=True, blank=True, related_name="+")
    acted_by_label = models.CharField(max_length=300)  # name, title as of that day
    acted_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.SCREEN)
    scan = models.ForeignKey(CaseFile, models.PROTECT, null=True, blank=True, related_name="+")
    summary = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list, blank=True)  # failed guards of a legacy entry

    class Meta:
        ordering = ["pk"]
        triggers = triggers.append_only()
        indexes = [
            # Outcomes are few among the acts: figures ask each case for its own.
            models.Index(fields=["case", "acted_on"], name="outcome_of_case", condition=Q(move__in=OUTCOMES))
        ]


class Exhibit(models.Model):
    """A piece of evidence under a neutral name, cut off from how it came in."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="exhibits")
    code = models.CharField(max_length=20, unique=True)
    label = models.CharField(max_length=10)  # B-01
    description = models.CharField(_("uraian"), max_length=200)
    content_type = models.CharField(max_length=80)
    stored = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    released_on = models.DateField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    may_be_shown_to_subject = models.BooleanField(_("boleh diperlihatkan kepada terlapor"), default=False)
    redacted = models.BooleanField(default=False)

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["incident", "label"], name="exhibit_label_once")]

    @property
    def journal_subject(self) -> tuple[str, str]:
        return "exhibit", self.code
