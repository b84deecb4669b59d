from typing import Any

import pytest

from tests.sanctions.world import World


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)
