"""Exports: who may ask for what, what the file holds, and who may fetch it for how long."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from cases.actions import letters
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.outbox import runner
from neutrality.outbox.models import Owed
from neutrality.overview import actions
from neutrality.overview.models import Export
from tests.cases.procedure.world import World
from tests.factories import make_user

URL = "/api/v1/exports/"
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


@pytest.fixture
def liaison(world: World) -> User:
    return make_user("bawaslu-uji", agency=world.agency, roles=[Role.BAWASLU], institution="Bawaslu Kota Contoh")


def file(world: World, liaison: User, number: str = "012/PP.01/2024") -> Any:
    return letters.file_letter(
        actor=liaison,
        data={
            "sender": "bawaslu", "number": number, "dated": "2024-10-01", "received_on": "2024-10-02",
            "summary": "Hadir dalam kampanye.",
            "recommendations": [{"name": FORMULA, "nip": "", "asks": "Diperiksa"}],
        },
    )  # fmt: skip


def made(actor: User, kind: str = "bawaslu_followup", format: str = "csv", **filters: str) -> tuple[Export, bytes]:
    export = actions.request_export(actor=actor, kind=kind, format=format, filters=filters)
    actions.make_export(code=export.code)
    return actions.fetch(code=export.code, actor=actor)


def door(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("kind", [kind for kind in Export.Kind.values if kind != "bawaslu_followup"])
def test_the_liaison_asks_for_bawaslu_s_own_alone(liaison: User, kind: str) -> None:
    answer = door(liaison).post(URL, {"kind": kind, "format": "csv"}, format="json")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("role", "kind", "status"),
    [
        (Role.INTAKE, "cases", 202), (Role.INTAKE, "reports", 202), (Role.AUDITOR, "cases", 202),
        (Role.AUDITOR, "reports", 403), (Role.REGISTRAR, "register", 202), (Role.REGISTRAR, "cases", 403),
        (Role.ADMIN, "cases", 403), (Role.OPERATOR, "bawaslu_followup", 403),
    ],
)  # fmt: skip
def test_who_may_ask_for_what(world: World, role: str, kind: str, status: int) -> None:
    user = make_user(agency=world.agency, roles=[role])
    assert door(user).post(URL, {"kind": kind, "format": "csv"}, format="json").status_code == status


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "bawaslu_followup", "format": "csv", "isi": 1}, "isi"),
        ({"kind": "semua", "format": "csv"}, "kind"),
        ({"kind": "bawaslu_followup", "format": "zip"}, "format"),
        ({"kind": "bawaslu_followup", "format": "csv", "filters": {"nama": "x"}}, "nama"),
        ({"kind": "bawaslu_followup", "format": "csv", "filters": {"from": "kemarin"}}, "from"),
        ({"kind": "bawaslu_followup", "format": "csv", "filters": {"from": "2024-02-31"}}, "from"),
        ({"kind": "bawaslu_followup", "format": "csv", "filters": "semua"}, "filters"),
    ],
)
def test_a_bad_wish_names_its_field(liaison: User, body: dict[str, Any], field: str) -> None:
    answer = door(liaison).post(URL, body, format="json")
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]


def test_csv_keeps_text_as_text(world: World, liaison: User) -> None:
    file(world, liaison)
    header, row = lines(made(liaison)[1])
    assert (header[0], len(header)) == ("Nomor surat", 9)
    assert row[:4] == ["012/PP.01/2024", "2024-10-01", "'" + FORMULA, "Diperiksa"]


def test_xlsx_keeps_text_as_text(world: World, liaison: User) -> None:
    file(world, liaison)
    export, data = made(liaison, format="xlsx")
    _header, row, *rest = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert row[:3] == ["012/PP.01/2024", "2024-10-01", FORMULA]
    assert export.code in str(rest)


def test_pdf_says_who_had_it_made(world: World, liaison: User) -> None:
    file(world, liaison)
    export, data = made(liaison, format="pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "012/PP.01/2024" in text
    assert export.code in text


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf"])
def test_nothing_is_said_so(liaison: User, format: str) -> None:
    export, data = made(liaison, format=format)
    assert export.rows == 0
    if format == "csv":
        assert lines(data)[1][0].startswith("Nihil")
    elif format == "pdf":
        assert "Nihil" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    else:
        assert "Nihil" in str(CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python())


def test_dates_narrow_it(world: World, liaison: User) -> None:
    file(world, liaison)
    assert made(liaison, **{"from": "2024-10-01", "to": "2024-10-01"})[0].rows == 1
    assert made(liaison, **{"from": "2024-10-02"})[0].rows == 0


def test_cases_of_the_desk(world: World) -> None:
    case = world.case("pelaksana")
    row = lines(made(world.desk, "cases")[1])[1]
    assert row[0] == case.code
    assert len(row[2]) == 18  # the NIP whole, no digit rounded


def test_making_it_twice_makes_it_once(liaison: User) -> None:
    export, _data = made(liaison)
    actions.make_export(code=export.code)
    assert JournalEntry.objects.filter(event="export.made").count() == 1


def test_the_journal_keeps_codes_and_no_cells(world: World, liaison: User) -> None:
    letter = file(world, liaison)
    export, _data = made(liaison)
    rows = {row.event: row.changes for row in JournalEntry.objects.filter(actor=liaison)}
    assert {"export.requested", "export.made", "export.fetched", "search.run"} <= set(rows)
    assert (rows["search.run"]["kind"], rows["search.run"]["ids"]) == ("letter", [letter.code])
    about_export = JournalEntry.objects.filter(subject_type="export")
    assert {row.subject_code for row in about_export} == {export.code}
    assert letter.number not in str(rows)


def attempt(export: Export, times: int) -> None:
    """The queue tries it, as a worker would, without waiting for the pauses between."""
    owed = Owed.objects.get(key=f"overview.export:{export.code}")
    for _turn in range(times):
        Owed.objects.filter(pk=owed.pk).update(not_before=timezone.now())
        runner.run(owed.pk, "")


def test_a_file_that_cannot_be_written_is_failed_in_the_end(liaison: User, settings: Any, tmp_path: Any) -> None:
    (tmp_path / "berkas").write_text("a file stands where the folder should be")
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "berkas"}}
    }
    export = actions.request_export(actor=liaison, kind="bawaslu_followup", format="csv")
    attempt(export, 4)
    export.refresh_from_db()
    assert export.state == Export.State.WAITING
    attempt(export, 1)
    answer = door(liaison).get(f"{URL}{export.code}/").json()
    assert (answer["state"], answer["download"]) == ("failed", None)
    assert "Minta sekali lagi" in answer["detail"]
    assert JournalEntry.objects.filter(event="export.failed", subject_code=export.code).count() == 1


def test_a_worker_that_dies_every_time_leaves_a_failed_export(liaison: User) -> None:
    export = actions.request_export(actor=liaison, kind="bawaslu_followup", format="csv")
    Owed.objects.filter(key=f"overview.export:{export.code}").update(
        state="running", attempts=5, leased_until=timezone.now() - timedelta(minutes=1)
    )
    assert runner.stop_lost_for_good() == 1
    export.refresh_from_db()
    assert export.state == Export.State.FAILED


def test_what_failed_and_was_retried_is_done(liaison: User) -> None:
    export = actions.request_export(actor=liaison, kind="bawaslu_followup", format="csv")
    actions.give_up_export(code=export.code)
    actions.make_export(code=export.code)
    actions.give_up_export(code=export.code)
    export.refresh_from_db()
    assert (export.state, export.sentence) == (Export.State.DONE, "")


def test_somebody_else_s_export_is_absent(world: World, liaison: User) -> None:
    export, _data = made(liaison)
    for path in (f"{URL}{export.code}/", f"{URL}{export.code}/download/"):
        assert door(liaison).get(path).status_code == 200
        assert door(world.desk).get(path).status_code == 404
    never = door(world.desk).get(f"{URL}EX-24-000000/")
    assert door(world.desk).get(f"{URL}{export.code}/").content == never.content


def test_after_its_day_it_is_gone(liaison: User) -> None:
    export, _data = made(liaison)
    assert door(liaison).get(f"{URL}{export.code}/").json()["download"]
    Export.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert door(liaison).get(f"{URL}{export.code}/").json()["download"] is None
    assert door(liaison).get(f"{URL}{export.code}/download/").status_code == 404
    assert actions.forget_expired() == 1
    assert Export.objects.get().stored == ""
    assert actions.forget_expired() == 0


def test_an_account_without_agency_has_no_exports(db: None) -> None:
    with pytest.raises(Refusal):
        actions.request_export(actor=make_user(roles=[Role.INTAKE]), kind="cases", format="csv")
