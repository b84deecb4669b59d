"""The ethics track: a board, its recommendation, a moral sanction (PP 42/2004).

A moral sanction is no discipline sanction and never stands in the discipline register.
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, lawbook, letters, moral, papers
from cases.actions import deadlines
from cases.handlers.team import candidates, rank_of, subject_rank
from cases.models import Case, CaseAccess, TeamMember
from cases.move_forms import AppointmentField, MoveForm, RowsField
from cases.registry import Act, Handler, register
from neutrality.documents.parties import party
from neutrality.errors import Refusal
from neutrality.organization import queries as organization

BOARD_LEAST = 5  # chair, secretary and at least three members
STATEMENTS = [("tertutup", gettext_lazy("Pernyataan tertutup")), ("terbuka", gettext_lazy("Pernyataan terbuka"))]


class BoardForm(MoveForm):
    members = RowsField(
        label=gettext_lazy("Majelis kode etik"), blank_rows=5,
        columns={
            "appointment": AppointmentField(label=gettext_lazy("Pejabat"), candidates=candidates),
            "role": forms.ChoiceField(label=gettext_lazy("Peran"), choices=TeamMember.Role, initial=TeamMember.Role.MEMBER),
        },
        error_messages={"required": gettext_lazy("Pilih ketua, sekretaris, dan sedikitnya tiga anggota.")},
    )  # fmt: skip

    def clean_members(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["members"]
        problems = _problems(self.case, rows, self.on)
        if problems and not self.legacy:
            raise forms.ValidationError(problems)
        return rows


def _problems(case: Case, rows: list[dict[str, Any]], on: date) -> list[str]:
    found = []
    roles = [row["role"] for row in rows]
    if roles.count(TeamMember.Role.CHAIR) != 1 or roles.count(TeamMember.Role.SECRETARY) != 1:
        found.append(_("Majelis mempunyai satu ketua dan satu sekretaris."))
    if len(rows) < BOARD_LEAST:
        found.append(_("Majelis terdiri atas ketua, sekretaris, dan sedikitnya tiga anggota."))
    elif len(rows) > BOARD_LEAST and len(rows) % 2 == 0:
        found.append(_("Bila lebih dari lima orang, jumlahnya ganjil."))
    people = [row["appointment"] for row in rows]
    if len({one.person_id for one in people}) != len(people):
        found.append(_("Satu orang hanya sekali menjadi anggota."))
    least = subject_rank(case, on)
    walled = set(case.walls.values_list("person_id", flat=True)) | {case.person_id}
    by_rule = organization.conflicts_of([one.person_id for one in people], case.person, on)
    for one in people:
        if rank_of(one.position) < least:
            found.append(_("%(who)s berjabatan lebih rendah daripada terlapor.") % {"who": one.person.full_name})
        if one.person_id in walled or by_rule.get(one.person_id):
            found.append(
                _("%(who)s tidak dapat duduk dalam majelis ini, alasan tercatat.") % {"who": one.person.full_name}
            )
    return found


def convene_board(act: Act) -> str:
    case = act.case
    case.team.all().delete()
    for row in act.data["members"]:
        TeamMember.objects.create(
            case=case, appointment=row["appointment"], element=TeamMember.Element.OTHER, role=row["role"]
        )
        competence.let_read(
            case, capacity=CaseAccess.Capacity.EXAMINER, since=act.acted_on, appointment=row["appointment"]
        )
    chair = next(row["appointment"] for row in act.data["members"] if row["role"] == TeamMember.Role.CHAIR)
    case.holder = chair.position
    case.save(update_fields=["holder"])
    deadlines.meet(case, "verification", act.acted_on)
    deadlines.start(
        case, "lhp", starts_on=act.acted_on, holder=chair.position, label=str(_("Sampaikan rekomendasi majelis"))
    )
    return _("Majelis kode etik %(number)s orang dibentuk") % {"number": len(act.data["members"])}


class RecommendationForm(MoveForm):
    facts = forms.CharField(
        label=gettext_lazy("Fakta yang ditemukan, satu baris satu"),
        max_length=4000,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Tulis fakta yang ditemukan majelis.")},
    )
    sanction = forms.ChoiceField(
        label=gettext_lazy("Sanksi moral"), choices=[("", gettext_lazy("Tidak terbukti")), *STATEMENTS], required=False
    )
    administrative = forms.BooleanField(label=gettext_lazy("Disertai tindakan administratif"), required=False)


def recommend(act: Act) -> str:
    case, data = act.case, act.data
    signer = act.acted_by or competence.examiner_of(case) or papers.desk_head(case, act.acted_on)
    papers.issue(
        act, "P10_REKOMENDASI_MKE",
        {
            "menimbang": (f"bahwa majelis telah memeriksa {case.person.full_name}",),
            "mengingat": tuple(lawbook.statutes_cited(lawbook.assess_case(case)) or ["PP 42/2004"]),
            "terlapor": party(case.person, act.acted_on),
            "fakta": tuple(line for line in data["facts"].splitlines() if line.strip()),
            "pasal_etik": letters.alleged(case),
            "sanksi_moral": data["sanction"] or "tidak terbukti",
            "tindakan_administratif_ya_tidak": data["administrative"],
        },
        signer=signer,
    )  # fmt: skip
    deadlines.meet(case, "lhp", act.acted_on)
    deadlines.start(case, "decision", starts_on=act.acted_on)
    if data["sanction"]:
        return _("Majelis merekomendasikan sanksi moral: %(how)s") % {"how": dict(STATEMENTS)[data["sanction"]]}
    return _("Majelis menyatakan tidak terbukti")


class MoralForm(MoveForm):
    statement = forms.ChoiceField(
        label=gettext_lazy("Bentuk pernyataan"),
        choices=STATEMENTS,
        error_messages={"required": gettext_lazy("Pilih pernyataan tertutup atau terbuka.")},
    )
    legal_reason = forms.CharField(
        label=gettext_lazy("Alasan atas pertanyaan hukum yang terbuka"), max_length=2000, required=False,
        widget=forms.Textarea,
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("Nomor dari pemberi nomor luar"), max_length=120, required=False)

    def offer(self) -> None:
        """The open questions stand beside the reason that they want."""
        asked = moral.check(self.case, "tertutup", self.acted_by, self.on).asked
        self.fields["legal_reason"].help_text = " ".join(dict.fromkeys(asked))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("statement") and not self.legacy:
            asked = moral.check(self.case, data["statement"], self.acted_by, self.on).asked
            if asked and not str(data.get("legal_reason") or "").strip():
                self.add_error("legal_reason", _("Tulis alasan untuk: %(title)s") % {"title": asked[0]})
        return data


def impose_moral(act: Act) -> str:
    """The PPK's moral sanction, checked by the engine; what it rests on is kept with the move."""
    case = act.case
    found = moral.check(case, act.data["statement"], act.acted_by, act.acted_on)
    if found.blocking and not act.legacy:
        raise Refusal(
            "decision_blocked",
            _("Keputusan belum dapat ditetapkan: %(number)s syarat belum terpenuhi.") % {"number": len(found.blocking)},
            missing=[one.as_dict() for one in found.blocking],
        )
    act.data[moral.KEPT] = found.kept
    signer = act.acted_by or papers.desk_head(case, act.acted_on)
    last = case.moves.filter(move="recommend").last()
    papers.issue(
        act, "L02_KEP_SANKSI_MORAL",
        {
            "menimbang": (f"bahwa {case.person.full_name} melanggar kode etik menurut rekomendasi majelis",),
            "mengingat": tuple(lawbook.statutes_cited(lawbook.assess_case(case)) or ["PP 42/2004 Pasal 15"]),
            "terlapor_identitas": party(case.person, act.acted_on), "pasal_etik": letters.alleged(case),
            "rekomendasi_majelis": last.summary if last else "-", "bentuk_pernyataan": act.data["statement"],
        },
        signer=signer, number=act.data["number"],
    )  # fmt: skip
    deadlines.meet(case, "decision", act.acted_on)
    return _("Sanksi moral: %(how)s") % {"how": dict(STATEMENTS)[act.data["statement"]]}


register("convene_board", Handler(convene_board, BoardForm))
register("recommend", Handler(recommend, RecommendationForm))
register("impose_moral", Handler(impose_moral, MoralForm))
