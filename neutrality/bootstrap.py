"""Makes ready what ``./run`` and ``./test`` need on a fresh machine, then hands over.

Standard library only, run as a script by whatever Python 3.11+ the machine has:

    bootstrap.py run  [--port N] [--data DIR] [--no-demo] [manage ARGS…]
    bootstrap.py test [pytest arguments]
    bootstrap.py venv            only the environment with the test tools

What is installed stays inside the checkout (.venv, static/node_modules), apart from Debian's
packages, which only root installs; everybody else is told the exact command.
"""

import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "tests" / "requirements.lock"}


def main(arguments: list[str]) -> None:
    what, rest = (arguments[0], arguments[1:]) if arguments else ("run", [])
    tests = what != "run"
    install_system_packages(tests)
    install_python_packages("test" if tests else "run")
    install_fonts()
    if what == "test":
        hand_over("-m", "tests", *rest)
    elif what == "run":
        run(rest)


def run(rest: list[str]) -> None:
    """``--data`` must be known before anything else, so it travels in the environment."""
    options: list[str] = []
    while rest and rest[0].startswith("-"):
        name, has_value, value = rest.pop(0).partition("=")
        if name in {"--data", "--port"} and not has_value:
            if not rest:
                sys.exit(f"{name} perlu nilai, misalnya: ./run --port 8123 --data /srv/netralitas")
            value = rest.pop(0)
        if name == "--data":
            os.environ["DATA_DIR"] = str(Path(value).expanduser().resolve())
        else:
            options.append(f"{name}={value}" if value else name)
    if rest and rest[0] == "manage":
        hand_over("manage.py", *rest[1:])
    if rest:
        sys.exit(f"Tidak dikenal: {rest[0]}. Pakai: ./run [--port N] [--data DIR] [--no-demo] [manage PERINTAH…]")
    hand_over("manage.py", "serve", *options)


def hand_over(*arguments: str) -> None:
    """Becomes the program: one process, so Ctrl-C and SIGTERM reach it directly."""
    if arguments[0] == "manage.py":
        arguments = (str(ROOT / "manage.py"), *arguments[1:])
    else:
        os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606


# --- the system -------------------------------------------------------------------


def _has_library(*names: str) -> Callable[[], bool]:
    def found() -> bool:
        for name in names:
            with suppress(OSError):
                ctypes.CDLL(name)
                return True
        return False

    return found


def _has_program(*names: str) -> Callable[[], bool]:
    return lambda: any(map(shutil.which, names))


def _has_venv() -> bool:
    """Debian splits ensurepip away; an environment that stands already needs none."""
    if PYTHON.exists():
        return True
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def _has_liberation() -> bool:
    return any(Path("/usr/share/fonts").glob("**/LiberationSerif-Regular.ttf")) or sys.platform == "darwin"


# Debian's package, and how to tell that what it brings is here already.
NEEDED: dict[str, Callable[[], bool]] = {
    "python3-venv": _has_venv,
    "libpango-1.0-0": _has_library("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": _has_library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": _has_library("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
    "fonts-liberation": _has_liberation,
}
NEEDED_BY_TESTS: dict[str, Callable[[], bool]] = {
    "chromium": lambda: (
        bool(os.environ.get("CHROMIUM")) or _has_program("chromium", "chromium-browser", "google-chrome")()
    ),
    "redis-server": _has_program("redis-server"),
    "poppler-utils": _has_program("pdftotext"),
}


def install_system_packages(tests: bool) -> None:
    missing = [name for name, here in (NEEDED | (NEEDED_BY_TESTS if tests else {})).items() if not here()]
    if not missing:
        return
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        print(f"Memasang paket sistem: {' '.join(missing)} …", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = [apt, "install", "-y", "-qq", "--no-install-recommends", *missing]
        # The list of packages may be old or absent; only then is it fetched.
        for command in ([], [apt, "update", "-qq"]):
            if command:
                subprocess.run(command, env=quiet, check=False, stdin=subprocess.DEVNULL)
            done = subprocess.run(
                install, env=quiet, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True
            )
            if done.returncode == 0:
                return
        sys.exit(f"Pemasangan paket sistem gagal:\n{done.stderr.strip()}")
    print(f"Paket sistem yang belum ada: {', '.join(missing)}. Jalankan sekali, lalu ulangi perintah ini:")
    print(
        f"  sudo apt-get install -y {' '.join(missing)}" if apt or sys.platform != "darwin" else "  brew install pango"
    )
    needed = [name for name in missing if name in NEEDED and name != "fonts-liberation"]
    if needed:
        sys.exit(1)


# --- Python's packages and the fonts --------------------------------------------------


def install_python_packages(kind: str) -> None:
    """The locked packages in .venv; a stamp with the lock's digest makes the second start quick."""
    VENV.mkdir(exist_ok=True)
    with (VENV / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _stamped(kind):
            return
        if not PYTHON.exists() or not (VENV / "bin" / "pip").exists():
            print("Menyiapkan lingkungan Python (.venv) …", flush=True)
            _must([sys.executable, "-m", "venv", str(VENV)])
        print("Memasang pustaka yang dikunci …", flush=True)
        pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
        _must([*pip, "--require-hashes", "--no-deps", "-r", str(LOCKS[kind])])
        _stamp(kind).write_text(_digest(LOCKS[kind]))
        if kind == "test":  # everything of the program's own lock is in the tests' lock too
            _stamp("run").write_text(_digest(LOCKS["run"]))


def _stamp(kind: str) -> Path:
    return VENV / f".installed-{kind}"


def _stamped(kind: str) -> bool:
    return PYTHON.exists() and _stamp(kind).is_file() and _stamp(kind).read_text() == _digest(LOCKS[kind])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _must(command: list[str]) -> None:
    result = subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
    if result.returncode:
        sys.exit(f"Gagal ({result.returncode}): {' '.join(command)}")


def install_fonts() -> None:
    """The two screen fonts. A comfort: without npm or network the pages use the system's fonts."""
    lock, modules = ROOT / "static" / "package-lock.json", ROOT / "static" / "node_modules"
    npm = shutil.which("npm")
    if npm is None or not lock.exists():
        return
    stamp = modules / ".installed"
    if stamp.is_file() and stamp.read_text() == _digest(lock):
        return
    command = [npm, "--prefix", str(ROOT / "static"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode == 0 and modules.is_dir():
        stamp.write_text(_digest(lock))
    else:
        print("Huruf layar tidak terpasang (npm gagal); halaman memakai huruf sistem.", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
