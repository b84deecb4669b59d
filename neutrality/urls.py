"""Every path of the product. Slugs are Indonesian: they are read aloud from letters."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

# Each room brings its own pages (urls.py) and API (api_urls in urls.py's sibling).
ROOMS = [
    "neutrality.accounts",
    "neutrality.organization",
    "neutrality.workdays",
    "neutrality.notifications",
    "neutrality.audit",
    "neutrality.documents",
    "neutrality.counsel",
    "neutrality.prevention",
    "cases.public",
    "cases",
    "sanctions",
    "neutrality.overview",
]


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _included(kind: str) -> list[URLPattern | URLResolver]:
    """The ``urls`` (pages) or ``api_urls`` of every room that has them."""
    return [path("", include(f"{room}.{kind}")) for room in ROOMS if _exists(f"{room}.{kind}")]


urlpatterns = [
    *(
        path("", include(module))
        for module in ("neutrality.pages", "neutrality.health", "neutrality.metrics")
        if _exists(module)
    ),
    *_included("urls"),
    path("kelola/", admin.site.urls),
    path("api/v1/", include((_included("api_urls"), "api"))),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
]

handler400 = "neutrality.errorpages.bad_request"
handler403 = "neutrality.errorpages.forbidden"
handler404 = "neutrality.errorpages.not_found"
handler500 = "neutrality.errorpages.server_error"
