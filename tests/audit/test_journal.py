"""One row per event, sealed by the database, altered by nobody."""

import threading
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from neutrality.audit import events
from neutrality.audit.actions import PUBLIC, record, record_many, record_search, record_view
from neutrality.audit.models import ChainHead, JournalEntry
from neutrality.audit.queries import timeline
from neutrality.audit.verification import verify
from tests.conftest import AsApplication
from tests.factories import make_agency, make_user

CASE = ("case", "KS-24-9TRD")


@pytest.mark.django_db
def test_rows_of_one_subject_form_a_chain():
    first = record_view(None, CASE)
    second = record_view(None, CASE, "printed")

    assert (first.chain, first.seq, first.prev_hash) == ("case:KS-24-9TRD", 1, "")
    assert (second.seq, second.prev_hash) == (2, first.hash)
    assert len(second.hash) == 64
    assert [entry.pk for entry in timeline(CASE)] == [first.pk, second.pk]


@pytest.mark.django_db
def test_the_database_seals_whatever_the_program_sends():
    forged = JournalEntry.objects.create(
        chain="case:X", event="subject.opened", actor_label="Sistem", subject_type="case", subject_code="X",
        seq=77, hash="f" * 64, prev_hash="e" * 64, at=timezone.now() - timedelta(days=400),
    )  # fmt: skip
    forged.refresh_from_db()

    assert forged.seq == 1
    assert forged.prev_hash == ""
    assert forged.hash != "f" * 64
    assert timezone.now() - forged.at < timedelta(minutes=1)


@pytest.mark.django_db
def test_an_unknown_event_is_refused():
    with pytest.raises(events.UnknownEvent):
        record("case.teleported", actor=None, subject=CASE)


def test_one_code_cannot_mean_two_things():
    with pytest.raises(ImproperlyConfigured):
        events.register({"subject.opened": "menutup"})


@pytest.mark.django_db
def test_the_actor_is_named_as_on_that_day():
    user = make_user(display_name="Andai Contoh")
    entry = record_view(user, CASE)
    user.display_name = "Nama Lain"
    user.save()

    entry.refresh_from_db()
    assert (entry.actor, entry.actor_label) == (user, "Andai Contoh")


@pytest.mark.django_db
@pytest.mark.parametrize(("actor", "label"), [(None, "Sistem"), (PUBLIC, "Publik"), (AnonymousUser(), "Publik")])
def test_system_and_public_are_told_apart(actor, label):
    entry = record_view(actor, CASE)
    assert (entry.actor, entry.actor_label) == (None, label)


@pytest.mark.django_db
def test_a_row_belongs_to_the_agency_of_its_actor_unless_told_otherwise():
    user, other = make_user(agency=make_agency()), make_agency()
    assert record_view(user, CASE).agency_id == user.agency_id
    assert record("subject.opened", actor=user, subject=CASE, agency=other).agency_id == other.pk


@pytest.mark.django_db
def test_a_search_is_one_row_on_the_viewers_chain():
    user = make_user()
    entry = record_search(user, "case", ["KS-24-9TRD", "KS-24-7QHM"])

    assert entry.chain == f"viewer:{user.pk}"
    assert entry.changes == {"kind": "case", "count": 2, "ids": ["KS-24-9TRD", "KS-24-7QHM"]}
    assert not timeline(CASE).exists()


@pytest.mark.django_db
def test_changes_are_kept_as_plain_json():
    entry = record("subject.opened", actor=None, subject=CASE, changes={"due": [None, date(2024, 10, 16)]})
    entry.refresh_from_db()
    assert entry.changes == {"due": [None, "2024-10-16"]}


TAMPERING = [
    "UPDATE audit_journalentry SET actor_label = 'x'",
    "DELETE FROM audit_journalentry",
    "TRUNCATE audit_journalentry",
    "DELETE FROM audit_chainhead",
    "TRUNCATE audit_chainhead",
]


@pytest.mark.django_db
@pytest.mark.parametrize("statement", TAMPERING)
def test_triggers_refuse_even_the_owner(statement, truncate_guarded):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else a pending check refuses first
    record_view(None, CASE)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        *TAMPERING,
        "UPDATE audit_chainhead SET seq = 0",
        "INSERT INTO audit_chainhead (chain, seq, hash, at) VALUES ('case:Y', 1, 'h', now())",
        "UPDATE audit_anchor SET rows = 0",
        "ALTER TABLE audit_journalentry DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_seal ON audit_journalentry",
        "CREATE OR REPLACE FUNCTION audit_seal() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
)
def test_the_applications_role_cannot_touch_the_journal(statement: str, as_application: AsApplication) -> None:
    record_view(None, CASE)
    with pytest.raises(DatabaseError), transaction.atomic(), as_application(), connection.cursor() as cursor:
        # A setting that switches pgtrigger's guards off; privileges must hold without them.
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{pgtrigger_no_change_1aa72}', true)")
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_applications_role_adds_rows(as_application: AsApplication) -> None:
    with as_application():
        entry = record_view(None, CASE)
    assert ChainHead.objects.get(chain=entry.chain).hash == entry.hash


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_chain_queue_up_and_lose_nothing():
    def write() -> None:
        for _turn in range(5):
            record_view(None, CASE)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    entries = list(JournalEntry.objects.filter(chain="case:KS-24-9TRD").order_by("seq"))
    assert [entry.seq for entry in entries] == list(range(1, 21))
    assert all(b.prev_hash == a.hash for a, b in pairwise(entries))


@pytest.mark.django_db
def test_many_rows_at_once_are_sealed_like_single_ones():
    subjects = [("case", "A"), ("case", "B"), ("case", "A")]
    assert record_many({"event": "subject.opened", "actor": None, "subject": one} for one in subjects) == 3
    assert list(timeline(("case", "A")).values_list("seq", flat=True)) == [1, 2]
    assert verify(with_anchors=False).holds


@pytest.mark.django_db
def test_one_transaction_may_touch_more_chains_than_the_server_has_locks():
    rows = ({"event": "subject.opened", "actor": None, "subject": ("case", str(n))} for n in range(12_000))
    assert record_many(rows) == 12_000


@pytest.mark.django_db(transaction=True)
def test_first_writers_of_a_chain_meet_without_a_gap():
    barrier = threading.Barrier(4)

    def write() -> None:
        with transaction.atomic():
            barrier.wait(timeout=10)
            record_view(None, ("case", "NEW"))
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(timeline(("case", "NEW")).order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4]
    assert verify(with_anchors=False).holds
