"""Each tier receives and acts: level by level upwards with an opinion, back with a reason; and where the PPK runs."""

from datetime import date

import pytest
from django.test import Client

from cases.models import Case, Tier
from neutrality.accounts.models import Role, User
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import Capacity, Contestant, FamilyTie, Position
from tests.cases.procedure.world import World
from tests.factories import appoint, make_person


def client(user: User) -> Client:
    found = Client()
    found.force_login(user)
    return found


def seen_by(world: World, case: Case) -> set[str]:
    keys = ("kasi", "kabid", "kadis", "sekda", "ppk")
    return {key for key in keys if Case.objects.visible_to(world.user(key)).filter(pk=case.pk).exists()}


@pytest.fixture
def reported(world: World) -> Case:
    """A line in which the Sekda is the first who may punish: no head below has the level of an administrator."""
    Position.objects.filter(pk__in=[world.tree.position(key).pk for key in ("kabid", "kadis")]).update(level="pengawas")
    return world.reported()


def test_a_report_goes_up_level_by_level_with_an_opinion(world: World, reported: Case) -> None:
    case = reported
    summary = {"summary": "Terbukti; wewenang pejabat yang lebih tinggi."}
    assert seen_by(world, case) == {"kasi"}
    world.do(case, "escalate", "kasi", **summary, to=world.code("kabid"))
    case.refresh_from_db()
    assert (case.status, case.holder) == ("escalated", world.tree.position("kabid"))
    assert seen_by(world, case) == {"kasi", "kabid"}
    assert case.deadlines.get(rule="tier", met_on=None, cancelled_on=None).holder == world.tree.position("kabid")
    with pytest.raises(Refusal) as refused:
        world.do(case, "escalate", "kabid", **summary)
    assert "opinion" in refused.value.fields
    with pytest.raises(Refusal) as refused:
        world.do(case, "escalate", "kadis", **summary, opinion="agree")
    assert refused.value.status == 404  # not yet at that tier
    world.do(case, "escalate", "kabid", **summary, opinion="agree", to=world.code("kadis"))
    assert seen_by(world, case) == {"kasi", "kabid", "kadis"}
    world.do(case, "escalate", "kadis", **summary, opinion="differ")
    case.refresh_from_db()
    assert case.holder == world.tree.position("sekda")
    assert case.deadlines.filter(rule="decision", met_on=None, cancelled_on=None).exists()
    assert not case.deadlines.filter(rule="tier", met_on=None, cancelled_on=None).exists()
    did = {tier.position_id: tier.did for tier in case.tiers.all()}
    assert (
        did[world.tree.position("kabid").pk]
        == f"meneruskan kepada {world.tree.position('kadis').name}; sependapat dengan usul"
    )
    letter = OfficialDocument.objects.filter(owner_code=case.code, kind="P05_LAPORAN_KEWENANGAN").last()
    assert letter is not None
    assert "Pendapat: berpendapat lain." in str(letter.paragraphs)


@pytest.mark.parametrize("to", ["kasi", "kadis_lain", "pelaksana"])
def test_a_report_goes_nowhere_but_up_the_line(world: World, reported: Case, to: str) -> None:
    case = reported
    with pytest.raises(Refusal) as refused:
        world.do(case, "escalate", "kasi", summary="Terbukti.", to=world.code(to))
    assert "to" in refused.value.fields


def test_a_tier_returns_it_with_its_reason(world: World, reported: Case) -> None:
    case = reported
    world.do(case, "escalate", "kasi", summary="Terbukti.", to=world.code("kabid"))
    world.do(case, "return_report", "kabid", reason="Dampak belum diuraikan.")
    case.refresh_from_db()
    assert (case.status, case.holder) == ("assigned", world.tree.position("kasi"))
    assert case.reports.last().returned_reason == "Dampak belum diuraikan."  # type: ignore[union-attr]


@pytest.mark.parametrize("move", ["return_report", "mark_not_proven"])
def test_whoever_passed_a_report_on_has_let_it_go(world: World, reported: Case, move: str) -> None:
    """Only the holder of the report, or somebody above, sends it back or ends the case without a sanction."""
    from cases.forms_of_pages import who_may_act
    from cases.transitions import find
    from neutrality.workdays import today

    case = reported
    world.do(case, "escalate", "kasi", summary="Terbukti.", to=world.code("kadis"))
    case.refresh_from_db()
    row = find(case.track, move, case.status)
    assert row is not None
    offered = {one.position_id for one in who_may_act(case, row, today(world.agency))}
    posts = {key: world.tree.position(key).pk for key in ("kasi", "kabid", "kadis", "sekda", "ppk")}
    assert {key for key, pk in posts.items() if pk in offered} == {"kadis", "sekda", "ppk"}
    for key in ("kasi", "kabid"):
        with pytest.raises(Refusal) as refused:
            world.for_official(case, move, key, reason="Saksi tidak melihatnya.")
        assert refused.value.code == "not_competent"
        assert world.tree.position("kadis").name in str(refused.value)
    world.for_official(case, move, "kadis", reason="Saksi tidak melihatnya.")


