"""What a head of a unit saw, told to the desk; it opens in the desk's inbox, with its walls."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions import intake
from cases.desk import forms
from cases.desk.doors import user_of
from cases.desk.views.entry import show
from neutrality.errors import Refusal


@login_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    if not user.headed_units:
        raise Http404
    form = forms.SuperiorForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            intake.report_as_superior(actor=user, data=form.data_for_action(), files=request.FILES.getlist("evidence"))
        except Refusal as refusal:
            show(form, refusal, forms.EntryForm.PLACES)
        else:
            messages.success(request, _("Terkirim. Meja penerima BKPSDM menelaahnya dalam lima hari kerja."))
            return redirect("desk:superior")
    return render(request, "cases/desk/superior.html", {"form": form}, status=400 if form.errors else 200)
