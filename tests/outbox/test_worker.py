"""Real workers, killed in the middle, on both brokers: done exactly once, and nothing waits for ever."""

from pathlib import Path
from typing import Any

import pytest

from neutrality.audit.models import JournalEntry
from neutrality.outbox.actions import owe
from neutrality.outbox.models import Owed, State
from tests.fixtures.processes import StartWorker, until
from tests.outbox.probe import tasks as probe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=["filesystem", "redis"])
def broker(request: pytest.FixtureRequest) -> dict[str, str]:
    return {"REDIS_URL": request.getfixturevalue("redis_server")} if request.param == "redis" else {}


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    path = tmp_path / "starts"
    path.touch()
    return path


@pytest.fixture(autouse=True)
def no_wake_up_from_here(settings: Any) -> None:
    """This process has a queue of its own; what it hands out there goes back to the sweep soon."""
    settings.OUTBOX_QUEUE_LEASE = 1


@pytest.fixture
def surroundings(broker: dict[str, str], starts: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "tests.outbox.probe.settings",
        "PROBE_FILE": str(starts),
    } | broker


def effects(name: str) -> int:
    return JournalEntry.objects.filter(subject_type=probe.SUBJECT_TYPE, subject_code=name).count()


def state(key: str) -> str:
    return Owed.objects.get(key=key).state


def test_a_worker_killed_in_the_middle_leaves_one_effect(
    start_worker: StartWorker, surroundings: dict[str, str], starts: Path
) -> None:
    worker = start_worker(beat=True, **surroundings)
    owe("probe.slow", key="slow", payload={"name": "torn", "seconds": 3})
    until(starts.read_text, what="the first attempt")
    worker.kill()
    assert effects("torn") == 0

    start_worker(beat=True, **surroundings)
    until(lambda: state("slow") == State.DONE, 30, "the second attempt")
    assert starts.read_text().count("torn") == 2
    assert effects("torn") == 1
    assert Owed.objects.get(key="slow").attempts == 2


def test_work_owed_while_nobody_works_is_done_afterwards(
    start_worker: StartWorker, surroundings: dict[str, str]
) -> None:
    for n in range(20):
        owe("probe.note", key=f"note:{n}", payload={"name": "later"})
    start_worker(beat=True, concurrency=2, **surroundings)
    until(lambda: effects("later") == 20, 30, "all twenty")
    until(lambda: not Owed.objects.exclude(state=State.DONE).filter(kind="probe.note").exists(), what="their ends")


def test_poison_stops_after_its_attempts_and_is_visible(
    start_worker: StartWorker, surroundings: dict[str, str], starts: Path
) -> None:
    owe("probe.poison", key="poison", payload={"name": "poison"})
    start_worker(beat=True, concurrency=2, **surroundings)
    until(lambda: state("poison") == State.FAILED, 60, "the poison to be given up")
    assert starts.read_text().count("poison") == 2
    assert Owed.objects.get(key="poison").last_error == "worker_lost"
