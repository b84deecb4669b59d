"""The process tree survives the death of any of its parts, and installations never meet."""

import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from neutrality.cluster import OWNER, Cluster
from tests.fixtures.installation import Installation
from tests.fixtures.processes import ROOT, until

pytestmark = pytest.mark.xdist_group("serve")

Installing = Callable[..., Installation]


@pytest.fixture(scope="module")
def install() -> Iterator[Installing]:
    """``install(name)``: an installation in a folder that another account can pass."""
    top = Path(tempfile.mkdtemp(prefix="netralitas-serve-"))
    top.chmod(0o755)
    made: list[Installation] = []

    def make(name: str, mode: int = 0o755) -> Installation:
        folder = top / name
        folder.mkdir(mode)
        made.append(Installation(folder / "var"))
        return made[-1]

    yield make
    for installation in made:
        installation.end()
    shutil.rmtree(top, ignore_errors=True)


@pytest.fixture(scope="module")
def installed(install: Installing) -> Installation:
    return install("one")


@pytest.fixture
def server(installed: Installation) -> Installation:
    """The one server of this module, started when it is not running (tests come in any order)."""
    if installed.process is None or installed.process.poll() is not None:
        installed.serve()
        installed.until_ready()
    return installed


@pytest.mark.parametrize(
    "words",
    [("celery", "worker"), ("celery", "beat"), ("granian",), ("bin/postgres", "-D")],
    ids=lambda words: words[0:2],
)
def test_a_killed_part_comes_back(server: Installation, words: tuple[str, ...]) -> None:
    until(lambda: server.running(*words), what=f"{words}")
    victim, announced = server.running(*words)[0], server.said().count("dijalankan lagi")
    victim.send_signal(signal.SIGKILL)
    # The victim's own children may live on for a moment and still answer: first its end must be noticed.
    until(lambda: server.said().count("dijalankan lagi") > announced, what=f"word of the death of {words}")
    until(lambda: [each for each in server.running(*words) if each.pid != victim.pid], what=f"a new {words}")
    until(server.is_ready, what="readiness")


def test_a_second_start_on_the_same_folder_says_so(server: Installation) -> None:
    second = server.manage("serve", f"--port={server.port + 1}")
    assert second.returncode != 0
    assert "sudah berjalan untuk folder data" in second.stderr
    assert str(server.port) in second.stderr, "it names the address of the one that runs"


def test_a_command_beside_the_server_uses_its_database(server: Installation) -> None:
    assert server.ask_database("SELECT current_user") == "netralitas_app"
    assert server.is_ready(), "the command left the database running"


def test_a_port_that_is_taken_is_named(server: Installation, install: Installing) -> None:
    other = install("port-taken")
    refused = other.manage("serve", f"--port={server.port}", "--no-demo")
    assert refused.returncode != 0
    assert f"Port {server.port} sudah dipakai" in refused.stderr


def test_a_killed_supervisor_is_no_obstacle_and_ctrl_c_ends_everything(server: Installation) -> None:
    assert server.process is not None
    before = {process.pid for process in server.running()}
    announced = server.said().count("Siap: ")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    server.serve()
    until(lambda: server.said().count("Siap: ") > announced, 60, "the next announcement")
    kept = [process for process in server.running() if process.pid in before and "postgres" not in process.cmdline()[0]]
    assert not kept, "orphans of the dead supervisor are gone"

    started = time.monotonic()
    server.interrupt()
    assert time.monotonic() - started < 20
    until(lambda: not server.running(), 5, "the end of every process")
    assert not (server.data / "postgres" / "postmaster.pid").exists(), "the database was shut down in order"


def test_a_command_without_a_server_starts_and_stops_the_database(install: Installing) -> None:
    alone = install("alone")
    assert alone.ask_database("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user") == "False"
    assert not alone.running("bin/postgres")


