"""Opening number series, by an action and in the administration."""

from typing import Any

import pytest
from django.test import Client

from neutrality.audit.models import JournalEntry
from neutrality.documents import actions
from neutrality.documents.codes import SeriesMode
from neutrality.documents.models import NumberSeries
from neutrality.errors import Refusal
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def opened(unit: Any, actor: Any, **changes: Any) -> NumberSeries:
    given: dict[str, Any] = {
        "pattern": "800.2/{nomor}/{tahun}",
        "classification": "RAHASIA",
        "kinds": "F01_*",
        "year": 2024,
    }
    return actions.create_series(actor=actor, unit=unit, **given | changes)


def test_a_series_goes_on_from_the_paper_register(unit: Any, clerk: Any) -> None:
    series = opened(unit, clerk, next_number=47)

    assert series.next_number == 47
    assert JournalEntry.objects.get(event="number_series.opened").changes["next_number"] == 47


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pattern": "800/{nomer}"}, "pattern"),
        ({"pattern": "800/{nomor.real}"}, "pattern"),
        ({"pattern": "tanpa"}, "__all__"),
        ({"pattern": "800.1.6/R-{nomor}/BKPSDM/{tahun}"}, "__all__"),  # the pattern of another series
        ({"kinds": "*"}, "__all__"),
        ({"classification": "TERBUKA"}, "classification"),
        ({"next_number": 0}, "__all__"),
    ],
)
def test_what_would_give_doubles_or_nonsense_is_refused(
    unit: Any, clerk: Any, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        opened(unit, clerk, **changes)

    assert field in refused.value.fields


def test_an_external_series_needs_no_pattern_of_numbers(unit: Any, clerk: Any) -> None:
    assert opened(unit, clerk, mode=SeriesMode.EXTERNAL, pattern="Bagian Umum").pk


def test_the_administration_opens_but_never_changes(client: Client, unit: Any) -> None:
    admin = make_user(agency=unit.agency, roles=["admin"], is_staff=True, is_superuser=True)
    client.force_login(admin)
    typed = {
        "unit": unit.pk, "kinds": "P20_*", "classification": "BIASA", "year": 2025, "mode": "internal",
        "pattern": "100/{nomor}/{tahun}", "next_number": 1,
    }  # fmt: skip

    client.post("/kelola/documents/numberseries/add/", typed)

    series = NumberSeries.objects.get(year=2025)
    assert JournalEntry.objects.get(event="number_series.opened").actor == admin
    client.post(f"/kelola/documents/numberseries/{series.pk}/change/", typed | {"pattern": "x/{nomor}"})
    series.refresh_from_db()
    assert series.pattern == "100/{nomor}/{tahun}"
