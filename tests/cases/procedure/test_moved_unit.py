"""A case follows the unit of its subject when that unit is moved in the tree."""

from datetime import date

from cases.models import Case
from neutrality.accounts.models import Role
from neutrality.organization.actions import units
from tests.cases.procedure.world import World


def test_copied_paths_follow_a_moved_unit(world: World) -> None:
    case = world.case()
    tree = world.tree
    old = Case.objects.get(pk=case.pk).unit_path
    assert old.startswith(tree.unit("bidang").path)
    keeper = world.user("analis", Role.REGISTRAR)

    moved = units.move_unit(
        actor=keeper, unit=tree.unit("bidang"), parent=tree.unit("dinas_lain"), on=date(2024, 10, 7)
    )

    now = Case.objects.get(pk=case.pk)
    now.unit.refresh_from_db()
    assert now.unit_path != old
    assert now.unit_path == now.unit.path
    assert now.unit_path.startswith(moved.path)
