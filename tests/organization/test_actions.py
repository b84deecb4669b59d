"""Changes of the register: dated, checked, journalled."""

from datetime import date

import pytest

from neutrality.audit.models import JournalEntry
from neutrality.errors import Refusal
from neutrality.organization import actions, queries
from neutrality.organization.models import Appointment, DirectSuperior, OrgUnit
from neutrality.organization.signals import unit_moved
from tests.factories import make_employee, make_tree, make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 5)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def keeper(tree):
    return make_user(roles=["registrar"], agency=tree.agency)


def test_a_move_keeps_history_and_tells_who_copied_paths(tree, keeper):
    heard = []

    def listen(sender, unit, old_path, new_path, **kwargs):
        heard.append((old_path, new_path))

    unit_moved.connect(listen)
    try:
        old = tree.unit("bidang").path
        moved = actions.move_unit(actor=keeper, unit=tree.unit("bidang"), parent=tree.unit("dinas_lain"), on=DAY)
    finally:
        unit_moved.disconnect(listen)

    assert heard == [(old, moved.path)]
    assert tree.unit("seksi").path.startswith(moved.path)
    before = queries.line_of_superiors(tree.person("pelaksana"), date(2024, 10, 4))
    after = queries.line_of_superiors(tree.person("pelaksana"), DAY)
    assert [link.position for link in before][2] == tree.position("kadis")
    assert [link.position for link in after][2] == tree.position("kadis_lain")
    assert JournalEntry.objects.filter(event="unit.moved", subject_code=moved.code, actor=keeper).count() == 1


def test_a_unit_never_moves_below_itself(tree, keeper):
    with pytest.raises(Refusal) as refused:
        actions.move_unit(actor=keeper, unit=tree.unit("dinas"), parent=tree.unit("seksi"), on=DAY)
    assert refused.value.code == "inside_itself"


def test_a_new_name_counts_from_its_day(tree, keeper):
    unit = actions.rename_unit(actor=keeper, unit=tree.unit("dinas"), name="Dinas Pendidikan", on=DAY)

    assert unit.name == "Dinas Pendidikan"
    assert unit.periods.on(date(2024, 10, 4)).get().name == "Dinas Pendidikan dan Kebudayaan"
    assert unit.periods.on(DAY).get().name == "Dinas Pendidikan"


def test_a_change_of_the_tree_is_not_recorded_ahead(tree, keeper):
    with pytest.raises(Refusal) as refused:
        actions.rename_unit(actor=keeper, unit=tree.unit("dinas"), name="Baru", on=date(2099, 1, 1))
    assert refused.value.code == "future_date"


def test_a_unit_with_people_is_not_closed_but_merged(tree, keeper):
    with pytest.raises(Refusal) as refused:
        actions.close_unit(actor=keeper, unit=tree.unit("seksi"), on=DAY)
    assert refused.value.code == "has_people"

    actions.merge_units(actor=keeper, unit=tree.unit("seksi"), into=tree.unit("sekolah"), on=DAY)

    assert queries.unit_of(tree.person("pelaksana"), DAY) == tree.unit("sekolah")
    assert queries.unit_of(tree.person("pelaksana"), date(2024, 10, 4)) == tree.unit("seksi")
    assert queries.position_of(tree.person("kasi"), DAY) is None
    assert queries.head_of(tree.unit("seksi"), date(2024, 10, 4)).person == tree.person("kasi")
    closed = tree.unit("seksi")
    assert (closed.closed_on, closed.successor) == (DAY, tree.unit("sekolah"))


def test_an_empty_unit_closes(tree, keeper):
    unit = actions.create_unit(actor=keeper, parent=tree.unit("dinas"), name="UPT  Baru", kind="upt", starts_on=DAY)
    actions.create_position(actor=keeper, unit=unit, name="Kepala UPT", level="pengawas", is_head=True)

    actions.close_unit(actor=keeper, unit=unit, on=date(2024, 10, 12))

    assert OrgUnit.objects.get(pk=unit.pk).name == "UPT Baru"
    assert unit.positions.get().closed_on == date(2024, 10, 12)


def test_a_unit_has_one_head(tree, keeper):
    with pytest.raises(Refusal) as refused:
        actions.create_position(
            actor=keeper, unit=tree.unit("dinas"), name="Kepala lagi", level="jpt_pratama", is_head=True
        )
    assert refused.value.code == "has_head"


# --- Offices ----------------------------------------------------------------
def test_two_definitive_holders_of_one_seat_are_refused_with_the_reason(tree, keeper):
    other = make_employee(tree.agency)

    with pytest.raises(Refusal) as refused:
        actions.appoint(actor=keeper, person=other, position=tree.position("kadis"), starts_on=DAY)

    assert "sudah dipegang pejabat definitif" in str(refused.value)
    assert not Appointment.objects.filter(person=other).exists()


def test_a_successor_follows_on_the_next_day(tree, keeper):
    other = make_employee(tree.agency)
    actions.end_appointment(actor=keeper, appointment=tree.appointment("kadis"), ends_on=date(2024, 10, 4))
    row = actions.appoint(actor=keeper, person=other, position=tree.position("kadis"), starts_on=DAY)

    assert queries.holder_of(tree.position("kadis"), DAY) == row
    assert JournalEntry.objects.filter(event="appointment.made", subject_code=row.code).exists()


