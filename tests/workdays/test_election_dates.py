"""Stages of a contest that stand on other days in one region."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from neutrality.audit.queries import timeline
from neutrality.workdays import actions
from neutrality.workdays.models import RegionalElectionDate
from neutrality.workdays.queries import regional_stages
from tests.factories import make_agency, make_user

pytestmark = pytest.mark.django_db


def vote(region: str, day: date, **fields: Any) -> RegionalElectionDate:
    row = RegionalElectionDate(
        contest="PSU-2025", region=region, stage="pemungutan_suara", starts_on=day, ends_on=day, **fields
    )
    return actions.save_election_date(row=row, actor=make_user())


def test_a_regions_own_day_goes_before_its_provinces():
    province = make_agency(kind="provinsi", region="Kalimantan Contoh")
    city, other = make_agency(parent=province, region="Kota Rekaan"), make_agency()
    vote("Kalimantan Contoh", date(2025, 4, 5))
    vote("Kota Rekaan", date(2025, 4, 19), verified=True)

    (stage,) = regional_stages("PSU-2025", city)
    assert (stage["stage"], stage["start"], stage["verified"]) == ("pemungutan_suara", date(2025, 4, 19), True)
    assert regional_stages("PSU-2025", province)[0]["start"] == date(2025, 4, 5)
    assert regional_stages("PSU-2025", other) == regional_stages("PILKADA-2024", city) == []


def test_changes_are_journalled_and_kept_in_order():
    row = vote("Kota Rekaan", date(2025, 4, 19))
    row.ends_on = date(2025, 4, 20)
    actions.save_election_date(row=row, actor=None)
    actions.remove_election_date(row=row, actor=None)
    entries = timeline(("calendar", "PSU-2025"))
    assert entries[1].changes["ends_on"] == ["2025-04-19", "2025-04-20"]
    assert entries[2].event == "calendar.election_date_removed"

    row.ends_on = date(2025, 4, 1)
    with pytest.raises(ValidationError, match="berakhir sebelum mulai"):
        actions.save_election_date(row=row, actor=None)
