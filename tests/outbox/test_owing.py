"""What is owed is owed once, holds ids only, and can be taken back while it is held."""

import logging
import threading
from datetime import datetime, time, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.outbox import queries, registry, runner
from neutrality.outbox.actions import cancel, owe, retry
from neutrality.outbox.models import Owed, State
from tests.factories import make_user
from tests.outbox.probe import tasks as probe

pytestmark = pytest.mark.django_db


def effects(name: str = "a") -> int:
    return JournalEntry.objects.filter(subject_type=probe.SUBJECT_TYPE, subject_code=name).count()


def owe_note(key: str = "note:a", **more: Any) -> Owed:
    return owe("probe.note", key=key, payload={"name": "a"}, **more)


def test_what_is_owed_is_done_once():
    owe_note()
    assert (runner.drain(), runner.drain()) == (1, 0)
    assert effects() == 1
    assert queries.state_of("note:a") == State.DONE


def test_the_same_key_is_owed_once_for_ever():
    first = owe_note()
    runner.drain()
    assert owe_note() == first
    assert runner.drain() == 0


def test_an_unknown_kind_is_refused():
    with pytest.raises(registry.UnknownKind):
        owe("probe.nobody", key="x", payload={})


@pytest.mark.parametrize("value", ["Andai Contoh", "", "a\nb", "x" * 101, {"deep": 1}])
def test_a_payload_with_more_than_ids_is_refused(value):
    with pytest.raises(ValueError, match="ids only"):
        owe("probe.note", key="x", payload={"name": value})


def test_dates_and_lists_of_ids_are_ids():
    owed = owe("probe.note", key="x", payload={"name": "a", "on": timezone.now().date(), "cases": [1, "KS-24-9TRD"]})
    assert owed.payload["cases"] == [1, "KS-24-9TRD"]


def test_held_work_waits_for_its_ten_seconds():
    owed = owe_note(delay_seconds=10)
    assert runner.drain() == 0
    Owed.objects.filter(pk=owed.pk).update(not_before=timezone.now())
    assert runner.drain() == 1


def test_held_work_can_be_taken_back_and_owed_again():
    owe_note(delay_seconds=10)
    assert cancel("note:a")
    assert runner.drain(include_held=True) == 0
    owe_note()
    assert runner.drain() == 1


def test_what_is_done_cannot_be_taken_back():
    owe_note()
    runner.drain()
    assert not cancel("note:a")
    assert not cancel("note:never-owed")


def test_a_failure_undoes_the_effect_and_waits_longer_each_time(caplog):
    owed = owe("probe.failing", key="f", payload={"name": "a"})
    with caplog.at_level(logging.ERROR), pytest.raises(OSError, match="Andai"):
        runner.drain()
    owed.refresh_from_db()

    assert effects() == 0
    assert (owed.state, owed.attempts, owed.last_error) == (State.WAITING, 1, "OSError")
    assert owed.not_before > timezone.now() + timedelta(seconds=3)
    assert "Andai" not in caplog.text


def test_failed_work_is_listed_and_an_administrator_retries_it():
    owed = owe("probe.failing", key="f", payload={"name": "a"})
    for _turn in range(2):
        Owed.objects.update(not_before=timezone.now())
        assert not runner.run(owed.pk, "")
    assert list(queries.failed()) == [owed]
    assert not runner.run(owed.pk, "")

    admin = make_user()
    retry(owed_id=owed.pk, actor=admin)
    owed.refresh_from_db()
    assert (owed.state, owed.attempts) == (State.WAITING, 0)
    assert JournalEntry.objects.get(event="outbox.retried").actor == admin
    with pytest.raises(Refusal):
        retry(owed_id=owed.pk, actor=admin)


def test_a_handler_outside_a_transaction_is_done_too():
    owe("probe.outside", key="o", payload={"name": "a"})
    assert runner.drain() == 1


def test_a_lost_lease_is_taken_back_and_a_late_finisher_changes_nothing():
    owed = owe_note()
    lost = runner.begin(owed.pk, "")
    assert lost is not None
    assert runner.lease_due(limit=10) == []
    Owed.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    (lease,) = runner.lease_due(limit=10)
    assert not runner.finish(lost)
    assert runner.run(lease.owed_id, lease.token)
    assert effects() == 1


