"""The ground of an installation that was given none: PostgreSQL from the wheel, keys made once.

Everything lives in one data folder (``var/`` or ``--data DIR``):

    postgres/   the database            secrets/    SECRET_KEY, FIELD_KEY, RECEIPT_KEY (0600)
    queue/      the filesystem broker   keys/       the key of the source compartment, apart from the database
    files/      uploads and letters     log/ run/   logs; locks and the socket

With ``DATABASE_URL`` in the environment nothing here happens. Nobody "owns" the running database:
each user of it holds a shared lock, and the last one to leave stops it, so `./run manage …` beside
a server, before it or after it is the same thing.
"""

import base64
import contextlib
import fcntl
import os
import secrets
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from neutrality.cluster import Cluster

BASE_DIR = Path(__file__).resolve().parent.parent

# Commands that need no database: they start faster and work beside a broken one.
WITHOUT_DATABASE = {
    "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages", "spectacular", "version",
}  # fmt: skip
# The training city stands on this day; see workdays.today().
TRAINING_DAY = "2024-10-16"


def data_dir() -> Path:
    return Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").expanduser().resolve()


def ground(argv: list[str]) -> contextlib.AbstractContextManager[None]:
    """What ``manage.py argv[1] …`` stands on: its environment, and a database that is up."""
    if os.environ.get("DATABASE_URL"):
        return contextlib.nullcontext()
    data = data_dir()
    make_folders(data)
    os.environ.update(environment(data))
    command = argv[1] if len(argv) > 1 else "help"
    if command in WITHOUT_DATABASE or command.startswith("-"):
        return contextlib.nullcontext()
    return database(Cluster(data))


@contextlib.contextmanager
def database(cluster: Cluster) -> Iterator[None]:
    """The embedded database, started when it is down and stopped by the last one who leaves."""
    signal.signal(signal.SIGTERM, leave)
    run = cluster.data / "run"
    users = (run / "users.lock").open("w")
    with exclusively(run / "start.lock"):
        cluster.start()
        fcntl.flock(users, fcntl.LOCK_SH)
    try:
        yield
    finally:
        with exclusively(run / "start.lock"), contextlib.suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_UN)
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            cluster.stop()
        users.close()


@contextlib.contextmanager
def exclusively(path: Path) -> Iterator[None]:
    """Holds a lock file; waits for whoever has it. Gone by itself when the process dies."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def leave(signum: int, frame: object) -> None:
    sys.exit(128 + signum)


def make_folders(data: Path) -> None:
    """The data folder: passable for the database's account, its secrets readable by the owner only."""
    data.mkdir(parents=True, exist_ok=True)
    for name, mode in {
        "secrets": 0o700, "keys": 0o700, "files": 0o700, "queue": 0o700, "log": 0o755, "run": 0o711,
    }.items():  # fmt: skip
        folder = data / name
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)
    for name in ("messages", "control"):
        (data / "queue" / name).mkdir(exist_ok=True)


def environment(data: Path) -> dict[str, str]:
    """The settings of an embedded installation; what the caller's environment names already is left as it is."""
    cluster = Cluster(data)
    values = {
        "DATA_DIR": str(data),
        "DATABASE_URL": cluster.url("netralitas_app"),
        "DATABASE_OWNER_URL": cluster.url("netralitas_owner"),
        "SECRET_KEY": secret(data / "secrets" / "secret_key"),
        "FIELD_KEY": secret(data / "secrets" / "field_key"),
        "RECEIPT_KEY": secret(data / "secrets" / "receipt_key"),
        "SOURCE_KEY": secret(data / "keys" / "source.key"),
    }
    if (data / "run" / "base_url").exists():
        # Where the last `serve` of this folder stood: letters made by a command carry the same address.
        values["BASE_URL"] = (data / "run" / "base_url").read_text()
    if is_training(data):
        values |= training_environment(data)
    return {name: value for name, value in values.items() if name not in os.environ}


def training_environment(data: Path) -> dict[str, str]:
    """What turns an installation into the training city. ``demo`` gives DEMO_PASSWORD to every login it makes."""
    return {
        "TRAINING": "1",
        "TODAY": TRAINING_DAY,
        "DEMO_PASSWORD": secret(data / "secrets" / "demo_password", _spoken_password),
    }


def is_training(data: Path) -> bool:
    return (data / "training").exists()


def _random_key() -> str:
    """32 bytes in URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _spoken_password() -> str:
    """Long enough for the rule, short enough to type from the screen: ``latih-k7mq-3xwd``."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(letters) for _ in range(4)) for _ in range(2))
    return "-".join(("latih", *groups))


def secret(path: Path, make=_random_key) -> str:  # type: ignore[no-untyped-def]
    """The value kept in ``path``, made on first use; two processes that start at once agree on it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _written(path)
    with os.fdopen(handle, "w") as file:
        file.write(make() + "\n")
    return _written(path)


def _written(path: Path) -> str:
    value = path.read_text().strip()
    if not value:
        raise SystemExit(
            f"Berkas kunci {path} kosong. Pulihkan dari cadangan; kunci baru tidak dapat membaca data lama."
        )
    return value
