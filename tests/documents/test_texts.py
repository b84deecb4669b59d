"""The agency's own paragraphs: who sets them, from when they are printed, and that nobody overwrites another."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.letters import mengingat
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.documents.actions import agency_texts
from neutrality.errors import Refusal
from tests.factories import make_user

pytestmark = pytest.mark.django_db
OLD, NEW = "Undang-Undang Nomor 5 Tahun 2014", "Undang-Undang Nomor 20 Tahun 2023"


def posted(rows: list[tuple[str, str, str]], copies: str = "", **more: str) -> dict[str, str]:
    body = {"mengingat-TOTAL_FORMS": str(len(rows)), "mengingat-INITIAL_FORMS": "0", "copies": copies} | more
    for number, (text, first, last) in enumerate(rows):
        body |= {f"mengingat-{number}-text": text, f"mengingat-{number}-first": first, f"mengingat-{number}-last": last}
    return body


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_list_is_printed_by_the_day_of_the_letter(unit: Any) -> None:
    client = client_of(make_user(agency=unit.agency, roles=[Role.LEGAL]))

    answer = client.post("/surat/paragraf/", posted([(OLD, "", "2023-10-30"), (NEW, "2023-10-31", ""), ("", "", "")],
                                                    "Kepala BKN\n\nInspektur"))  # fmt: skip

    assert answer.status_code == 302
    unit.agency.refresh_from_db()
    assert unit.agency.choices["tembusan"] == ["Kepala BKN", "Inspektur"]
    assert mengingat(unit.agency, {}, date(2023, 10, 30)) == [OLD]
    assert mengingat(unit.agency, {}, date(2024, 10, 16)) == [NEW]
    assert OLD in client.get("/surat/paragraf/").content.decode()
    assert JournalEntry.objects.filter(event="agency.texts_set").count() == 1


@pytest.mark.parametrize(
    "rows",
    [[(NEW, "2024-02-01", "2024-01-01")], [("", "2024-02-01", "")], [("x" * 600, "", "")], [(NEW, "kemarin", "")]],
)
def test_what_is_wrong_is_told_and_nothing_changes(unit: Any, rows: list[tuple[str, str, str]]) -> None:
    client = client_of(make_user(agency=unit.agency, roles=[Role.INTAKE]))

    assert client.post("/surat/paragraf/", posted(rows)).status_code == 400
    unit.agency.refresh_from_db()
    assert "mengingat" not in unit.agency.choices


def test_who_saves_later_does_not_overwrite(unit: Any) -> None:
    user = make_user(agency=unit.agency, roles=[Role.LEGAL])
    seen = agency_texts.digest_of(unit.agency)
    agency_texts.set_texts(actor=user, recalling=[{"text": NEW}], copies=[], seen=seen)

    with pytest.raises(Refusal) as refused:
        agency_texts.set_texts(actor=user, recalling=[{"text": OLD}], copies=[], seen=seen)
    assert refused.value.code == "texts_changed"
    assert client_of(user).post("/surat/paragraf/", posted([(OLD, "", "")], seen=seen)).status_code == 400


@pytest.mark.parametrize("roles", [[], [Role.AUDITOR], [Role.BAWASLU], [Role.ADMIN]])
def test_others_find_no_page(unit: Any, roles: list[str]) -> None:
    user = make_user(agency=unit.agency, roles=roles, institution="Bawaslu" if Role.BAWASLU in roles else "")
    assert client_of(user).get("/surat/paragraf/").status_code == 404
    with pytest.raises(Refusal):
        agency_texts.set_texts(actor=user, recalling=[], copies=[])
