"""``/lapor/1/`` to ``/lapor/4/``: one POST a step, every step without JavaScript."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.actions import intake
from cases.public import files, submission
from cases.public.draft import Draft
from cases.public.forms import MAX_PERSONS, EventForm, HowForm, PersonForm, SendForm, UnknownForm
from cases.public.guard import ReportThrottle, UploadThrottle, leave, public_door, too_many
from neutrality.errors import Refusal

Respond = Callable[[HttpRequest, Draft], HttpResponse]


def _page(request: HttpRequest, step: int, draft: Draft, **context: Any) -> HttpResponse:
    context |= {"step": step, "steps": (1, 2, 3, 4), "draft": draft.data, "anonymous": _anonymous(draft)}
    return render(request, f"cases/public/{step}.html", context)


def _anonymous(draft: Draft) -> bool:
    return draft.data.get("how", {}).get("mode", "anonymous") == "anonymous"


def _go(draft: Draft, step: int, anchor: str = "") -> HttpResponse:
    """Keep the draft and turn the page."""
    response = HttpResponseRedirect(f"/lapor/{step}/{anchor}")
    draft.save(response)
    return response


# --- 1. How ------------------------------------------------------------------
def how(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = HowForm(request.POST or None, initial=draft.data.get("how"))
    if request.method == "POST" and form.is_valid():
        if "key" not in draft.data:
            draft.put(key=intake.issue_key(), folder=files.new_folder())
        draft.put(how=form.cleaned_data)
        draft.finish_step(1)
        return _go(draft, _next(draft, 2))
    # A browser that keeps no cookie for the visit would come back here for ever without a word.
    return _page(request, 1, draft, form=form, lost="ulang" in request.GET and not draft.exists)


# --- 2. Event ----------------------------------------------------------------
def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed, valid or not: it is kept in the draft either way."""
    return {
        name: request.POST.get(name, "")[: getattr(field, "max_length", None) or 40]
        for name, field in EventForm.base_fields.items()
    }


def _take_files(request: HttpRequest, draft: Draft) -> list[str]:
    """Store acceptable uploads; returns a sentence for each one that was not."""
    problems = []
    for upload in request.FILES.getlist("berkas"):
        try:
            _keep(request, draft, upload)
        except Refusal as refused:
            problems.append(str(refused))
    return list(dict.fromkeys(problems))


def _keep(request: HttpRequest, draft: Draft, upload: UploadedFile) -> files.Row:
    if too_many(request, UploadThrottle):
        raise Refusal(
            "too_many_requests",
            _("Terlalu banyak unggahan dari jaringan ini. Kirim laporan tanpa berkas; berkas dapat menyusul."),
            status=429,
        )
    return files.keep(draft.folder, upload)


def _shown_files(draft: Draft) -> list[dict[str, Any]]:
    return [row | {"label": files.kind_label(row["kind"])} for row in files.rows(draft.folder)]


