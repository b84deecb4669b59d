"""The API of this room: public intake, the desk, and the cases."""

from django.urls import include, path

from cases.urls import _exists

PARTS = ["cases.public_api_urls", "cases.desk_api_urls", "cases.case_api_urls"]

urlpatterns = [path("", include(part)) for part in PARTS if _exists(part)]