def test_seats_fill_one_after_the_other(tree, keeper):
    post = actions.create_position(actor=keeper, unit=tree.unit("seksi"), name="Pengelola", level="pelaksana", seats=2)
    rows = [
        actions.appoint(actor=keeper, person=make_employee(tree.agency), position=post, starts_on=DAY) for _ in range(2)
    ]

    assert [row.seat for row in rows] == [1, 2]
    with pytest.raises(Refusal):
        actions.appoint(actor=keeper, person=make_employee(tree.agency), position=post, starts_on=DAY)


def test_an_acting_holder_needs_an_order(tree, keeper):
    with pytest.raises(Refusal) as refused:
        actions.appoint(
            actor=keeper, person=tree.person("kabid"), position=tree.position("kadis"), capacity="plt", starts_on=DAY
        )
    assert refused.value.code == "order_missing"
    assert set(refused.value.fields) == {"appointed_by", "order_number"}

    row = actions.appoint(
        actor=keeper, person=tree.person("kabid"), position=tree.position("kadis"), capacity="plt", starts_on=DAY,
        appointed_by="Wali Kota", order_number="800/1/SP/2024",
    )  # fmt: skip
    assert row.title == "Plt. Kepala Dinas Pendidikan dan Kebudayaan"


# --- Superiors, equivalence, standing ------------------------------------------
def test_confirming_a_superior_ends_the_earlier_one(tree, keeper):
    guru = tree.person("guru")
    actions.set_direct_superior(
        actor=keeper, person=guru, superior=tree.position("kepala_sekolah"), basis="skp", starts_on=date(2024, 1, 1)
    )
    actions.set_direct_superior(
        actor=keeper, person=guru, superior=tree.position("kabid"), basis="sk", starts_on=date(2024, 7, 1)
    )

    rows = DirectSuperior.objects.filter(person=guru).order_by("starts_on")
    assert [(row.superior, row.ends_on) for row in rows] == [
        (tree.position("kepala_sekolah"), date(2024, 6, 30)),
        (tree.position("kabid"), None),
    ]


@pytest.mark.parametrize(
    ("superior", "basis", "code"), [("guru", "skp", "own_superior"), ("kadis", "pohon", "basis_missing")]
)
def test_superiors_that_cannot_be(tree, keeper, superior, basis, code):
    with pytest.raises(Refusal) as refused:
        actions.set_direct_superior(
            actor=keeper, person=tree.person("guru"), superior=tree.position(superior), basis=basis, starts_on=DAY
        )
    assert refused.value.code == code


def test_bkpsdm_sets_what_a_head_of_school_equals(tree, keeper):
    actions.set_equivalent_level(
        actor=keeper, position=tree.position("kepala_sekolah"), level="pengawas", basis="Keputusan Wali Kota 1/2024"
    )

    assert queries.subject_facts(tree.person("kepala_sekolah"), DAY)["equivalent_level"] == "pengawas"


def test_standing_changes_from_its_day(tree, keeper):
    employee = tree.person("kasi").employee
    actions.set_status(actor=keeper, employee=employee, on=DAY, standing="cltn")

    assert queries.subject_facts(tree.person("kasi"), DAY)["on_unpaid_leave"] is True
    assert queries.subject_facts(tree.person("kasi"), date(2024, 10, 4))["on_unpaid_leave"] is False
    assert queries.status_of(tree.person("kasi"), DAY).golongan == "III/d"


def test_a_new_employee_has_a_valid_nip_that_nobody_has(tree, keeper):
    fields = {"actor": keeper, "agency": tree.agency, "name": "Rekaan Andai", "kind": "PNS", "starts_on": DAY}
    employee = actions.add_employee(nip="19700230 199501 1 999", **fields)

    assert queries.kind_of(employee.person, DAY) == "PNS"
    for nip in ("197002301995011999", "123"):
        with pytest.raises(Refusal):
            actions.add_employee(nip=nip, **fields)


# --- Rights -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "own_agency", "code"),
    [("registrar", True, None), ("intake", True, None), ("admin", True, "not_allowed"), ("auditor", True, "not_allowed"),
     ("operator", True, "not_allowed"), ("registrar", False, "other_agency")],
)  # fmt: skip
def test_who_may_record_an_appointment(tree, role, own_agency, code):
    actor = make_user(roles=[role], agency=tree.agency if own_agency else make_tree().agency)
    act = {"actor": actor, "appointment": tree.appointment("kadis"), "ends_on": DAY}

    if code is None:
        assert actions.end_appointment(**act).ends_on == DAY
    else:
        with pytest.raises(Refusal) as refused:
            actions.end_appointment(**act)
        assert refused.value.code == code


def test_the_administrator_keeps_the_tree_but_no_office(tree):
    admin = make_user(roles=["admin"], agency=tree.agency)

    assert actions.rename_unit(actor=admin, unit=tree.unit("dinas"), name="Dinas A", on=DAY).name == "Dinas A"
    with pytest.raises(Refusal):
        actions.appoint(actor=admin, person=make_employee(tree.agency), position=tree.position("kasi"), starts_on=DAY)
