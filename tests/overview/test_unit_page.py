"""``/unit/``: a head's own office; nothing of cases that have not reached the head."""

from datetime import date

import pytest

from neutrality.organization.models import Appointment, Capacity
from tests.cases.procedure.world import World
from tests.factories import appoint, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return World(settings)


def page(client, user, **query):
    client.force_login(user)
    return client.get("/unit/", query)


def test_a_head_sees_posts_people_and_units_of_the_own_office(client, world):
    tree = world.tree
    Appointment.objects.filter(position=tree.position("kasi")).update(ends_on=date(2024, 1, 1))
    appoint(tree.person("guru"), tree.position("kepala_sekolah"), Capacity.PLT, starts_on=date(2024, 2, 1),
            appointed_by="Kepala Dinas", order_number="800/1")  # fmt: skip
    Appointment.objects.filter(position=tree.position("kepala_sekolah"), capacity="definitif").update(
        ends_on=date(2024, 1, 31)
    )

    answer = page(client, tree.user("kadis"))

    text = answer.content.decode()
    assert answer.status_code == 200 and "Bidang Pembinaan SMP" in text and "Kepala Seksi Kurikulum SMP" in text
    assert (answer.context["vacant"], answer.context["acting"]) == (1, 1) and "Plt." in text
    assert "Dinas Perhubungan" not in text
    assert page(client, tree.user("kadis"), unit=tree.unit("seksi").code).context["unit"] == tree.unit("seksi")


def test_only_units_below_can_be_chosen_and_others_have_no_page(client, world):
    tree = world.tree
    assert page(client, tree.user("kadis"), unit=tree.unit("dinas_lain").code).status_code == 404
    for user in (tree.user("pelaksana"), make_user(roles=["admin"], agency=tree.agency), world.desk):
        assert page(client, user).status_code == 404


def test_cases_count_only_as_far_as_the_tier_allows(client, world):
    case = world.case()
    seen = {key: page(client, world.user(key)).context["cases"] for key in ("kadis", "kabid", "sekda")}
    reached = {key: type(case).objects.visible_to(world.user(key)).count() for key in seen}
    assert seen == reached


def test_the_page_costs_the_same_for_a_large_office(client, world, django_assert_max_num_queries):
    client.force_login(world.tree.user("sekda"))
    with django_assert_max_num_queries(45):
        client.get("/unit/")
