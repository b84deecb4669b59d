"""What a report may recommend follows the impact: live with htmx, and refused by the form without it."""

import pytest
from django.test import Client

from cases.models import Case
from tests.cases.procedure.world import World


@pytest.fixture
def minuted(world: World) -> Case:
    """A case about an article whose level hangs on its impact (Pasal 3), ready for the report."""
    case = world.case("pelaksana", "PP94-N-02")
    world.do(case, "assign")
    world.do(case, "summon", "kasi")
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    world.do(case, "examine", "kasi")
    world.do(case, "record_minutes", "kasi")
    return case


def page_of(world: World, key: str) -> Client:
    client = Client()
    client.force_login(world.user(key))
    return client


def test_the_choices_follow_impact_and_conclusion(world: World, minuted: Case) -> None:
    client, path = page_of(world, "kasi"), f"/kasus/{minuted.code}/usul/"

    told = {impact: client.get(path, {"impact": impact}).content.decode() for impact in ("", "unit_kerja", "negara")}
    assert all(text.count("<option") > 1 for text in told.values())
    nothing = client.get(path, {"impact": "", "proven": "not_proven"}).content.decode()
    assert nothing.count("<option") == 1
    first = told[""].split('value="')[2].split('"')[0]
    assert f'value="{first}" selected' in client.get(path, {"impact": "", "recommended": first}).content.decode()


def test_without_javascript_every_choice_stands_in_the_page(world: World, minuted: Case) -> None:
    page = page_of(world, "kasi").get(f"/kasus/{minuted.code}/langkah/submit_report/").content.decode()

    assert f'hx-get="/kasus/{minuted.code}/usul/"' in page
    assert page.split('id="id_recommended"')[1].split("</select>")[0].count("<option") > 1


@pytest.mark.parametrize(("key", "impact"), [("kasi", "dunia"), ("pelaksana_lain", ""), ("pelaksana", "")])
def test_unknown_impacts_and_outsiders_meet_nothing(world: World, minuted: Case, key: str, impact: str) -> None:
    assert page_of(world, key).get(f"/kasus/{minuted.code}/usul/", {"impact": impact}).status_code == 404
