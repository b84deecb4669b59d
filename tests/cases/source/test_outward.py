"""What the reporter sees follows a fixed rule and this report alone."""

from datetime import date

import pytest

from cases import outward
from cases.actions import intake, triage
from cases.models import Report
from neutrality.outbox.runner import drain
from tests.cases.source.conftest import City, Post

# 16 October 2024 is day 0; the calendar has no holiday until 27 November (election day).
DAYS = {1: date(2024, 10, 17), 10: date(2024, 10, 30), 20: date(2024, 11, 13), 40: date(2024, 12, 12)}


@pytest.fixture
def told(city: City, submit: Post) -> tuple[str, Report]:
    response, report = submit()
    return response.json()["receipt"], report


def on(settings: object, day: date) -> int:
    settings.TODAY = day.isoformat()  # type: ignore[attr-defined]
    return outward.publish()


def see(receipt: str) -> intake.Tracked:
    return intake.track(receipt=receipt, address="x")


def test_nothing_changes_before_the_daily_batch(city: City, told: tuple[str, Report]) -> None:
    receipt, report = told
    triage.close_report(actor=city.analyst, report=report, reason="insufficient")
    assert (see(receipt).status, see(receipt).next_date) == ("received", DAYS[1])


def test_from_the_first_working_day_it_is_in_process_whatever_the_desk_did(
    city: City, told: tuple[str, Report], settings: object
) -> None:
    receipt, report = told
    triage.close_report(actor=city.analyst, report=report, reason="insufficient")
    assert on(settings, DAYS[1]) == 1
    assert (see(receipt).status, see(receipt).next_date) == ("in_process", DAYS[20])


def test_the_end_is_told_on_the_promised_day_with_fixed_words(
    city: City, told: tuple[str, Report], settings: object
) -> None:
    receipt, report = told
    triage.close_report(actor=city.analyst, report=report, reason="insufficient", note="Catatan rahasia meja.")
    on(settings, DAYS[1])
    on(settings, date(2024, 11, 12))
    assert see(receipt).status == "in_process"

    on(settings, DAYS[20])

    seen = see(receipt)
    assert (seen.status, seen.next_date) == ("finished", None)
    assert [one["body"] for one in seen.messages] == [str(outward.CLOSING["insufficient"][1])]


def test_what_is_not_settled_is_promised_the_next_day_of_the_rule(
    city: City, told: tuple[str, Report], settings: object
) -> None:
    receipt, report = told
    on(settings, DAYS[20])
    assert see(receipt).next_date == DAYS[40]
    on(settings, date(2024, 11, 14))
    triage.close_report(actor=city.analyst, report=report, reason="insufficient")
    on(settings, date(2024, 11, 15))
    assert see(receipt).status == "in_process"
    on(settings, DAYS[40])
    assert see(receipt).status == "finished"


def test_a_question_is_waited_for_until_a_day_of_the_rule(
    city: City, told: tuple[str, Report], settings: object
) -> None:
    receipt, report = told
    on(settings, DAYS[1])
    triage.ask_reporter(actor=city.analyst, report=report, body="?")
    on(settings, DAYS[1])
    assert see(receipt).status == "in_process"  # the question is still held
    drain(include_held=True)
    on(settings, DAYS[1])
    seen = see(receipt)
    assert (seen.status, seen.next_date) == ("waiting_for_reporter", DAYS[10])
    assert [step["status"] for step in seen.steps] == ["received", "in_process", "waiting_for_reporter", "finished"]


def test_two_reports_of_one_day_look_alike_whatever_became_of_them(city: City, submit: Post, settings: object) -> None:
    told = [submit(occurred_on="2024-09-24") for _ in range(3)]
    receipts = [response.json()["receipt"] for response, _report in told]
    triage.close_report(actor=city.analyst, report=told[0][1], reason="not_a_violation")
    case = triage.open_case(
        actor=city.analyst, report=told[1][1], subject=triage.Subject(city.tree.person("kabid").code, True),
        brief="Diduga mengajak memilih.", violations=["PP94-N-06"], estimate_of_witnesses=20,
    )  # fmt: skip
    triage.attach_to_incident(actor=city.analyst, report=told[2][1], incident=case.incident)
    for day in (DAYS[1], DAYS[10], date(2024, 11, 12)):
        on(settings, day)
        seen = [see(receipt) for receipt in receipts]
        assert len({(one.status, one.next_date, len(one.messages), str(one.steps)) for one in seen}) == 1
    on(settings, DAYS[20])
    assert {see(receipt).status for receipt in receipts} == {"finished"}


def test_the_batch_is_owed_once_a_day() -> None:
    from neutrality.outbox import registry

    assert "cases.publish_outward_statuses" in {daily.kind for daily in registry.every_day()}
