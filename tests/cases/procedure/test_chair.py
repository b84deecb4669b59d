"""The chair of a team signs its letters as chair, not under the post that they hold elsewhere."""

import pytest

from tests.cases.procedure.world import World


@pytest.fixture
def world(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return World(settings)


def test_the_chair_of_the_team_signs_as_such(world):
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    world.for_official(case, "form_team", "ppk")
    world.do(case, "summon", "kabid_disiplin")

    printed = case.summonses.get().document.context["penandatangan"]
    assert printed["jabatan"] == "Ketua Tim Pemeriksa"
    assert printed["nama"] == world.tree.person("kabid_disiplin").full_name


def test_a_superior_who_examines_alone_signs_under_the_own_post(world):
    case = world.summoned()

    assert case.summonses.get().document.context["penandatangan"]["jabatan"] == world.tree.position("kasi").name
