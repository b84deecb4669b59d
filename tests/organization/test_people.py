"""Finding people: below a superior, by what was typed, by what a report tells."""

from datetime import date

import pytest

from neutrality.organization import queries
from neutrality.organization.models import Person
from neutrality.organization.names import proper_case, search_name_of, split_titles
from tests.factories import make_agency, make_employee, make_position, make_tree, make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 5)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("MOH. Contoh", "MUHAMMAD CONTOH"),
        ("Muh Contoh", "MUHAMMAD CONTOH"),
        ("M. Contoh Misal", "MUHAMMAD CONTOH MISAL"),
        ("Mochammad Contoh", "MUHAMMAD CONTOH"),
        ("Dr. H. Contoh Misal, S.E., M.M.", "CONTOH MISAL"),
        ("Hj. Umpama Andai, S.Pd", "UMPAMA ANDAI"),
        ("Abd. Rekaan", "ABDUL REKAAN"),
        ("Contoh M", "CONTOH M"),
        ("Nu'man Contóh", "NUMAN CONTOH"),
    ],
)
def test_names_become_comparable(written, compared):
    assert search_name_of(written) == compared


def test_titles_leave_the_name():
    assert split_titles("Dr. Ir. Contoh Misal, S.E., M.M.") == ("Dr. Ir.", "Contoh Misal", "S.E., M.M.")
    assert split_titles("Contoh Misal") == ("", "Contoh Misal", "")
    assert split_titles("MISAL, CONTOH REKAAN") == ("", "MISAL CONTOH REKAAN", "")
    assert proper_case("CONTOH MISAL") == "Contoh Misal"
    assert proper_case("Contoh van Misal") == "Contoh van Misal"


def test_an_exact_nip_is_the_answer():
    tree = make_tree()
    guru = tree.person("guru")

    found = queries.match_people(tree.agency, name="Orang Lain", nip=f"{guru.employee.nip[:8]} {guru.employee.nip[8:]}")

    assert [(row["employee"], row["score"], row["reasons"]) for row in found] == [(guru.code, 1.0, ["NIP sama"])]


def test_the_unit_decides_between_people_of_one_name():
    tree = make_tree()
    here = make_employee(name="Muhammad Contoh Rekaan", position=make_position(tree.unit("sekolah"), name="Guru"))
    there = make_employee(name="Muhammad Contoh Rekaan", position=make_position(tree.unit("dinas_lain")))

    found = queries.match_people(tree.agency, name="Moh. Contoh Rekaan", unit="SMPN 97")

    assert [row["employee"] for row in found[:2]] == [here.code, there.code]
    assert found[0]["reasons"] == ["Nama sama", "Unit kerja cocok: SMP Negeri 97"]
    assert found[0]["score"] > found[1]["score"]


def test_spelling_mistakes_and_initials_find_their_people():
    tree = make_tree()
    person = make_employee(tree.agency, name="Umpama Zulkarnaen Andai")

    by_mistake = queries.match_people(tree.agency, name="Umpama Zulkarnain Anday")
    by_initials = queries.match_people(tree.agency, name="U Z A")

    assert by_mistake[0]["employee"] == by_initials[0]["employee"] == person.code
    assert by_mistake[0]["reasons"] == ["Nama mirip"]
    assert by_initials[0]["reasons"] == ["Inisial sama"]


def test_a_post_without_a_name_finds_its_holder():
    tree = make_tree()

    found = queries.match_people(tree.agency, position="Kadis Pendidikan")

    assert found[0]["employee"] == tree.person("kadis").code
    assert found[0]["position"] == "Kepala Dinas Pendidikan dan Kebudayaan"


def test_nobody_of_another_agency_is_ever_named():
    tree, other = make_tree(), make_agency()
    stranger = make_employee(other, name="Umpama Satu-satunya")

    assert queries.match_people(tree.agency, name="Umpama Satu-satunya", nip=stranger.employee.nip) == []
    assert not queries.search_employees(tree.agency, stranger.employee.nip).exists()


def test_matching_costs_the_same_for_one_and_for_many(django_assert_max_num_queries):
    tree = make_tree()
    for _ in range(30):
        make_employee(tree.agency, name="Umpama Rekaan")
    with django_assert_max_num_queries(6):
        assert len(queries.match_people(tree.agency, name="Umpama Rekaan", unit="Disdikbud", limit=50)) == 30


def test_search_takes_a_part_of_the_nip_or_of_the_name():
    tree = make_tree()
    person = make_employee(tree.agency, name="Umpama Andaikata", nip="194402302003121999")

    assert list(queries.search_employees(tree.agency, "1944 0230")) == [person]
    assert queries.search_employees(tree.agency, "umpama andai").first() == person
    assert queries.search_employees(tree.agency, "Umpama Andikata").first() == person
    assert not queries.search_employees(tree.agency, "19").exists()


@pytest.mark.parametrize(
    "typed",
    ["Renh Umpamajaya", "Reno Umpamajya", "Renh Umpamajata", "Umpamajayo", "Impamajaya", "Umpanajaya", "Umpama Reno"],
)
def test_a_mistyped_name_is_found_whichever_word_went_wrong(typed):
    agency = make_agency()
    wanted = make_employee(agency, name="Reno Umpamajaya")
    for name in ("Sri Rekawati", "Retno Contohwan", "Maya Andaikarya"):
        make_employee(agency, name=name)
    make_employee(make_agency(), name="Reno Umpamajaya")

    for people in (Person.objects.of_agency(agency.pk), Person.objects.filter(agency=agency)):
        assert list(people.search(typed)) == [wanted]


def test_people_below_are_those_of_the_units_one_heads():
    tree = make_tree()

    def below(key):
        return set(queries.people_below(tree.person(key), DAY))

    assert below("kabid") == {tree.person(key) for key in ("kasi", "pelaksana", "rekan")}
    assert below("pelaksana") == set()
    assert tree.person("kadis_lain") in below("sekda") and tree.person("sekda") not in below("sekda")
    assert tree.person("sekda") in below("ppk")


def test_an_acting_head_leads_from_the_day_of_the_order():
    from tests.factories import appoint

    tree = make_tree()
    appoint(tree.person("kadis_lain"), tree.position("kabid"), "plt", starts_on=date(2024, 10, 1))

    assert tree.person("kasi") in queries.people_below(tree.person("kadis_lain"), DAY)
    assert tree.person("kasi") not in queries.people_below(tree.person("kadis_lain"), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("roles", "who", "sees_all"),
    [(["intake"], None, True), (["registrar"], None, True), (["auditor"], None, False), (["admin"], None, False)],
)
def test_the_register_is_read_by_the_desk(roles, who, sees_all):
    tree, other = make_tree(), make_tree()
    user = make_user(roles=roles, agency=tree.agency)

    seen = Person.objects.visible_to(user)

    assert seen.filter(agency=tree.agency).exists() is sees_all
    assert not seen.filter(agency=other.agency).exists()


def test_a_superior_reads_the_own_people_only(settings):
    settings.TRAINING, settings.TODAY = True, "2024-10-16"
    tree = make_tree()

    seen = set(Person.objects.visible_to(tree.user("kepala_sekolah")))

    assert seen == {tree.person("guru")}
    assert not Person.objects.visible_to(tree.user("guru")).exists()
