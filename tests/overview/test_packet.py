"""The packet for I'DIS/SIASN: complete or not at all, and only what was signed."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from cases.models import Case
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.documents import files
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.outbox import runner
from neutrality.overview import actions
from neutrality.overview.exports import packet
from tests.factories import make_user
from tests.sanctions.world import World

URL = "/api/v1/exports/"


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> Iterator[World]:
    settings.DATA_DIR = tmp_path
    yield World(settings)


def in_force(world: World) -> Case:
    """A case whose sanction is in force, every letter of it rendered, signed and recorded."""
    case = world.served(world.decided("PP94-N-02"))
    entry = case.decisions.get().register_entry
    assert entry.in_force_on is not None
    world.on(entry.in_force_on)
    case = world.do(case, "take_effect", acted_on=entry.in_force_on)
    runner.drain(include_held=True)
    sign(case)
    return case


def sign(case: Case) -> None:
    """As paper letters are: the scan of each is recorded, here in one stroke."""
    OfficialDocument.objects.of("case", case.code).filter(state="numbered").update(
        state="signed", signed_on=date(2024, 10, 30), signed_by_name="Pejabat Contoh"
    )


def asked(world: World, code: str, by: User | None = None) -> Any:
    client = APIClient()
    client.force_authenticate(by or world.desk)
    return client.post(URL, {"kind": "idis_packet", "format": "zip", "filters": {"case": code}}, format="json")


def test_the_packet_holds_the_decision_and_what_was_examined(world: World) -> None:
    case = in_force(world)
    answer = asked(world, case.code)
    assert answer.status_code == 202, answer.content
    actions.make_export(code=answer.json()["id"])
    export, data = actions.fetch(code=answer.json()["id"], actor=world.desk)
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        names = made.namelist()
        kinds = {name.split("_")[1] for name in names if name != "daftar-isi.csv"}
        assert {"f01", "f02", "f03", "l01", "p07"} <= kinds
        rows = list(csv.reader(io.StringIO(made.read("daftar-isi.csv").decode("utf-8-sig"))))
        listed = {row[0]: row[4] for row in rows if len(row) == 5 and row[0] != "Berkas"}
        assert {name: files.digest(made.read(name)) for name in names if name != "daftar-isi.csv"} == listed
    assert dict(row for row in rows if len(row) == 2)["NIP"] == case.person.employee.nip
    assert export.rows == len(listed)
    assert JournalEntry.objects.filter(
        subject_type="case", subject_code=case.code, changes__how="exported"
    ).exists() or (
        JournalEntry.objects.filter(subject_type="case", subject_code=case.code, event="subject.exported").exists()
    )


def test_an_incomplete_packet_is_refused_with_what_is_missing(world: World) -> None:
    case = world.decided("PP94-N-02")
    answer = asked(world, case.code)
    assert (answer.status_code, answer.json()["code"]) == (409, "packet_incomplete")
    missing = {row["code"] for row in answer.json()["missing"]}
    assert {"receipt_missing", "not_in_force"} <= missing
    assert "PP 94/2021 Pasal 39" in answer.json()["detail"]


def test_a_file_that_was_altered_is_not_packed(world: World) -> None:
    case = in_force(world)
    letter = next(iter(packet._letters(case)))
    files.put(letter.pdf, b"altered")
    with pytest.raises(Refusal, match="tidak sama"):
        packet.make(case, "uji")


def test_who_may_have_it(world: World) -> None:
    case = in_force(world)
    for role, status in (
        (Role.INTAKE, 202),
        (Role.AUDITOR, 403),
        (Role.ADMIN, 403),
        (Role.LEGAL, 403),
        (Role.BAWASLU, 403),
    ):
        assert asked(world, case.code, make_user(agency=world.agency, roles=[role])).status_code == status, role
    stranger = make_user(roles=[Role.INTAKE], agency=in_another())
    assert asked(world, case.code, stranger).content == asked(world, "KS-24-0000", stranger).content


def in_another() -> Any:
    from tests.factories import make_agency

    return make_agency()


def test_a_packet_is_a_zip_and_a_list_is_not(world: World) -> None:
    client = APIClient()
    client.force_authenticate(world.desk)
    for kind, format in (("idis_packet", "csv"), ("cases", "zip"), ("statistics", "zip")):
        answer = client.post(URL, {"kind": kind, "format": format}, format="json")
        assert (answer.status_code, "format" in answer.json()["fields"]) == (400, True)


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf"])
def test_statistics_are_what_the_dashboard_shows(world: World, format: str) -> None:
    world.case()
    ppk = world.user("ppk")
    export = actions.request_export(actor=ppk, kind="statistics", format=format)
    actions.make_export(code=export.code)
    _export, data = actions.fetch(code=export.code, actor=ppk)
    if format == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
        assert ["Instansi", "Kasus terkonfirmasi", "", "1", ""] in rows
        assert {row[3] for row in rows if row[0] == "Perangkat daerah"} == {"kurang dari 5"}
    with pytest.raises(Refusal):
        actions.request_export(actor=world.user("kadis"), kind="statistics", format=format)
