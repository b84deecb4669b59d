"""Every path that the menu may name, for tests of the menu itself."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from neutrality import menu


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("", include("neutrality.pages")),
    *(path(item.path.lstrip("/"), page) for item in menu.MENU),
    path("", include("allauth.urls")),
]
