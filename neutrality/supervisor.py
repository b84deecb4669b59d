"""Keeps a handful of programs running: starts, restarts after any death, stops cleanly.

Each program leads a process group of its own, so that Ctrl-C reaches only the supervisor and a
dead leader's children never linger. All of them carry a mark in their environment by which the
next start finds what a supervisor killed with -9 left behind.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from neutrality.cluster import die_with_parent

MARK = "NETRALITAS_SUPERVISED"
PATIENCE = 10  # seconds to leave after SIGTERM
SHORT_LIFE, LONGEST_PAUSE = 10, 30  # seconds
LOG_LIMIT = 5_000_000  # bytes kept of the log of the last runs


@dataclass
class Program:
    """``name`` is how people read it in messages; its log is ``log/<name>.log``."""

    name: str
    command: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: int = 0
    started: float = 0
    resume: float = 0  # when it may be started again, monotonic


class Supervisor:
    def __init__(self, data: Path, programs: Iterable[Program], say: Callable[[str], None]) -> None:
        self.data = data
        self.programs = list(programs)
        self.say = say

    def start(self) -> None:
        for program in self.programs:
            self._start(program)

    def tend(self) -> None:
        """One look at everybody; starts again who died, later each time it dies young."""
        for program in self.programs:
            now = time.monotonic()
            if program.process is not None and program.process.poll() is not None:
                self._bury(program, program.process, now)
            if program.process is None and now >= program.resume:
                self._start(program)

    def stop(self) -> None:
        running = [program.process for program in self.programs if program.process is not None]
        for process in running:
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()

    def _start(self, program: Program) -> None:
        log = self.data / "log" / f"{program.name}.log"
        too_long = log.exists() and log.stat().st_size > LOG_LIMIT
        with log.open("wb" if too_long else "ab") as output:
            program.process = subprocess.Popen(
                program.command, env=os.environ | {MARK: str(self.data)}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads are running
            )  # fmt: skip
        program.started = time.monotonic()

    def _bury(self, program: Program, process: "subprocess.Popen[bytes]", now: float) -> None:
        _signal_group(process, signal.SIGKILL)  # children that outlived their leader
        code = process.returncode
        program.process = None
        program.deaths = program.deaths + 1 if now - program.started < SHORT_LIFE else 1
        program.resume = now + min(LONGEST_PAUSE, 2.0 ** (program.deaths - 1) - 1)
        why = f"sinyal {-code}" if code < 0 else f"kode {code}"
        self.say(f"{program.name} berhenti ({why}) dan dijalankan lagi; lihat {self.data}/log/{program.name}.log")


def _signal_group(leader: "subprocess.Popen[bytes]", how: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader.pid, how)


def end_leftovers(data: Path) -> int:
    """Ends what an earlier supervisor of this data folder left running; returns how many there were."""
    left = [process for process in psutil.process_iter() if _marked(process, data)]
    for process in left:
        with suppress(psutil.Error):
            process.terminate()
    _, stubborn = psutil.wait_procs(left, timeout=3)
    for process in stubborn:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, timeout=3)
    return len(left)


def _marked(process: psutil.Process, data: Path) -> bool:
    with suppress(psutil.Error, OSError):
        return process.pid != os.getpid() and process.environ().get(MARK) == str(data)
    return False