def test_two_folders_side_by_side_never_meet(install: Installing) -> None:
    left, right = install("left"), install("right")
    commands = [
        each.start_manage("shell", "-v", "0", "-c", WRITE_AND_READ.format(name=each.data)) for each in (left, right)
    ]
    answers = [command.communicate(timeout=90)[0].split() for command in commands]
    assert [str(left.data)] == answers[0]
    assert [str(right.data)] == answers[1]
    keys = {(each.data / "secrets" / "secret_key").read_text() for each in (left, right)}
    assert len(keys) == 2


# Both write at the same time and look a second later: each must find its own word only.
WRITE_AND_READ = """
import time
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SET ROLE netralitas_app")
    cursor.execute("CREATE TEMP TABLE mine AS SELECT '{name}' AS word")
    time.sleep(1)
    cursor.execute("SELECT word FROM mine")
    print(cursor.fetchone()[0])
"""


def test_keys_are_made_once_and_only_their_owner_reads_them(install: Installing) -> None:
    made = install("keys")
    made.ask_database("SELECT 1")
    keys = [*(made.data / "secrets").iterdir(), made.data / "keys" / "source.key"]
    assert {path.name for path in keys} >= {"secret_key", "field_key", "receipt_key", "source.key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys} == {0o600}
    before = {path: path.read_text() for path in keys}
    made.ask_database("SELECT 1")
    assert before == {path: path.read_text() for path in keys}


def test_a_long_path_moves_the_socket_to_the_temporary_folder(install: Installing) -> None:
    far = install("jauh-" * 30)
    assert far.ask_database("SELECT current_user") == "netralitas_app"
    assert Cluster(far.data).socket_folder.parent == Path(tempfile.gettempdir())


def test_a_folder_may_have_any_name(install: Installing) -> None:
    assert install("Data #1 + 50% (uji) é").ask_database("SELECT current_user") == "netralitas_app"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that its own database account cannot pass")
def test_root_keeps_its_data_where_no_other_account_may_pass(install: Installing) -> None:
    hidden = install("hidden", mode=0o700)
    assert hidden.ask_database("SELECT current_user") == "netralitas_app"
    assert stat.S_IMODE(hidden.data.parent.stat().st_mode) == 0o700, "nothing outside the data folder was opened"


def test_run_manage_needs_no_server(install: Installing) -> None:
    there = install("run-manage")
    command = [str(ROOT / "run"), "--data", str(there.data), "manage", "shell", "-v", "0", "-c"]
    done = subprocess.run(
        [*command, "from django.conf import settings; print(settings.DATA_DIR)"],
        env=there.environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(there.data)


def test_a_folder_of_the_same_name_where_one_stands_is_not_ours(install: Installing, tmp_path: Path) -> None:
    """Celery would put the caller's folder first in the path."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "__init__.py").write_text("raise RuntimeError('somebody else')")
    done = install("elsewhere").manage("check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_real_servers_serve_as_well(install: Installing, redis_server: str) -> None:
    """DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL name servers of somebody else."""
    owner, application = (os.environ[name].rpartition("/") for name in ("DATABASE_OWNER_URL", "DATABASE_URL"))
    with psycopg.connect(
        host=owner[0].partition("@/")[2], user=OWNER, dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("DROP DATABASE IF EXISTS outside WITH (FORCE)")
        connection.execute("CREATE DATABASE outside")
    outside = install("outside")
    key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
    outside.environment |= {
        "DATABASE_URL": f"{application[0]}/outside",
        "DATABASE_OWNER_URL": f"{owner[0]}/outside",
        "REDIS_URL": redis_server,
        **dict.fromkeys(("SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY"), key),
    }
    outside.serve()
    outside.until_ready()
    assert not (outside.data / "postgres").exists()
    assert list((outside.data / "secrets").iterdir()) == [], "no key is made outside the embedded mode"
    until(lambda: "redis://" in (outside.data / "log" / "worker.log").read_text(), what="the worker on redis")
    outside.interrupt()
    until(lambda: not outside.running(), 5, "the end of every process")
