"""The whole path with a real Celery worker: nothing of it is done in the process that asks."""

from typing import Any

import pytest
from django.utils import timezone

from cases.models import Message, Original
from neutrality.audit.verification import verify
from neutrality.documents.models import OfficialDocument
from neutrality.outbox.models import OPEN_STATES, Owed, State
from tests.fixtures.processes import StartWorker, until
from tests.scenarios.path import Path


class WorkedPath(Path):
    """Owed work is only made due; the worker's own sweep finds and does it."""

    def settle(self) -> None:
        open_rows = Owed.objects.filter(state__in=OPEN_STATES)
        open_rows.filter(not_before__gt=timezone.now()).update(not_before=timezone.now())
        until(lambda: not open_rows.exists(), 120, f"the worker; open: {list(open_rows.values('kind', 'state'))}")


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_the_path_from_a_report_to_a_decision_in_force(start_worker: StartWorker, settings: Any) -> None:
    settings.OUTBOX_QUEUE_LEASE = 1  # this process has a queue of its own: its wake-ups go back to the sweep
    path = WorkedPath(settings)
    worker = start_worker(beat=True, concurrency=2, TODAY=settings.TODAY)

    case = path.to_the_end(path.told())

    case.refresh_from_db()
    assert case.status == "in_force"
    assert Original.objects.exclude(cleaned="").count() == 1
    assert Message.objects.filter(sent_on=None, sender="office").count() == 0
    letters = OfficialDocument.objects.filter(owner_code=case.code)
    kinds = list(letters.values_list("kind", flat=True))
    assert len(kinds) == len(set(kinds)) and all(one.is_rendered for one in letters)
    assert not Owed.objects.filter(state=State.FAILED).exists()
    assert verify(with_anchors=False).holds
    assert not worker.said(case.person.name) and not worker.said("rompi")
