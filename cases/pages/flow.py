"""The moves of every track as a drawing and a table, from the code (``/hukum/alur/``)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import flow as moves
from cases import transitions
from cases.pages.common import user_of


@login_required
@require_GET
def flow(request: HttpRequest) -> HttpResponse:
    """``?jalur=`` picks the track."""
    track = request.GET.get("jalur") or "discipline"
    if track not in transitions.TRACKS:
        raise Http404
    labels = dict(transitions.TRACK_LABELS)
    table = transitions.TRACKS[track]
    context: dict[str, Any] = {
        "tracks": [{"id": code, "label": label, "current": code == track} for code, label in transitions.TRACK_LABELS],
        "track": track,
        "label": labels[track],
        "same": [labels[code] for code, rows in transitions.TRACKS.items() if rows is table and code != track],
        "lines": moves.lines(track, user_of(request).agency),
        "drawing": moves.drawing(track),
    }
    return render(request, "cases/alur.html", context)