def test_the_last_lost_attempt_makes_the_row_visible_as_failed():
    owed = owe_note()
    Owed.objects.update(attempts=2)
    assert runner.begin(owed.pk, "")
    Owed.objects.update(leased_until=timezone.now() - timedelta(seconds=1))

    runner.stop_lost_for_good()
    owed.refresh_from_db()
    assert (owed.state, owed.last_error) == (State.FAILED, "worker_lost")


def test_two_messages_for_one_row_do_the_work_once():
    owed = owe_note()
    (lease,) = runner.lease_due(limit=1)
    assert runner.run(owed.pk, lease.token)
    assert not runner.run(owed.pk, lease.token)
    assert effects() == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_lease_disjoint_rows():
    for n in range(40):
        Owed.objects.create(kind="probe.note", key=f"n:{n}", payload={"name": "a"})
    leases: list[int] = []

    def sweep() -> None:
        for _turn in range(4):
            leases.extend(lease.owed_id for lease in runner.lease_due(limit=10))
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(leases) == len(set(leases)) == 40


def test_a_rolled_back_cause_owes_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        owe_note()
        raise RuntimeError
    assert queries.state_of("note:a") is None


def test_daily_work_is_owed_once_a_day_from_its_hour_on(settings):
    zone = timezone.get_default_timezone()
    early, noon = (datetime(2024, 10, 16, hour, 5, tzinfo=zone) for hour in (0, 12))
    kinds = {daily.kind: daily.at for daily in registry.every_day()}
    assert kinds["audit.anchor"] > time(0, 5)

    runner.owe_daily_work(early)
    assert queries.state_of("audit.anchor:2024-10-16") is None
    runner.owe_daily_work(noon)
    runner.owe_daily_work(noon)
    assert Owed.objects.get(key="audit.anchor:2024-10-16").payload == {"day": "2024-10-16"}


def test_the_daily_anchor_is_dropped(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    owe("audit.anchor", key="audit.anchor:2024-10-16", payload={"day": "2024-10-16"})
    runner.drain()
    assert (tmp_path / "anchors" / "jangkar-000001.txt").exists()


def test_the_backlog_tells_what_waits_and_for_how_long():
    owed = owe_note()
    Owed.objects.filter(pk=owed.pk).update(not_before=timezone.now() - timedelta(minutes=5))
    found = queries.backlog()
    assert (found["open"], found["failed"]) == (1, 0)
    assert found["oldest"] >= timedelta(minutes=5)


def test_the_command_tells_retries_and_drains():
    owed = owe("probe.failing", key="f", payload={"name": "a"})
    Owed.objects.filter(pk=owed.pk).update(state=State.FAILED, attempts=2, last_error="OSError")
    owe_note()

    def say(*words: str) -> str:
        out = StringIO()
        call_command("outbox", *words, stdout=out)
        return out.getvalue()

    assert "1 menunggu" in say("status")
    assert "probe.failing f: OSError" in say("status")
    assert say("retry", "--kind", "probe.note").strip() == "0 pekerjaan diulang."
    assert say("drain").strip() == "1 pekerjaan selesai."
    assert say("retry").strip() == "1 pekerjaan diulang."


def test_an_administrator_retries_on_screen(client, settings):
    settings.TRAINING = True
    owed = owe_note()
    Owed.objects.filter(pk=owed.pk).update(state=State.FAILED, attempts=3, last_error="OSError")
    client.force_login(make_user(roles=["admin"], is_staff=True, is_superuser=True))
    page = client.get("/kelola/outbox/owed/", {"state": "failed"}).content.decode()
    assert owed.kind in page
    assert "note:a" not in page  # a key may name a report or a case, which no administrator sees
    answer = client.post("/kelola/outbox/owed/", {"action": "retry", "_selected_action": [owed.pk]}, follow=True)
    assert "1 pekerjaan diulang." in answer.content.decode()
    assert queries.state_of("note:a") == State.WAITING
    assert client.get("/kelola/outbox/owed/add/").status_code == 403
