"""What every page of a case shares: finding it, its head, its next step."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import competence, duty_view, limits, queries, transitions, waiting
from cases.actions import line, moves, undo
from cases.actions.examination import current_summons, is_served
from cases.forms_of_pages import ConflictForm, HistoryForm, PauseForm
from cases.models import Case
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import record_view
from neutrality.documents.models import OfficialDocument
from neutrality.workdays import today

View = Callable[..., HttpResponse]
TONES = {
    "opened": "merek", "clarified": "merek", "assigned": "info", "team_formed": "info", "summoned": "info",
    "absent": "waspada", "summoned_again": "info", "absent_again": "waspada", "examined": "info", "minuted": "info",
    "reported": "info", "escalated": "info", "decided": "ok", "served": "ok", "in_force": "ok", "serving": "ok",
    "objection": "waspada", "appeal": "waspada",
}  # fmt: skip
# What happens otherwise: one sentence under the primary button.
OTHERWISE = {
    "assign": gettext_lazy("Tugas memeriksa ada pada atasan langsung sejak ia ditugasi."),
    "form_team": gettext_lazy("Tanpa tim, pemeriksaan pelanggaran berat tidak sah (PP 94/2021 Pasal 29)."),
    "summon": gettext_lazy("Surat panggilan memuat hari pemeriksaan dengan tujuh hari kerja penuh."),
    "summon_again": gettext_lazy("Tanpa panggilan kedua, keputusan tanpa pemeriksaan tidak sah."),
    "examine": gettext_lazy("Bila ia tidak hadir, catat ketidakhadirannya setelah panggilan terbukti diserahkan."),
    "record_minutes": gettext_lazy("Penolakan tanda tangan tidak menghentikan proses; catat alasannya."),
    "submit_report": gettext_lazy(
        "Laporan memuat faktor, dampak, dan usul; keputusan ada pada pejabat yang berwenang."
    ),
    "decide": gettext_lazy("Pejabat yang berwenang wajib menjatuhkan hukuman bila terbukti (PP 94/2021 Pasal 24)."),
    "serve": gettext_lazy("Keputusan disampaikan paling lambat 14 hari kerja setelah ditetapkan."),
    "forward": gettext_lazy("Perkara ini diikuti sampai dijawab."),
}


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def case_of(request: HttpRequest, code: str) -> Case:
    """The case, if the reader may see it; absent and forbidden look alike."""
    user = user_of(request)
    found = (
        queries.with_people(Case.objects.visible_to(user))
        .prefetch_related("deadlines", "moves")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Http404
    return found


class ReasonNeeded(Exception):
    """A finished case is opened by the custodian, with a reason."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.code)
        self.case = case


def opened(request: HttpRequest, code: str) -> Case:
    """The same, with one row in the journal that it was opened. A finished case asks the custodian why."""
    case = with_reason(request, code)
    record_view(request.user, case)
    return case


def with_reason(request: HttpRequest, code: str) -> Case:
    """The case; of a finished one only after the custodian gave a reason in this session."""
    case = case_of(request, code)
    if case.status in transitions.OFF_THE_DESK and not request.session.get(reason_key(case)):
        raise ReasonNeeded(case)
    return case


def reason_key(case: Case) -> str:
    return f"alasan:{case.code}"


def shows_case(view: View) -> View:
    """Decorator of pages that open a case: asks for the custodian's reason where one is needed."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ReasonNeeded as needed:
            return render(request, "cases/case/alasan.html", {"case": needed.case, "next": request.path})

    return shown


def head(request: HttpRequest, case: Case, tab: str) -> dict[str, Any]:
    """Context of the common head: name, stage, alleged article, path, tabs, next step, limits, chain."""
    user = user_of(request)
    answer = queries.assessment(case)
    articles = list(dict.fromkeys(row.citation.split(" dan ")[-1] for row in case.allegations.all() if row.citation))
    team = queries.team_asked(answer)
    return {
        "case": case,
        "tab": tab,
        "tone": TONES.get(case.status, "kosong"),
        "alleged": _alleged(articles),
        "team_asked": team,
        "stages": queries.stages(case),
        "exhibit_count": queries.exhibits_of(case).count(),
        "letter_count": OfficialDocument.objects.of("case", case.code).count(),
        "sees_access": queries.may_see_access(case, user),
        "deadlines": limits.panel(case),
        "chain": queries.authority_chain(case, user),
        "line_differs": queries.line_differs(case),
        "line_changes": line.unconfirmed(case),
        "sees_duty": duty_view.may_see(case, user),
        "needs_order": duty_view.needs_order(case),
        "may_stand_aside": duty_view.may_stand_aside(case, user),
        "ppk_aside": next((one.message for one in competence.refuse_ppk_who_runs(case, None, today(case.agency))), ""),
        "next": next_step(case, user),
        "desk": competence.is_desk(case, user),
        "may_record": competence.may_record(case, user),
        "undoable": undo.undoable(case, user),
        "on": today(case.agency),
        "dialogs": _dialogs(case) if competence.may_record(case, user) else None,
        "custodian": case.status in transitions.OFF_THE_DESK and user.has_role(Role.REGISTRAR),
    }


def _dialogs(case: Case) -> dict[str, Any]:
    """Small forms behind "Tindakan lain"."""
    on = today(case.agency)
    return {
        "history": HistoryForm(prefix="", initial={"checked_on": on}, auto_id="riwayat_%s"),
        "conflict": ConflictForm(case=case, auto_id="halangan_%s"),
        "pause": PauseForm(case=case, initial={"starts_on": on}, auto_id="jeda_%s"),
    }


def _alleged(articles: list[str]) -> str:
    """The first article and how many more; no word of a level before the examination."""
    if not articles:
        return _("Pasal belum ditetapkan")
    more = f" +{len(articles) - 1}" if len(articles) > 1 else ""
    return _("Dugaan %(article)s") % {"article": articles[0]} + more


def _rare(offer: moves.Offer) -> bool:
    """Steps that are no usual way on stand behind the others."""
    return offer.move.code in ("reassign", "discontinue")


def next_step(case: Case, user: User) -> dict[str, Any]:
    """The one card: a primary step, the others beside it, what is missing."""
    offers = moves.available_moves(case, user)
    wanted = waiting.next_move(case)
    primary = next((one for one in offers if wanted is not None and one.move.code == wanted.code), None)
    summons = current_summons(case) if case.status in ("summoned", "summoned_again") else None
    to_serve = summons if summons is not None and not is_served(summons) else None
    mine = [one for one in offers if one.allowed or (one is primary)]
    team_first = next((one for one in offers if one.move.code == "form_team" and one.allowed), None)
    if primary is not None and not primary.allowed and team_first is not None and case.status == "assigned":
        primary = team_first
    if primary is not None and primary.move.code == "decide" and not primary.allowed:
        escalate = next((one for one in offers if one.move.code == "escalate" and one.allowed), None)
        primary = escalate or primary
    return {
        "primary": primary,
        "others": sorted((one for one in mine if one is not primary and one.allowed), key=_rare),
        "to_serve": to_serve,
        "decision": primary is not None and primary.move.code == "decide",
        "otherwise": OTHERWISE.get(primary.move.code, "") if primary else "",
        "url": f"{case.get_absolute_url()}keputusan/" if primary and primary.move.code == "decide" else (
            f"{case.get_absolute_url()}langkah/{primary.move.code}/" if primary else ""),
        "holder": ", ".join(f"{one.person.full_name} ({one.title})" for one in queries.holders_today(case)),
    }  # fmt: skip
