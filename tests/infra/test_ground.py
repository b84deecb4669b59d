"""What `./run` and `./test` stand on: the locks, the bootstrap, compiled words, forgetful logs."""

import io
import re
import subprocess
import time
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import structlog
from django.test import Client

from neutrality.logs import forget_the_reader
from neutrality.translations import compile_stale
from tests.fixtures.processes import ROOT

LOCKS = [ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"]


def pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.\-\[\],]+)==([^ ;\\]+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: str(lock.relative_to(ROOT)))
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"https?:|--index|--find-links|file:", text)
    entries = re.split(r"\n(?=[\w.\-\[\],]+==)", text)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_tests_lock_holds_the_programs_versions() -> None:
    program, tests = map(pins, LOCKS)
    assert {name: tests.get(name) for name in program} == program


def test_the_fonts_lock_has_no_address() -> None:
    assert '"resolved"' not in (ROOT / "static" / "package-lock.json").read_text()


def test_run_says_what_it_does_not_know() -> None:
    done = subprocess.run([str(ROOT / "run"), "mange", "migrate"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Tidak dikenal: mange" in done.stderr


def test_words_are_compiled_only_when_they_changed(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Masuk"\nmsgstr "Sign in"\n'
    )
    assert compile_stale(tmp_path) == [source.with_suffix(".mo")]
    assert compile_stale(tmp_path) == []
    time.sleep(0.02)
    source.touch()
    assert compile_stale(tmp_path) == [source.with_suffix(".mo")]
    assert [path.name for path in source.parent.iterdir() if path.suffix == ".tmp"] == []


def test_logs_forget_who_was_there() -> None:
    event = {"event": "request_started", "ip": "10.1.2.3", "user_agent": "Peramban/1", "user_id": 7, "code": 200}
    assert forget_the_reader(None, "info", event) == {"event": "request_started", "code": 200}


def test_a_receipt_typed_as_the_code_of_a_letter_is_not_logged() -> None:
    for door in ("/periksa/", "/api/v1/verify/"):
        event = forget_the_reader(None, "info", {"event": "request_started", "request": f"GET {door}NTL-7QHM-2K4W/?x"})
        assert event["request"] == f"GET {door}…/"


@pytest.mark.parametrize("path", ["/kotak-masuk/LP-24-7QHM/", "/kasus/KS-24-9TRD/jejak/", "/surat/SR-24-C3Q9FX.pdf"])
def test_logs_name_no_report_case_or_letter(path: str) -> None:
    """Whoever runs the system has no case: what was opened is the journal's to tell."""
    event = forget_the_reader(None, "info", {"event": "request_finished", "request": f"GET {path}"})
    assert not re.search(r"-24-", event["request"]) and event["request"].startswith("GET /")


@pytest.mark.django_db
def test_what_was_typed_or_searched_for_is_in_no_line(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    said = io.StringIO()
    with redirect_stdout(said):
        for path in ("/periksa/7K4M-92QX-D6TE/", "/api/v1/verify/7K4M-92QX-D6TE/", "/api/v1/law/violations/?q=Zulaikha",
                     "/tidak-ada/?q=Zulaikha"):  # fmt: skip
            assert client.get(path).status_code in (400, 404)
    out, err = capfd.readouterr()
    text = said.getvalue() + out + err
    assert "7K4M" not in text and "Zulaikha" not in text


def test_a_request_leaves_no_trace_of_its_browser(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    assert structlog.get_config()["processors"].count(forget_the_reader) == 1
    said = io.StringIO()
    with redirect_stdout(said):
        client.get("/healthz", headers={"user-agent": "Peramban-Pelapor/1"}, REMOTE_ADDR="203.0.113.9")
    out, err = capfd.readouterr()
    assert "Peramban-Pelapor" not in said.getvalue() + out + err
    assert "203.0.113.9" not in said.getvalue() + out + err
