"""How long Bawaslu takes a report: by the contest in which it falls, never a ground to refuse here."""

from datetime import date

import pytest

from cases import conduct
from cases.desk import queries
from neutrality.organization.models import Contest
from tests.cases.source.conftest import City, Post

LATE = "disampaikan dalam 7 hari sejak diketahui"
LATE_WORKING = "disampaikan dalam 7 hari kerja sejak diketahui"


@pytest.mark.parametrize(("occurred", "missing"), [("2024-10-09", []), ("2024-10-08", [LATE])])
def test_a_regional_election_counts_plain_days(city: City, submit: Post, occurred: str, missing: list[str]) -> None:
    Contest.objects.get_or_create(agency=city.agency, catalogue_id="PILKADA-2024", defaults={"name": "Pilkada"})
    _answer, report = submit(
        occurred_on=occurred, place="Aula", persons=[{"name": "Pak W"}],
        identity={"mode": "named", "name": "Rekaan", "address": "Jalan Contoh 1"},
    )  # fmt: skip

    told = [row for row in queries.bawaslu_test(report)["missing"] if "disampaikan" in row]
    assert told == missing


@pytest.mark.parametrize(("received", "missing"), [("2024-01-19", []), ("2024-01-22", [LATE_WORKING])])
def test_a_general_election_counts_working_days(
    city: City, submit: Post, settings: object, received: str, missing: list[str]
) -> None:
    Contest.objects.filter(agency=city.agency).delete()
    Contest.objects.create(agency=city.agency, catalogue_id="PEMILU-2024", name="Pemilu 2024")
    settings.TODAY = received  # type: ignore[attr-defined]
    _answer, report = submit(occurred_on="2024-01-10", place="Aula", persons=[{"name": "Pak W"}])

    assert [row for row in queries.bawaslu_test(report)["missing"] if "disampaikan" in row] == missing


def test_the_contest_of_the_day_decides(city: City) -> None:
    from neutrality.workdays import calendar_for

    Contest.objects.filter(agency=city.agency).delete()
    last, working = conduct.bawaslu_limit(date(2024, 1, 10), city.agency, calendar_for(city.agency))

    assert (last, working) == (date(2024, 1, 17), False)
