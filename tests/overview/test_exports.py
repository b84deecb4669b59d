"""Exports: who may ask for what, what the file holds, and who may fetch it for how long."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from rest_framework.test import APIClient

from cases.actions import chain, letters
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.outbox import runner
from neutrality.outbox.models import Owed
from neutrality.overview import actions
from neutrality.overview.models import Export
from neutrality.workdays import today
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


def test_what_was_made_before_a_right_ended_or_a_wall_stood_is_not_fetched(world: World) -> None:
    """The file lies there for a day: it must not outlive what its requester may read."""
    case = world.case("pelaksana")
    analyst = make_user(agency=world.agency, roles=[Role.INTAKE], display_name="Analis Kedua")
    export, data = made(analyst, "cases")
    assert case.code in data.decode()

    chain.declare_conflict(case=case, person=analyst, actor=world.desk)
    with pytest.raises(Http404):
        actions.fetch(code=export.code, actor=User.objects.get(pk=analyst.pk))
    again, rest = made(User.objects.get(pk=analyst.pk), "cases")
    assert case.code not in rest.decode()

    analyst.grants.update(ends_on=today() - timedelta(days=1))
    with pytest.raises(Http404):
        actions.fetch(code=again.code, actor=User.objects.get(pk=analyst.pk))


def test_a_right_that_ends_before_the_worker_comes_makes_no_file(world: World) -> None:
    analyst = make_user(agency=world.agency, roles=[Role.INTAKE])
    export = actions.request_export(actor=analyst, kind="register", format="csv")
    analyst.grants.update(ends_on=today() - timedelta(days=1))
    actions.make_export(code=export.code)
    export.refresh_from_db()
    assert (export.state, export.stored) == (Export.State.FAILED, "")


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.INTAKE, {"cases", "reports", "register", "bawaslu_followup", "idis_packet", "statistics"}),
        (Role.ALTERNATE_INTAKE, {"cases", "reports", "idis_packet", "statistics"}),
        (Role.AUDITOR, {"cases", "register", "bawaslu_followup", "statistics"}),
        (Role.REGISTRAR, {"register", "idis_packet", "statistics"}),
    ],
)
def test_the_page_offers_what_its_reader_may_ask_for(world: World, client: Client, role: str, kinds: set[str]) -> None:
    client.force_login(make_user(agency=world.agency, roles=[role]))
    page = client.get("/ekspor/").content.decode()
    assert {kind for kind in Export.Kind.values if f'<option value="{kind}"' in page} == kinds
    for kind in kinds:
        assert client.get(f"/ekspor/?isi={kind}").status_code == 200


@pytest.mark.parametrize("key", ["guru", "kasi", "bawaslu", "admin"])
def test_for_others_the_page_is_not_there(world: World, client: Client, liaison: User, key: str) -> None:
    admin = make_user(agency=world.agency, roles=[Role.ADMIN], is_staff=True)
    client.force_login({"bawaslu": liaison, "admin": admin}.get(key) or world.user(key))
    assert client.get("/ekspor/").status_code == 404


def test_asked_on_the_page_made_by_the_worker_fetched_from_the_page(world: World, client: Client) -> None:
    case = world.case("pelaksana")
    client.force_login(world.desk)
    asked = client.post("/ekspor/?isi=cases", {"format": "csv", "status": "opened", "track": ""})
    assert asked.headers["Location"] == "/ekspor/?isi=cases"
    export = Export.objects.get()
    assert export.filters == {"status": "opened"}
    runner.drain(include_held=True)
    assert f'href="/ekspor/{export.code}/"' in client.get("/ekspor/").content.decode()
    assert case.code in client.get(f"/ekspor/{export.code}/").content.decode()


def test_leaders_ask_for_figures_and_a_packet_says_what_is_missing(world: World, client: Client) -> None:
    case = world.case("pelaksana")
    client.force_login(world.user("sekda"))
    page = client.get("/ekspor/").content.decode()
    assert '<option value="statistics" selected' in page and 'value="cases"' not in page
    assert client.post("/ekspor/?isi=cases", {"format": "csv"}).status_code in (302, 400)
    assert not Export.objects.exclude(kind="statistics").exists(), "what is not offered falls back to what is"

    client.force_login(world.desk)
    answer = client.post("/ekspor/?isi=idis_packet", {"format": "zip", "case": case.code.lower()})
    assert answer.status_code == 400
    assert "Keputusan hukuman belum ditetapkan" in answer.content.decode()


def test_an_auditor_reads_who_exported_what(world: World, client: Client) -> None:
    export, _data = made(world.desk, "cases")
    client.force_login(world.user("auditor", Role.AUDITOR))
    page = client.get("/audit/", {"pokok": f"export:{export.code}"}).content.decode()
    assert page.count("meminta ekspor") == page.count("mengunduh ekspor") == 2, "in the list of events, and its row"
    client.force_login(world.user("inspektur", Role.ALTERNATE_INTAKE))
    page = client.get("/audit/", {"pokok": f"export:{export.code}"}).content.decode()
    assert page.count("meminta ekspor") == 1
