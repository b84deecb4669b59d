"""``/pegawai/impor/``: preview first, then all or nothing, in the background."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from neutrality.organization.actions.imports import check_import, purge_imports, write_import
from neutrality.organization.models import Employee, ImportRun
from neutrality.outbox.models import Owed
from tests.factories import make_agency, make_user
from tests.organization.test_import import as_csv, people, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, date(2024, 10, 16).isoformat()


@pytest.fixture
def keeper(client):
    user = make_user(roles=["registrar"], agency=make_agency())
    client.force_login(user)
    return user


def upload(client, content, name="pegawai.csv"):
    response = client.post("/pegawai/impor/", {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("pk")


def check(run):
    check_import(code=run.code)
    run.refresh_from_db()
    return run


def test_from_file_to_register(client, keeper):
    run = upload(client, as_csv(people()))
    assert Owed.objects.filter(kind="organization.import_check").count() == 1
    assert "sedang diperiksa" in client.get(f"/pegawai/impor/{run.code}/").content.decode()

    assert check(run).state == "ready" and not Employee.objects.exists()
    page = client.get(f"/pegawai/impor/{run.code}/").content.decode()
    assert "Ditambah" in page and "Contoh Rekaan A" in page and "Simpan semua" in page

    client.post(f"/pegawai/impor/{run.code}/simpan/")
    write_import(code=run.code)
    write_import(code=run.code)  # a task may come twice

    run.refresh_from_db()
    assert (run.state, run.progress, bytes(run.sealed), Employee.objects.count()) == ("done", 100, b"", 5)


def test_the_file_is_not_readable_in_the_database(client, keeper):
    run = upload(client, as_csv(people()))
    assert b"REKAAN" not in bytes(run.sealed) and b"REKAAN" in run.content()


def test_errors_are_listed_and_nothing_can_be_saved(client, keeper):
    run = check(upload(client, as_csv([row(0, NIP="1")])))

    assert run.state == "faulty"
    assert "NIP terdiri atas 18 angka" in client.get(f"/pegawai/impor/{run.code}/").content.decode()
    client.post(f"/pegawai/impor/{run.code}/simpan/")
    run.refresh_from_db()
    assert run.state == "faulty"


def test_unknown_columns_are_named_once_and_remembered(client, keeper):
    rows = [{("Kode Pegawai" if name == "NIP" else name): value for name, value in one.items()} for one in people()]
    run = check(upload(client, as_csv(rows)))
    assert run.state == "columns"
    assert "Kode Pegawai" in client.get(f"/pegawai/impor/{run.code}/").content.decode()

    at = run.preview["headers"].index("Kode Pegawai")
    client.post(f"/pegawai/impor/{run.code}/kolom/", {f"kolom-{at}": "NIP"})
    run.refresh_from_db()

    assert check(run).state == "ready"
    keeper.agency.refresh_from_db()
    assert keeper.agency.choices["import_columns"] == {"Kode Pegawai": "NIP"}


def test_what_changed_since_the_preview_is_shown_again(client, keeper):
    first, second = check(upload(client, as_csv(people()))), check(upload(client, as_csv(people())))
    for run in (first, second):
        client.post(f"/pegawai/impor/{run.code}/simpan/")
        write_import(code=run.code)
        run.refresh_from_db()

    assert (first.state, second.state) == ("done", "ready")
    assert "berubah sejak pratinjau" in second.message and second.preview["counts"]["same"] == 5


def test_a_file_that_is_none_says_so(client, keeper):
    run = check(upload(client, b"\x00\x01", name="a.csv"))
    assert run.state == "failed" and bytes(run.sealed) == b""
    assert client.post("/pegawai/impor/", {}).status_code == 200


def test_a_preview_can_be_dropped(client, keeper):
    run = check(upload(client, as_csv(people())))
    client.post(f"/pegawai/impor/{run.code}/batal/")
    run.refresh_from_db()
    assert (run.state, bytes(run.sealed)) == ("failed", b"")


def test_a_preview_that_nobody_saved_goes_after_a_week(client, keeper):
    run = check(upload(client, as_csv(people())))
    assert purge_imports() == 0

    ImportRun.objects.update(requested_at=timezone.now() - timedelta(days=8))

    assert purge_imports() == 1
    run.refresh_from_db()
    assert (run.state, bytes(run.sealed)) == ("failed", b"")


@pytest.mark.parametrize("roles", [["admin"], ["auditor"], []])
def test_for_others_the_import_is_not_there(client, roles, keeper):
    run = upload(client, as_csv(people()))
    client.force_login(make_user(roles=roles, agency=keeper.agency))
    for path in ("/pegawai/impor/", f"/pegawai/impor/{run.code}/"):
        assert client.get(path).status_code == 404
    client.force_login(make_user(roles=["registrar"], agency=make_agency()))
    assert client.get(f"/pegawai/impor/{run.code}/").status_code == 404
