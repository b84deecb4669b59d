"""A change of the calendar or of a recorded position, and what it does to limits that run."""

from datetime import date
from typing import Any

from django.test import Client

from cases import effects
from cases.actions import deadlines, intake, pauses
from cases.models import Case, Report
from neutrality.accounts.models import Role, User
from neutrality.audit.queries import timeline
from neutrality.counsel.actions import record_position
from neutrality.notifications.models import Notice
from neutrality.outbox.runner import drain
from neutrality.workdays import actions, calendar_for, queries
from neutrality.workdays.changes import Proposal
from neutrality.workdays.models import Holiday
from tests.cases.procedure.world import World
from tests.factories import make_user

DAY = date(2024, 10, 10)


def holiday(**fields: Any) -> Holiday:
    return Holiday(**{"date": DAY, "kind": "public", "name": "Hari Contoh"} | fields)


def save(world: World, proposal: Proposal) -> None:
    actions.apply(proposal=proposal, actor=admin(world), seen=queries.latest_version())
    drain()


def admin(world: World) -> User:
    return User.objects.filter(username="admin-uji").first() or make_user(
        username="admin-uji", roles=[Role.ADMIN], agency=world.agency
    )


def answer(world: World, question: str, option: str) -> None:
    lawyer = world.user("kabag_hukum", Role.LEGAL)
    on = date.fromisoformat(world.settings.TODAY)
    record_position(actor=lawyer, question=question, option=option, decided_on=on, reason="Nota dinas contoh.")
    drain()


def test_a_new_holiday_moves_what_runs_and_is_journalled(world: World) -> None:
    case = world.case()
    row = case.deadlines.get()  # 7 to 14 October
    old = row.calendar_version
    save(world, Proposal(saves=(holiday(),)))
    row.refresh_from_db()
    case.refresh_from_db()
    assert row.due_on == case.next_due == date(2024, 10, 15)
    assert row.skipped == [{"date": "2024-10-10", "reason": "Hari Contoh"}]
    (entry,) = [one for one in timeline(case) if one.event == "deadline.recounted"]
    assert entry.changes["due_on"] == ["2024-10-14", "2024-10-15"]
    assert entry.changes["calendar_version"] == [old, row.calendar_version]
    told = Notice.objects.filter(recipient=world.desk, key=f"deadline:{row.pk}:due:2024-10-15")
    assert [one.kind for one in told] == ["task"]
    drain()
    assert told.count() == 1


