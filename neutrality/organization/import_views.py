"""``/pegawai/impor/``: upload, preview, save. The file is compared and written in the background."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from neutrality.errors import Refusal
from neutrality.organization import actions
from neutrality.organization.forms import ImportForm
from neutrality.organization.importer.columns import COLUMNS, NOT_KEPT, map_headers
from neutrality.organization.models import ImportRun
from neutrality.organization.rights import KEEPERS


def _labels() -> list[tuple[str, str]]:
    """What an import does, in the order of the page; in the reader's language."""
    return [
        ("added", _("Ditambah")), ("changed", _("Berubah")), ("moved", _("Pindah")), ("ended", _("Berakhir")),
        ("same", _("Tetap")), ("units_added", _("Unit baru")), ("units_moved", _("Unit pindah")),
        ("units_renamed", _("Unit berganti nama")), ("positions_added", _("Jabatan baru")),
        ("positions_changed", _("Jabatan berubah")), ("positions_closed", _("Jabatan ditutup")),
    ]  # fmt: skip


def _keeper(request: HttpRequest) -> Any:
    user: Any = request.user
    if not user.has_role(*KEEPERS) or user.agency_id is None:
        raise Http404
    return user


def _run(request: HttpRequest, code: str) -> ImportRun:
    user = _keeper(request)
    return get_object_or_404(ImportRun.objects.filter(agency=user.agency_id).select_related("agency"), code=code)


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            run = actions.start_import(actor=user, agency=user.agency, name=upload.name, content=upload.read())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return HttpResponseRedirect(reverse("organization:import", args=[run.code]))
    runs = ImportRun.objects.filter(agency=user.agency_id).select_related("requested_by__person").order_by("-pk")[:20]
    return render(request, "organization/imports.html", {"form": form, "runs": runs.defer("sealed", "preview")})


@login_required
@require_GET
@vary_on_headers("HX-Request")
def import_run(request: HttpRequest, code: str) -> HttpResponse:
    """The preview; while the file is worked on, htmx asks for the fragment again."""
    run = _run(request, code)
    counts = run.preview.get("counts", {})
    context = {
        "run": run,
        "figures": [(label, counts[name]) for name, label in _labels() if name in counts],
        "samples": [
            (label, run.preview.get("samples", {}).get(name, []), counts.get(name, 0)) for name, label in _labels()
        ],
        "headers": _headers(run),
        "columns": [column for column in COLUMNS if column not in NOT_KEPT],
    }
    template = "organization/_import.html" if "HX-Request" in request.headers else "organization/import.html"
    return render(request, template, context)


def _headers(run: ImportRun) -> list[dict[str, str]]:
    """Headers of the file with the column that each is taken for, if any."""
    headers = run.preview.get("headers", [])
    mapped = map_headers(headers, run.agency.choices.get("import_columns"))
    return [{"header": header, "column": mapped.get(index, "")} for index, header in enumerate(headers)]


def _do(request: HttpRequest, run: ImportRun, action: Any, **what: Any) -> HttpResponse:
    try:
        action(actor=request.user, run=run, **what)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(reverse("organization:import", args=[run.code]))


@login_required
@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    return _do(request, _run(request, code), actions.save_import)


@login_required
@require_POST
def columns(request: HttpRequest, code: str) -> HttpResponse:
    run = _run(request, code)
    headers = run.preview.get("headers", [])
    chosen = {header: request.POST.get(f"kolom-{index}", "") for index, header in enumerate(headers)}
    return _do(
        request,
        run,
        actions.save_import_columns,
        mapping={header: column for header, column in chosen.items() if column},
    )


@login_required
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    return _do(request, _run(request, code), actions.drop_import)
