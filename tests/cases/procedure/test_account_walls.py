"""An account that stands for nobody of the register is walled like a person: at every door, on every right."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cases import walls
from cases.actions import chain
from cases.forms_of_pages import ConflictForm
from cases.models import Case, CaseWall, Report, ReportLink, ReportWall
from neutrality.accounts.models import Role, User
from sanctions.models import RegisterEntry
from tests.cases.procedure.world import World
from tests.factories import make_user


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    settings.DATA_DIR = tmp_path
    return World(settings)


@pytest.fixture
def machine(world: World) -> User:
    """Somebody at the desk who is not in the register."""
    return make_user(
        "operator-meja", roles=[Role.INTAKE, Role.AUDITOR], agency=world.agency, display_name="Petugas Meja"
    )


def test_an_account_stands_aside_by_itself(world: World, machine: User) -> None:
    case = world.case()
    assert Case.objects.visible_to(machine).filter(pk=case.pk).exists()

    chain.declare_conflict(case=case, person=machine, actor=machine)

    assert not Case.objects.visible_to(machine).exists()
    assert CaseWall.objects.get(reason="declared").account == machine


def test_an_account_of_the_register_is_walled_as_its_person(world: World) -> None:
    case = world.case()
    chain.declare_conflict(case=case, person=world.desk, actor=world.desk)
    assert CaseWall.objects.get(reason="declared").person == world.desk.person


def test_the_desk_s_page_offers_whoever_reads_the_case(world: World, machine: User) -> None:
    case = world.case()
    client = Client()
    client.force_login(world.desk)
    assert f"akun:{machine.pk}" in dict(ConflictForm(case=case).fields["person"].choices)  # type: ignore[attr-defined]

    client.post(f"/kasus/{case.code}/berhalangan/", {"person": f"akun:{machine.pk}"})

    assert not Case.objects.visible_to(machine).exists()
    assert f"akun:{machine.pk}" not in dict(ConflictForm(case=case).fields["person"].choices)  # type: ignore[attr-defined]


def test_a_wall_of_a_report_follows_the_account_to_its_case(world: World, machine: User) -> None:
    case = world.case()
    report = Report.objects.create(
        agency=world.agency, code="LP-24-AAAA", channel="walk_in", received_on=date(2024, 10, 7), narrative="Uraian."
    )
    ReportLink.objects.create(report=report, incident=case.incident, linked_by=world.desk, on=date(2024, 10, 7))
    ReportWall.objects.create(report=report, account=machine, reason=ReportWall.Reason.ASKED)
    for _again in range(2):
        walls.copy_to_cases(report)
    assert not Case.objects.visible_to(machine).exists()
    assert case.walls.filter(account=machine).count() == 1


def test_the_register_keeps_out_a_walled_account(world: World, machine: User) -> None:
    from tests.sanctions.world import World as Further

    further = Further(world.settings)
    case = further.decided()
    reader = make_user(roles=[Role.REGISTRAR], agency=further.agency)
    assert RegisterEntry.objects.visible_to(reader).exists()
    CaseWall.objects.create(case=case, account=reader, reason="declared", since=date(2024, 10, 7))
    assert not RegisterEntry.objects.visible_to(reader).exists()


def test_a_wall_is_of_a_person_or_an_account(world: World, machine: User) -> None:
    case = world.case()
    for fields in ({}, {"person": world.tree.person("kasi"), "account": machine}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseWall.objects.create(case=case, reason="declared", since=date(2024, 10, 7), **fields)
