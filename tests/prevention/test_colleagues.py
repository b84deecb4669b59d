"""A friendly reminder from one colleague to another: no sender, no accusation, nothing kept about the receiver."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from neutrality.audit.models import JournalEntry
from neutrality.notifications.models import Notice
from neutrality.organization.models import Appointment
from neutrality.prevention import colleagues
from neutrality.prevention.models import RemindersAsked, ReminderToPass
from tests.cases.procedure.world import World
from tests.factories import appoint, make_employee, make_position

MONDAY = date(2024, 10, 21)


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    world = World(settings)
    world.on(date(2024, 10, 16))
    for name in ("rekan", "pelaksana"):  # two of one unit
        post = make_position(world.tree.unit("seksi"))
        Appointment.objects.filter(person=world.tree.person(name)).delete()
        appoint(world.tree.person(name), post)
    return world


def client(world: World, key: str) -> Client:
    found = Client()
    found.force_login(world.user(key))
    return found


def ask(world: World, of: str = "pelaksana", by: str = "rekan", **more: Any) -> Any:
    told = {"person": world.tree.person(of).code, "aware": "on"} | more
    return client(world, by).post("/ingatkan/", told)


def test_it_comes_with_the_weekly_batch_once_and_leaves_nothing(world: World) -> None:
    receiver = world.user("pelaksana")
    assert ask(world).status_code == 302
    assert ask(world, by="kasi").status_code == 302  # a second one adds nothing
    assert colleagues.deliver() == 0
    world.on(MONDAY)
    assert colleagues.deliver() == 1
    assert colleagues.deliver() == 0
    (notice,) = Notice.objects.filter(recipient=receiver)
    assert (notice.kind, notice.params, notice.link) == ("rule", {}, "/ingatkan/aturan/")
    assert not ReminderToPass.objects.exists() and not RemindersAsked.objects.exists()
    kept = json.dumps(list(JournalEntry.objects.filter(event="reminder.asked").values()), default=str)
    person = world.tree.person("pelaksana")
    assert person.code not in kept and person.name not in kept and f'"{person.pk}"' not in kept


def test_a_batch_missed_on_its_monday_goes_out_later(world: World) -> None:
    world.user("pelaksana")
    ask(world)
    world.on(MONDAY + timedelta(days=2))
    assert colleagues.deliver() == 1
    assert colleagues.next_batch(MONDAY) == MONDAY + timedelta(days=7)


def test_the_page_warns_whoever_means_to_report_and_names_articles(world: World) -> None:
    text = client(world, "rekan").get("/ingatkan/").content.decode()
    assert "Hendak melapor? Jangan kirim pengingat" in text
    assert world.tree.person("pelaksana").full_name in text
    assert world.tree.person("kadis_lain").full_name not in text
    shown = client(world, "pelaksana").get("/ingatkan/aturan/").content.decode()
    for words in ("UU 20/2023 Pasal 9 ayat (2)", "PP 94/2021 Pasal 5 huruf n angka 6", "ASN berhak memilih"):
        assert words in shown
    assert world.tree.person("rekan").name not in shown
    assert shown.count(world.tree.person("pelaksana").full_name) == client(world, "rekan").get(
        "/ingatkan/aturan/"
    ).content.decode().count(world.tree.person("rekan").full_name)


def test_it_is_throttled_and_stays_among_colleagues(world: World) -> None:
    people = [make_employee(world.agency) for _number in range(colleagues.A_BATCH + 1)]
    for person in people:
        appoint(person.person if hasattr(person, "person") else person, make_position(world.tree.unit("seksi")))
    codes = [one.code for one in people]
    answers = [client(world, "rekan").post("/ingatkan/", {"person": code, "aware": "on"}) for code in codes]
    assert [one.status_code for one in answers] == [302] * colleagues.A_BATCH + [409]
    assert "pekan ini sudah 3" in answers[-1].content.decode()
    assert ask(world, of="kadis_lain", by="kasi").status_code == 409  # not of the own unit
    assert ask(world, by="kasi", aware="").status_code == 409
    assert ReminderToPass.objects.count() == colleagues.A_BATCH


def test_one_without_an_account_gets_none_and_the_sender_reads_the_same(world: World) -> None:
    answer = ask(world)
    world.on(MONDAY)
    assert colleagues.deliver() == 0
    assert not ReminderToPass.objects.exists()
    assert answer.status_code == 302
