"""The tree proposes direct superiors, BKPSDM confirms them: one by one, or many from the list."""

from datetime import date

import pytest

from neutrality.organization import queries
from neutrality.organization.models import DirectSuperior, Person
from tests.factories import make_tree, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 16)
FUNCTIONAL = ("analis", "auditor", "kepala_sekolah", "guru")


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, TODAY.isoformat()


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def desk(tree, client):
    user = make_user(roles=["registrar"], agency=tree.agency)
    client.force_login(user)
    return user


def test_the_proposal_for_many_is_that_of_the_line(tree):
    keys = [key for key in tree.persons if key != "ppk"]
    rows = queries.person_rows([tree.person(key) for key in keys], TODAY)

    proposed = queries.proposed_superiors(rows, TODAY)

    for key in keys:
        line = queries.line_of_superiors(tree.person(key), TODAY)
        assert proposed.get(tree.person(key).pk) == (line[0].position if line else None), key


def test_ticked_ones_are_confirmed_and_leave_the_list(client, tree, desk):
    page = client.get("/pegawai/belum-dikukuhkan/").content.decode()
    assert all(tree.person(key).full_name in page for key in FUNCTIONAL) and "Kepala SMP Negeri 97" in page
    codes = [tree.person(key).code for key in ("guru", "analis")]

    answer = client.post("/pegawai/belum-dikukuhkan/", {"orang": codes, "basis": "skp", "starts_on": "2024-10-01"})

    assert answer.status_code == 302
    assert {(row.person, row.superior.name) for row in DirectSuperior.objects.all()} == {
        (tree.person("guru"), "Kepala SMP Negeri 97"), (tree.person("analis"), "Kepala Bidang Disiplin"),
    }  # fmt: skip
    left = Person.objects.visible_to(desk).without_confirmed_superior(TODAY)
    assert {one.pk for one in left} == {tree.person(key).pk for key in ("auditor", "kepala_sekolah")}


def test_nothing_ticked_is_said(client, tree, desk):
    answer = client.post("/pegawai/belum-dikukuhkan/", {"basis": "skp", "starts_on": "2024-10-01"})
    assert "Centang sedikitnya satu pegawai" in answer.content.decode() and not DirectSuperior.objects.exists()


def test_a_superior_outside_the_line_is_named_by_nip(client, tree, desk):
    place = f"/pegawai/{tree.person('guru').code}/atasan/"
    told = {"superior": tree.position("kepala_sekolah").code, "basis": "skp", "starts_on": "2024-10-01"}

    client.post(place, told | {"other": "1"})
    assert not DirectSuperior.objects.exists()
    client.post(place, told | {"other": tree.person("kabid").employee.nip})

    assert DirectSuperior.objects.get().superior == tree.position("kabid")


def test_a_superior_whose_post_was_removed_is_confirmed_anew(tree, desk):
    post = tree.position("kepala_sekolah")
    DirectSuperior.objects.create(person=tree.person("guru"), superior=post, basis="skp", starts_on=date(2024, 1, 1))
    people = Person.objects.visible_to(desk)
    assert tree.person("guru") not in people.without_confirmed_superior(TODAY)

    post.closed_on = TODAY
    post.save()

    assert tree.person("guru") in people.without_confirmed_superior(TODAY)
