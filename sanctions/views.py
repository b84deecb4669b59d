"""Pages of decisions: the draft with its live check, one page to decide on, the queue, the register."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases.actions import moves
from cases.actions.examination import check_history
from cases.models import Case
from cases.queries import exhibits_of
from neutrality.accounts.requests import user_of as _user
from neutrality.accounts.sessions import fresh_second_factor
from neutrality.audit.actions import record_search, record_view
from neutrality.errors import Refusal
from neutrality.organization.rights import KEEPERS
from neutrality.workdays import calendar_for, today
from sanctions import differences, letters, presenters, rules
from sanctions.actions import drafting
from sanctions.actions.issuing import unmet
from sanctions.check import read_check
from sanctions.forms import DraftForm, HistoryForm, PaperInitialForm
from sanctions.models import Decision
from sanctions.queries import queue_for, register_for


def _case(request: HttpRequest, code: str) -> Case:
    return get_object_or_404(
        Case.objects.visible_to(_user(request)).select_related("person", "unit", "agency", "incident"), code=code
    )


@login_required
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """The draft of a case; a POST saves, proposes, initials, returns or signs."""
    case = _case(request, code)
    draft = case.decisions.exclude(state=Decision.State.WITHDRAWN).order_by("-pk").first()
    if draft is None:
        return _start(request, case)
    if request.method == "POST":
        return _act(request, case, draft)
    return _page(request, case, draft)


def _start(request: HttpRequest, case: Case) -> HttpResponse:
    user = _user(request)
    if request.method == "POST":
        try:
            drafting.draft_decision(case_code=case.code, actor=user)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("sanctions:decision", code=case.code)
    ready = drafting.may_draft(case, user) and case.status in drafting.DRAFTABLE
    return render(request, "sanctions/start.html", {"case": case, "ready": ready})


def _act(request: HttpRequest, case: Case, draft: Decision) -> HttpResponse:
    user, step = _user(request), request.POST.get("step", "save")
    try:
        if step in ("save", "propose"):
            form = DraftForm(page_data(request, draft), instance=draft)
            if not form.is_valid():
                return _page(request, case, draft, form)
            drafting.change_decision(code=draft.code, actor=user, changes=form.changes())
            messages.success(request, _("Draf tersimpan."))
        match step:
            case "propose":
                drafting.propose(code=draft.code, actor=user)
                messages.success(request, _("Draf diajukan untuk diparaf."))
            case "initial":
                if (unsaved := _keep_what_is_shown(request, case, draft)) is not None:
                    return unsaved
                drafting.initial(code=draft.code, actor=user, note=request.POST.get("note", ""))
                messages.success(request, _("Paraf Anda tercatat."))
            case "return":
                drafting.return_draft(code=draft.code, actor=user, note=request.POST.get("note", ""))
                messages.success(request, _("Draf dikembalikan kepada penyusun."))
            case "history":
                history = HistoryForm(request.POST)
                if not history.is_valid():
                    return _page(request, case, draft, history=history)
                check_history(
                    case_code=case.code,
                    actor=user,
                    source=history.cleaned_data["source"],
                    checked_on=history.cleaned_data["checked_on"],
                )
                messages.success(request, _("Pemeriksaan riwayat tercatat."))
            case "paper_initial":
                paper = PaperInitialForm(request.POST, request.FILES, draft=draft)
                if not paper.is_valid():
                    return _page(request, case, draft, paper=paper)
                _paper_initial(request, draft, paper.cleaned_data)
                messages.success(request, _("Paraf dari kertas tercatat."))
            case "recheck":
                drafting.recheck(code=draft.code, actor=user)
                messages.success(request, _("Draf diperiksa ulang menurut aturan yang berlaku sekarang."))
            case "sign":
                fresh_second_factor(request)
                if (unsaved := _keep_what_is_shown(request, case, draft)) is not None:
                    return unsaved
                move = "decide" if draft.conclusion == Decision.Conclusion.PROVEN else "mark_not_proven"
                data = (
                    {"decision": draft.code} if move == "decide" else {"reason": draft.mitigating or draft.aggravating}
                )
                moves.perform(case_code=case.code, move=move, actor=user, data=data)
                messages.success(request, _("Keputusan ditetapkan."))
                return redirect("sanctions:queue") if move != "decide" else redirect(case)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        for item in refusal.missing:
            messages.error(request, str(item["message"]))
    return redirect("sanctions:decision", code=case.code)


def _keep_what_is_shown(request: HttpRequest, case: Case, draft: Decision) -> HttpResponse | None:
    """Save what was typed before an initial or a signature; the page again where that cannot be."""
    user = _user(request)
    if "conclusion" not in request.POST or not (drafting.may_draft(case, user) or drafting.decides(draft, user)):
        return None  # the fields are locked for this reader, so nothing was typed
    shown = Decision.objects.get(pk=draft.pk)
    form = DraftForm(page_data(request, draft), instance=shown)
    if not form.is_valid():
        return _page(request, case, shown, form)
    try:
        drafting.keep_what_is_shown(code=draft.code, actor=user, changes=form.changes())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        drafting.apply_changes(shown, form.changes())
        return _page(request, case, shown, form)
    draft.refresh_from_db()
    return None


def _paper_initial(request: HttpRequest, draft: Decision, data: dict[str, Any]) -> None:
    drafting.initial(
        code=draft.code,
        actor=_user(request),
        acted_by=data["acted_by"],
        acted_on=data["acted_on"],
        scan=data["scan"].read(),
    )


@login_required
@require_POST
def check(request: HttpRequest, code: str) -> HttpResponse:
    """The check of what stands on the screen now; nothing is saved."""
    case = _case(request, code)
    draft = case.decisions.filter(state__in=drafting.OPEN_STATES).first()
    if draft is None:
        raise Http404
    form = DraftForm(page_data(request, draft), instance=draft)
    if form.is_valid():
        try:
            drafting.apply_changes(draft, form.changes())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "sanctions/_side.html", _context(request, case, draft, form))


def page_data(request: HttpRequest, draft: Decision) -> dict[str, Any]:
    """The page's inputs in the shape that the form (and the API) takes."""
    post = request.POST
    data: dict[str, Any] = {
        name: post.get(name, "")
        for name in ("conclusion", "sanction", "aggravating", "mitigating", "no_mitigating", "starts_on", "decider")
    }
    data["findings"] = json.dumps(_findings(post, draft))
    detail = {name.removeprefix("detail-"): value for name, value in post.items() if name.startswith("detail-")}
    reasons = {name.removeprefix("reason-"): value for name, value in post.items() if name.startswith("reason-")}
    data["detail"] = json.dumps(_own_words(draft, dict(draft.detail) | detail))
    data["warning_reasons"] = json.dumps(dict(draft.warning_reasons) | reasons)
    told = {name.removeprefix("told-"): value for name, value in post.items() if name.startswith("told-")}
    data["told"] = json.dumps({name: value for name, value in (dict(draft.told) | told).items() if value != ""})
    return data


