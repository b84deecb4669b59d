"""The project's addresses with a plain page for what is absent: thousands of doors are tried, and the page that says no
is looked at in ``test_walls.py``.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from neutrality.urls import handler400, handler403, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def handler404(request: HttpRequest, exception: Any) -> HttpResponse:
    return HttpResponse("absent", status=404)
