"""Files as offices send them, in every ugliness at once; and what an import must not do with them."""

from dataclasses import replace
from datetime import date

import pytest

from neutrality.audit.actions import SYSTEM
from neutrality.organization import queries
from neutrality.organization.importer import run_import
from neutrality.organization.models import Employee, OrgUnit
from tests.factories import make_agency
from tests.organization.nasty import employees, export, moved
from tests.organization.test_import import as_csv, row

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 16)


@pytest.fixture(autouse=True)
def training(settings):
    settings.TRAINING, settings.TODAY = True, TODAY.isoformat()


@pytest.fixture
def agency():
    return make_agency(code="kota", name="Pemerintah Kota Contoh", short_name="Kota Contoh")


def load(agency, people, commit=True, **how):
    content = export(people, **how)
    return run_import(actor=SYSTEM, agency=agency, name="ekspor.xlsx", content=content, commit=commit)


def test_an_ugly_export_is_understood_whole(agency):
    people = employees(150)

    outcome = load(agency, people)

    assert outcome.written, outcome.plan.problems[:5]
    assert outcome.plan.counts()["added"] == 150
    for one in people[::17]:
        person = Employee.objects.get(nip=one.nip).person
        held = queries.position_of(person, TODAY)
        assert (held.position.name, held.starts_on) == (one.job, one.since)
        assert (held.position.unit.name, person.name.split()[-1]) == (one.unit[-1], one.name.split()[-1])


def test_the_same_file_again_changes_nothing(agency):
    load(agency, employees(150))

    again = load(agency, employees(150))

    assert again.plan.is_empty and not again.written, again.plan.counts()


def test_other_handwriting_improves_titles_in_capitals_and_changes_nothing_else(agency):
    load(agency, employees(150))

    outcome = load(agency, employees(150), seed=7)

    assert {name for name, count in outcome.plan.counts().items() if count} == {"changed", "same"}
    told = [texts for change in outcome.plan.changes for texts in change.fields.values()]
    assert told and all(old.isupper() and old.casefold() == new.casefold() for old, new in told)


def test_a_year_of_changes_in_one_file(agency):
    people = employees(150)
    load(agency, people)
    seksi = people[2].unit
    later = moved(people, seksi, ("Dinas Contoh 2", seksi[-1]))
    gone, promoted = later.pop(), later[20]
    later[20] = replace(promoted, golongan="III/d", back="M.M.")
    newcomer = replace(people[3], nip="199502302020011999", name="Andai Umpamasari")
    later.append(replace(newcomer, unit=gone.unit))

    outcome = load(agency, later)

    assert outcome.written, outcome.plan.problems[:5]
    counts = outcome.plan.counts()
    assert {name: counts[name] for name in ("added", "changed", "moved", "ended", "units_moved", "units_added")} == {
        "added": 1, "changed": 1, "moved": 0, "ended": 1, "units_moved": 1, "units_added": 0,
    }  # fmt: skip
    unit = OrgUnit.objects.get(name=seksi[-1])
    assert [one.name for one in queries.ancestors(unit, date(2024, 10, 15))][1] == people[1].unit[-1]
    assert [one.name for one in queries.ancestors(unit, TODAY)][1] == "Dinas Contoh 2"
    assert load(agency, later).plan.is_empty


# --- What an import must not take for something else --------------------------------
def test_a_unit_of_the_same_name_elsewhere_is_not_taken_away(agency):
    """The secretariat of a dinas that the file does not tell of stays where it is."""
    people = employees(30)
    load(agency, [replace(one, unit=("Dinas Lama", "Sekretariat"), head=False) for one in people[3:6]])

    outcome = load(agency, [replace(one, unit=("Dinas Baru", "Sekretariat"), head=False) for one in people[6:9]])

    assert outcome.plan.counts()["units_moved"] == 0 and outcome.plan.counts()["ended"] == 0
    assert OrgUnit.objects.filter(name="Sekretariat").count() == 2


def test_a_renamed_unit_keeps_its_posts_and_its_history(agency):
    people = employees(30)
    load(agency, people)
    old = people[2].unit
    renamed = moved(people, old, (*old[:-1], "Seksi Data dan Informasi"))
    renamed[2] = replace(renamed[2], job="Kepala Seksi Data dan Informasi")

    outcome = load(agency, renamed)

    counts = {name: count for name, count in outcome.plan.counts().items() if count}
    assert counts == {"same": 30, "units_renamed": 1, "positions_changed": 1}
    unit = OrgUnit.objects.get(name="Seksi Data dan Informasi")
    assert unit.periods.get(ends_on=date(2024, 10, 15)).name == old[-1]
    head = queries.head_of(unit, TODAY)
    assert (head.title, head.title_on(date(2024, 10, 15))) == ("Kepala Seksi Data dan Informasi", f"Kepala {old[-1]}")
    assert load(agency, renamed).plan.is_empty


def test_a_head_of_another_level_closes_the_post_that_it_replaces(agency):
    people = employees(30)
    load(agency, people)
    later = list(people)
    later[2] = replace(people[2], job="Kepala UPT Data", level="Fungsional", grade="Ahli Madya", echelon="")

    outcome = load(agency, later)

    assert outcome.plan.counts()["positions_closed"] == 1 and outcome.written
    unit = OrgUnit.objects.get(name=people[2].unit[-1])
    assert [post.name for post in unit.positions.filter(is_head=True, closed_on__isnull=True)] == ["Kepala UPT Data"]
    assert load(agency, later).plan.is_empty


def test_a_unit_that_loses_everybody_is_named(agency):
    people = employees(30)
    load(agency, people)
    later = [replace(one, unit=people[11].unit, head=False, job="Pengelola", level="Pelaksana", grade="", echelon="")
             if one.unit == people[2].unit else one for one in people]  # fmt: skip

    outcome = load(agency, later, commit=False)

    assert any(people[2].unit[-1] in notice and "kosong" in notice for notice in outcome.plan.notices)


def test_who_is_at_another_agency_is_refused_by_row(agency):
    other = make_agency()
    people = employees(30)
    load(other, people[:1])

    outcome = load(agency, people)

    assert [(one.row, one.column) for one in outcome.plan.problems] == [(7, "NIP")] and not outcome.written


def test_two_heads_are_found_however_the_unit_is_written(agency):
    rows = [row(n, UNIT_KERJA=unit, KEPALA_UNIT="Ya", JABATAN=f"Kepala {n}")
            for n, unit in enumerate(("Dinas Sosial", "PEMERINTAH KOTA CONTOH >  DINAS SOSIAL"))]  # fmt: skip

    outcome = run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows), commit=True)

    assert [(one.row, one.column) for one in outcome.plan.problems] == [(3, "KEPALA_UNIT")] and not outcome.written


def test_a_date_before_the_predecessor_left_is_refused_by_row(agency):
    people = employees(30)
    load(agency, people)
    head = people[2]
    heir = replace(people[3], job=head.job, level=head.level, echelon=head.echelon, head=True, since=date(2024, 10, 1),
                   job_class="")  # fmt: skip
    load(agency, [*people[:2], heir, *people[4:]])
    early = replace(heir, since=date(2023, 1, 2))

    outcome = load(agency, [*people[:2], early, *people[4:]])

    assert [problem.column for problem in outcome.plan.problems] == ["TMT_JABATAN"] and not outcome.written
