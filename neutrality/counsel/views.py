"""Pages of Bagian Hukum: the law as it is read, open questions, and "what if"."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from neutrality.accounts.models import User
from neutrality.accounts.requests import user_of as _user
from neutrality.audit.actions import record_view
from neutrality.counsel import actions, presenters, queries, reading
from neutrality.counsel.forms import PositionForm, WhatIfForm
from neutrality.counsel.models import LegalPosition
from neutrality.documents import files
from neutrality.errors import Refusal
from neutrality.law import FactsInvalid, assess
from neutrality.law.catalogue import Catalogue, load
from neutrality.law.facts import EARLIEST, LATEST
from neutrality.law.rows import Row
from neutrality.workdays import today


@login_required
@require_GET
def law(request: HttpRequest) -> HttpResponse:
    """The catalogue: ``?t=`` topic, ``?on=`` day, ``?q=`` words."""
    catalogue = load()
    topic = request.GET.get("t") or "violations"
    if topic not in reading.TOPICS:
        raise Http404
    user = _user(request)
    day, problem = _asked_day(request, user)
    q = request.GET.get("q", "").strip()[:200]
    entries = reading.entries(topic, catalogue, day, q)
    return render(
        request,
        "counsel/law.html",
        {
            "topics": [
                {"id": name, "label": label, "current": name == topic, "hits": _hits(name, catalogue, day, q)}
                for name, label in reading.TOPICS.items()
            ],
            "topic": topic,
            "label": reading.TOPICS[topic],
            "entries": entries,
            "sources": reading.sources_of(entries),
            "day": day,
            "day_problem": problem,
            "q": q,
            "version": catalogue.version,
            "compiled_on": catalogue.compiled_on,
            "may_read_positions": actions.may_read(user),
        },
    )


def _hits(topic: str, catalogue: Catalogue, day: date, q: str) -> int | None:
    """How many rows of a topic the search finds, so that a word is found whatever topic is open."""
    return len(reading.entries(topic, catalogue, day, q)) if q else None


def _asked_day(request: HttpRequest, user: User) -> tuple[date, str]:
    text = request.GET.get("on", "")
    if not text:
        return today(user.agency), ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today(user.agency), _("Tulis tanggal sebagai 2024-10-05.")
    if not EARLIEST <= day <= LATEST:
        return today(user.agency), _("Isi tanggal antara tahun 1945 dan 2100.")
    return day, ""


@login_required
@require_GET
def positions(request: HttpRequest) -> HttpResponse:
    """Every open question with the agency's answer, where there is one."""
    user = _reader(request)
    assert user.agency is not None  # noqa: S101 - _reader asks for it
    recorded = queries.answers(user.agency)
    rows = [_question(row, recorded.get(row.id, [])) for row in load().questions.values()]
    return render(
        request,
        "counsel/positions.html",
        {
            "waiting": [row for row in rows if not row["answer"]],
            "answered": [row for row in rows if row["answer"]],
            "may_record": actions.may_record(user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, question: str) -> HttpResponse:
    """One question: texts, options and consequence; Bagian Hukum records the answer."""
    user = _reader(request)
    row = load().questions.get(question)
    if row is None or user.agency is None:
        raise Http404
    may_record = actions.may_record(user)
    if request.method == "POST" and not may_record:
        raise Http404
    form = PositionForm(
        request.POST or None, request.FILES or None, question=row, initial={"decided_on": today(user.agency)}
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data.pop("attachment")
        try:
            actions.record_position(
                actor=user, question=question, attachment=upload.read() if upload else None, **form.cleaned_data
            )
        except Refusal as refusal:
            _add(form, refusal)
        else:
            messages.success(request, _("Posisi hukum dicatat."))
            return redirect("counsel:position", question=question)
    history = queries.answers(user.agency).get(question, [])
    context = {
        "row": _question(row, history), "history": _history(row, history), "form": form,
        "touched": reading.touched(row, load()), "reliant": queries.reliant_on(user, question),
    }  # fmt: skip
    return render(request, "counsel/position.html", context | {"may_record": may_record})


@login_required
@require_GET
def attachment(request: HttpRequest, question: str, digest: str) -> HttpResponse:
    """The scan behind an answer; one journal row for each reading."""
    user = _reader(request)
    found = LegalPosition.objects.filter(agency=user.agency, question=question, attachment_sha256=digest).first()
    if found is None or not found.attachment:
        raise Http404
    record_view(user, found, "downloaded")
    response = HttpResponse(
        files.read(found.attachment), content_type=found.attachment_type or "application/octet-stream"
    )
    response["Content-Disposition"] = f'attachment; filename="{question}.{found.attachment.rsplit(".", 1)[-1]}"'
    return response


@login_required
@require_GET
def what_if(request: HttpRequest) -> HttpResponse:
    """Facts by hand, the same answer that a decision gets. Nothing is stored."""
    user = _reader(request)
    catalogue = load()
    asked = "event_date" in request.GET
    initial = {
        "event_date": today(user.agency), "kind": "PNS", "agency_kind": user.agency.kind if user.agency else "",
        "own_positions": True,
    }  # fmt: skip
    form = WhatIfForm(request.GET if asked else None, catalogue=catalogue, initial=initial)
    context: dict[str, Any] = {"form": form, "groups": form.groups()}
    if asked and form.is_valid():
        try:
            context["panel"] = _tried(user, form)
        except FactsInvalid as error:
            for texts in error.fields.values():
                form.add_error(None, texts[0])
    return render(request, "counsel/what_if.html", context)


def _tried(user: User, form: WhatIfForm) -> dict[str, Any]:
    """The panel of the facts on the form, under the agency's positions where the reader wants them."""
    own = user.agency if form.cleaned_data["own_positions"] else None
    recorded = queries.recorded(own, today(own)) if own else {}
    positions = {question: row.option for question, row in recorded.items()}
    facts = form.facts()
    answer = assess(
        facts, catalogue=load(), calendar=queries.calendar_by(positions, user.agency), positions=positions
    ).as_dict()
    resting = queries.resting(
        facts, answer, agency=user.agency, positions=positions, sanction=form.cleaned_data["sanction"]
    )
    return presenters.panel(answer, resting=resting, recorded=recorded)


def _reader(request: HttpRequest) -> User:
    user = _user(request)
    if not actions.may_read(user):
        raise Http404
    return user


def _question(row: Row, recorded: list[LegalPosition]) -> dict[str, Any]:
    effects = {option["id"]: presenters.words(option["effect"]) for option in row.options}
    taken = recorded[0].option if recorded else row.until_answered
    return {
        "id": row.id,
        "text": presenters.words(row.text),
        "texts": row.texts,
        "note": presenters.words(row.note),
        "options": [
            {"id": name, "effect": effect, "recommended": name == row.recommended, "current": name == taken}
            for name, effect in effects.items()
        ],
        "has_recommended": row.recommended is not None,
        "until": effects.get(row.until_answered, _("ditanyakan pada setiap keputusan yang bersandar padanya.")),
        "affects": row.affects,
        "counts_days": presenters.counts_days(row.affects),
        "answer": _answer(row, recorded[0]) if recorded else None,
    }


def _answer(row: Row, one: LegalPosition) -> dict[str, Any]:
    effects = {option["id"]: presenters.words(option["effect"]) for option in row.options}
    return {
        "words": effects.get(one.option, one.option),
        "decided_on": one.decided_on,
        "reason": one.reason,
        "who": one.recorded_by.shown_name,
        "digest": one.attachment_sha256,
    }


def _history(row: Row, recorded: list[LegalPosition]) -> list[dict[str, Any]]:
    """Every answer, the newest first, each ``until`` the day on which the next one was taken."""
    until = [None, *(one.decided_on for one in recorded)]
    return [_answer(row, one) | {"until": end} for one, end in zip(recorded, until, strict=False)]


def _add(form: PositionForm, refusal: Refusal) -> None:
    named = {name: texts for name, texts in refusal.fields.items() if name in form.fields}
    for name, texts in named.items():
        for text in texts:
            form.add_error(name, text)
    if not named:
        form.add_error("attachment" if refusal.code.startswith("scan") else None, str(refusal))
