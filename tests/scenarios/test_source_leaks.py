"""After the whole path nothing of the source compartment stands anywhere else.

Every text of every table, the outbox, notices, the journal, files of letters and exports, what was
logged, and error pages are searched for the reporter's words, name, contact, file name and code.
"""

import io
import logging
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from psycopg import sql
from python_calamine import CalamineWorkbook

from cases.models import Case, Exhibit, Original
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.documents.models import OfficialDocument
from neutrality.notifications.models import Notice
from neutrality.outbox.models import Owed
from neutrality.outbox.runner import drain
from neutrality.overview.models import Export
from tests.scenarios.path import ANSWER, CONTACT, FILE_NAME, REPORTER, STORY, Door, Path
from tests.scenarios.test_walls import stored_pdf_text

WORDS = ["rompi kuning", "bagasi mobil jeruk", STORY[:25], ANSWER[:25], REPORTER, "Zulaikha", CONTACT, FILE_NAME,
         "WA-dari-kantor", "KameraPelapor"]  # fmt: skip


def spoken(text: str, words: list[str]) -> list[str]:
    return [word for word in words if word.lower() in text.lower()]


def dump() -> dict[str, str]:
    """Every table of the database as one text each; sealed columns show what is stored: ciphertext."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            row = sql.SQL("SELECT coalesce(string_agg(to_jsonb(t)::text, E'\\n'), '') FROM {} t").format(
                sql.Identifier(table)
            )
            cursor.execute(row)
            found[table] = cursor.fetchone()[0]
    return found


@pytest.fixture
def finished(path: Path, caplog: pytest.LogCaptureFixture) -> tuple[Path, Case]:
    caplog.set_level(logging.DEBUG)
    return path, path.to_the_end(path.told("confidential"))


def test_nothing_of_the_source_stands_outside_it(
    finished: tuple[Path, Case], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    path, case = finished
    words = [*WORDS, path.receipt, path.receipt.replace("-", "")]
    exports(path)
    error_pages(path)

    leaks = {table: found for table, text in dump().items() if (found := spoken(text, words))}
    assert leaks == {}, "words of the source in the database"
    assert JournalEntry.objects.filter(chain__startswith="report:").exists()
    assert Owed.objects.count() > 5
    assert Notice.objects.exists()
    letters = OfficialDocument.objects.filter(owner_code=case.code)
    assert letters.count() >= 5
    for letter in letters:
        assert spoken(stored_pdf_text(letter.pdf), words) == [], letter.kind

    names = [*letters.values_list("pdf", flat=True), *Export.objects.exclude(stored="").values_list("stored", flat=True),
             *Exhibit.objects.values_list("stored", flat=True), *Original.objects.values_list("stored", flat=True),
             *Original.objects.exclude(cleaned="").values_list("cleaned", flat=True)]  # fmt: skip
    assert len(names) > 10
    for name in names:
        with default_storage.open(name) as file:
            content = file.read()
        assert not [word for word in words if word.encode() in content or word in name], name
    said = caplog.text + "".join(capfd.readouterr())
    assert spoken(said, words) == []


def exports(path: Path) -> None:
    """Every kind and form that the desk and the auditor may have, made and kept in the data folder."""
    path.world.user("auditor", Role.AUDITOR)
    for key in ("desk", "auditor"):
        door = path.door(key)
        for kind in Export.Kind.values:
            for form in ("csv", "xlsx", "pdf"):
                door.post("exports/", {"kind": kind, "format": form}, (202, 400, 403))
    drain(include_held=True)
    assert Export.objects.filter(state=Export.State.DONE).count() > 5
    words = [*WORDS, path.receipt, path.receipt.replace("-", "")]
    for export in Export.objects.exclude(stored="").filter(format="pdf"):
        assert spoken(stored_pdf_text(export.stored), words) == [], export.kind
    books = Export.objects.exclude(stored="").filter(format="xlsx")
    assert books.count() > 2
    for export in books:
        with default_storage.open(export.stored) as file:
            content = file.read()
        assert spoken("\n".join(cells(content)), words) == [], export.kind
        assert spoken("\n".join(parts(content)), words) == [], export.kind
        assert export.code in "\n".join(cells(content)), "the file names its export"


def cells(content: bytes) -> list[str]:
    """Every cell of every sheet, and the sheets' names."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return [*book.sheet_names, *(str(cell) for row in rows for cell in row)]


def parts(content: bytes) -> list[str]:
    """Every part of the archive beside the cells: properties, comments, links, names of the parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [*archive.namelist(), *(archive.read(name).decode(errors="replace") for name in archive.namelist())]


def error_pages(path: Path) -> None:
    """Refused and broken requests that carry the words never give them back to others, nor into a log."""
    client = Client(raise_request_exception=False)
    for answer in (
        client.post("/pantau/", {"aksi": "buka", "code": "0000-0000-0000"}),
        client.get("/api/v1/reports/track/"),
        client.post("/api/v1/reports/", b'{"narrative": "rompi kuning', content_type="application/json"),
    ):
        assert answer.status_code < 500
    Door(None).post("reports/track/", {"receipt": path.receipt[:-1] + "0"}, (200, 400, 404))
