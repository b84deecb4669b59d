"""The auditors' door: roles, walls, filters, and the row that every reading leaves."""

import pytest

from neutrality.audit import queries
from neutrality.audit.actions import record_search, record_view
from neutrality.audit.models import JournalEntry
from neutrality.veil import veiled
from tests.factories import make_agency, make_user

URL = "/api/v1/journal/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING = True  # no second factor between the test and the door


@pytest.fixture
def walls(monkeypatch):
    """Subjects of a type of our own: auditors see OPEN-1 and never WALLED-1."""
    monkeypatch.setitem(queries._visibility, "file", lambda user: ["OPEN-1"])


@pytest.fixture
def auditor(client):
    user = make_user(agency=make_agency(), roles=["auditor"])
    client.force_login(user)
    return user


def rows(client, **params):
    answer = client.get(URL, params)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


@pytest.mark.parametrize(("roles", "status"), [(["auditor"], 200), (["intake"], 403), (["admin"], 403), ([], 403)])
def test_who_may_read(client, roles, status):
    client.force_login(make_user(agency=make_agency(), roles=roles))
    assert client.get(URL).status_code == status


def test_the_public_may_not(client):
    assert client.get(URL).status_code in {401, 403}


def test_an_auditor_sees_the_rows_of_a_subject(client, auditor, walls):
    entry = record_view(auditor, ("file", "OPEN-1"))
    record_view(auditor, ("file", "OPEN-1"), "printed")

    found = rows(client, subject="file:OPEN-1")
    assert [row["event"] for row in found] == ["subject.printed", "subject.opened"]
    assert found[1] | {"at": None} == {
        "id": veiled(entry.pk, "journal"), "at": None, "event": "subject.opened", "label": "membuka", "actor": auditor.shown_name,
        "subject": "file:OPEN-1", "changes": {}, "chain": "file:OPEN-1", "seq": 1, "prev_hash": "", "hash": entry.hash,
    }  # fmt: skip


def test_walls_bind_auditors(client, auditor, walls):
    record_view(auditor, ("file", "WALLED-1"))
    assert rows(client, subject="file:WALLED-1") == rows(client, subject="file:NEVER-WAS") == []
    assert all(row["subject"] != "file:WALLED-1" for row in rows(client))


def test_a_type_without_a_rule_is_shown_to_nobody(client, auditor):
    record_view(auditor, ("unregistered", "X"))
    assert rows(client, subject="unregistered:X") == []


def test_searches_of_others_show_only_ids_that_the_auditor_may_see(client, auditor, walls):
    other = make_user(agency=auditor.agency)
    record_search(other, "file", ["OPEN-1", "WALLED-1"])
    (row,) = rows(client, subject=f"viewer:{other.pk}")
    assert row["changes"] == {"kind": "file", "ids": ["OPEN-1"]}


def test_rows_of_another_agency_are_absent(client, auditor, walls):
    record_view(make_user(agency=make_agency()), ("file", "OPEN-1"))
    assert rows(client, subject="file:OPEN-1") == []


def test_a_reading_is_a_row_on_the_readers_chain(client, auditor, walls):
    entry = record_view(auditor, ("file", "OPEN-1"))
    rows(client, subject="file:OPEN-1")
    mine = JournalEntry.objects.get(chain=f"viewer:{auditor.pk}")
    assert mine.changes == {"kind": "journal", "count": 1, "ids": [str(entry.pk)]}


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"subject": "KS-24-9TRD"}, "subject"),
        ({"subject": ":"}, "subject"),
        ({"subject": "case:\x00"}, "subject"),
        ({"event": "case.teleported"}, "event"),
        ({"subyek": "case:X"}, "subyek"),
    ],
)
def test_a_filter_that_does_not_fit_is_refused_by_name(client, auditor, params, field):
    answer = client.get(URL, params)
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == [field]
