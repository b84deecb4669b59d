"""Ends without a sanction, and matters of people whom no ASN rule reaches: forwarded and followed."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import lawbook, letters, papers, receivers
from cases.actions import chain, deadlines
from cases.models import Case
from cases.move_forms import MoveForm
from cases.registry import Act, Handler, register
from neutrality.law.catalogue import load
from neutrality.organization import queries as organization

DISCONTINUE_REASONS = [
    ("not_a_breach", gettext_lazy("Bukan pelanggaran")),
    ("not_enough_evidence", gettext_lazy("Bukti tidak cukup untuk memanggil")),
    ("double", gettext_lazy("Sudah ada perkara yang sama")),
    ("died", gettext_lazy("Terlapor meninggal dunia")),
    ("retired", gettext_lazy("Terlapor pensiun")),
    ("dismissed", gettext_lazy("Terlapor berhenti karena sebab lain")),
    ("wrong_person", gettext_lazy("Salah orang")),
]
# Where a village's or another agency's matter usually goes (neutrality.yaml: forwarding).
_RULES = {"KEPALA_DESA": "FW-06", "PERANGKAT_DESA": "FW-07", "BPD": "FW-07"}


class DiscontinueForm(MoveForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Alasan"),
        choices=DISCONTINUE_REASONS,
        error_messages={"required": gettext_lazy("Pilih alasan penghentian.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Penjelasan"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Jelaskan alasannya; penjelasan tinggal dalam berkas.")},
    )


def discontinue(act: Act) -> str:
    act.case.close_reason = act.data["reason"]
    act.case.save(update_fields=["close_reason"])
    return _("Dihentikan: %(reason)s") % {"reason": dict(DISCONTINUE_REASONS)[act.data["reason"]]}


class ForwardForm(MoveForm):
    to = forms.CharField(
        label=gettext_lazy("Kepada"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Sebut pejabat atau lembaga yang dituju.")},
    )
    legal_basis = forms.CharField(  # “basis” is the envelope's: screen or scan
        label=gettext_lazy("Dasar"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk memakai pasal dari dugaan."),
    )
    body = forms.CharField(
        label=gettext_lazy("Uraian dalam surat"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Uraikan peristiwanya tanpa menyebut asal laporan.")},
    )
    copies = forms.CharField(
        label=gettext_lazy("Tembusan, satu baris satu"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def offer(self) -> None:
        """Receivers, copies and article of the catalogue's rule for such a person."""
        self.fields["body"].initial = self.case.brief
        rule = rule_for(self.case)
        if not rule:
            return
        found = receivers.suggested(rule, self.case.agency, self.on)
        self.fields["to"].initial = found.to
        self.fields["copies"].initial = "\n".join(found.copies)
        self.fields["legal_basis"].initial = load().forwarding[rule].data.get("citation") or ""


def rule_for(case: Case) -> str:
    """The forwarding rule for whoever no ASN rule reaches here; empty on the other tracks."""
    if case.track not in ("village", "elsewhere"):
        return ""
    kind = organization.kind_of(case.person, case.event_date)
    told = [row["rule"] for row in lawbook.assess_case(case)["forward"] if receivers.has_letter(row["rule"])]
    return _RULES.get(str(kind)) or next(iter(told), "")


def forward(act: Act) -> str:
    """With exhibits by their neutral labels, never with originals or their origin."""
    case, data = act.case, act.data
    exhibits = tuple(f"{one.label}: {one.description}" for one in case.incident.exhibits.all())
    papers.issue(
        act, "P18_PENERUSAN",
        {
            "kepada": data["to"], "dasar": (data["legal_basis"] or letters.alleged(case),), "uraian": data["body"],
            "lampiran_bukti": exhibits, "tembusan": tuple(line for line in data["copies"].splitlines() if line.strip()),
        },
        signer=papers.desk_head(case, act.acted_on), number=data["number"],
    )  # fmt: skip
    chain.give_to_desk(case)
    if act.move.target == "awaiting_answer":
        deadlines.meet(case, "verification", act.acted_on)
        deadlines.start(case, "answer", starts_on=act.acted_on)
    else:
        case.close_reason = "forwarded"
        case.save(update_fields=["close_reason"])
    return _("Diteruskan kepada %(to)s") % {"to": data["to"][:200]}


class ReminderForm(MoveForm):
    note = forms.CharField(
        label=gettext_lazy("Cara dan isi pengingat"),
        max_length=500,
        error_messages={"required": gettext_lazy("Sebut surat, telepon, atau rapat dan tanggalnya.")},
    )


def remind(act: Act) -> str:
    deadlines.start(act.case, "answer", starts_on=act.acted_on)
    return _("Penerima diingatkan: %(note)s") % {"note": act.data["note"][:200]}


class AnswerForm(MoveForm):
    answer = forms.CharField(
        label=gettext_lazy("Isi jawaban"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Ringkas jawabannya.")},
    )
    letter_number = forms.CharField(label=gettext_lazy("Nomor surat jawaban"), max_length=120, required=False)
    letter_date = forms.DateField(label=gettext_lazy("Tanggal surat jawaban"), required=False)


def record_answer(act: Act) -> str:
    deadlines.meet(act.case, "answer", act.acted_on)
    act.case.close_reason = "answered"
    act.case.save(update_fields=["close_reason"])
    return _("Jawaban diterima%(number)s") % {
        "number": f" ({act.data['letter_number']})" if act.data["letter_number"] else ""
    }


register("discontinue", Handler(discontinue, DiscontinueForm))
register("forward", Handler(forward, ForwardForm))
register("await_answer", Handler(remind, ReminderForm))
register("record_answer", Handler(record_answer, AnswerForm))
