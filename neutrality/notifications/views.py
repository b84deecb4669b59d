"""The list of notices, and the door from a notice to what it is about."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from neutrality.notifications import actions, queries
from neutrality.veil import unveiled, veiled

PAGE = 50


@login_required
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Newest first; ``?sebelum=`` goes on from there."""
    notices = queries.notices_for(request.user)
    before = unveiled(request.GET.get("sebelum", ""), "notice")
    if before is not None:
        notices = notices.filter(pk__lt=before)
    page = list(notices[: PAGE + 1])
    older = f"sebelum={veiled(page[PAGE - 1].pk, 'notice')}" if len(page) > PAGE else ""
    context = {"notices": page[:PAGE], "older": older, "unread": queries.unread_count(request.user)}
    return render(request, "notifications/list.html", context)


@login_required
@require_POST
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as read and go where the notice leads."""
    notice = get_object_or_404(queries.notices_for(request.user), pk=pk)
    actions.mark_read(user=request.user, notice_id=notice.pk)
    return redirect(notice.link)


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_read(user=request.user)
    return redirect("notifications:list")
