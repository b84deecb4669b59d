"""Static files as they are served: hashed, and the product's own compressed in every mode."""

import gzip
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings


def test_own_files_are_compressed_beside(tmp_path: Path, settings: Any) -> None:
    storage = {"BACKEND": "neutrality.compression.OwnCompressedStorage"}
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES=settings.STORAGES | {"staticfiles": storage}):
        call_command("collectstatic", interactive=False, verbosity=0)
        kit = tmp_path / staticfiles_storage.stored_name("ui/kit.css")
    small = kit.with_name(f"{kit.name}.gz")
    assert gzip.decompress(small.read_bytes()) == kit.read_bytes()
    assert small.stat().st_size <= 12_000
    assert not list(tmp_path.glob("drf_spectacular_sidecar/**/*.gz"))
