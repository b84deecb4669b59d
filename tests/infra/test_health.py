"""/healthz and /readyz: what they answer when a part is missing."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from neutrality import health


def test_alive_needs_nothing(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"


@pytest.mark.django_db
def test_ready_when_database_queue_and_storage_work(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "queue": True, "storage": True}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_missing_part_is_named(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.QUEUE_DIR = tmp_path / "gone"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "queue": False, "storage": True}


@pytest.mark.django_db
def test_storage_that_cannot_be_written_is_named(client: Client, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.MEDIA_ROOT = tmp_path / "file" / "files"
    assert client.get("/readyz").json()["storage"] is False


@pytest.mark.django_db
def test_the_tables_owner_is_not_ready_in_production(client: Client, settings: Any) -> None:
    settings.APPLICATION_MAY_OWN = False  # the tests' connection owns the tables
    assert client.get("/readyz").json()["database"] is False


def test_the_queue_on_a_real_redis(redis_server: str, settings: Any) -> None:
    settings.REDIS_URL = redis_server
    health.queue()


def test_a_redis_that_is_gone_is_noticed(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with pytest.raises(Exception, match="refused"):
        health.queue()
