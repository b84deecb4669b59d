"""Today, the public door, and the admin's door."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import call_command

from neutrality.audit.queries import timeline
from neutrality.workdays import actions, today
from neutrality.workdays.models import CalendarYear, Holiday
from neutrality.workdays.queries import calendar_of_region
from neutrality.workdays.signals import calendar_changed
from tests.factories import make_agency, make_user

URL = "/api/v1/workdays/count/"


@pytest.fixture
def post(client, db):
    return lambda body: client.post(URL, body, content_type="application/json")


def test_today_is_fixed_in_training_only(settings):
    settings.TODAY, settings.TRAINING = "2024-10-16", True
    assert today() == date(2024, 10, 16)
    settings.TRAINING = False
    assert today() != date(2024, 10, 16)


@time_machine.travel(datetime(2024, 10, 15, 16, 30, tzinfo=UTC), tick=False)
def test_today_is_the_agencys_own_day(settings):
    settings.TODAY = ""

    class Papua:
        timezone = "Asia/Jayapura"

    assert (today(), today(Papua())) == (date(2024, 10, 15), date(2024, 10, 16))


def test_the_contracts_example(post):
    answer = post({"start": "2026-12-10", "days": 15, "agency": None}).json()
    assert answer["end"] == "2027-01-06"
    assert answer["skipped"][0] == {"date": "2026-12-24", "reason": "Cuti bersama Natal"}
    assert answer["provisional"] is True
    assert set(answer) == {"end", "skipped", "provisional", "calendar_version"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"days": 5}, "start"),
        ({"start": "2024-13-01", "days": 5}, "start"),
        ({"start": "0001-01-01", "days": 5}, "start"),
        ({"start": "9999-12-31", "days": 400}, "start"),
        ({"start": "2024-10-16"}, "days"),
        ({"start": "2024-10-16", "days": 0}, "days"),
        ({"start": "2024-10-16", "days": 401}, "days"),
        ({"start": "2024-10-16", "days": "lima"}, "days"),
        ({"start": "2024-10-16", "days": 5, "agency": "tidak-ada"}, "agency"),
        ({"start": "2024-10-16", "days": 5, "agency": 7.5}, "agency"),
        ({"start": "2024-10-16", "days": 5, "mulai": 1}, "mulai"),
        ([1, 2], None),
        ("", None),
    ],
)
def test_what_does_not_fit_is_refused_by_name(post, body, field):
    answer = post(body)
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"
    if field:
        assert list(answer.json()["fields"]) == [field]


def test_only_json_is_read(client, db):
    assert client.post(URL, {"start": "2024-10-16", "days": 1}).status_code == 415


def test_an_agencys_own_holidays_count(post):
    agency = make_agency()
    Holiday.objects.create(date=date(2024, 10, 17), kind="regional", name="Hari Jadi Kota", agency_id=agency.pk)
    answer = post({"start": "2024-10-16", "days": 1, "agency": agency.code}).json()
    assert (answer["end"], answer["skipped"][0]["reason"]) == ("2024-10-18", "Hari Jadi Kota")


def test_the_days_of_a_province_count_in_its_regions(db):
    province = make_agency(kind="provinsi", region="Kalimantan Contoh")
    make_agency(parent=province, region="Kota Rekaan")
    for region, name in (("Kalimantan Contoh", "Hari jadi provinsi"), ("Kota Rekaan", "Hari jadi kota")):
        day = date(2024, 10, 17) if region == "Kalimantan Contoh" else date(2024, 10, 18)
        Holiday.objects.create(date=day, kind="regional", name=name, region=region)

    def skipped(region: str) -> list[str]:
        return [one.reason for one in calendar_of_region(region).count(date(2024, 10, 16), 2).skipped]

    assert skipped("Kota Rekaan") == ["Hari jadi provinsi", "Hari jadi kota"]
    assert skipped("Kalimantan Contoh") == ["Hari jadi provinsi"]
    assert skipped("Kota Lain") == skipped("") == []


def test_a_changed_holiday_is_journalled_and_told(db, django_capture_on_commit_callbacks):
    told = []
    calendar_changed.connect(lambda sender, **about: told.append(about["dates"]), weak=False, dispatch_uid="test")
    user = make_user()
    with django_capture_on_commit_callbacks(execute=True):
        holiday = actions.save_holiday(
            holiday=Holiday(date=date(2024, 10, 21), kind="public", name="Hari Contoh"), actor=user
        )
        holiday.name = "Hari Umpama"
        actions.save_holiday(holiday=holiday, actor=user)
        actions.save_holiday(holiday=holiday, actor=user)  # nothing changed
        actions.remove_holiday(holiday=holiday, actor=user)
    calendar_changed.disconnect(dispatch_uid="test")

    entries = timeline(("calendar", "2024"))
    assert [e.event for e in entries] == [
        "calendar.holiday_added", "calendar.holiday_changed", "calendar.holiday_removed",
    ]  # fmt: skip
    assert entries[1].changes["name"] == ["Hari Contoh", "Hari Umpama"]
    assert told == [[date(2024, 10, 21)]] * 3


def test_the_back_office_reads_days_off_and_sends_to_the_page_that_shows_the_effect(client, db, settings):
    settings.TRAINING = True  # else the second factor comes first
    client.force_login(make_user(roles=["admin"], is_staff=True, is_superuser=True))
    year, day = CalendarYear.objects.get(year=2027), Holiday.objects.filter(date__year=2027).first()
    for name, row in (("calendaryear", year), ("holiday", day)):
        only = {"date__year": 2027} if name == "holiday" else {}
        listed = client.get(f"/kelola/workdays/{name}/", only)
        assert "/hari-kerja/?tahun=2027" in listed.content.decode()
        change = f"/kelola/workdays/{name}/{row.pk}/change/"
        assert client.get(change).status_code == 200
        assert client.post(change, {"year": 2027, "confirmed": "on", "decree": "SKB contoh"}).status_code == 403
        assert client.get(f"/kelola/workdays/{name}/add/").status_code == 403
        assert client.post(f"/kelola/workdays/{name}/{row.pk}/delete/", {"post": "yes"}).status_code == 403
    year.refresh_from_db()
    assert not year.confirmed
    assert client.get("/kelola/workdays/regionalelectiondate/add/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_flush_brings_the_calendar_back():
    call_command("flush", interactive=False, verbosity=0)
    assert Holiday.objects.count() > 200
    assert CalendarYear.objects.get(year=2026).confirmed
