"""A real worker, killed with SIGKILL while it renders: exactly one letter afterwards."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from neutrality.audit.actions import SYSTEM, record
from neutrality.audit.models import JournalEntry
from neutrality.documents import files
from neutrality.documents.models import OfficialDocument
from neutrality.outbox.models import Owed, State
from tests.documents.conftest import MakeLetter
from tests.documents.samples import QUESTIONS
from tests.fixtures.processes import StartWorker, until

pytestmark = pytest.mark.django_db(transaction=True)
# Settings under which lost work is taken back after two seconds instead of thirty.
FAST = {"DJANGO_SETTINGS_MODULE": "tests.outbox.probe.settings"}


@pytest.fixture(autouse=True)
def no_wake_up_from_here(settings: Any) -> None:
    """This process has a queue of its own; what it hands out there goes back to the sweep soon."""
    settings.OUTBOX_QUEUE_LEASE = 1


def path_of(letter: OfficialDocument) -> Path:
    """Where the worker writes; its folder is the run's own, not this test's."""
    return Path(settings.MEDIA_ROOT) / letter.pdf


def rendered(letter: OfficialDocument) -> Callable[[], bool]:
    return lambda: OfficialDocument.objects.exclude(sha256="").filter(pk=letter.pk).exists()


def assert_exactly_one(letter: OfficialDocument) -> None:
    letter.refresh_from_db()
    path = path_of(letter)
    assert [one.name for one in path.parent.iterdir() if path.name in one.name] == [path.name]
    assert files.digest(path.read_bytes()) == letter.sha256
    assert JournalEntry.objects.filter(event="document.rendered", subject_code=letter.code).count() == 1


def test_killed_in_the_middle_of_rendering(make_letter: MakeLetter, start_worker: StartWorker) -> None:
    many = [{"tanya": one["tanya"], "jawab": one["jawab"] + " Lalu saya pulang." * 20} for one in QUESTIONS * 60]
    worker = start_worker(beat=True, **FAST)
    letter = make_letter("F02_BAP", state="numbered", tanya_jawab_bernomor=many)  # takes seconds to render
    until(lambda: Owed.objects.filter(state=State.RUNNING).exists(), what="the worker to begin")

    worker.kill()

    assert not rendered(letter)()
    start_worker(beat=True, **FAST)
    until(rendered(letter), 90, "the second attempt")
    assert_exactly_one(letter)


def test_killed_between_the_file_and_the_row(make_letter: MakeLetter, start_worker: StartWorker) -> None:
    """The file stands, its row does not know it yet: the repeat writes the same file again."""
    worker = start_worker(beat=True, **FAST)
    letter = make_letter(state="final")
    with transaction.atomic():
        letter = _number(letter)
    with transaction.atomic():
        # Whoever writes on the case's chain holds it until the commit: the worker has to wait there.
        record("subject.opened", actor=SYSTEM, subject=letter, chain=letter.journal_chain)
        until(path_of(letter).exists, what="the file")
        until(_somebody_waits, what="the worker to wait for the chain")
        first = path_of(letter).read_bytes()
        worker.kill()

    assert not rendered(letter)()
    start_worker(beat=True, **FAST)
    until(rendered(letter), 60, "the second attempt")
    assert_exactly_one(letter)
    assert path_of(letter).read_bytes() == first


def _number(letter: OfficialDocument) -> OfficialDocument:
    from neutrality.documents import actions
    from tests.documents.conftest import DAY

    return actions.number_document(document=letter, actor=None, dated=DAY)


def _somebody_waits() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        return cursor.fetchone()
