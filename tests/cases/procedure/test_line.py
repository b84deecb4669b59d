"""The line of a running case over time: what changed is shown and confirmed, and moves nothing by itself."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cases.actions import chain, line
from cases.models import Case, ChainChange, Tier
from neutrality.accounts.models import Role
from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.organization import actions as register
from neutrality.organization.actions import units
from neutrality.organization.models import (
    Appointment,
    Capacity,
    Contestant,
    ContestantOfficer,
    DirectSuperior,
    EmployeeStatus,
    FamilyTie,
)
from tests.cases.procedure.world import World
from tests.factories import appoint, make_employee


def posts(case: Case) -> list[str]:
    return [tier.position.name for tier in case.tiers.select_related("position")]


def tier(case: Case, world: World, key: str) -> Tier:
    return Tier.objects.get(case=case, position=world.tree.position(key))


def said(case: Case) -> str:
    return " ".join(text for row in case.chain_changes.all() for text in row.lines)


@pytest.fixture
def running(world: World) -> Case:
    case = world.case()
    world.do(case, "assign")
    case.refresh_from_db()
    return case


def end(appointment: Appointment, on: date) -> None:
    appointment.ends_on = on
    appointment.save()


def test_before_anybody_has_the_case_nothing_waits_to_be_confirmed(world: World) -> None:
    case = world.case()
    end(world.tree.appointment("kasi"), date(2024, 10, 6))
    assert tier(case, world, "kasi").vacant
    assert not case.chain_changes.exists()


def test_a_holder_who_left_leaves_the_duty_with_the_post(world: World, running: Case) -> None:
    """Vacant: shown, to be confirmed, and still nobody else's duty until an order is served."""
    end(world.tree.appointment("kasi"), date(2024, 10, 6))
    running.refresh_from_db()
    change = running.chain_changes.get()
    assert (change.lines, change.duty) == ([f"{world.tree.position('kasi').name} kini lowong."], True)
    assert running.holder == world.tree.position("kasi")
    assert tier(running, world, "kasi").state == Tier.State.HOLDING
    line.confirm(case_code=running.code, actor=world.desk, note="SK mutasi 12/2024")
    running.refresh_from_db()
    assert running.holder == world.tree.position("kasi")
    world.do(running, "reassign")
    running.refresh_from_db()
    assert running.holder == world.tree.position("kabid")


def test_a_new_definitive_head_takes_the_case_of_the_post(world: World, running: Case) -> None:
    end(world.tree.appointment("kasi"), date(2024, 10, 6))
    new = make_employee(world.agency)
    appoint(new, world.tree.position("kasi"), starts_on=date(2024, 10, 7))
    assert tier(running, world, "kasi").holder.person == new  # type: ignore[union-attr]
    assert f"kini dipegang {new.full_name} (definitif)" in said(running)
    assert not running.chain_changes.last().duty  # type: ignore[union-attr]
    assert not Case.objects.visible_to(world.user("kasi")).exists()


def test_a_plh_for_a_week_acts_for_that_week_and_no_longer(world: World, running: Case) -> None:
    """Nobody logs in: the daily run sees the beginning and the end."""
    stand_in, post = world.tree.person("rekan"), world.tree.position("kasi")
    appoint(stand_in, post, Capacity.PLH, starts_on=date(2024, 10, 8), ends_on=date(2024, 10, 14))
    assert tier(running, world, "kasi").holder.person == world.tree.person("kasi")  # type: ignore[union-attr]
    world.on(date(2024, 10, 8))
    assert line.refresh_all() == 1
    assert tier(running, world, "kasi").holder.person == stand_in  # type: ignore[union-attr]
    assert Case.objects.visible_to(world.user("rekan")).filter(pk=running.pk).exists()
    assert line.refresh_all() == 0
    world.on(date(2024, 10, 15))
    assert line.refresh_all() == 1
    assert tier(running, world, "kasi").holder.person == world.tree.person("kasi")  # type: ignore[union-attr]
    assert not Case.objects.visible_to(world.user("rekan")).exists()


