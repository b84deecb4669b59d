"""The trail as a page: who has one, and that it proves the chain it shows."""

import pytest
from django.db import connection

from neutrality.audit import queries
from neutrality.audit.actions import record, record_search, record_view
from neutrality.audit.models import JournalEntry
from neutrality.veil import veiled
from tests.factories import make_agency, make_user

URL = "/audit/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def training(settings, monkeypatch):
    settings.TRAINING = True
    monkeypatch.setitem(queries._visibility, "file", lambda user: ["OPEN-1"])


@pytest.fixture
def auditor(client):
    user = make_user(agency=make_agency(), roles=["auditor"], display_name="Andai Auditor")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("roles", "status"), [(["auditor"], 200), (["intake"], 200), (["admin"], 404), (["bawaslu"], 404), ([], 404)]
)
def test_who_has_a_trail(client, roles, status):
    client.force_login(make_user(agency=make_agency(), roles=roles))
    assert client.get(URL).status_code == status


def test_the_page_tells_changes_and_proves_the_chain(client, auditor):
    record("subject.opened", actor=auditor, subject=("file", "OPEN-1"), changes={"status": ["opened", "closed"]})
    page = client.get(URL, {"pokok": "file:OPEN-1"}).content.decode()
    assert "opened → closed" in page
    assert "1 baris rantai ini utuh." in page
    assert JournalEntry.objects.filter(chain=f"viewer:{auditor.pk}").count() == 1


def test_a_broken_chain_says_so(client, auditor):
    record_view(auditor, ("file", "OPEN-1"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_journalentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE audit_journalentry SET actor_label = 'x' WHERE chain = 'file:OPEN-1'")
    page = client.get(URL, {"pokok": "file:OPEN-1"}).content.decode()
    assert "Baris 1 rantai file:OPEN-1" in page
    assert "diubah." in page


def test_walls_hold_on_the_page(client, auditor):
    record_view(auditor, ("file", "WALLED-1"))
    record_search(make_user(agency=auditor.agency), "file", ["WALLED-1", "OPEN-1"])
    assert "WALLED-1" not in client.get(URL).content.decode()
    pages = [client.get(URL, {"pokok": f"file:{code}"}).content.decode() for code in ("WALLED-1", "NEVER-1")]
    walled, absent = (page.partition("<main")[2] for page in pages)
    assert walled.replace("WALLED-1", "NEVER-1") == absent


def test_a_desk_sees_no_searches_of_others(client):
    agency = make_agency()
    desk = make_user(agency=agency, roles=["intake"])
    record_search(make_user(agency=agency, display_name="Umpama Lain"), "file", ["OPEN-1"])
    client.force_login(desk)
    assert "Umpama Lain" not in client.get(URL).content.decode()


def test_hostile_filters_change_nothing(client, auditor):
    for params in ({"pokok": "a\x00b:c"}, {"peristiwa": "x'--"}, {"sebelum": "9" * 50}, {"pokok": "<script>"}):
        answer = client.get(URL, params)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def test_long_trails_are_paged(client, auditor, django_assert_max_num_queries):
    for _turn in range(55):
        record_view(auditor, ("file", "OPEN-1"))
    with django_assert_max_num_queries(25):
        first = client.get(URL, {"pokok": "file:OPEN-1"}).content.decode()
    before = veiled(JournalEntry.objects.filter(chain="file:OPEN-1").order_by("-pk")[49].pk, "journal")
    assert f"sebelum={before}" in first
    assert "#5 " in client.get(URL, {"pokok": "file:OPEN-1", "sebelum": before}).content.decode()
