"""``/lapor/terkirim/``: the receipt, shown once."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.public import journey
from cases.public.draft import Draft
from cases.public.guard import public_door
from neutrality import formats, ids
from neutrality.shell import public_agency
from neutrality.workdays.queries import calendar_for


def masked(receipt: str) -> str:
    """``7K4M-92QX-••••``."""
    return receipt[:-4] + "••••"


def _as_file(receipt: str) -> HttpResponse:
    """A small text with a name that says nothing."""
    text = f"{receipt}\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="catatan.txt"'
    return response


@public_door
def receipt(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        # The code comes back from the page that showed it: after that it is nowhere on the server.
        code = request.POST.get("kode", "")
        return _as_file(ids.grouped(ids.normalize(code))) if ids.is_receipt(code) else HttpResponseRedirect("/pantau/")
    draft = Draft(request)
    code = draft.data.get("receipt", "")
    if not code:
        return HttpResponseRedirect("/")
    first = not draft.data["shown"]
    sent_on = date.fromisoformat(draft.data["sent_on"])
    response = render(
        request,
        "cases/public/terkirim.html",
        {
            "first": first,
            "code": code if first else masked(code),
            "spoken": ", ".join(" ".join(part) for part in code.split("-")) if first else _("disembunyikan"),
            "anonymous": draft.data["mode"] == "anonymous",
            "sent_on": formats.day(sent_on, "hari"),
            "stages": journey.promised(sent_on, calendar_for(public_agency(request))),
        },
    )
    if first:
        draft.put(receipt=masked(code), shown=True)
        draft.save(response)
    return response