def test_a_moved_unit_brings_other_superiors_and_keeps_who_had_the_case(world: World, running: Case) -> None:
    tree = world.tree
    units.move_unit(
        actor=world.user("analis", Role.REGISTRAR), unit=tree.unit("bidang"), parent=tree.unit("dinas_lain"),
        on=date(2024, 10, 7),
    )  # fmt: skip
    running.refresh_from_db()
    assert posts(running) == [tree.position(key).name for key in ("kasi", "kabid", "kadis_lain", "sekda", "ppk")]
    assert list(running.tiers.values_list("order", flat=True)) == [1, 2, 3, 4, 5]
    assert running.holder == tree.position("kasi")
    text = said(running)
    assert f"{tree.position('kadis_lain').name} kini termasuk jalur." in text
    assert f"{tree.position('kadis').name} tidak lagi termasuk jalur." in text


def test_a_subject_who_moved_away_leaves_the_duty_below_todays_line(world: World, running: Case) -> None:
    tree = world.tree
    end(tree.appointment("pelaksana"), date(2024, 10, 6))
    appoint(tree.person("pelaksana"), tree.position("pelaksana_lain"), Capacity.PLT, starts_on=date(2024, 10, 7))
    running.refresh_from_db()
    names = posts(running)
    assert names[0] == tree.position("kasi").name  # who has the duty keeps it, lowest
    assert names[-2:] == [tree.position("sekda").name, tree.position("ppk").name]
    assert tree.position("kadis_lain").name in names
    assert tree.position("kabid").name not in names
    assert running.holder == tree.position("kasi")


def test_a_step_that_was_passed_never_rises_above_who_has_the_case(world: World) -> None:
    """Vacant when the case was assigned to the next; filled, the line moved: it stays below."""
    end(world.tree.appointment("kasi"), date(2024, 9, 30))
    case = world.case()
    world.do(case, "assign")
    units.move_unit(
        actor=world.user("analis", Role.REGISTRAR), unit=world.tree.unit("bidang"),
        parent=world.tree.unit("dinas_lain"), on=date(2024, 10, 7),
    )  # fmt: skip
    assert posts(case)[:2] == [world.tree.position("kasi").name, world.tree.position("kabid").name]
    held = chain.current(case)
    assert held is not None
    assert world.tree.position("kasi").pk not in [one.position_id for one in chain.above(case, held)]


def test_a_confirmed_superior_changes_the_line(world: World, running: Case) -> None:
    DirectSuperior.objects.create(
        person=running.person, superior=world.tree.position("kabid"), basis="skp", starts_on=date(2024, 10, 7)
    )
    assert f"{world.tree.position('kasi').name} tidak lagi termasuk jalur." in said(running)
    running.refresh_from_db()
    assert running.holder == world.tree.position("kasi")


@pytest.mark.parametrize("how", ["tie", "officer", "candidate", "candidate's brother", "leave"])
def test_what_is_learnt_later_about_a_superior_counts_from_then(world: World, running: Case, how: str) -> None:
    kabid = world.tree.person("kabid")
    pair = Contestant.objects.create(contest=world.contest, name="Pasangan 9")
    match how:
        case "tie":
            FamilyTie.objects.create(person=kabid, relative=running.person)
        case "officer":
            ContestantOfficer.objects.create(contestant=pair, person=kabid, starts_on=date(2024, 9, 1))
        case "candidate":
            Contestant.objects.create(contest=world.contest, name="Pasangan 8", person=kabid)
        case "candidate's brother":
            FamilyTie.objects.create(person=kabid, relative=world.tree.person("guru"))
            Contestant.objects.create(contest=world.contest, name="Pasangan 8", person=world.tree.person("guru"))
        case "leave":
            EmployeeStatus.objects.create(
                employee=kabid.employee, golongan="III/d", standing="cltn", starts_on=date(2024, 10, 1)
            )
    step = tier(running, world, "kabid")
    assert step.vacant if how == "leave" else step.state == Tier.State.PASSED_OVER
    text = said(running)
    assert "lowong" in text if how == "leave" else f"{step.position.name}: dilewati, alasan tercatat." in text
    assert kabid.full_name not in text


