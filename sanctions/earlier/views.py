"""``/register/impor/``: earlier sanctions, preview first, then all or nothing. Keepers of the register only."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from neutrality.accounts.models import User
from neutrality.errors import Refusal
from neutrality.organization.rights import KEEPERS
from sanctions.earlier import actions
from sanctions.models import EarlierImport, RegisterEntry


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas XLSX atau CSV"),
        help_text=gettext_lazy("Kolom NIP, HUKUMAN, PASAL, NOMOR, TANGGAL, KEADAAN. Belum ada yang disimpan pada langkah ini."),
        error_messages={
            "required": gettext_lazy("Pilih berkasnya dahulu."), "empty": gettext_lazy("Berkas ini kosong."),
        },
    )  # fmt: skip


def _keeper(request: HttpRequest) -> User:
    user = cast(User, request.user)
    if not user.has_role(*KEEPERS) or user.agency is None:
        raise Http404
    return user


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    user = _keeper(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            one = actions.upload(actor=user, agency=cast(Any, user.agency), name=file.name, content=file.read())
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("sanctions:earlier_import", one.code)
    done = EarlierImport.objects.filter(agency=user.agency).select_related("requested_by__person").order_by("-pk")
    context = {"form": form, "runs": done.defer("sealed", "preview")[:20]}
    return render(request, "sanctions/earlier/imports.html", context, status=400 if form.errors else 200)


def _import(request: HttpRequest, code: str) -> EarlierImport:
    rows = EarlierImport.objects.filter(agency=_keeper(request).agency).select_related("agency")
    return get_object_or_404(rows, code=code)


@login_required
@require_GET
def preview(request: HttpRequest, code: str) -> HttpResponse:
    one = _import(request, code)
    words = {"added": _("Ditambah"), "changed": _("Berubah"), "same": _("Tetap"), "errors": _("Kesalahan")}
    counts = one.preview.get("counts", {})
    figures = [(label, counts.get(name, 0)) for name, label in words.items()]
    samples = [(words[name], one.preview.get(name, [])) for name in ("added", "changed")]
    return render(request, "sanctions/earlier/import.html", {"run": one, "figures": figures, "samples": samples})


def _do(request: HttpRequest, code: str, action: Any, done: str) -> HttpResponse:
    one = _import(request, code)
    try:
        after = action(actor=request.user, one=one)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if after.state in (EarlierImport.State.DONE, EarlierImport.State.DROPPED):
            messages.success(request, done)
        else:
            messages.warning(request, _("Register berubah sejak pratinjau. Periksa lagi sebelum menyimpan."))
    return redirect("sanctions:earlier_import", code)


@login_required
@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    return _do(request, code, actions.save, _("Semua perubahan tersimpan."))


@login_required
@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    return _do(request, code, actions.drop, _("Impor dibatalkan."))


@login_required
@require_POST
def nature(request: HttpRequest, code: str) -> HttpResponse:
    """Whether an earlier sanction was for a breach of neutrality."""
    entry = get_object_or_404(RegisterEntry.objects.visible_to(_keeper(request)).select_related("agency"), code=code)
    answer = {"ya": True, "tidak": False}.get(request.POST.get("netralitas", ""))
    if answer is None:
        messages.error(request, _("Pilih Ya atau Tidak."))
        return redirect("sanctions:register")
    try:
        actions.set_nature(actor=request.user, entry=entry, about_neutrality=answer)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sifat pelanggaran dicatat."))
    return redirect("sanctions:register")
