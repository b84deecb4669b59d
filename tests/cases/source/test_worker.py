"""A real worker in the application's role: it cleans files and sends what was held, and logs nothing told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from cases import uploads
from cases.actions import intake, triage
from cases.models import Message, Original, Report
from neutrality.accounts.models import Role
from neutrality.outbox.models import Owed
from tests.cases.source.conftest import STORY, upload
from tests.factories import make_tree, make_user
from tests.fixtures.processes import StartWorker, until


@pytest.mark.django_db(transaction=True)
def test_a_worker_cleans_and_sends(start_worker: StartWorker, settings: Any) -> None:
    cache.clear()
    tree = make_tree()
    settings.DEFAULT_AGENCY = tree.agency.code
    analyst = make_user("analis", person=tree.person("analis"), roles=[Role.INTAKE])
    data = {"narrative": STORY, "persons": [{"name": "Pak Rahasia Rekaan", "unit": "Dinas Pendidikan"}]}
    intake.submit_report(key=intake.issue_key(), data=data, files=[upload("nama-pelapor.jpg")])
    report = Report.objects.get()
    triage.ask_reporter(actor=analyst, report=report, body="Pertanyaan rahasia?")
    # The wake-ups of this process went to a queue of its own; the sweep finds the rows.
    Owed.objects.update(state="waiting", leased_until=None, lease_token=None)
    Owed.objects.filter(kind="cases.send_message").update(not_before=timezone.now() + timedelta(hours=1))
    worker = start_worker(beat=True, TODAY="2024-10-16")

    until(lambda: Original.objects.exclude(cleaned="").exists(), 60, "the derivative")
    assert not Message.objects.exclude(sent_on=None).exists()
    Owed.objects.filter(kind="cases.send_message").update(not_before=timezone.now() - timedelta(seconds=1))
    until(lambda: Message.objects.exclude(sent_on=None).exists(), 60, "the message")

    original = Original.objects.get()
    assert original.filename == "nama-pelapor.jpg" and uploads.unseal(original.cleaned)
    until(lambda: Report.objects.get().names_found is not None, what="the names")
    for told in ("stiker", "rahasia", "Rahasia", "nama-pelapor", report.code):
        assert not worker.said(told), told
