"""The program's role may use the tables and owns nothing; the journal it may only add to."""

import pytest
from django.db import connection

from tests.conftest import AsApplication

pytestmark = pytest.mark.django_db


def test_the_application_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid WHERE rolname = 'netralitas_app'"
        )
        assert cursor.fetchone() == (0,)


def test_the_application_reads_and_writes_its_tables(as_application: AsApplication) -> None:
    with as_application(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("netralitas_app",)
        cursor.execute("UPDATE organization_agency SET name = name")
        cursor.execute("DELETE FROM django_session")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("netralitas_owner",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_journalentry SET event = 'x'",
        "DELETE FROM audit_journalentry",
        "TRUNCATE audit_journalentry",
        "ALTER TABLE audit_journalentry DISABLE TRIGGER ALL",
        "DROP TABLE audit_journalentry",
        "CREATE TABLE sneaked (id int)",
    ],
)
def test_the_application_cannot_touch_the_journal(as_application: AsApplication, statement: str) -> None:
    with as_application(), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            cursor.connection.execute(statement)
        cursor.connection.execute("ROLLBACK TO before")