def test_what_was_recorded_by_mistake_is_taken_back(world: World, running: Case) -> None:
    tie = FamilyTie.objects.create(person=world.tree.person("kabid"), relative=running.person)
    tie.delete()
    running.walls.filter(reason="family").delete()
    line.refresh(running)
    assert tier(running, world, "kabid").state == Tier.State.WAITING


# --- who confirms, and who sees what -------------------------------------------------------


def test_only_the_desk_confirms_and_it_is_journalled(world: World, running: Case) -> None:
    end(world.tree.appointment("kabid"), date(2024, 10, 6))
    for actor in (world.user("kasi"),):
        with pytest.raises(Refusal) as refused:
            line.confirm(case_code=running.code, actor=actor)
        assert refused.value.status == 403
    with pytest.raises(Refusal) as refused:
        line.confirm(case_code=running.code, actor=world.user("kadis_lain"))
    assert refused.value.status == 404
    assert line.confirm(case_code=running.code, actor=world.desk) == 1
    with pytest.raises(Refusal) as refused:
        line.confirm(case_code=running.code, actor=world.desk)
    assert refused.value.code == "nothing_to_confirm"
    assert JournalEntry.objects.filter(event="case.chain_confirmed").exists()


def test_the_page_shows_what_changed_and_the_desk_confirms_there(world: World, running: Case) -> None:
    end(world.tree.appointment("kasi"), date(2024, 10, 6))
    page = Client()
    page.force_login(world.desk)
    assert "Pastikan perubahan jalur" in page.get("/meja/").content.decode()
    text = page.get(f"/kasus/{running.code}/").content.decode()
    assert "Jalur berubah" in text
    assert "kini lowong" in text
    assert "Alihkan tugas dengan perintah tertulis" in text
    answer = page.post(f"/kasus/{running.code}/jalur/", {"note": "SK mutasi"}, follow=True)
    assert "Perubahan jalur dipastikan." in answer.content.decode()
    assert not ChainChange.objects.filter(confirmed_on=None).exists()
    assert "Pastikan perubahan jalur" not in page.get("/meja/").content.decode()
    superior = Client()
    superior.force_login(world.user("kasi"))
    assert superior.post(f"/kasus/{running.code}/jalur/").status_code == 404  # no longer in office


def test_the_api_tells_the_changes_without_grounds(world: World, running: Case) -> None:
    FamilyTie.objects.create(person=world.tree.person("kabid"), relative=running.person)
    reader = Client()
    reader.force_login(world.user("kasi"))
    body: Any = reader.get(f"/api/v1/cases/{running.code}/duty/").json()
    assert [row["confirmed_on"] for row in body["changes"]] == [None]
    assert "family" not in str(body)
    assert "keluarga" not in str(body)


def test_somebody_who_was_the_reporter_changes_nothing(world: World) -> None:
    """Nothing of the source is ever looked at: the line of a case is that of the register."""
    import inspect

    for module in (chain, line):
        source = inspect.getsource(module)
        for word in ("Report", "Identity", "ReportLink", "reporter_of"):
            assert f"import {word}" not in source
            assert f"{word}.objects" not in source


def test_many_posts_cost_a_fixed_number_of_queries(
    world: World, running: Case, django_assert_max_num_queries: Any
) -> None:
    """A whole line again: the register's eight, three of conflicts, one a step at most."""
    with django_assert_max_num_queries(45):
        line.refresh(running)


def test_the_register_names_who_speaks_for_a_post(world: World) -> None:
    """A Plh. with an end date stands in; one without an end beside a definitive holder does not."""
    post = world.tree.position("kabid")
    appoint(world.tree.person("rekan"), post, Capacity.PLT, starts_on=date(2024, 10, 1))
    from neutrality.organization.queries import holder_of

    held = holder_of(post, date(2024, 10, 7))
    assert held is not None
    assert held.person == world.tree.person("kabid")
    register.appoint(
        actor=world.user("analis", Role.REGISTRAR), person=world.tree.person("rekan"), position=post,
        capacity=Capacity.PLH, starts_on=date(2024, 10, 7), ends_on=date(2024, 10, 11), appointed_by="Sekda",
        order_number="800/12",
    )  # fmt: skip
    held = holder_of(post, date(2024, 10, 7))
    assert held is not None
    assert held.capacity == Capacity.PLH
