"""What lower rooms tell that somebody should hear."""

from typing import Any

from django.urls import reverse

from neutrality.notifications.actions import notify
from neutrality.notifications.wording import Kind


def on_request_decided(sender: Any, request: Any, **kwargs: Any) -> None:
    """Who asked for an acting official hears that it was granted or refused; what, the page says."""
    link = reverse("organization:request", args=[request.code])
    notify(request.asked_by, Kind.REQUEST_DECIDED, key=f"request-decided:{request.code}", link=link)
