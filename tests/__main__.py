"""``python -m tests``: the whole suite in two pytest processes, one summed closing line.

The browser's tests run apart (see tests/fixtures/browser.py). With arguments pytest gets exactly
those, in one process: ``./test tests/law -k summons``.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import tests.ground  # noqa: F401 - both processes share its database server

BROWSER = ["tests/browser", "tests/scenarios/browser"]
APART = [*BROWSER, "tests/benchmarks"]
NO_TESTS = 5


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    broken: bool = False

    def add(self, report: Path, code: int) -> None:
        """Counts a finished pytest run; one that left no report counts as a failure."""
        self.broken |= code not in {0, NO_TESTS}
        if not report.exists():
            self.failed += 1
            return
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314
            total, failures, errors, skipped = (
                int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
            )
            self.failed += failures + errors
            self.skipped += skipped
            self.passed += max(0, total - failures - errors - skipped)

    def closing_line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def run(tally: Tally, *arguments: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
        code = subprocess.run(command, check=False).returncode
        tally.add(report, code)
    return code


def main(arguments: list[str]) -> int:
    tally = Tally()
    if arguments:
        code = run(tally, *arguments)
        print(tally.closing_line())
        return code
    cores = min(os.cpu_count() or 1, 4)
    run(tally, "tests", "-n", str(cores), "--dist", "loadgroup", *(f"--ignore={path}" for path in APART))
    if folders := [path for path in BROWSER if any(Path(path).rglob("test_*.py"))]:
        run(tally, *folders)
    print(tally.closing_line())
    return 1 if tally.broken or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
