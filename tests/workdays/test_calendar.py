"""Counting working days: the vectors of the law catalogue, the trace, the version."""

from datetime import date, timedelta

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from neutrality.workdays import calendar_for
from neutrality.workdays.calendar import Calendar, Skipped
from neutrality.workdays.models import CalendarYear, Holiday
from tests.factories import make_agency

# discipline.yaml: working_days.test_vectors
VECTORS = [
    ("2022-02-08", 3, "2022-02-11"),
    ("2026-07-14", 15, "2026-08-04"),
    ("2026-11-23", 14, "2026-12-11"),
    ("2026-11-23", 65, "2027-03-01"),
    ("2026-12-10", 7, "2026-12-21"),
    ("2026-12-10", 15, "2027-01-06"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "days", "end"), VECTORS)
def test_vectors_of_the_catalogue(start, days, end):
    assert calendar_for().count(date.fromisoformat(start), days).end == date.fromisoformat(end)


@pytest.mark.django_db
def test_the_count_of_the_contract():
    result = calendar_for().count(date(2026, 12, 10), 15)
    assert result.end == date(2027, 1, 6)
    assert result.provisional
    assert result.skipped == [
        Skipped(date(2026, 12, 24), "Cuti bersama Natal"),
        Skipped(date(2026, 12, 25), "Hari Raya Natal"),
        Skipped(date(2027, 1, 1), "Tahun Baru Masehi"),
        Skipped(date(2027, 1, 5), "Isra Mikraj Nabi Muhammad"),
    ]


@pytest.mark.django_db
def test_cuti_bersama_can_count_as_worked():
    calendar = calendar_for(exclude_cuti_bersama=False)
    assert calendar.count(date(2026, 12, 10), 15).end == date(2027, 1, 4)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2020, 12, 9), date(2024, 2, 14), date(2024, 11, 27)])
def test_election_days_are_not_worked(day):
    assert not calendar_for().is_working_day(day)
    assert Holiday.objects.get(date=day).kind == "election"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("year", "public", "cuti_bersama"), [(2024, 19, 10), (2025, 17, 11), (2026, 17, 8), (2027, 18, 8)]
)
def test_both_categories_are_seeded(year, public, cuti_bersama):
    of_year = Holiday.objects.filter(date__year=year)
    assert of_year.exclude(kind="cuti_bersama").count() == public
    assert of_year.filter(kind="cuti_bersama").count() == cuti_bersama


@pytest.mark.django_db
def test_estimates_say_so():
    reasons = dict(calendar_for().skipped(date(2027, 3, 1), date(2027, 3, 31)))
    assert reasons[date(2027, 3, 10)] == "Hari Raya Idul Fitri (perkiraan)"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "provisional"), [("2024-10-16", False), ("2026-12-01", False), ("2026-12-21", True), ("2028-02-01", True)]
)
def test_a_span_is_provisional_where_a_decree_is_missing(start, provisional):
    assert calendar_for().count(date.fromisoformat(start), 10).provisional is provisional


@pytest.mark.django_db
def test_a_confirmed_year_is_provisional_no_more():
    CalendarYear.objects.filter(year=2027).update(confirmed=True)
    assert not calendar_for().count(date(2026, 12, 21), 10).provisional


@pytest.mark.django_db
def test_every_change_makes_a_new_version():
    before = calendar_for()
    assert calendar_for() is before
    Holiday.objects.create(date=date(2024, 10, 21), kind="public", name="Hari Contoh")
    after = calendar_for()

    assert after.version != before.version
    assert before.is_working_day(date(2024, 10, 21))
    assert not after.is_working_day(date(2024, 10, 21))
    Holiday.objects.filter(date=date(2024, 10, 21)).delete()
    assert calendar_for().version.partition("-")[2] == before.version.partition("-")[2]


@pytest.mark.django_db
def test_holidays_of_a_region_and_an_agency_stay_there():
    province = make_agency(kind="provinsi", region="Kalimantan Contoh")
    city, other = make_agency(parent=province), make_agency()
    Holiday.objects.create(
        date=date(2024, 10, 21), kind="regional", name="Hari Jadi Provinsi", region="Kalimantan Contoh"
    )
    Holiday.objects.create(date=date(2024, 10, 22), kind="regional", name="Hari Jadi Kota", agency_id=city.pk)

    days = [date(2024, 10, 21), date(2024, 10, 22)]
    assert [calendar_for(city).is_working_day(day) for day in days] == [False, False]
    assert [calendar_for(province).is_working_day(day) for day in days] == [False, True]
    assert [calendar_for(other).is_working_day(day) for day in days] == [True, True]
    assert [calendar_for().is_working_day(day) for day in days] == [True, True]
    assert calendar_for(city).skipped(date(2024, 10, 18), date(2024, 10, 22))[0].reason == "Hari Jadi Provinsi"


@pytest.mark.django_db
def test_an_unchanged_calendar_costs_one_query(django_assert_num_queries):
    calendar_for()
    with django_assert_num_queries(1):
        calendar_for()


WEEK = Calendar("v", {date(2024, 10, 16): "Hari Contoh"}, frozenset({2024}))


@pytest.mark.parametrize(
    ("day", "following", "or_itself"),
    [
        ("2024-10-15", "2024-10-17", "2024-10-15"),
        ("2024-10-16", "2024-10-17", "2024-10-17"),
        ("2024-10-18", "2024-10-21", "2024-10-18"),
    ],
)
def test_the_next_working_day(day, following, or_itself):
    assert WEEK.next_working_day(date.fromisoformat(day)) == date.fromisoformat(following)
    assert WEEK.on_or_after(date.fromisoformat(day)) == date.fromisoformat(or_itself)


def test_what_is_left_and_what_is_overdue():
    assert WEEK.working_days_between(date(2024, 10, 14), date(2024, 10, 21)) == 4
    assert WEEK.working_days_between(date(2024, 10, 21), date(2024, 10, 14)) == -4
    assert WEEK.working_days_between(date(2024, 10, 14), date(2024, 10, 14)) == 0


def test_a_count_needs_a_day():
    with pytest.raises(ValueError, match="at least one"):
        WEEK.count(date(2024, 10, 14), 0)


@given(start=st.dates(date(2023, 1, 1), date(2026, 1, 1)), days=st.integers(1, 400))
def test_an_end_is_always_worked_and_counts_back(start, days):
    result = WEEK.count(start, days)
    assert WEEK.is_working_day(result.end)
    assert WEEK.working_days_between(start, result.end) == days
    assert all(start < day <= result.end for day, _reason in result.skipped)
    assert result.end - start >= timedelta(days=days)


def test_the_vectors_are_those_of_the_catalogue():
    """Where the catalogue's file is in the repository, nothing was copied wrongly."""
    for path in sorted(settings.BASE_DIR.glob("fixtures/law/*/discipline.yaml")):
        vectors = yaml.safe_load(path.read_text())["working_days"]["test_vectors"]
        assert [(str(v["start"]), v["add"], str(v["end"])) for v in vectors] == VECTORS