def event(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = EventForm(request.POST or None, initial=draft.data.get("event"))
    problems: list[str] = []
    if request.method == "POST":
        draft.put(event=_typed(request))
        problems = _take_files(request, draft)
        if gone := request.POST.get("hapus"):
            files.drop(draft.folder, gone)
        if (gone or "unggah" in request.POST) and not problems:
            return _go(draft, 2, "#berkas")
        if "unggah" in request.POST or gone:
            form = EventForm(initial=draft.data["event"])
        elif form.is_valid() and not problems:
            draft.put(event=form.cleaned_data)
            draft.finish_step(2)
            return _go(draft, _next(draft, 3))
    held = _shown_files(draft)
    response = _page(
        request, 2, draft, form=form, hints=EventForm.HINTS, files=held, file_problems=problems,
        room=settings.UPLOAD_MAX_FILES - len(held), limit=settings.UPLOAD_MAX_BYTES,
        most=settings.UPLOAD_MAX_FILES,
    )  # fmt: skip
    if request.method == "POST":
        draft.save(response)  # whatever was typed and sent stays
    return response


@public_door
def upload(request: HttpRequest) -> HttpResponse:
    """One file sent by script ahead of its form; the page works without it."""
    draft = Draft(request)
    if request.method != "POST" or not draft.exists or "receipt" in draft.data:
        raise Http404
    given = request.FILES.get("berkas")
    if given is None:
        raise Http404
    try:
        row = _keep(request, draft, given)
    except Refusal as refused:
        return JsonResponse({"message": str(refused)}, status=refused.status)
    # The draft itself is not written: the form may be on its way at the same moment.
    return JsonResponse({"id": row["id"], "label": files.kind_label(row["kind"]), "size": row["size"]})


# --- 3. Person ---------------------------------------------------------------
def person(request: HttpRequest, draft: Draft) -> HttpResponse:
    saved = draft.data.get("persons") or [{}]
    posted = request.method == "POST"
    count = len(saved)
    if posted:
        given = request.POST.get("jumlah", "1")
        count = min(max(int(given) if given.isdigit() else 1, 1), MAX_PERSONS)
    forms = [
        PersonForm(request.POST if posted else None, prefix=f"o{n}", initial=saved[n] if n < len(saved) else None)
        for n in range(count)
    ]
    unknown = UnknownForm(request.POST if posted else None, initial={"unknown": draft.data.get("unknown", False)})
    # Every form is asked, so that each shows its own errors.
    answers = [form.is_valid() for form in [*forms, unknown]]
    valid = posted and all(answers)
    if posted and "tambah" in request.POST:
        draft.put(persons=[_raw(form) for form in forms] + [{}] * (count < MAX_PERSONS), unknown=False)
        return _go(draft, 3, f"#orang-{min(count + 1, MAX_PERSONS)}")
    if valid:
        people = [form.cleaned_data for form in forms if not form.is_blank]
        nobody_named = unknown.cleaned_data["unknown"]
        if people or nobody_named:
            draft.put(persons=people, unknown=nobody_named)
            draft.finish_step(3)
            return _go(draft, 4)
        unknown.add_error("unknown", _("Tulis nama, jabatan, atau kantornya, atau centang “Saya tidak tahu namanya”."))
    if posted:
        draft.put(persons=[_raw(form) for form in forms])
    response = _page(request, 3, draft, forms=forms, unknown=unknown, more=count < MAX_PERSONS)
    if posted:
        draft.save(response)
    return response


def _raw(form: PersonForm) -> dict[str, str]:
    return {name: str(form[name].value() or "")[:200] for name in form.fields}


# --- 4. Review and send --------------------------------------------------------
def review(request: HttpRequest, draft: Draft) -> HttpResponse:
    form = SendForm(request.POST or None)
    problem: Any = ""
    if request.method == "POST":
        if request.POST.get("website"):
            form = SendForm()
            problem = _("Kiriman ini tampak dibuat program. Tekan “Kirim laporan” sekali lagi.")
        elif too_many(request, ReportThrottle):
            problem = _("Terlalu banyak laporan dari jaringan ini. Isian Anda tersimpan. Coba lagi satu jam lagi.")
        else:
            try:
                return _send(request, draft)
            except Refusal as refused:
                problem = " ".join([str(refused), *(text for texts in refused.fields.values() for text in texts)])
    event_form = EventForm(initial=draft.data["event"])
    return _page(
        request, 4, draft, form=form, problem=problem, files=_shown_files(draft),
        mode=dict(HowForm.MODES)[draft.data["how"]["mode"]],
        kind=dict(event_form.KINDS)[draft.data["event"]["kind"]],
        persons=draft.data.get("persons", []),
    )  # fmt: skip


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    sent = intake.submit_report(
        key=draft.data["key"],
        data=submission.data_of(draft.data),
        files=files.as_uploads(draft.folder),
        host=request.get_host().partition(":")[0],
    )
    draft.replace_by_receipt(sent.receipt, draft.data["how"]["mode"], sent.received_on.isoformat())
    response = HttpResponseRedirect("/lapor/terkirim/")
    draft.save(response)
    return response


STEPS: dict[int, Respond] = {1: how, 2: event, 3: person, 4: review}


def _next(draft: Draft, step: int) -> int:
    """From a corrected step straight back to the review when everything else is answered."""
    return 4 if draft.first_open_step() == 4 else step


@public_door
def step(request: HttpRequest, number: int) -> HttpResponse:
    if number not in STEPS:
        raise Http404
    draft = Draft(request)
    if "receipt" in draft.data:  # a report was sent from here: what follows is a new one
        draft.forget()
    if number > 1 and not draft.exists:
        return HttpResponseRedirect("/lapor/1/?ulang=1")
    if number > draft.first_open_step():
        return HttpResponseRedirect(f"/lapor/{draft.first_open_step()}/")
    return STEPS[number](request, draft)


@public_door
def start(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/lapor/1/")


@public_door
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Leave at once: draft and files go, the browser lands on a neutral page."""
    Draft(request).forget()
    return leave([(Draft.cookie, Draft.path)])
