"""The settings refuse what would be dangerous, before anything starts."""

import os
import subprocess
import sys

import pytest

from tests.fixtures.processes import ROOT

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgres://app@db/netralitas",
    "DATABASE_OWNER_URL": "postgres://owner@db/netralitas",
    **dict.fromkeys(("SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY"), KEY),
}


def load(**changes: str | None) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", "from neutrality import settings as s; print(s.DATABASES['default']['USER'])"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_production_runs_as_the_application() -> None:
    assert load().stdout == "app\n"
    assert load(DATABASE_OWNER_URL=None).stdout == "app\n", "the owner's address is for the owner's commands"


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEY", "SOURCE_KEY", "RECEIPT_KEY", "DATABASE_URL"])
def test_no_secret_has_a_default(name: str) -> None:
    refused = load(**{name: None})
    assert refused.returncode != 0
    assert f"Set the {name} environment variable" in refused.stderr


def test_one_role_for_both_is_refused() -> None:
    assert "same role" in load(DATABASE_OWNER_URL=PRODUCTION["DATABASE_URL"]).stderr


def test_a_fixed_day_is_for_training_only() -> None:
    assert "training" in load(TODAY="2024-10-16").stderr
    assert load(TODAY="2024-10-16", TRAINING="1").returncode == 0
