"""Everything in one process tree: database, migrations, task queue, schedule and web server."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, TextIO

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from neutrality import embedded, health, staticfiles
from neutrality.cluster import CannotStart, Cluster
from neutrality.supervisor import Program, Supervisor, end_leftovers
from neutrality.translations import compile_stale

READY_SECONDS = 60
LOGINS = {
    "analis": "analis BKPSDM (meja laporan)",
    "kepala.dinas": "kepala dinas",
    "atasan": "atasan langsung",
    "pemeriksa": "anggota tim pemeriksa",
    "walikota": "wali kota (PPK)",
    "sekda": "sekretaris daerah",
    "hukum": "Bagian Hukum",
    "inspektorat": "Inspektorat",
    "bawaslu": "penghubung Bawaslu",
    "asn": "pegawai",
    "admin": "pengelola sistem",
}


class Command(BaseCommand):
    help = "Menjalankan semuanya di latar depan; Ctrl-C menghentikan semuanya."
    requires_system_checks: list[str] = []  # migrate runs them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true", help="jangan isi dengan kota latihan")
        parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 8), help="proses web")

    def handle(self, *, port: int, no_demo: bool, workers: int, **_: Any) -> None:
        self.data = embedded.data_dir()
        self.embedded = Path(settings.DATABASES["default"]["HOST"]) == Cluster(self.data).socket_folder
        self.url = f"http://127.0.0.1:{port}"
        embedded.make_folders(self.data)
        with self._alone():
            if end_leftovers(self.data):
                self.say("Sisa proses dari jalan sebelumnya telah dihentikan.")
            self._need_port(port)
            (self.data / "run" / "base_url").write_text(self.url)
            os.environ.setdefault("BASE_URL", self.url)
            compile_stale()
            self._prepare(no_demo)
            self._serve(port, workers)

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    # --- before -----------------------------------------------------------------

    def _alone(self) -> TextIO:
        """The lock of this data folder; it is free again when this process is gone, however it went."""
        lock = (self.data / "run" / "serve.lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            where = lock.read().strip() or "sedang mulai"
            raise CommandError(
                f"Netralitas ASN sudah berjalan untuk folder data {self.data} ({where}). "
                "Hentikan dulu dengan Ctrl-C, atau pakai --data untuk folder lain."
            ) from None
        lock.truncate(0)
        lock.write(f"{self.url}, proses {os.getpid()}\n")
        lock.flush()
        return lock

    def _need_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CommandError(f"Port {port} sudah dipakai program lain. Pakai --port dengan angka lain.") from None

    def _prepare(self, no_demo: bool) -> None:
        marker = self.data / "training"
        if self.embedded and marker.exists() and marker.read_text() == "seeding":
            # A first start that was killed half-way: nobody has worked with this yet.
            self.say("Kota latihan belum selesai diisi pada jalan sebelumnya; diulang dari awal.")
            Cluster(self.data).empty()
        self._migrate()
        self._refuse_owner()
        if not no_demo:
            self._seed(marker)

    def _migrate(self) -> None:
        """Migrates only when something waits; static files are collected meanwhile."""
        executor = MigrationExecutor(connection)
        waits = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        connection.close()
        migrating = subprocess.Popen([*_manage("migrate", "--no-input", "-v", "0")]) if waits else None
        staticfiles.collect_when_changed()
        if migrating and migrating.wait():
            raise CommandError("Migrasi basis data gagal; pesan di atas menyebut sebabnya.")

    def _refuse_owner(self) -> None:
        try:
            health.database()
        except health.OwnsTables:
            raise CommandError(
                "DATABASE_URL memakai peran pemilik tabel. Pakai peran yang tidak memiliki apa pun."
            ) from None
        finally:
            connection.close()

    def _seed(self, marker: Path) -> None:
        """The training city, on first use of an embedded installation (or where TRAINING is set)."""
        fresh = not apps.get_model("organization", "Agency")._default_manager.exists()
        connection.close()
        if not fresh or "demo" not in get_commands() or not (self.embedded or settings.TRAINING):
            return
        self.say("Mengisi kota latihan …")
        marker.write_text("seeding")
        os.environ.update(embedded.training_environment(self.data) | dict(os.environ))
        if subprocess.call(_manage("demo")):
            raise CommandError("Kota latihan gagal diisi; pesan di atas menyebut sebabnya.")
        marker.write_text("seeded")

    # --- running ------------------------------------------------------------------

    def _serve(self, port: int, workers: int) -> None:
        programs = [
            Program("web", _web(port, workers)),
            Program("worker", _celery("worker", f"--concurrency={workers}", "--without-gossip", "--without-mingle")),
            Program("beat", _celery("beat", "--pidfile=")),
        ]
        supervisor = Supervisor(self.data, programs, self.say)
        signal.signal(signal.SIGTERM, embedded.leave)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts `./run &` with it ignored
        cluster = Cluster(self.data) if self.embedded else None
        try:
            supervisor.start()
            announced, patience = False, time.monotonic() + READY_SECONDS
            while True:
                time.sleep(0.1)
                supervisor.tend()
                if cluster and cluster.pid() is None:
                    self._revive(cluster)
                if not announced and _is_ready(self.url):
                    announced = True
                    self._announce()
                if not announced and time.monotonic() > patience:
                    raise CommandError(f"Belum siap setelah {READY_SECONDS} detik. Lihat {self.data}/log/.")
        except KeyboardInterrupt:
            pass
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            self.say("Menghentikan …")
            supervisor.stop()

    def _revive(self, cluster: Cluster) -> None:
        self.say("PostgreSQL berhenti dan dijalankan lagi.")
        try:
            with embedded.exclusively(self.data / "run" / "start.lock"):
                cluster.start()
        except CannotStart as refusal:
            self.say(str(refusal))

    def _announce(self) -> None:
        self.say(f"Siap: {self.url}/")
        if password := os.environ.get("DEMO_PASSWORD"):
            self.say(f"Masuk latihan (sandi untuk semua: {password}):")
            for name, who in LOGINS.items():
                self.say(f"  {name:<14} {who}")


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]


def _celery(kind: str, *options: str) -> list[str]:
    return [sys.executable, "-m", "celery", "--workdir", str(settings.BASE_DIR), "-A", "neutrality", kind, *options]


def _web(port: int, workers: int) -> list[str]:
    """Granian: as many workers as cores with one blocking thread each (measured best)."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--working-dir", str(settings.BASE_DIR),
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers), "--blocking-threads", "1",
        "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "neutrality.wsgi:application",
    ]  # fmt: skip


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
