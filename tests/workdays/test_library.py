"""Taking over a year of the package: only what differs is proposed, and nobody's own entry is overwritten unasked."""

from datetime import date

import pytest

from neutrality.audit.queries import timeline
from neutrality.errors import Refusal
from neutrality.workdays import actions, calendar_for, queries
from neutrality.workdays.changes import Proposal
from neutrality.workdays.library import days_of, differences
from neutrality.workdays.models import CalendarYear, Holiday
from tests.factories import make_agency, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2030])
def test_the_seed_is_what_the_package_says(year):
    assert differences(year) == []


def test_a_year_that_nobody_entered_is_all_new():
    found = differences(2031)
    assert {one.action for one in found} == {"add"}
    assert len(found) == len(days_of(2031))
    assert all(one.suggested for one in found)


def test_what_moved_what_is_missing_and_what_is_unknown():
    moved = Holiday.objects.get(date=date(2027, 3, 10), kind="public")
    Holiday.objects.filter(pk=moved.pk).update(date=date(2027, 3, 16), decree="SKB contoh 1/2026")
    Holiday.objects.filter(date=date(2027, 5, 1)).delete()
    own = Holiday.objects.create(date=date(2027, 6, 21), kind="public", name="Hari Contoh", decree="Keppres contoh")
    found = {one.action: one for one in differences(2027)}

    assert (found["change"].before, found["change"].row.date) == (Holiday.objects.get(pk=moved.pk), date(2027, 3, 10))
    assert not found["change"].suggested  # it carries a decree that somebody entered
    assert (found["add"].row.name, found["add"].suggested) == ("Hari Buruh Internasional", True)
    assert (found["remove"].row, found["remove"].suggested) == (own, False)


def test_days_of_a_region_or_agency_are_no_difference():
    Holiday.objects.create(date=date(2026, 10, 23), kind="regional", name="Hari Jadi Kota", agency_id=make_agency().pk)
    assert differences(2026) == []


def test_all_or_nothing_and_only_what_was_shown():
    admin = make_user(roles=["admin"])
    taken = differences(2031)
    proposal = Proposal(saves=tuple(one.row for one in taken), years={2031: True})
    seen = queries.latest_version()
    Holiday.objects.create(date=date(2031, 10, 23), kind="public", name="Hari Contoh")
    with pytest.raises(Refusal) as late:
        actions.apply(proposal=proposal, actor=admin, seen=seen)
    assert late.value.code == "changed_meanwhile"
    assert Holiday.objects.filter(date__year=2031).count() == 1

    actions.apply(proposal=proposal, actor=admin, seen=queries.latest_version(), decree="SKB contoh 9/2030")
    year = CalendarYear.objects.get(year=2031)
    assert (year.confirmed, year.decree) == (True, "SKB contoh 9/2030")
    assert not calendar_for().count(date(2031, 1, 10), 10).provisional


def test_one_that_does_not_fit_stops_them_all():
    new = Holiday(date=date(2024, 10, 21), kind="public", name="Hari Contoh")
    twice = Holiday(date=date(2024, 12, 25), kind="public", name="Hari Raya Natal")
    with pytest.raises(Refusal) as refused:
        actions.apply(
            proposal=Proposal(saves=(new, twice)), actor=make_user(roles=["admin"]), seen=queries.latest_version()
        )
    assert refused.value.status == 400
    assert not Holiday.objects.filter(date=date(2024, 10, 21)).exists()


@pytest.mark.parametrize(
    ("roles", "reach", "may"),
    [
        (["admin"], "nation", True), (["intake"], "nation", False), (["intake"], "own", True), (["registrar"], "own", True),
        (["intake"], "other", False), (["legal"], "own", False), (["admin"], "other", True), ([], "own", False),
    ],
)  # fmt: skip
def test_who_may_change_what(roles, reach, may):
    agency, other = make_agency(), make_agency()
    user = make_user(roles=roles, agency=agency)
    row = Holiday(date=date(2024, 10, 21), kind="regional" if reach != "nation" else "public", name="Hari Contoh",
                  agency_id={"nation": None, "own": agency.pk, "other": other.pk}[reach])  # fmt: skip
    try:
        actions.apply(proposal=Proposal(saves=(row,)), actor=user, seen=queries.latest_version())
    except Refusal as refused:
        assert (refused.code, refused.status, may) == ("not_yours", 403, False)
    else:
        assert may


def test_a_calendar_can_be_looked_at_before_it_is_saved():
    agency = make_agency()
    row = Holiday(date=date(2024, 10, 21), kind="public", name="Hari Contoh")
    before = calendar_for(agency)
    assert not queries.calendar_after(agency, Proposal(saves=(row,))).is_working_day(date(2024, 10, 21))
    assert calendar_for(agency) is before
    natal = Holiday.objects.get(date=date(2024, 12, 25))
    after = queries.calendar_after(agency, Proposal(removes=(natal.pk,), before=(natal,)))
    assert after.is_working_day(date(2024, 12, 25))


def test_years_to_come_are_entered_before_a_count_reaches_them() -> None:
    assert actions.enter_years_ahead(2026) == [2031]
    year = CalendarYear.objects.get(year=2031)
    assert (year.confirmed, "perkiraan" in year.note) == (False, True)
    assert calendar_for().count(date(2030, 12, 31), 1).as_json()["skipped"] == [
        {"date": "2031-01-01", "reason": "Tahun Baru Masehi"}
    ]
    assert [one.event for one in timeline(("calendar", "2031"))] == ["calendar.year_entered"]
    assert actions.enter_years_ahead(2026) == []
    Holiday.objects.create(date=date(2032, 3, 1), kind="public", name="Hari Contoh")
    assert actions.enter_years_ahead(2027) == []  # somebody has begun to enter it by hand


def test_every_year_on_record_names_its_decree() -> None:
    confirmed = CalendarYear.objects.filter(confirmed=True)
    assert [row.year for row in confirmed if not any(one.isdigit() for one in row.decree)] == []
    assert not Holiday.objects.filter(date__year__in=confirmed.values("year"), decree="").exists()
    assert Holiday.objects.get(date=date(2024, 11, 27)).decree == "Keppres 33/2024"
    assert set(Holiday.objects.filter(date=date(2025, 8, 18)).values_list("decree", flat=True)) == {
        "SKB 3 Menteri 933/2025, 1/2025, 3/2025"
    }
