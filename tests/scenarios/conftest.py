from collections.abc import Iterator
from pathlib import Path as Folder
from typing import Any

import pytest

from tests.fixtures.standing import taken_back
from tests.scenarios.path import Path
from tests.scenarios.permissions.city import City


@pytest.fixture
def path(db: None, settings: Any, tmp_path: Folder) -> Path:
    settings.DATA_DIR = tmp_path
    return Path(settings)


@pytest.fixture(scope="module")
def standing_city(standing_ground: Any) -> City:
    """The city of a module: built once, everybody signed in once, absent pages plain, nothing remembered in a cache."""
    city = City(Path(standing_ground))
    standing_ground.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    standing_ground.ROOT_URLCONF = "tests.scenarios.permissions.plain_urls"
    return city


@pytest.fixture
def city(standing_city: City) -> Iterator[City]:
    """The same, left as it was."""
    with taken_back():
        yield standing_city
