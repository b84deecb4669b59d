"""The page of the agency's own paragraphs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from neutrality.accounts.requests import user_of
from neutrality.documents.actions import agency_texts
from neutrality.errors import Refusal
from neutrality.workdays import today

BLANK_ROWS = 2


class RuleForm(forms.Form):
    """One regulation under Mengingat and the days of the letters that print it."""

    text = forms.CharField(
        label=gettext_lazy("Peraturan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    first = forms.DateField(
        label=gettext_lazy("Surat sejak"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    last = forms.DateField(
        label=gettext_lazy("Surat sampai"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text") and (data.get("first") or data.get("last")):
            self.add_error("text", _("Isi peraturannya, atau kosongkan tanggalnya."))
        return data


class CopiesForm(forms.Form):
    copies = forms.CharField(
        label=gettext_lazy("Tembusan keputusan, satu baris satu"), max_length=15_000, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


Rules = forms.formset_factory(RuleForm, extra=BLANK_ROWS, max_num=agency_texts.MOST, validate_max=True)


@login_required
@require_http_methods(["GET", "POST"])
def texts(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if user.agency is None or not agency_texts.may_set(user):
        raise Http404
    known: list[dict[str, Any]] = user.agency.choices.get("mengingat", [])
    start = [
        {"text": row["text"], "first": parse_date(row.get("from", "")), "last": parse_date(row.get("to", ""))}
        for row in known
    ]
    posted = request.POST if request.method == "POST" else None
    rules = Rules(posted, initial=start, prefix="mengingat", form_kwargs={"label_suffix": ""})
    copies = CopiesForm(posted, initial={"copies": "\n".join(user.agency.choices.get("tembusan", []))}, label_suffix="")
    if posted is not None and rules.is_valid() and copies.is_valid():
        rows = [
            {"text": row["text"], "from": row["first"], "to": row["last"]}
            for row in rules.cleaned_data
            if row.get("text")
        ]
        try:
            agency_texts.set_texts(
                actor=user, recalling=rows, copies=copies.cleaned_data["copies"].splitlines(),
                seen=request.POST.get("seen", "")[:16],
            )  # fmt: skip
        except Refusal as refusal:
            copies.add_error(None, " ".join([str(refusal), *(one for many in refusal.fields.values() for one in many)]))
        else:
            messages.success(request, _("Paragraf surat tersimpan. Surat yang sudah bernomor tidak berubah."))
            return redirect("documents:texts")
    context = {
        "rules": rules, "copies": copies, "seen": agency_texts.digest_of(user.agency), "today": today(user.agency),
    }  # fmt: skip
    invalid = posted is not None
    return render(request, "documents/paragraf.html", context, status=400 if invalid else 200)
