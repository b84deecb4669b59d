"""What every test run stands on; loaded by pytest before Django's settings (``-p tests.ground``).

A throwaway PostgreSQL, keys and folders of its own for each run, so that several runs side by side
never meet. xdist's workers inherit the database of the run that started them. With
DATABASE_OWNER_URL in the environment the tests use that server instead.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path

from neutrality.cluster import APPLICATION, OWNER, Cluster
from neutrality.embedded import make_folders
from neutrality.translations import compile_stale


def _key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _lay() -> None:
    folder = Path(tempfile.mkdtemp(prefix="netralitas-test-"))
    folder.chmod(0o755)  # the database's account has to pass
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    make_folders(folder)
    os.environ["NETRALITAS_TEST_GROUND"] = str(folder)
    if not os.environ.get("DATABASE_OWNER_URL"):
        cluster = Cluster(folder, throwaway=True)
        cluster.start()
        atexit.register(cluster.stop)
        os.environ["DATABASE_URL"] = cluster.url(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = cluster.url(OWNER)
    os.environ.update({name: _key() for name in ("SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY")})
    for name in ("REDIS_URL", "TODAY", "TRAINING", "DEFAULT_AGENCY", "EMAIL_URL"):
        os.environ.pop(name, None)
    compile_stale()


if "NETRALITAS_TEST_GROUND" not in os.environ:
    _lay()

# Each xdist worker keeps its files and its queue to itself.
_own = Path(os.environ["NETRALITAS_TEST_GROUND"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
_own.mkdir(exist_ok=True)
make_folders(_own)
(_own / "static").mkdir(exist_ok=True)  # WhiteNoise asks for it
os.environ |= {
    "DATA_DIR": str(_own),
    "DATABASE_AS_OWNER": "1",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
