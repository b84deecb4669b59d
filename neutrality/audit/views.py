"""The trail as a page, with the proof of the chain that is being read."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from neutrality.audit import actions, events, queries, verification
from neutrality.audit.models import Anchor, JournalEntry
from neutrality.veil import unveiled, veiled

PAGE = 50


@login_required
@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """Newest first; ``?pokok=case:KS-24-7QHM`` one subject, ``?peristiwa=`` one event, ``?sebelum=`` goes on."""
    user: Any = request.user
    if not queries.may_read(user):
        raise Http404
    entries = queries.visible_to(user).order_by("-pk")
    subject, event, before = (request.GET.get(name, "").strip() for name in ("pokok", "peristiwa", "sebelum"))
    kind, _separator, code = subject.partition(":")
    if subject:
        entries = entries.filter(subject_type=kind, subject_code=code) if "\x00" not in subject else entries.none()
    if event in events.vocabulary():
        entries = entries.filter(event=event)
    last = unveiled(before, "journal")
    if last is not None:
        entries = entries.filter(pk__lt=last)
    page = list(entries[: PAGE + 1])
    actions.record_search(user, "journal", [entry.pk for entry in page[:PAGE]])
    context = {
        "rows": [_row(entry, user) for entry in page[:PAGE]],
        "older": veiled(page[PAGE - 1].pk, "journal") if len(page) > PAGE else None,
        "subject": subject,
        "event": event,
        "events": events.vocabulary(),
        "proof": _proof(page) if subject else None,
        "anchor": Anchor.objects.order_by("-number").first(),
    }
    return render(request, "audit/trail.html", context)


def _proof(page: list[JournalEntry]) -> dict[str, Any] | None:
    """Whether the chain of the subject holds; only of a chain whose rows the reader may see."""
    if not page:
        return None
    result = verification.verify(chain=page[0].chain, with_anchors=False)
    return {"holds": result.holds, "rows": result.rows, "findings": [one.message for one in result.findings]}


def _row(entry: JournalEntry, user: Any) -> dict[str, Any]:
    return {
        "entry": entry,
        "subject": f"{entry.subject_type}:{entry.subject_code}",
        "changes": [_change(name, value) for name, value in queries.changes_shown(entry, user).items()],
    }


def _change(name: str, value: Any) -> dict[str, str]:
    """``{field: [old, new]}`` told in words; a fact that is not a pair is told as it is."""
    if isinstance(value, list) and len(value) == 2 and name != "ids":
        return {"name": name, "old": _plain(value[0]), "new": _plain(value[1])}
    return {"name": name, "old": "", "new": _plain(value)}


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(one) for one in value)
    return "" if value is None else str(value)
