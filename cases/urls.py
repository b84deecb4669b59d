"""Pages of this room behind the sign-in: the desk's inbox and the cases (the public door is ``cases.public``)."""

from importlib.util import find_spec

from django.urls import include, path

# Each part brings its own paths; one that is not there yet is left out.
PARTS = ["cases.desk.urls", "cases.pages.urls"]


def _exists(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [path("", include(part)) for part in PARTS if _exists(part)]