def test_an_ethics_case_is_clarified_before_its_board_and_a_village_heads_never(world: World) -> None:
    from cases.transitions import moves_from

    event = world.incident(occurred_from=date(2024, 6, 3))
    case = world.case("pelaksana", "SKB-E-01", incident=event)
    assert case.track == "ethics"
    world.do(case, "clarify")
    world.do(case, "record_clarification")
    case.refresh_from_db()
    assert case.status == "clarified"
    assert {row.code for row in moves_from("ethics", "clarified")} == {"convene_board", "discontinue"}
    for track in ("village", "elsewhere"):
        assert {row.code for row in moves_from(track, "opened")} == {"forward", "discontinue"}
        assert not moves_from(track, "clarified")


def test_the_panel_tells_what_each_tier_did(world: World, reported: Case) -> None:
    case = reported
    world.do(case, "escalate", "kasi", summary="Terbukti.", to=world.code("kabid"))
    world.do(case, "escalate", "kabid", summary="Terbukti.", opinion="agree")
    text = client(world.user("kabid")).get(f"/kasus/{case.code}/").content.decode()
    assert "sependapat dengan usul" in text
    assert "Atasan berikutnya · memegang tugas" in text


def test_a_superior_asks_for_a_clarification_of_their_own(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    world.do(case, "clarify", "kasi")
    world.do(case, "record_clarification", "kasi")
    case.refresh_from_db()
    assert (case.status, case.holder) == ("assigned", world.tree.position("kasi"))
    letters = OfficialDocument.objects.filter(owner_code=case.code, kind__startswith="P1")
    signed = {one.kind: one.signed_by_name for one in letters}
    assert signed["P15_UNDANGAN_KLARIFIKASI"] == world.tree.person("kasi").full_name
    with pytest.raises(Refusal):
        world.do(case, "clarify", "kabid")


# --- the PPK who runs ------------------------------------------------------------------------


@pytest.fixture
def mayor_runs(world: World) -> Case:
    """A definitive mayor stands again; nobody acts for him yet."""
    pj = world.tree.appointment("ppk")
    pj.capacity = Capacity.DEFINITIVE
    pj.save()
    Contestant.objects.create(contest=world.contest, name="Pasangan 9", person=world.tree.person("ppk"))
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    return case


def test_the_desk_is_asked_for_the_acting_ppk_and_others_read_no_ground(world: World, mayor_runs: Case) -> None:
    desk = client(world.desk).get(f"/kasus/{mayor_runs.code}/").content.decode()
    assert "PPK atau keluarganya menjadi peserta pemilihan" in desk
    assert "/hukum/posisi/Q-PPK-RUNS/" in desk
    assert "/pegawai/jabatan/" in desk
    holder = client(world.user("kasi"))
    for path in (f"/kasus/{mayor_runs.code}/", f"/api/v1/cases/{mayor_runs.code}/moves/"):
        text = holder.get(path).content.decode()
        assert "peserta pemilihan" not in text
    assert "dilewati, alasan tercatat" in holder.get(f"/kasus/{mayor_runs.code}/").content.decode()
    assert not Case.objects.visible_to(world.user("ppk")).exists()


def test_a_pjs_for_the_campaign_stands_in_and_the_mayor_stays_outside(world: World, mayor_runs: Case) -> None:
    pjs = make_person(world.agency, name="Umpama Pejabat Sementara")
    appoint(pjs, world.tree.position("ppk"), Capacity.PJ, starts_on=date(2024, 9, 25), ends_on=date(2024, 11, 23))
    tier = Tier.objects.get(case=mayor_runs, position=world.tree.position("ppk"))
    assert (tier.state, tier.holder.person) == (Tier.State.WAITING, pjs)  # type: ignore[union-attr]
    assert mayor_runs.walls.filter(person=world.tree.person("ppk")).exists()
    assert not Case.objects.visible_to(world.user("ppk")).exists()
    text = client(world.desk).get(f"/kasus/{mayor_runs.code}/").content.decode()
    assert "Pj. Wali Kota" in text
    assert "Umpama Pejabat Sementara" in text
    assert "PPK atau keluarganya" not in text


@pytest.mark.parametrize(("option", "words"), [("acting_ppk", "Plt., Pjs., atau Pj."), ("higher", "Gubernur")])
def test_the_recorded_position_says_who_acts(world: World, mayor_runs: Case, option: str, words: str) -> None:
    from neutrality.counsel.actions import record_position

    record_position(
        actor=world.user("kabag_hukum", Role.LEGAL), question="Q-PPK-RUNS", option=option,
        decided_on=date(2024, 10, 7), reason="Nota dinas Bagian Hukum.",
    )  # fmt: skip
    [form_team] = [
        one for one in client(world.desk).get(f"/api/v1/cases/{mayor_runs.code}/moves/").json()
        if one["move"] == "form_team"
    ]  # fmt: skip
    assert words in str(form_team["missing"])


def test_a_relative_who_runs_puts_the_ppk_aside_too(world: World) -> None:
    wife = make_person(world.agency, name="Umpama Calon")
    FamilyTie.objects.create(person=world.tree.person("ppk"), relative=wife)
    case = world.case("pelaksana", "PP94-N-06")
    assert case.tiers.last().state == Tier.State.WAITING  # type: ignore[union-attr]
    Contestant.objects.create(contest=world.contest, name="Pasangan 9", person=wife)
    assert case.tiers.last().state == Tier.State.PASSED_OVER  # type: ignore[union-attr]
