"""The case and its tabs. Opening one writes one row in the journal on the chain of the case."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cases import files, queries, readers, transitions
from cases.actions.examination import current_summons
from cases.forms_of_pages import ExhibitForm, ServiceForm, SignForm, StatementForm
from cases.models import Case, Exhibit, Minutes
from cases.pages.common import case_of, head, opened, reason_key, shows_case, user_of, with_reason
from neutrality.accounts.models import Role, User
from neutrality.audit.actions import opened_lately, record, record_view
from neutrality.documents.codes import State
from neutrality.documents.models import OfficialDocument
from neutrality.organization import queries as organization
from neutrality.workdays import today

ACCESS_ROWS = 200


@login_required
@require_GET
@shows_case
def summary(request: HttpRequest, code: str) -> HttpResponse:
    case = opened(request, code)
    events = queries.timeline(case)
    whole = request.GET.get("linimasa") == "semua"
    context = (
        head(request, case, "ringkasan")
        | _facts(case, user_of(request))
        | {
            "events": _shown(events if whole else events[:5]),
            "event_count": len(events),
            "exhibits": _exhibits(case)[:4],
            "shown_to_subject": [one.label for one in queries.exhibits_of(case) if one.may_be_shown_to_subject],
            "siblings": queries.siblings(case, user_of(request)),
        }
    )
    return render(request, "cases/case/ringkasan.html", context)


def _facts(case: Case, user: User) -> dict[str, Any]:
    on = today(case.agency)
    post = organization.position_of(case.person, on) or organization.position_of(case.person, case.event_date)
    employee = getattr(case.person, "employee", None)
    return {
        "post": post,
        "nip": employee.nip if employee else "",
        "unit_path": " › ".join(organization.path_names(case.unit)),
        "allegations": list(case.allegations.all()),
        "team": list(case.team.select_related("appointment__person", "appointment__position")),
        "from_duty": _of_duty(case, user),
    }


def _of_duty(case: Case, user: User) -> list[Case]:
    """The case that this one arises from, and those about neglect that arise from it, as far as ``user`` sees them."""
    return list(Case.objects.visible_to(user).filter(Q(neglect_cases=case) | Q(arises_from=case)).distinct())


def _shown(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from neutrality import formats

    return [event | {"when": formats.day(event["on"], "singkat"), "text": _sentence(event)} for event in events]


def _sentence(event: dict[str, Any]) -> str:
    return ". ".join(part for part in (event["text"].rstrip("."), event["by"]) if part) + "."


def _exhibits(case: Case) -> list[dict[str, Any]]:
    return [
        {"row": one, "state": files.integrity(one), "picture": files.is_picture(one),
         "icon": "gambar" if files.is_picture(one) else "video" if one.content_type.startswith("video/") else "dokumen"}
        for one in queries.exhibits_of(case)
    ]  # fmt: skip


@login_required
@require_GET
@shows_case
def exhibits(request: HttpRequest, code: str) -> HttpResponse:
    case = opened(request, code)
    context = head(request, case, "bukti") | {"exhibits": _exhibits(case), "exhibit_form": ExhibitForm()}
    return render(request, "cases/case/bukti.html", context)


def _exhibit(request: HttpRequest, code: str, exhibit: str) -> tuple[Case, Exhibit]:
    case = with_reason(request, code)
    found = queries.exhibits_of(case).filter(code=exhibit).first()
    if found is None:
        raise Http404
    return case, found


@login_required
@require_GET
@shows_case
def exhibit_preview(request: HttpRequest, code: str, exhibit: str) -> HttpResponse:
    """A reduced picture with the reader's name across it; journalled on the chain of the case."""
    case, found = _exhibit(request, code, exhibit)
    if not files.is_picture(found):
        raise Http404
    user = user_of(request)
    small = request.GET.get("ukuran") == "kecil"
    if not (small and opened_lately(user, case)):  # thumbnails belong to the page that was journalled as opened
        record("exhibit.previewed", actor=user, subject=found, chain=f"case:{case.code}", agency=case.agency)
    content = files.picture_for(found, user, today(case.agency), side=360 if small else files.PREVIEW_SIDE)
    response = HttpResponse(content, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=300" if small else "no-store"
    return response


@login_required
@require_GET
@shows_case
def exhibit_download(request: HttpRequest, code: str, exhibit: str) -> HttpResponse:
    """A copy for work: a picture carries the reader's name, other files their label in the name."""
    case, found = _exhibit(request, code, exhibit)
    user = user_of(request)
    record(
        "exhibit.downloaded", actor=user, subject=found, chain=f"case:{case.code}", agency=case.agency,
        changes={"label": found.label, "sha256": found.sha256},
    )  # fmt: skip
    if files.is_picture(found):
        content, kind, ending = files.picture_for(found, user, today(case.agency)), "image/jpeg", "jpg"
    else:
        content, kind = files.content_of(found), found.content_type
        ending = files.ENDINGS.get(kind, "bin")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{case.code}-{found.label}.{ending}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_GET
@shows_case
def letters(request: HttpRequest, code: str) -> HttpResponse:
    case = opened(request, code)
    rows = [
        {"row": one, "waits": one.state == State.NUMBERED,
         "signer": (one.context.get("penandatangan") or {}).get("nama", "")}
        for one in OfficialDocument.objects.of("case", case.code)
    ]  # fmt: skip
    context = head(request, case, "surat") | {
        "letters": rows,
        "sign_form": SignForm(initial={"signed_on": today(case.agency)}),
    }
    return render(request, "cases/case/surat.html", context)


@login_required
@require_GET
@shows_case
def examination(request: HttpRequest, code: str) -> HttpResponse:
    case = opened(request, code)
    return render(
        request, "cases/case/pemeriksaan.html", head(request, case, "pemeriksaan") | examination_context(case)
    )


def examination_context(case: Case) -> dict[str, Any]:
    waiting = current_summons(case)
    return {
        "team": list(case.team.select_related("appointment__person", "appointment__position", "document")),
        "summonses": list(case.summonses.select_related("document", "absence_document", "report_to__person")),
        "to_serve": waiting if waiting is not None and waiting.state == "draft" else None,
        "service_form": ServiceForm(initial={"served_on": today(case.agency)}),
        "statement_form": StatementForm(case=case, initial={"held_on": today(case.agency)}),
        "minutes": list(case.minutes.select_related("person", "document").order_by("held_on", "pk")),
        "reports": list(case.reports.select_related("document")),
        "kinds": Minutes.Kind,
    }


@login_required
@require_GET
@shows_case
def access(request: HttpRequest, code: str) -> HttpResponse:
    """Who opened what. Reading this trail is itself one row of it."""
    if not queries.may_see_access(case_of(request, code), user_of(request)):
        raise Http404
    case = opened(request, code)

    trail = list(readers.trail_of(case)[: readers.LOOKED_AT])
    context = head(request, case, "jejak") | {
        "rows": readers.lines_of(trail)[:ACCESS_ROWS],
        "hints": readers.hints_on(case, trail),
    }
    return render(request, "cases/case/jejak.html", context)


@login_required
@require_POST
def reason(request: HttpRequest, code: str) -> HttpResponse:
    """The custodian's reason for opening a finished case: one row in the journal, good for this session."""
    case = case_of(request, code)
    if case.status not in transitions.OFF_THE_DESK or not user_of(request).has_role(Role.REGISTRAR):
        raise Http404
    text = " ".join(request.POST.get("reason", "").split())[:300]
    if len(text) < 10:
        messages.error(request, _("Tulis alasan membuka perkara selesai, misalnya nomor surat permintaannya."))
    else:
        request.session[reason_key(case)] = True
        record("case.custodian_read", actor=user_of(request), subject=case, changes={"reason": text})
    return redirect(case)


@login_required
@require_GET
@shows_case
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The whole file on one page for printing, with who printed it and when."""
    case = with_reason(request, code)
    record_view(request.user, case, "printed")
    context = head(request, case, "cetak") | _facts(case, user_of(request)) | examination_context(case) | {
        "events": _shown(queries.timeline(case)), "exhibits": _exhibits(case),
        "letters": OfficialDocument.objects.of("case", case.code),
    }  # fmt: skip
    return render(request, "cases/case/cetak.html", context)
