"""Who decides where a post of the line is empty, passed over or not there (PP 94/2021 Pasal 25)."""

from cases.models import Case
from neutrality.organization.models import Appointment
from neutrality.workdays import today
from sanctions.actions import drafting
from sanctions.check import legal_check
from sanctions.models import Decision
from sanctions.officers import Line
from tests.sanctions.world import World


def reprimand(world: World, key: str = "rekan") -> Decision:
    """A draft of a written reprimand for a duty with impact on the unit."""
    return world.draft(reported(world, world.case(key, "P94-3D")), "R2")


def reported(world: World, case: Case) -> Case:
    world.do(case, "assign")
    holder = next(name for name, post in world.tree.positions.items() if post == world.fresh(case).holder)
    world.do(case, "summon", holder)
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    for move in ("examine", "record_minutes"):
        world.do(case, move, holder)
    world.do(case, "submit_report", holder, **world.input(case, "submit_report") | {"impact": "unit_kerja"})
    return world.fresh(case)


def leave(world: World, key: str) -> None:
    Appointment.objects.filter(pk=world.tree.appointment(key).pk).update(ends_on=today())


def test_the_section_head_reprimands_where_the_post_is_filled(world: World) -> None:
    decision = reprimand(world)

    assert (decision.authority, world.key_of(decision)) == ("pengawas", "kasi")
    assert decision.facts["vacant"] == []


def test_an_empty_post_gives_the_competence_to_the_next_higher(world: World) -> None:
    leave(world, "kasi")
    world.on(today().replace(day=8))
    decision = reprimand(world)
    rule = next(row for row in decision.assessment["permitted"] if row["sanction"] == "R2")["authorities"][0]

    assert decision.facts["vacant"] == ["pengawas"]
    assert (rule["rule"], rule["citation"]) == ("A-KOSONG", "PP 94/2021 Pasal 25")
    assert (decision.authority, world.key_of(decision)) == ("administrator", "kabid")
    assert "decider_empty" not in {line.code for line in legal_check(decision, today()).blocking}


def test_the_sekda_stands_in_for_a_head_of_office_who_left(world: World) -> None:
    """Both are JPT Pratama; the empty post of the lower one ends nothing."""
    leave(world, "kadis")
    world.on(today().replace(day=8))
    case = world.case("kabid", "P94-3D")
    found = Line.of(case, today()).officer("jpt_pratama")

    assert found is not None
    assert found.position == world.tree.position("sekda")


# --- a superior who did not act (PP 94/2021 Pasal 28) ----------------------------------------------
def test_the_superiors_sanction_is_heavier_than_the_subordinates(world: World) -> None:
    neglect = world.case("kasi", "P94-28", arises_from=world.decided())
    decision = world.draft(reported(world, neglect), "S2_KP")

    assert decision.facts["offender_sanction"] == "S1_KGB"
    assert [row["sanction"] for row in decision.assessment["permitted"]] == ["S2_KP", "S3_PANGKAT"]
    assert decision.authority == "jpt_pratama"


def test_the_sanction_that_fits_the_subordinate_is_told_where_none_was_imposed(world: World) -> None:
    case = world.case("kasi", "P94-28", arises_from=world.case("pelaksana"))
    decision = world.draft(reported(world, case), "")
    assert decision.assessment["permitted"] == []

    decision = drafting.change_decision(
        code=decision.code, actor=world.desk, changes={"told": {"offender_sanction": "R1"}}
    )
    assert [row["sanction"] for row in decision.assessment["permitted"]] == ["R2", "R3"]
