"""What insiders tried, kept as tests: people who left, rights that ended, small doors beside the big ones."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions import identity
from cases.models import Case, CaseAccess, Report
from neutrality.accounts.actions import issue_token
from neutrality.accounts.models import Role, User
from neutrality.audit.models import JournalEntry
from neutrality.notifications.models import Notice
from neutrality.organization.models import Appointment, Employee, EmployeeStatus
from neutrality.outbox import actions as outbox
from neutrality.outbox.models import Owed
from neutrality.outbox.models import State as OwedState
from neutrality.workdays import today
from tests.factories import make_user
from tests.scenarios.permissions.city import City

pytestmark = pytest.mark.xdist_group("insiders")


def anew(user: User) -> User:
    return User.objects.get(pk=user.pk)


def sees(user: User, city: City) -> bool:
    return Case.objects.visible_to(anew(user)).filter(pk=city.case.pk).exists()


def yesterday(city: City) -> Any:
    return today(city.world.agency) - timedelta(days=1)


# --- who left ----------------------------------------------------------------------------------


def test_an_examiner_who_left_the_service_loses_the_case(city: City) -> None:
    """A seat in a team names a person: it must not outlive the person's last post."""
    examiner = city.user("examiner")
    assert sees(examiner, city)
    Appointment.objects.filter(person=examiner.person).update(ends_on=yesterday(city))
    assert not sees(examiner, city)
    assert city.knock("examiner", "get", f"/kasus/{city.case.code}/").status == 404


@pytest.mark.parametrize("how", ["pensiun", "diberhentikan", "meninggal", "pension date"])
def test_a_role_ends_with_the_service_whoever_forgot_the_grant(city: City, how: str) -> None:
    desk = city.user("desk")
    assert desk.person is not None and anew(desk).has_role(Role.INTAKE) and sees(desk, city)
    Appointment.objects.filter(person=desk.person).update(ends_on=yesterday(city))
    employee = Employee.objects.get(person=desk.person)
    if how == "pension date":
        Employee.objects.filter(pk=employee.pk).update(retires_on=today(city.world.agency))
    else:
        EmployeeStatus.objects.filter(employee=employee).delete()
        EmployeeStatus.objects.create(employee=employee, standing=how, starts_on=today(city.world.agency))
    assert not anew(desk).has_role(Role.INTAKE) and not sees(desk, city)
    assert not Report.objects.visible_to(anew(desk)).exists()
    assert city.knock("desk", "get", "/kotak-masuk/").status == 404


def test_a_pension_date_alone_ends_nothing_while_a_post_is_held(city: City) -> None:
    """A wrong date in an import must not empty a desk."""
    desk = city.user("desk")
    Employee.objects.filter(person=desk.person).update(retires_on=yesterday(city))
    assert anew(desk).has_role(Role.INTAKE)


def test_an_account_that_is_closed_is_out_at_once(city: City) -> None:
    holder = city.user("holder")
    _token, secret = issue_token(actor=holder, user=holder)
    session = city.sessions["holder"]
    assert session
    User.objects.filter(pk=holder.pk).update(is_active=False)
    assert city.knock("holder", "get", f"/kasus/{city.case.code}/").to_sign_in
    answer = Client().get(f"/api/v1/cases/{city.case.code}/", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


def test_who_acts_for_a_week_reads_for_that_week(city: City) -> None:
    """Plh.: not the day before, not the day after."""
    tree, other = city.world.tree, city.user("other_head")
    assert not sees(other, city) and other.person is not None
    start = today(city.world.agency) + timedelta(days=2)
    Appointment.objects.create(
        agency=tree.agency, person=other.person, position=tree.position("kadis"), capacity="plh",
        starts_on=start, ends_on=start + timedelta(days=3), order_number="800/1/2024",
    )  # fmt: skip
    before = city.world.settings.TODAY
    try:
        for days, reads in ((-1, False), (0, True), (3, True), (4, False)):
            city.world.on(start + timedelta(days=days))
            assert sees(other, city) is reads, days
    finally:
        city.world.settings.TODAY = before


# --- small doors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scopes", "path", "method", "status"),
    [
        (["cases:read"], "cases/{case}/moves/discontinue/", "post", 403),
        (["cases:read"], "decisions/", "get", 403),
        (["cases:read"], "reports/{report}/", "get", 403),
        (["cases:read"], "exports/", "post", 403),
        (["cases:read"], "journal/", "get", 403),
        (["cases:read"], "cases/{case}/", "get", 200),
        (["exports:write"], "cases/{case}/", "get", 403),
    ],
)
def test_a_narrow_token_opens_its_door_alone(
    city: City, scopes: list[str], path: str, method: str, status: int
) -> None:
    desk = city.user("desk")
    _token, secret = issue_token(actor=desk, user=desk, scopes=scopes)
    way = f"/api/v1/{path.format(case=city.case.code, report=city.report.code)}"
    headers = {"Authorization": f"Bearer {secret}"}
    client = Client()
    answer = (
        client.get(way, headers=headers)
        if method == "get"
        else client.post(way, "{}", content_type="application/json", headers=headers)
    )
    assert answer.status_code == status