def test_what_ended_keeps_what_it_used(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    met = case.deadlines.get(rule="verification")
    save(world, Proposal(saves=(holiday(date=date(2024, 10, 8)),)))
    before = met.due_on, met.skipped, met.calendar_version
    met.refresh_from_db()
    assert (met.due_on, met.skipped, met.calendar_version) == before


def test_a_day_named_in_a_letter_stays_and_is_warned_of(world: World, client: Client) -> None:
    case = world.summoned()
    row = case.deadlines.get(rule="D-PANGGIL-1")
    exam = row.due_on
    proposal = Proposal(saves=(holiday(date=exam),))
    told = effects.of_proposal(world.desk, proposal)
    assert [(one.row.rule, one.new, one.day_off) for one in told.shown] == [("D-PANGGIL-1", exam, True)]
    save(world, proposal)
    row.refresh_from_db()
    assert row.due_on == exam
    client.force_login(world.desk)
    assert "Hari itu kini hari libur" in client.get(case.get_absolute_url()).content.decode()


def test_what_was_served_keeps_its_days(world: World) -> None:
    case = world.case()
    row = deadlines.start(case, "D-KEBERATAN", starts_on=date(2024, 10, 7))
    assert row.due_on == date(2024, 10, 25)
    proposal = Proposal(saves=(holiday(),))
    kept = next(one for one in effects.of_proposal(world.desk, proposal).shown if one.row == row)
    assert (kept.kept, kept.new) == (True, date(2024, 10, 28))
    save(world, proposal)
    row.refresh_from_db()
    assert row.due_on == date(2024, 10, 25)


def test_the_effect_names_only_cases_that_the_reader_sees(world: World) -> None:
    for _n in range(6):
        world.case(world.tree.person("pelaksana"), incident=world.incident())
    proposal = Proposal(saves=(holiday(),))
    seen = effects.of_proposal(world.desk, proposal)
    assert (len(seen.shown), seen.hidden) == (6, 0)
    outside = effects.of_proposal(admin(world), proposal)
    assert (outside.shown, outside.hidden) == ([], 5)
    assert "sedikitnya 5" in outside.elsewhere
    Case.objects.exclude(pk=Case.objects.first().pk).delete()  # type: ignore[union-attr]
    few = effects.of_proposal(admin(world), proposal)
    Case.objects.all().delete()
    assert few.elsewhere == effects.of_proposal(admin(world), proposal).elsewhere  # one and none look alike


def test_cuti_bersama_by_position_moves_running_limits(world: World) -> None:
    world.on(date(2024, 12, 20))
    case = world.case(opened_on=date(2024, 12, 20))
    row = deadlines.start(case, "decision", starts_on=date(2024, 12, 20))
    assert row.due_on == date(2025, 1, 8)
    told = effects.of_position(world.desk, world.agency, "Q-CUTI", "counted")
    assert date(2025, 1, 7) in [one.new for one in told.shown]
    answer(world, "Q-CUTI", "counted")
    row.refresh_from_db()
    assert row.due_on == date(2025, 1, 7)
    assert calendar_for(world.agency).is_working_day(date(2024, 12, 26))
    assert not calendar_for().is_working_day(date(2024, 12, 26))


def test_delivery_in_calendar_days_by_position(world: World) -> None:
    case = world.case()
    row = deadlines.start(case, "D-SAMPAI", starts_on=date(2024, 10, 7))
    assert (row.due_on, row.day_type) == (date(2024, 10, 25), "hari_kerja")
    answer(world, "Q-HARI-SAMPAI", "calendar")
    row.refresh_from_db()
    assert (row.due_on, row.day_type, row.skipped) == (date(2024, 10, 21), "hari_kalender", [])


def test_the_reading_not_taken_is_shown_until_there_is_a_position(world: World, client: Client) -> None:
    case = world.case()
    deadlines.start(case, "D-SAMPAI", starts_on=date(2024, 10, 7))
    client.force_login(world.desk)
    assert "Menurut bacaan lain jatuh pada Senin, 21 Okt 2024" in client.get(case.get_absolute_url()).content.decode()
    answer(world, "Q-HARI-SAMPAI", "working")
    assert "Menurut bacaan lain" not in client.get(case.get_absolute_url()).content.decode()


def test_the_day_of_an_examination_follows_the_position(world: World) -> None:
    from cases.actions.examination import proposed_day, summons_day

    case, letter = world.case(), date(2024, 10, 7)
    assert proposed_day(case, letter) == date(2024, 10, 17)
    assert summons_day(case, letter, date(2024, 10, 16)).warning == "summons_too_short"
    answer(world, "Q-SUMMONS", "max7")
    assert proposed_day(case, letter) == date(2024, 10, 16)
    assert summons_day(case, letter, date(2024, 10, 10)).warning == ""
    assert summons_day(case, letter, date(2024, 10, 17)).warning == "summons_too_long"


def test_a_pause_that_waits_for_an_answer_ends_with_it(world: World) -> None:
    case = world.case()
    row = case.deadlines.get()
    pauses.pause(deadline=row, actor=world.desk, ground="legal_question", note="Menunggu Bagian Hukum",
                 starts_on=date(2024, 10, 7), question="Q-HARI-SAMPAI")  # fmt: skip
    case.refresh_from_db()
    assert case.next_due is None  # the clock stands still
    world.on(date(2024, 10, 16))
    answer(world, "Q-HARI-SAMPAI", "working")
    row.refresh_from_db()
    assert row.pauses.get().ends_on == date(2024, 10, 16)
    assert row.due_on == date(2024, 10, 23)  # five working days after the pause
    case.refresh_from_db()
    assert case.next_due == row.due_on


def test_the_first_day_of_an_examination_follows_the_calendar(world: World) -> None:
    case = world.summoned()
    row = case.deadlines.get(rule="D-PANGGIL-1")
    named, first = row.due_on, row.earliest_on
    assert first is not None
    between = calendar_for(world.agency).next_working_day(row.starts_on)
    proposal = Proposal(saves=(holiday(date=between),))
    later = calendar_for(world.agency).next_working_day(first)
    told = next(one for one in effects.of_proposal(world.desk, proposal).shown if one.row == row)
    assert (told.day_off, told.too_early) == (False, later)
    save(world, proposal)
    row.refresh_from_db()
    assert (row.due_on, row.earliest_on) == (named, later)
    entry = next(one for one in timeline(case) if one.event == "deadline.recounted" and "earliest_on" in one.changes)
    assert entry.changes["earliest_on"] == [first.isoformat(), later.isoformat()]
    answer(world, "Q-SUMMONS", "max7")
    row.refresh_from_db()
    assert row.earliest_on == calendar_for(world.agency).next_working_day(row.starts_on)


def test_the_review_of_a_report_follows_the_calendar(world: World) -> None:
    world.settings.DEFAULT_AGENCY = world.agency.code
    intake.submit_report(key=intake.issue_key(), data={"narrative": "Camat membagikan kaus calon."})
    report = Report.objects.get()
    assert report.review_due == date(2024, 10, 14)
    settled = Report.objects.get(pk=report.pk)
    settled.pk, settled.code, settled.key_hash, settled.receipt_hash = None, "LP-24-RKAN", None, None
    settled.settled_on = date(2024, 10, 8)
    settled.save()
    proposal = Proposal(saves=(holiday(),))
    assert effects.of_proposal(world.desk, proposal).reviews == 1
    assert effects.of_proposal(admin(world), proposal).reviews == 0  # of a desk that is not theirs nothing is told
    save(world, proposal)
    assert list(Report.objects.order_by("pk").values_list("review_due", flat=True)) == [
        date(2024, 10, 15), date(2024, 10, 14),
    ]  # fmt: skip
    (entry,) = [one for one in timeline(report) if one.event == "report.recounted"]
    assert entry.changes == {"moved_days": 1}
    drain()
    assert len([one for one in timeline(report) if one.event == "report.recounted"]) == 1
