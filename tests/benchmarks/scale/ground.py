"""A data folder with a throwaway PostgreSQL of its own, and Django standing on it."""

import os
import secrets
import shutil
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neutrality.cluster import APPLICATION, OWNER, Cluster
from neutrality.embedded import make_folders, secret

KEYS = ("SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY")


@contextmanager
def standing(data: Path | None, keep: bool) -> Iterator[Path]:
    """Gives the folder; the database is up inside the block, and Django has been set up. A folder given stays."""
    folder = data or Path(tempfile.mkdtemp(prefix="netralitas-skala-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the database's account has to pass
    make_folders(folder)
    (folder / "static").mkdir(exist_ok=True)
    cluster = Cluster(folder, throwaway=True)
    cluster.start()
    try:
        _environment(folder, cluster)
        import django

        django.setup()
        yield folder
    finally:
        cluster.stop()
        if data is None and not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _environment(folder: Path, cluster: Cluster) -> None:
    """The demo's day: the load tells of the campaign of 2024."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "neutrality.settings",
        "DATA_DIR": str(folder),
        "DATABASE_URL": cluster.url(APPLICATION),
        "DATABASE_OWNER_URL": cluster.url(OWNER),
        "DATABASE_AS_OWNER": "1",
        "TRAINING": "1",
        "TODAY": "2024-10-16",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "ALLOWED_HOSTS": "testserver",
    }
    for name in KEYS:
        os.environ[name] = secret(folder / "keys" / name.lower(), _key)


def _key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()