def test_the_administrator_does_not_learn_when_a_report_came(city: City) -> None:
    """What is owed names neither the matter nor the minute, and what is done is not listed."""
    assert Owed.objects.filter(state=OwedState.DONE).count() > 5
    failed = Owed.objects.create(
        kind="cases.weigh_report", key=f"cases.weigh_report:{city.report.code}", payload={"report": city.report.code},
        state=OwedState.FAILED, not_before=timezone.now(),
    )  # fmt: skip
    page = city.knock("admin", "get", "/kelola/outbox/owed/")
    one = city.knock("admin", "get", f"/kelola/outbox/owed/{failed.pk}/change/")
    rows = re.findall(r"(?s)<tbody>.*</tbody>", page.text)
    assert page.status == one.status == 200 and rows and rows[0].count("<tr>") == 1
    for text in (rows[0], one.text):
        assert city.report.code not in text
        assert not re.search(r"\d\d[.:]\d\d(?!\d)", re.sub(r"<[^>]*>", " ", text)), "no hour"


def test_the_journal_of_a_retried_task_names_no_report(city: City) -> None:
    """Auditors and both desks read what the administrator did; the key of the task names a walled report."""
    failed = Owed.objects.create(
        kind="cases.weigh_report", key=f"cases.weigh_report:{city.report.code}", payload={}, state=OwedState.FAILED
    )
    outbox.retry(owed_id=failed.pk, actor=city.user("admin"))
    row = JournalEntry.objects.filter(event="outbox.retried").latest("pk")
    assert city.report.code not in json.dumps([row.chain, row.subject_code, row.changes])
    assert city.report.code not in city.knock("walled_desk", "get", "/audit/").text


def test_the_main_desk_learns_of_no_request_about_the_other_desk(city: City) -> None:
    asked = identity.request_identity(actor=city.user("desk"), report=city.report, reason="Perlu dilindungi.")
    Report.objects.filter(pk=city.report.pk).update(desk=Report.Desk.ALTERNATE)
    colleague = make_user(roles=[Role.INTAKE], agency=city.world.agency)
    assert asked not in identity.waiting_for(colleague)
    assert asked in identity.waiting_for(city.user("auditor"))


def test_running_numbers_stand_in_no_address(city: City) -> None:
    """Two notices in an hour would tell how many others were sent in between."""
    notice = Notice.objects.filter(recipient=city.user("passed")).latest("pk")
    page = city.knock("passed", "get", "/pemberitahuan/").text
    assert "/buka/" in page and f"/{notice.pk}/" not in page
    assert city.knock("passed", "post", f"/pemberitahuan/{notice.pk}/buka/").status == 404


def test_a_seat_that_ended_is_no_seat(city: City) -> None:
    examiner = city.user("examiner")
    CaseAccess.objects.filter(case=city.case, person=examiner.person).update(ended_on=yesterday(city))
    assert not sees(examiner, city)