def _findings(post: QueryDict, draft: Decision) -> list[dict[str, Any]]:
    """The draft's breaches with the acts as typed, without those ticked to go, with the one that was added."""
    rows = [
        row | {"act": post.get(f"act-{row['violation']}", row.get("act", ""))}
        for row in draft.findings
        if f"drop-{row['violation']}" not in post
    ]
    added = post.get("add-violation")
    known = {row["violation"] for row in rows}
    return [*rows, {"violation": added, "act": ""}] if added and added not in known else rows


def _own_words(draft: Decision, detail: dict[str, Any]) -> dict[str, Any]:
    """``detail`` without paragraphs that say only what the letter would say by itself: those go on following the case."""
    if not draft.facts:
        return detail
    computed = letters.computed_considerations(draft, today(draft.case.agency))
    return {
        name: value
        for name, value in detail.items()
        if name not in computed or " ".join(str(value).split()) not in ("", " ".join(computed[name].split()))
    }


def _page(
    request: HttpRequest, case: Case, draft: Decision, form: DraftForm | None = None, *,
    history: HistoryForm | None = None, paper: PaperInitialForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; a form that was sent and does not fit keeps what was typed in it."""
    record_view(_user(request), case)
    context = _context(request, case, draft, form)
    context |= {name: one for name, one in (("history_form", history), ("paper_form", paper)) if one is not None}
    return render(request, "sanctions/decision.html", context)


def _context(request: HttpRequest, case: Case, draft: Decision, form: DraftForm | None = None) -> dict[str, Any]:
    user = _user(request)
    open_ = draft.state in drafting.OPEN_STATES
    result = read_check(draft, today())
    missing = unmet(draft, result)
    signs = drafting.decides(draft, user)
    step = draft.steps.filter(state="waiting", position_id__in=user.position_ids).first()
    done, total = presenters.initialled(draft)
    clock = case.deadlines.filter(rule="decision", met_on__isnull=True, cancelled_on__isnull=True).first()
    change = rules.since_saved(draft, result.positions, result.recorded, result.calendar) if open_ else None
    return {
        "case": case,
        "draft": draft,
        "change": change,
        "since": differences.since_initials(draft),
        "mine": user.position_ids,
        "form": form or DraftForm(instance=draft, initial={"decider": draft.decider.code if draft.decider else None}),
        "history_form": HistoryForm(initial={"checked_on": today()}),
        "paper_form": PaperInitialForm(draft=draft, initial={"acted_on": today()}),
        "report": case.reports.last(),
        "exhibits": exhibits_of(case).count(),
        "panel": presenters.panel(result, draft, missing),
        "blocking": len(missing),
        "options": presenters.options(result, draft),
        "findings": presenters.findings(draft, result),
        "reasons": presenters.reasons(draft, result),
        "own_fields": presenters.own_fields(draft),
        "told_form": presenters.told_form(draft, result) if open_ else None,
        "wording": presenters.wording(draft),
        "previewable": open_ and bool(draft.sanction) and draft.decider_id is not None,
        "addable": presenters.addable(draft) if open_ else [],
        "officers": result.officers,
        "steps": presenters.steps(draft),
        "initialled": done,
        "to_initial": total,
        "may_edit": open_ and (drafting.may_draft(case, user) or signs),
        "may_propose": open_ and drafting.may_draft(case, user),
        "signs": signs and draft.state == Decision.State.PROPOSED,
        "records_paper": draft.state == Decision.State.PROPOSED and drafting.may_draft(case, user) and done < total,
        "initials": step is not None and draft.state == Decision.State.PROPOSED,
        "clock": clock,
        "days_left": calendar_for(case.agency).working_days_between(today(), clock.due_on) if clock else None,
    }


@login_required
def one_page(request: HttpRequest, code: str) -> HttpResponse:
    """Facts, article, options with consequence, who initialled, what is open: one page to decide on."""
    case = _case(request, code)
    draft = case.decisions.exclude(state=Decision.State.WITHDRAWN).order_by("-pk").first()
    if draft is None:
        raise Http404
    record_view(_user(request), case, "printed")
    context = _context(request, case, draft)
    lines = context["panel"]["lines"]
    context |= {
        "open_lines": [row | {"url": "", "note": _with_reason(row)} for row in lines if row["state"] != "lulus"],
        "held_lines": [row for row in lines if row["state"] == "lulus"],
    }
    return render(request, "sanctions/one_page.html", context)


def _with_reason(line: dict[str, Any]) -> str:
    """The source of a line, and the reason that was given for it."""
    return " · ".join(part for part in (line["note"], line["reason"]) if part)


@login_required
@require_GET
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The letter that a signature would issue now, as a watermarked draft; nothing is stored."""
    case = _case(request, code)
    draft = case.decisions.filter(state__in=drafting.OPEN_STATES).first()
    if draft is None:
        raise Http404
    record_view(_user(request), case, "printed")
    try:
        content = letters.preview(draft)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("sanctions:decision", code=code)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{draft.code}.pdf"'
    return response


@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """Decisions that wait for this person's initial or signature."""
    user = _user(request)
    rows = queue_for(user)
    record_search(user, "decision", [row["decision"].code for row in rows])
    return render(request, "sanctions/queue.html", {"rows": rows})


@login_required
def register(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    entries = register_for(user)
    if entries is None:
        raise Http404
    query = request.GET.get("q", "").strip()
    rows = list(entries.search(query)[:100])
    record_search(user, "register", [row.code for row in rows])
    keeps = user.has_role(*KEEPERS)
    return render(request, "sanctions/register.html", {"rows": rows, "q": query, "keeps": keeps})
