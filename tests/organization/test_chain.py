"""The line of superiors on a date, and who in it cannot act."""

from datetime import date, timedelta

import pytest

from neutrality.organization import queries
from neutrality.organization.models import (
    Contest,
    Contestant,
    ContestantOfficer,
    DirectSuperior,
    EmployeeStatus,
    FamilyTie,
    OrgUnitPeriod,
    Position,
)
from tests.factories import START, appoint, make_employee, make_position, make_tree

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 5)


def names(links):
    return [link.position.name for link in links]


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("pelaksana", ["kasi", "kabid", "kadis", "sekda", "ppk"]),
        ("kasi", ["kabid", "kadis", "sekda", "ppk"]),
        ("guru", ["kepala_sekolah", "kadis", "sekda", "ppk"]),
        ("kadis", ["sekda", "ppk"]),
        ("kabag_hukum", ["sekda", "ppk"]),
        ("sekda", ["ppk"]),
        ("ppk", []),
    ],
)
def test_the_tree_proposes_the_line_up_to_the_ppk(who, line):
    tree = make_tree()

    links = queries.line_of_superiors(tree.person(who), DAY)

    assert names(links) == [tree.position(key).name for key in line]
    assert [link.distance for link in links] == list(range(1, len(line) + 1))
    assert all(link.basis == "pohon" and not link.confirmed for link in links)


def test_relations_and_states_are_named():
    tree = make_tree()

    links = queries.line_of_superiors(tree.person("pelaksana"), DAY)

    assert [link.relation for link in links] == [
        "atasan langsung", "atasan berikutnya", "atasan berikutnya", "atasan berikutnya", "PPK",
    ]  # fmt: skip
    assert [link.state for link in links] == ["ok", "ok", "ok", "ok", "acting"]
    assert links[-1].holder.title == "Pj. Wali Kota"


def test_a_post_without_holder_is_vacant_and_a_plt_acts():
    tree = make_tree()
    for key in ("kabid", "kadis"):
        tree.appointment(key).ends_on = date(2024, 9, 30)
        tree.appointment(key).save()
    appoint(tree.person("kadis_lain"), tree.position("kadis"), "plt", starts_on=date(2024, 10, 1))

    links = {link.position.pk: link for link in queries.line_of_superiors(tree.person("pelaksana"), DAY)}

    assert links[tree.position("kabid").pk].state == "vacant"
    acting = links[tree.position("kadis").pk]
    assert (acting.state, acting.holder.person, acting.holder.title) == (
        "acting", tree.person("kadis_lain"), "Plt. Kepala Dinas Pendidikan dan Kebudayaan",
    )  # fmt: skip


def test_one_on_unpaid_leave_does_not_speak_for_the_post():
    tree = make_tree()
    EmployeeStatus.objects.filter(employee_id=tree.person("kasi").pk).update(standing="cltn")

    assert queries.line_of_superiors(tree.person("pelaksana"), DAY)[0].state == "vacant"


def test_the_confirmed_superior_goes_before_the_tree():
    tree = make_tree()
    DirectSuperior.objects.create(
        person=tree.person("guru"), superior=tree.position("kabid"), basis="skp", starts_on=date(2024, 1, 1)
    )

    before = queries.line_of_superiors(tree.person("guru"), date(2023, 12, 31))
    now = queries.line_of_superiors(tree.person("guru"), DAY)

    assert before[0].position == tree.position("kepala_sekolah")
    assert names(now) == [tree.position(key).name for key in ("kabid", "kadis", "sekda", "ppk")]
    assert (now[0].basis, now[0].confirmed, now[1].confirmed) == ("skp", True, False)


def test_a_closed_post_is_no_superior_from_the_day_it_closes():
    tree = make_tree()
    Position.objects.filter(pk=tree.position("kasi").pk).update(closed_on=DAY)

    assert queries.line_of_superiors(tree.person("pelaksana"), DAY)[0].position == tree.position("kabid")
    assert queries.line_of_superiors(tree.person("pelaksana"), DAY - timedelta(1))[0].position == tree.position("kasi")


def test_the_line_follows_the_tree_of_its_date():
    tree = make_tree()
    seksi, elsewhere = tree.unit("seksi"), tree.unit("dinas_lain")
    OrgUnitPeriod.objects.filter(unit=seksi).update(ends_on=date(2024, 6, 30))
    OrgUnitPeriod.objects.create(unit=seksi, name=seksi.name, parent=elsewhere, starts_on=date(2024, 7, 1))

    before = queries.line_of_superiors(tree.person("pelaksana"), date(2024, 6, 30))
    after = queries.line_of_superiors(tree.person("pelaksana"), date(2024, 7, 1))

    assert names(before)[1] == tree.position("kabid").name
    assert names(after)[1] == tree.position("kadis_lain").name


def test_who_was_head_on_a_date():
    tree = make_tree()
    tree.appointment("kadis").ends_on = date(2024, 10, 4)
    tree.appointment("kadis").save()
    new = make_employee(tree.agency)
    appoint(new, tree.position("kadis"), starts_on=date(2024, 10, 5))

    assert queries.head_of(tree.unit("dinas"), date(2024, 10, 4)).person == tree.person("kadis")
    assert queries.head_of(tree.unit("dinas"), date(2024, 10, 5)).person == new
    assert queries.office_holder(tree.agency, "ppk", DAY).capacity == "pj"
    assert queries.office_holder(tree.agency, "sekda", START - timedelta(1)) is None


