from pathlib import Path as Folder
from typing import Any

import pytest

from tests.scenarios.path import Path


@pytest.fixture
def path(db: None, settings: Any, tmp_path: Folder) -> Path:
    settings.DATA_DIR = tmp_path
    return Path(settings)
