"""Doors for whoever watches: alive (/healthz), and able to work (/readyz, 503 with which part is not)."""

import os
import tempfile
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from neutrality.celery import app


class OwnsTables(RuntimeError):
    """The application runs in a role that could change what must stand, the journal first of all."""


def database() -> None:
    """It answers, in production to a role that owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'django_migrations'")
        (owns,) = cursor.fetchone()
    if owns and not settings.APPLICATION_MAY_OWN:
        raise OwnsTables


def queue() -> None:
    """The broker takes messages; the filesystem broker is a folder."""
    if not settings.REDIS_URL:
        _writable(str(settings.QUEUE_DIR / "messages"))
        return
    with app.connection_for_write(settings.REDIS_URL, connect_timeout=2) as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def storage() -> None:
    os.makedirs(settings.MEDIA_ROOT, mode=0o700, exist_ok=True)
    _writable(str(settings.MEDIA_ROOT))


def _writable(folder: str) -> None:
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b".")


PARTS: dict[str, Callable[[], None]] = {"database": database, "queue": queue, "storage": storage}


def works(check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:  # whatever it is, the part does not work, and details are not for everybody
        return False
    return True


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """``{"database": true, "queue": true, "storage": false}``"""
    parts = {name: works(check) for name, check in PARTS.items()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


urlpatterns = [path("healthz", healthz, name="healthz"), path("readyz", readyz, name="readyz")]
