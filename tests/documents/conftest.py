"""A unit that issues letters, and letters at each step."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from neutrality.documents import actions, owners
from neutrality.documents.models import NumberSeries, OfficialDocument
from neutrality.organization.models import OrgUnit
from tests.documents.samples import SAMPLES
from tests.factories import make_agency, make_unit, make_user

DAY = date(2024, 10, 16)
MakeLetter = Callable[..., OfficialDocument]


@pytest.fixture(autouse=True)
def day_and_files(settings: Any, tmp_path: Path) -> None:
    settings.TRAINING, settings.TODAY = True, DAY.isoformat()
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }


@pytest.fixture
def seen_by() -> Iterator[set[int]]:
    """Primary keys of the accounts that may see letters of owner type "test"."""
    who: set[int] = set()
    owners._owners["test"] = lambda user, document: user.pk in who
    yield who
    del owners._owners["test"]


@pytest.fixture
def unit(db: None) -> OrgUnit:
    """BKPSDM of a city, with series for secret and ordinary letters of 2024."""
    agency = make_agency(name="Pemerintah Kota Contoh", short_name="Kota Contoh")
    office = make_unit(make_unit(agency=agency), name="Badan Kepegawaian", letter_code="BKPSDM")
    for sort, pattern in (("RAHASIA", "800.1.6/R-{nomor}/BKPSDM/{tahun}"), ("BIASA", "100.3.4/{nomor}/BKPSDM/{tahun}")):
        NumberSeries.objects.create(unit=office, year=2024, pattern=pattern, classification=sort)
    return office


@pytest.fixture
def clerk(unit: OrgUnit) -> Any:
    return make_user(agency=unit.agency)


@pytest.fixture
def make_letter(unit: OrgUnit, clerk: Any, seen_by: set[int]) -> MakeLetter:
    """``make_letter(kind, state="draft")``: a letter of the sample, taken as far as ``state``."""

    def make(kind: str = "F01_SURAT_PANGGILAN", state: str = "draft", **context: Any) -> OfficialDocument:
        letter = actions.create_draft(
            kind=kind, actor=clerk, agency=unit.agency, issuing_unit=unit, owner=("test", "UJI-1"),
            context=SAMPLES[kind] | context,
        )  # fmt: skip
        if state == "draft":
            return letter
        letter = actions.finalise(document=letter, actor=clerk)
        if state == "final":
            return letter
        letter = actions.number_document(document=letter, actor=clerk, dated=DAY)
        if state == "numbered":
            return letter
        return actions.sign(document=letter, actor=clerk, signed_on=DAY)

    return make
