"""A post that becomes the head's, or no longer is: who led the unit on an earlier day stays true."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from neutrality.audit.actions import SYSTEM
from neutrality.errors import Refusal
from neutrality.organization import actions, queries
from neutrality.organization.importer import run_import
from neutrality.organization.models import Appointment, Position
from tests.factories import appoint, make_employee, make_tree, make_user
from tests.organization.test_import import agency, as_csv, people, row, training  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 10, 16)
BEFORE = TODAY - timedelta(days=1)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def desk(tree):
    return make_user(roles=["registrar"], agency=tree.agency)


def test_a_post_that_begins_to_lead_does_not_change_who_was_head_before(tree, desk, client):
    unit, old = tree.unit("seksi"), tree.position("kasi")
    post = actions.create_position(actor=desk, unit=unit, name="Koordinator", level="pelaksana")
    someone = make_employee(tree.agency, name="Misal Koordinator")
    appoint(someone, post, starts_on=date(2023, 1, 2))
    first = queries.head_of(unit, BEFORE)
    assert first.position == old

    with pytest.raises(Refusal) as refused:
        actions.set_head(actor=desk, position=post, is_head=True, on=TODAY)
    assert refused.value.code == "has_head"
    client.force_login(desk)
    for code, value in ((old.code, "0"), (post.code, "1")):
        page = f"/pegawai/jabatan/{code}/ubah/kepala/"
        assert client.post(page, {"kepala-is_head": value, "kepala-on": TODAY.isoformat()}).status_code == 302

    assert queries.head_of(unit, BEFORE) == first
    assert queries.head_of(unit, TODAY).person == someone
    assert queries.line_of_superiors(tree.person("pelaksana"), BEFORE)[0].position == old
    assert queries.line_of_superiors(tree.person("pelaksana"), TODAY)[0].position == post
    rows = [(row.position, row.led_from, row.led_to) for row in queries.heads_over_time(unit)]
    assert (post, TODAY, None) in rows
    assert (old, first.starts_on, BEFORE) in rows
    actions.rename_position(actor=desk, position=post, name="Ketua Tim", on=TODAY)
    assert queries.head_of(unit, TODAY).person == someone


def test_an_import_that_marks_another_head_keeps_the_history(agency):  # noqa: F811
    rows = [*people()[:1], row(1, KEPALA_UNIT="Ya"), row(2, JABATAN="Analis", KEPALA_UNIT="Tidak")]
    run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows), commit=True)
    unit = agency.units.get(name="Seksi Data")
    Position.objects.filter(unit=unit).update(seats=1)
    rows[1]["KEPALA_UNIT"], rows[2]["KEPALA_UNIT"] = "Tidak", "Ya"

    outcome = run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows), commit=True)

    assert outcome.written and outcome.plan.counts()["positions_changed"] == 2
    assert queries.head_of(unit, BEFORE).position.name == "Pengelola Data"
    assert queries.head_of(unit, TODAY).position.name == "Analis"
    again = run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows))
    assert again.plan.is_empty


def test_a_post_of_many_seats_is_refused_as_head_by_row(agency):  # noqa: F811
    rows = [*people()[:1], row(1), row(2)]
    run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows), commit=True)
    rows[1]["KEPALA_UNIT"] = "Ya"
    rows[2] |= {"JABATAN": "Analis", "KEPALA_UNIT": "Tidak"}
    outcome = run_import(actor=SYSTEM, agency=agency, name="a.csv", content=as_csv(rows), commit=True)
    assert not outcome.written
    assert [(one.row, one.column) for one in outcome.plan.problems] == [(3, "KEPALA_UNIT")]


@pytest.mark.parametrize("seat", [1, 2, 0])
def test_the_database_itself_refuses_a_second_definitive_holder(tree, seat):
    """A row written past the actions: on the same seat, or on one that the post does not have."""
    other, post = make_employee(tree.agency), tree.position("kadis")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            agency=tree.agency, person=other, position=post, seat=seat, starts_on=date(2024, 10, 1)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.filter(pk=post.pk).update(seats=2)  # a head has one
    plain = actions.create_position(
        actor=make_user(roles=["registrar"], agency=tree.agency), unit=post.unit, name="Pengelola", level="pelaksana",
        seats=2,
    )  # fmt: skip
    Appointment.objects.create(agency=tree.agency, person=other, position=plain, seat=2, starts_on=date(2024, 10, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Position.objects.filter(pk=plain.pk).update(seats=1)
