"""Small forms of the case pages that are no moves."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, officers
from cases.actions import chain
from cases.competence import DESK_ROLES
from cases.handlers.common import AnswersField
from cases.models import Case, DeadlinePause
from cases.transitions import Move
from neutrality.accounts.models import Role, RoleGrant, User
from neutrality.counsel.presenters import words
from neutrality.counsel.queries import open_questions
from neutrality.documents.codes import Manner
from neutrality.law.catalogue import load
from neutrality.organization.models import Appointment, Person
from neutrality.organization.queries import office_holder
from neutrality.workdays import today


def dress(form: forms.Form) -> forms.Form:
    """Native pickers for days and hours; sizes of texts."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        elif isinstance(field, forms.TimeField):
            field.widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        elif isinstance(field.widget, forms.Textarea):
            field.widget.attrs.setdefault("rows", 4)
    return form


class PageForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class EnvelopeForm(PageForm):
    """ "Catat untuk pejabat": who acted, when, and the scan."""

    acted_by = forms.ChoiceField(label=gettext_lazy("Yang bertindak"), required=False)
    acted_on = forms.DateField(
        label=gettext_lazy("Tanggal tindakan"), error_messages={"required": gettext_lazy("Isi tanggal tindakan.")}
    )
    scan = forms.FileField(
        label=gettext_lazy("Pindaian"),
        required=False,
        help_text=gettext_lazy("PDF atau foto naskah. Wajib bila Anda mencatat untuk pejabat lain."),
    )
    legacy = forms.BooleanField(
        label=gettext_lazy("Sudah terjadi di kertas sebelum berkas masuk"),
        required=False,
        help_text=gettext_lazy("Suratnya tidak dibuat lagi; syarat yang tidak terpenuhi dicatat sebagai peringatan."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case: Case, move: Move, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not case.legacy:
            del self.fields["legacy"]
        offered = [(one.code, f"{one.person.full_name} · {one.title}") for one in who_may_act(case, move, on)]
        self.fields["acted_by"].choices = [("", _("Saya sendiri")), *offered]  # type: ignore[attr-defined]


def who_may_act(case: Case, move: Move, on: date) -> list[Appointment]:
    """Office-holders whose act this can be, for recording from paper."""
    found: list[Appointment] = []
    if move.who == "examiner":
        examiner = competence.examiner_of(case)
        found = [examiner] if examiner else []
    elif move.who in ("decider", "reviewer", "deliverer"):
        line = [tier.holder for tier in [*officers.for_report(case), *chain.able(case)] if tier.holder]
        found = [one for one in line if not competence.incompetence(case, move, one, on)]
    elif move.who == "superior":
        tier = chain.current(case)
        found = [tier.holder] if tier and tier.holder else []
    if move.who in ("ppk", "remedy_body"):
        head = office_holder(case.agency, "ppk", on)
        found = [head] if head else []
    unique = {one.pk: one for one in found if not competence.walled(case, one.person_id)}
    return list(unique.values())


class ServiceForm(PageForm):
    served_on = forms.DateField(
        label=gettext_lazy("Diserahkan"), error_messages={"required": gettext_lazy("Isi tanggal penyerahan.")}
    )
    how = forms.ChoiceField(label=gettext_lazy("Cara"), choices=Manner)
    handed_to = forms.CharField(label=gettext_lazy("Penerima"), max_length=200, required=False)
    tracking_number = forms.CharField(label=gettext_lazy("Nomor resi"), max_length=100, required=False)
    refused = forms.BooleanField(label=gettext_lazy("Menolak menerima"), required=False)
    witness = forms.CharField(label=gettext_lazy("Saksi penolakan"), max_length=200, required=False)
    proof = forms.FileField(
        label=gettext_lazy("Tanda terima"),
        error_messages={
            "required": gettext_lazy("Lampirkan tanda terima. Tanpa itu ketidakhadiran tidak dapat dicatat.")
        },
    )


class StatementForm(PageForm):
    person = forms.CharField(
        label=gettext_lazy("NIP atau kode orang"),
        max_length=20,
        error_messages={"required": gettext_lazy("Sebut siapa yang memberi keterangan.")},
    )
    held_on = forms.DateField(label=gettext_lazy("Tanggal"), error_messages={"required": gettext_lazy("Isi tanggal.")})
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)
    questions = AnswersField(label=gettext_lazy("Tanya jawab"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_person(self) -> Person:
        text = self.cleaned_data["person"].replace(" ", "")
        people = Person.objects.filter(agency=self.case.agency)
        found = people.filter(employee__nip=text).first() or people.filter(code__iexact=text).first()
        if found is None or found.pk == self.case.person_id:
            raise forms.ValidationError(_("Orang ini tidak ada dalam data pegawai. Ketik 18 angka NIP."))
        return found


class ExhibitForm(PageForm):
    file = forms.FileField(label=gettext_lazy("Berkas"), error_messages={"required": gettext_lazy("Pilih berkasnya.")})
    description = forms.CharField(
        label=gettext_lazy("Uraian"),
        max_length=200,
        help_text=gettext_lazy("Apa yang terlihat, tanpa asalnya."),
        error_messages={"required": gettext_lazy("Uraikan apa yang terlihat.")},
    )
    may_be_shown_to_subject = forms.BooleanField(
        label=gettext_lazy("Boleh diperlihatkan kepada terlapor"), required=False
    )


class HistoryForm(PageForm):
    source = forms.CharField(
        label=gettext_lazy("Sumber"),
        max_length=100,
        error_messages={"required": gettext_lazy("Sebut sumbernya, misalnya “SIASN dan berkas kepegawaian”.")},
    )
    checked_on = forms.DateField(
        label=gettext_lazy("Diperiksa"), error_messages={"required": gettext_lazy("Isi tanggalnya.")}
    )


ACCOUNT = "akun:"  # before the key of an account that stands for nobody of the register


def readers_by_role(case: Case) -> list[User]:
    """Accounts whose role, not an office, lets them read the case."""
    roles = (DESK_ROLES[Case.Desk(case.desk)], Role.AUDITOR, Role.LEGAL)
    grants = RoleGrant.objects.on(today(case.agency)).filter(role__in=roles).values("user")
    walls = case.walls
    return list(
        User.objects.filter(pk__in=grants, agency=case.agency, is_active=True)
        .exclude(pk__in=walls.filter(account__isnull=False).values("account"))
        .exclude(person__in=walls.filter(person__isnull=False).values("person"))
        .select_related("person")
        .order_by("pk")
    )


class ConflictForm(PageForm):
    """Who stands aside: the line, the team, and the accounts that read this case by a role."""

    person = forms.ChoiceField(label=gettext_lazy("Pejabat yang berhalangan"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [tier.holder for tier in chain.able(case) if tier.holder]
        held += [one.appointment for one in case.team.select_related("appointment__person", "appointment__position")]
        offered = {one.person.code: f"{one.person.full_name} · {one.title}" for one in held}
        for user in readers_by_role(case):
            offered.setdefault(user.person.code if user.person else f"{ACCOUNT}{user.pk}", user.shown_name)
        self.fields["person"].choices = list(offered.items())  # type: ignore[attr-defined]


class PauseForm(PageForm):
    deadline = forms.ChoiceField(label=gettext_lazy("Batas"))
    ground = forms.ChoiceField(label=gettext_lazy("Alasan jeda"), choices=DeadlinePause.Ground)
    note = forms.CharField(
        label=gettext_lazy("Dasarnya"),
        max_length=300,
        error_messages={"required": gettext_lazy("Sebut dasarnya, misalnya nomor surat keterangan sakit.")},
    )
    question = forms.ChoiceField(
        label=gettext_lazy("Pertanyaan hukum yang ditunggu"), required=False,
        help_text=gettext_lazy("Jeda berakhir sendiri pada hari Bagian Hukum mencatat jawabannya."),
    )  # fmt: skip
    starts_on = forms.DateField(label=gettext_lazy("Mulai"), error_messages={"required": gettext_lazy("Isi tanggal.")})
    ends_on = forms.DateField(
        label=gettext_lazy("Sampai"), required=False,
        help_text=gettext_lazy("Kosongkan bila akhirnya belum diketahui. Batasnya berhenti sampai jeda diakhiri."),
    )  # fmt: skip
    scan = forms.FileField(
        label=gettext_lazy("Surat keterangan atau surat tugas"), required=False,
        help_text=gettext_lazy("Pindaian PDF atau foto."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = case.deadlines.filter(basis="agency", met_on__isnull=True, cancelled_on__isnull=True)
        self.fields["deadline"].choices = [(str(row.pk), row.title) for row in rows]  # type: ignore[attr-defined]
        questions = load().questions
        waiting = [
            (name, f"{name} · {words(questions[name].text)}"[:110]) for name in open_questions(case.agency, load())
        ]
        self.fields["question"].choices = [("", _("Tidak menunggu jawaban")), *waiting]  # type: ignore[attr-defined]


class ResumeForm(PageForm):
    pause = forms.IntegerField()
    ends_on = forms.DateField(
        label=gettext_lazy("Hari terakhir jeda"), error_messages={"required": gettext_lazy("Isi hari terakhir jeda.")}
    )


class SignForm(PageForm):
    signed_on = forms.DateField(
        label=gettext_lazy("Ditandatangani"), error_messages={"required": gettext_lazy("Isi tanggalnya.")}
    )
    scan = forms.FileField(label=gettext_lazy("Pindaian surat bertanda tangan"), required=False)
