"""The API of this room: public intake, the desk, and the cases."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.public_api_urls")),
    path("", include("cases.desk_api_urls")),
    path("", include("cases.case_api_urls")),
]
