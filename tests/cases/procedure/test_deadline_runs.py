"""``deadlines run``: each mark once to the holder and the superior, by however many processes; nothing moves."""

import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from cases.actions import deadlines, pauses
from cases.actions.warnings import run, warn_all
from cases.models import Deadline
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.notifications.models import Notice
from tests.cases.procedure.world import World
from tests.fixtures.processes import ROOT, environment

AT_MARKS = [date(2024, 10, day) for day in (10, 11, 14)]  # of the five working days from 7 October
AFTER = date(2024, 10, 16)


def told(world: World, key: str) -> list[str]:
    return [
        one.kind for one in Notice.objects.filter(recipient=world.user(key), key__startswith="deadline:").order_by("pk")
    ]


def assigned(world: World) -> Any:
    case = world.case()
    world.do(case, "assign")
    world.user("kasi"), world.user("kabid")
    Notice.objects.all().delete()
    return case


def test_each_mark_once_to_holder_and_superior(world: World) -> None:
    case = assigned(world)
    for day in AT_MARKS:
        world.on(day)
        assert [warn_all(), warn_all(), run().warned] == [1, 0, 0]
    assert told(world, "kasi") == ["task", "task", "task"]
    assert told(world, "kabid") == ["below", "below", "below"]  # in words that do not make it the superior's task
    assert told(world, "kadis_lain") == []
    marks = JournalEntry.objects.filter(event="deadline.warned", subject_code=case.code)
    assert [one.changes["percent"] for one in marks.order_by("pk")] == [50, 80, 100]


def test_missed_is_told_and_kept_once_and_moves_nothing(world: World) -> None:
    case = assigned(world)
    for day in (*AT_MARKS, AFTER, date(2024, 10, 17)):
        world.on(day)
        call_command("deadlines", "run")
    assert told(world, "kasi") == ["task", "task", "task", "late"]
    assert told(world, "kabid") == ["below", "below", "below", "late_below"]
    row = case.deadlines.get(rule="start")
    assert row.missed_on == date(2024, 10, 15)
    case.refresh_from_db()
    assert (case.status, case.holder) == ("assigned", world.tree.position("kasi"))
    assert JournalEntry.objects.filter(event="deadline.missed", subject_code=case.code).count() == 1

    world.do(case, "summon", "kasi")
    row.refresh_from_db()
    assert (row.met_on, row.missed_on) == (date(2024, 10, 17), date(2024, 10, 15))


def test_a_notice_carries_nothing_of_the_case(world: World) -> None:
    case = assigned(world)
    world.on(AFTER)
    warn_all()
    for notice in Notice.objects.filter(recipient=world.user("kabid")):
        assert (notice.link, set(notice.params)) == ("/meja/", {"days"})
        assert case.code not in str(notice.params) + notice.link + notice.key


def test_what_is_nobodys_duty_here_is_not_warned_of(world: World) -> None:
    case = world.case()
    deadlines.cancel(case, on=date(2024, 10, 7))
    for rule in ("D-KEBERATAN", "D-BANDING-PUTUS"):
        deadlines.start(case, rule, starts_on=date(2024, 10, 7))
    world.on(date(2025, 3, 3))
    assert warn_all() == 0
    case.refresh_from_db()
    assert (
        case.next_due == case.deadlines.get(rule="D-BANDING-PUTUS").due_on
    )  # the person's window is no lateness of ours


def test_a_clock_that_stands_still_warns_nobody(world: World) -> None:
    case = world.case()
    row = case.deadlines.get()
    with pytest.raises(Refusal) as refused:
        pauses.pause(
            deadline=row, actor=world.user("kasi"), ground="illness", note="Surat sakit", starts_on=date(2024, 10, 7)
        )
    assert refused.value.code == "not_yours"
    world.on(date(2024, 10, 9))
    one = pauses.pause(
        deadline=row, actor=world.desk, ground="illness", note="Surat sakit 12/RS", starts_on=date(2024, 10, 9)
    )
    world.on(AFTER)
    assert warn_all() == 0
    pauses.resume(pause=one, actor=world.desk, ends_on=AFTER)
    row.refresh_from_db()
    assert row.due_on == date(2024, 10, 22)  # one day was used before, four remain
    assert warn_all() == 0


def test_labels_follow_the_readers_language(world: World) -> None:
    case = world.case()
    statute = deadlines.start(case, "D-SAMPAI", starts_on=date(2024, 10, 7))
    own = case.deadlines.get(rule="verification")
    with translation.override("en"):
        assert statute.title == "Delivery of the decision"
        assert own.title != own.label
        english = deadlines.start(case, "lhp", starts_on=date(2024, 10, 7))
    assert english.label == "Sampaikan laporan hasil pemeriksaan"  # the file speaks Indonesian
    assert statute.title == "Penyampaian keputusan"


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_tell_each_once(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    world = World(settings)
    world.user("kasi"), world.user("kabid")
    for _n in range(8):
        world.do(world.case(incident=world.incident()), "assign")
    Notice.objects.all().delete()
    surroundings = environment(
        DJANGO_SETTINGS_MODULE="neutrality.settings", TODAY=AFTER.isoformat(), DATA_DIR=str(tmp_path)
    )
    command = [sys.executable, str(ROOT / "manage.py"), "deadlines", "run"]
    started = [
        subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _n in range(2)
    ]
    said = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0], said

    running = Deadline.objects.filter(rule="start", met_on=None, cancelled_on=None)
    assert running.count() == running.filter(warned=100, missed_on=date(2024, 10, 15)).count() == 8
    assert (told(world, "kasi"), told(world, "kabid")) == (["late"] * 8, ["late_below"] * 8)
    assert JournalEntry.objects.filter(event="deadline.missed").count() == 8
    counted = sum(int(out.decode().split()[0]) for out, _err in said)
    assert counted == 8  # what one run told, the other did not count


def test_the_desk_is_warned_of_its_own_clock_unless_walled(world: World) -> None:
    from cases.actions import chain

    case = world.case()
    colleague = world.user("kabid_disiplin", Role.INTAKE)
    chain.declare_conflict(case=case, person=colleague.person, actor=world.desk)  # type: ignore[arg-type]
    world.on(AFTER)
    warn_all()
    assert told(world, "analis") == ["late"]
    assert not Notice.objects.filter(recipient=colleague).exists()
