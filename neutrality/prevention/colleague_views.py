"""``/ingatkan/``: reminding a colleague of the rule, and the rule as it is read."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from neutrality import formats
from neutrality.accounts.models import User
from neutrality.accounts.requests import user_of
from neutrality.errors import Refusal
from neutrality.organization.models import Person
from neutrality.prevention import colleagues
from neutrality.workdays import today


class ColleagueForm(forms.Form):
    """Whom to remind, by the code of the person, and that nobody is to be reported."""

    person = forms.ChoiceField(
        label=gettext_lazy("Rekan di unit Anda"),
        error_messages={"required": gettext_lazy("Pilih rekan."), "invalid_choice": gettext_lazy("Pilih dari daftar.")},
    )
    aware = forms.BooleanField(
        label=gettext_lazy("Saya tidak hendak melaporkan rekan ini"),
        error_messages={"required": gettext_lazy("Bila hendak melapor, jangan kirim pengingat: buka halaman Lapor.")},
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.code: one for one in people}
        self.fields["person"].choices = [("", _("Pilih rekan")), *((one.code, one.full_name) for one in people)]  # type: ignore[attr-defined]

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


@login_required
def remind(request: HttpRequest) -> HttpResponse:
    user = _asn(request)
    form = ColleagueForm(request.POST or None, people=colleagues.colleagues_of(user))
    if request.method == "POST" and form.is_valid():
        try:
            day = colleagues.remind_of_the_rule(actor=user, person=form.cleaned_data["person"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Pengingat dikirim %(day)s, tanpa nama Anda.") % {"day": formats.day(day, "hari")}
            )
            return redirect("prevention:remind_colleague")
    on = today(user.agency)
    context = {
        "form": form, "rule": colleagues.rule(on), "left": colleagues.left(user), "batch": colleagues.next_batch(on),
    }  # fmt: skip
    return render(request, "prevention/remind_colleague.html", context, status=409 if form.errors else 200)


@login_required
@require_GET
def rule(request: HttpRequest) -> HttpResponse:
    """The same words for everybody; that one was reminded stands nowhere on it."""
    user = _asn(request)
    return render(request, "prevention/rule.html", {"rule": colleagues.rule(today(user.agency))})


def _asn(request: HttpRequest) -> User:
    user = user_of(request)
    if user.person_id is None or user.agency is None:
        raise Http404
    return user
