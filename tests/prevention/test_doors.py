"""Circulars at the pages and at the API."""

from typing import Any

import pytest
from django.test import Client

from neutrality.prevention import actions, queries
from neutrality.prevention.models import Circular, Reading
from tests.cases.procedure.world import scan
from tests.factories import make_employee, make_position
from tests.prevention.conftest import TODAY, Office

URL = "/api/v1/circulars/"


def body(office: Office, **changes: Any) -> dict[str, Any]:
    return {
        "about": "Netralitas ASN", "basis": ["UU 20/2023"], "content": ["Jaga netralitas."],
        "signer": office.code("sekda"), "read_by": "2024-10-28",
    } | changes  # fmt: skip


def test_composed_issued_read_and_followed_at_the_api(office: Office) -> None:
    guru = office.user("guru")
    desk = office.door(office.desk)
    made = desk.post(URL, body(office, to_everyone=False, targets=[office.tree.unit("dinas").code]), format="json")
    assert made.status_code == 201, made.json()
    code = made.json()["id"]
    assert made.json()["targets"] == [office.tree.unit("dinas").code]
    assert office.door(office.user("sekda")).post(f"{URL}{code}/issue/", {}, format="json").status_code == 200
    actions.deliver(code=code)
    assert office.door(guru).post(f"{URL}{code}/read/", {}, format="json").json()["read_at"]
    assert office.door(guru).post(f"{URL}{code}/acknowledge/", {}, format="json").status_code == 200
    (row,) = desk.get(f"{URL}{code}/progress/").json()
    assert (row["unit"], row["total"], row["read"], row["waiting"]) == (office.tree.unit("dinas").code, 7, 1, 6)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"judul": "x"}, "judul"),
        ({"signer": "tidak-ada"}, "signer"),
        ({"read_by": "besok"}, "read_by"),
        ({"read_by": "2024-01-01"}, "read_by"),
        ({"to_everyone": False}, "targets"),
        ({"to_everyone": False, "targets": ["tidak-ada"]}, "targets"),
        ({"content": []}, "content"),
        ({"about": "\x00"}, "about"),
    ],
)
def test_a_bad_body_names_its_field(office: Office, changes: dict[str, Any], field: str) -> None:
    answer = office.door(office.desk).post(URL, body(office, **changes), format="json")
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]
    assert not Circular.objects.exists()


def test_what_the_api_refuses(office: Office) -> None:
    other = office.door(office.user("pelaksana_lain"))
    draft = office.draft("dinas")
    assert other.post(URL, body(office), format="json").status_code == 403
    answers = [other.get(f"{URL}{code}/") for code in (draft.code, "ED-24-0000")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert other.post(f"{URL}{draft.code}/issue/", {}, format="json").status_code == 404
    refused = office.door(office.desk).post(f"{URL}{draft.code}/issue/", {}, format="json")
    assert (refused.status_code, refused.json()["code"]) == (400, "scan_missing")


def test_pages_of_a_reader(office: Office, client: Client) -> None:
    client.force_login(office.user("guru"))
    issued = office.issued("dinas")
    page = f"/edaran/{issued.code}/baca/"
    assert client.get("/edaran/").status_code == 200
    assert client.get(f"/edaran/{issued.code}/").headers["Location"] == page
    assert "Tidak memakai atribut pasangan calon." in client.get(page).content.decode()
    client.post(page)  # without the tick nothing counts
    assert Reading.objects.filter(read_at__isnull=False).count() == 0
    client.post(page, {"understood": "on"})
    assert Reading.objects.filter(read_at__isnull=False).count() == 1


def test_pages_of_the_desk(office: Office, client: Client) -> None:
    client.force_login(office.desk)
    told = body(office, to_everyone="on", basis="UU 20/2023", content="Jaga netralitas.\n\nLaporkan.")
    made = client.post("/edaran/baru/", told)
    circular = Circular.objects.get()
    assert made.headers["Location"] == f"/edaran/{circular.code}/"
    assert circular.content == ["Jaga netralitas.", "Laporkan."]
    assert client.post(f"/edaran/{circular.code}/ubah/", told | {"about": "Hal baru"}).status_code == 302
    client.post(f"/edaran/{circular.code}/terbit/")
    assert Circular.objects.get().state == "draft"  # no scan, no signature
    actions.issue(code=circular.code, actor=office.desk, scan=scan())
    actions.deliver(code=circular.code)
    assert client.get(f"/edaran/{circular.code}/").status_code == 200
    client.post(f"/edaran/{circular.code}/ingatkan/")
    assert not Reading.objects.filter(reminded_on__isnull=True).exists()
    assert client.post(f"/edaran/{circular.code}/versi-baru/").status_code == 302


def test_the_recap_has_figures_of_the_own_units_and_no_name(office: Office, client: Client) -> None:
    circular = office.issued()
    client.force_login(office.user("kasi"))
    answer = client.get(f"/edaran/{circular.code}/rekap.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    opd = queries.progress(circular, office.user("kasi"))[0].opd
    assert opd is not None
    assert lines[1:] == [f"{opd.name},3,0,0,3,1,"]
    client.force_login(office.user("pelaksana"))
    assert client.get(f"/edaran/{circular.code}/rekap.csv").status_code == 404


@pytest.mark.parametrize("path", ["", "baca/", "ubah/", "rekap.csv"])
def test_pages_of_others_are_absent(office: Office, client: Client, path: str) -> None:
    client.force_login(office.user("pelaksana_lain"))
    draft = office.draft("dinas")
    assert client.get(f"/edaran/{draft.code}/{path}").status_code == 404
    office.issue(draft)
    assert client.get(f"/edaran/{draft.code}/{path}").status_code == 404


def test_thirty_circulars_cost_as_much_as_one(
    office: Office, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        office.draft("dinas", about=f"Edaran {number}")
    client.force_login(office.desk)
    with django_assert_max_num_queries(25):
        assert client.get("/edaran/").status_code == 200
    with django_assert_max_num_queries(10):
        assert len(office.door(office.desk).get(URL).json()["results"]) == 30


def test_thirty_readers_are_delivered_in_one_go(office: Office, django_assert_max_num_queries: Any) -> None:
    for _number in range(30):
        office.user_of(make_employee(position=make_position(office.tree.unit("dinas_lain"))))
    draft = office.draft("dinas_lain")
    actions.issue(code=draft.code, actor=office.desk, scan=scan(), acted_on=TODAY)
    with django_assert_max_num_queries(25):
        actions.deliver(code=draft.code)
    assert draft.readings.count() == 32
