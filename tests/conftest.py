"""Fixtures that every room's tests share.

Tests run in the owner's role; ``as_application`` steps into the role the program has in life.
Real worker, real redis, real browser: see tests/fixtures/.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pgtrigger
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation

pytest_plugins = ["tests.fixtures.processes", "tests.fixtures.browser", "tests.fixtures.standing"]

AsApplication = Callable[[], AbstractContextManager[None]]


def pytest_configure() -> None:
    # A login costs half a second with the real hasher, and hundreds of tests log in.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """A request in English leaves its thread in English; every test begins in the product's own language."""
    translation.activate(settings.LANGUAGE_CODE)


def truncate_guards() -> list[str]:
    """The triggers that refuse TRUNCATE, as pgtrigger names them ("app.Model:name")."""
    return [trigger.get_uri(model) if hasattr(trigger, "get_uri") else f"{model._meta.label}:{trigger.name}"
            for model, trigger in pgtrigger.registered() if "TRUNCATE" in str(trigger.operation)]  # fmt: skip


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """The test database, without the guards that would refuse the flush after ``live_server`` tests.

    pytest-django makes it for tests with ``db``; where none was collected, those of tests/fixtures/standing.py need it.
    """
    with django_db_blocker.unblock():
        made = None
        if not connection.settings_dict["NAME"].startswith("test_"):
            made = setup_databases(verbosity=0, interactive=False, aliases={"default": True})
        pgtrigger.disable(*truncate_guards())
    yield
    if made is not None:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture
def truncate_guarded(db: None) -> Iterator[None]:
    """With the TRUNCATE guards standing, as in life; for the tests of the guards themselves."""
    pgtrigger.enable(*truncate_guards())
    yield
    if not connection.needs_rollback:
        pgtrigger.disable(*truncate_guards())


@pytest.fixture
def as_application(db: None) -> AsApplication:
    """``with as_application():`` runs its block in the role that owns nothing."""

    @contextmanager
    def stepping_down() -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE netralitas_app")
        try:
            yield
        finally:
            # In a broken transaction nothing runs; its rollback takes the role back too.
            if not connection.needs_rollback:
                with connection.cursor() as cursor:
                    cursor.execute("RESET ROLE")

    return stepping_down