def test_the_line_costs_the_same_whatever_its_length(django_assert_max_num_queries):
    tree = make_tree()
    for who in ("pelaksana", "sekda"):
        with django_assert_max_num_queries(8):
            list(queries.line_of_superiors(tree.person(who), DAY))


# --- Conflicts --------------------------------------------------------------
def test_conflicts_by_rule_name_their_ground():
    tree = make_tree()
    subject, kasi, kabid, kadis = (tree.person(key) for key in ("pelaksana", "kasi", "kabid", "kadis"))
    FamilyTie.objects.create(person=subject, relative=kasi, note="suami")
    contest = Contest.objects.create(agency=tree.agency, catalogue_id="PILKADA-2024", name="Pilwako")
    pair = Contestant.objects.create(contest=contest, name="Umpama", person=kadis)
    ContestantOfficer.objects.create(contestant=pair, person=kabid, starts_on=date(2024, 9, 1))

    found = queries.conflicts_in_line(queries.line_of_superiors(subject, DAY), subject, DAY)

    assert {person: [row.code for row in rows] for person, rows in found.items()} == {
        kasi.pk: ["family"], kabid.pk: ["contestant_officer"], kadis.pk: ["contestant"],
    }  # fmt: skip
    assert [row.code for row in queries.conflicts(subject, subject, DAY)] == ["subject"]
    assert queries.conflicts(kabid, subject, date(2024, 8, 31)) == []


def test_a_relative_of_one_who_runs_is_in_conflict():
    tree = make_tree()
    contest = Contest.objects.create(agency=tree.agency, catalogue_id="PILKADA-2024", name="Pilwako")
    Contestant.objects.create(contest=contest, name="Umpama", person=tree.person("kadis_lain"))
    FamilyTie.objects.create(person=tree.person("kadis_lain"), relative=tree.person("sekda"), note="kakak")

    codes = [row.code for row in queries.conflicts(tree.person("sekda"), tree.person("guru"), DAY)]

    assert codes == ["contestant_family"]


# --- Facts and letters ------------------------------------------------------
def test_facts_of_a_head_of_school():
    tree = make_tree()

    assert queries.subject_facts(tree.person("kepala_sekolah"), DAY) == {
        "kind": "PNS",
        "position": "fungsional",
        "functional_grade": "ahli_madya",
        "echelon": None,
        "equivalent_level": None,
        "head_of_service_unit": True,
        "regional_secretary": False,
        "unit_has_administrator": False,
        "unit_has_pengawas": False,
        "on_unpaid_leave": False,
        "candidate_spouse": None,
    }


def test_facts_of_a_clerk_and_of_the_sekda():
    tree = make_tree()

    clerk = queries.subject_facts(tree.person("pelaksana"), DAY)
    sekda = queries.subject_facts(tree.person("sekda"), DAY)

    assert (clerk["position"], clerk["unit_has_administrator"], clerk["unit_has_pengawas"]) == ("pelaksana", True, True)
    assert (sekda["position"], sekda["echelon"], sekda["regional_secretary"]) == ("jpt_pratama", "II.a", True)


def test_a_spouse_who_runs_is_a_fact():
    tree = make_tree()
    contest = Contest.objects.create(agency=tree.agency, catalogue_id="PILKADA-2024", name="Pilwako")
    Contestant.objects.create(contest=contest, name="Umpama", person=tree.person("kadis_lain"))
    FamilyTie.objects.create(person=tree.person("guru"), relative=tree.person("kadis_lain"), note="Suami")

    assert queries.subject_facts(tree.person("guru"), DAY)["candidate_spouse"] is True


def test_facts_of_one_without_post_are_unknown_not_guessed():
    tree = make_tree()
    facts = queries.subject_facts(make_employee(tree.agency, kind="PPPK", standing="cltn"), DAY)

    assert (facts["kind"], facts["on_unpaid_leave"], facts["position"]) == ("PPPK", True, None)


def test_a_letter_names_the_person_with_rank_post_and_unit():
    tree = make_tree()
    person = tree.person("pelaksana")

    assert queries.letter_identity(person, DAY) == {
        "nama": person.name,
        "nip": person.employee.nip,
        "pangkat": "Penata Muda",
        "golongan": "III/a",
        "jabatan": "Pengelola Data Kurikulum",
        "unit": "Seksi Kurikulum SMP, Dinas Pendidikan dan Kebudayaan",
    }


def test_a_second_post_gives_the_grade_of_the_first():
    tree = make_tree()
    school_head = make_position(tree.unit("sekolah"), name="Plt Kepala", level="fungsional", is_head=False)
    person = tree.person("guru")
    appoint(person, school_head, "plt")

    assert queries.position_of(person, DAY).position == tree.position("guru")
    assert [row.capacity for row in queries.positions_of(person, DAY)] == ["definitif", "plt"]
