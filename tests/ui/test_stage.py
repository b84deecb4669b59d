"""The election line on top of staff pages."""

from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory

from neutrality.counsel import stage
from neutrality.organization.models import Contest
from neutrality.workdays.models import RegionalElectionDate
from tests.factories import make_agency, make_user

pytestmark = pytest.mark.django_db


def told(user: Any, day: str, settings: Any) -> Any:
    settings.TRAINING, settings.TODAY = True, day
    request = RequestFactory().get("/meja/")
    request.user = user
    return stage.line(request)


@pytest.fixture
def user() -> Any:
    agency = make_agency()
    Contest.objects.create(agency=agency, catalogue_id="PILKADA-2024", name="Pilwako")
    return make_user(agency=agency)


def test_the_day_of_the_campaign(user: Any, settings: Any) -> None:
    assert told(user, "2024-10-16", settings) == {
        "label": "Masa kampanye Pilwako:",
        "emphasis": "hari ke-22 dari 60",
        "rest": "masa tenang mulai 24 Nov",
    }


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-09-22", "Penetapan pasangan calon Pilwako: hari ini masa kampanye mulai 25 Sep"),
        ("2024-09-24", "Pilwako: masa kampanye mulai 25 Sep"),
        ("2024-11-25", "Masa tenang Pilwako: hari ke-2 dari 3 pemungutan suara mulai 27 Nov"),
        ("2024-11-27", "Pemungutan suara Pilwako: hari ini"),
    ],
)
def test_other_days(user: Any, settings: Any, day: str, words: str) -> None:
    assert " ".join(filter(None, told(user, day, settings).values())) == words


def test_nothing_to_say(user: Any, settings: Any) -> None:
    assert told(user, "2025-06-01", settings) is None
    assert told(make_user(agency=make_agency()), "2024-10-16", settings) is None
    assert told(make_user(), "2024-10-16", settings) is None


def test_the_region_s_own_days_go_first(user: Any, settings: Any) -> None:
    RegionalElectionDate.objects.create(
        contest="PILKADA-2024",
        region=user.agency.region,
        stage="kampanye",
        starts_on=date(2024, 10, 10),
        ends_on=date(2024, 11, 23),
    )
    assert told(user, "2024-10-16", settings)["emphasis"] == "hari ke-7 dari 45"
