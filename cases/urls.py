"""Pages of this room behind the sign-in: the desk's inbox, the cases and the calendar (the public door is ``cases.public``)."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.desk.urls")),
    path("", include("cases.pages.urls")),
    path("", include("cases.pages.calendar_urls")),
]
