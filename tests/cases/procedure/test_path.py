"""The way of a case from the desk to the report, with the clocks and letters of each step."""

from datetime import date

import pytest

from cases.models import CaseMove, Tier
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from tests.cases.procedure.world import World


def letters(case) -> list[str]:  # type: ignore[no-untyped-def]
    return list(OfficialDocument.objects.filter(owner_code=case.code).order_by("pk").values_list("kind", flat=True))


def running(case) -> dict[str, date]:  # type: ignore[no-untyped-def]
    rows = case.deadlines.filter(met_on=None, cancelled_on=None)
    return {row.rule: row.due_on for row in rows}


def test_a_lone_superior_examines_and_reports(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    case.refresh_from_db()
    assert case.holder == world.tree.position("kasi")
    assert running(case) == {"start": date(2024, 10, 14)}
    world.do(case, "summon", "kasi")
    summons = case.summonses.get()
    assert summons.exam_date == date(2024, 10, 17)  # seven clear working days after 7 October
    assert set(running(case)) == {"D-PANGGIL-1", "service"}
    world.serve(case)
    world.on(summons.exam_date)
    world.do(case, "examine", "kasi")
    world.do(case, "record_minutes", "kasi")
    assert set(running(case)) == {"lhp"}
    world.do(case, "submit_report", "kasi")
    case.refresh_from_db()
    assert case.status == "reported"
    assert letters(case) == ["P01_SURAT_PERINTAH", "F01_SURAT_PANGGILAN", "F02_BAP", "F03_LHP"]
    assert [move.move for move in case.moves.all()] == [
        "assign",
        "summon",
        "examine",
        "record_minutes",
        "submit_report",
    ]


def test_a_team_reports_to_the_ppk(world: World) -> None:
    case = world.case("pelaksana", "PP94-N-06")
    world.do(case, "assign")
    with pytest.raises(Refusal) as refused:
        world.do(case, "summon", "kasi")
    assert [one["code"] for one in refused.value.missing] == ["team_missing"]
    world.team_keys = {"kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"),
                       "kabid_disiplin": ("kepegawaian", "ketua")}  # fmt: skip
    world.for_official(case, "form_team", "ppk")
    world.do(case, "summon", "kabid_disiplin")
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    for move in ("examine", "record_minutes", "submit_report"):
        world.do(case, move, "kabid_disiplin")
    case.refresh_from_db()
    assert case.holder == world.tree.position("ppk")
    assert case.tiers.get(state=Tier.State.HOLDING).position == world.tree.position("ppk")


def test_two_absences_open_the_report_on_available_evidence(world: World) -> None:
    case = world.summoned()
    world.missed(case)
    assert "D-PANGGIL-2" in running(case)
    world.do(case, "summon_again", "kasi")
    world.missed(case)
    world.do(case, "submit_report", "kasi")
    assert case.reports.get().on_available_evidence
    assert letters(case).count("P04_BA_KETIDAKHADIRAN") == 2


def test_no_absence_without_proof_of_service(world: World) -> None:
    case = world.summoned()
    world.on(case.summonses.get().exam_date)
    with pytest.raises(Refusal) as refused:
        world.do(case, "record_absence", "kasi")
    assert refused.value.missing[0]["code"] == "summons_not_served"


def test_a_valid_reason_is_no_absence(world: World) -> None:
    case = world.summoned()
    world.serve(case)
    world.do(case, "reschedule", "kasi")
    case.refresh_from_db()
    old, new = case.summonses.all()
    assert (case.status, old.state, new.state, new.ordinal, new.replaces) == ("summoned", "replaced", "draft", 1, old)


def test_the_report_goes_up_by_hierarchy_and_comes_back(world: World) -> None:
    case = world.reported()
    world.do(case, "escalate", "kasi")
    case.refresh_from_db()
    holder = case.tiers.get(state=Tier.State.HOLDING)
    assert holder.order > 1
    key = next(key for key, one in world.tree.positions.items() if one == holder.position)
    world.for_official(case, "return_report", key)
    case.refresh_from_db()
    assert (case.status, case.holder) == ("assigned", world.tree.position("kasi"))
    assert case.reports.get().returned_reason


def test_a_duty_moves_by_a_served_order_of_a_higher_official(world: World) -> None:
    case = world.case()
    world.do(case, "assign")
    world.do(case, "reassign")
    case.refresh_from_db()
    assert case.holder == world.tree.position("kabid")
    assert letters(case)[-1] == "P17_PERINTAH_PENGALIHAN"
    with pytest.raises(Refusal) as refused:
        world.do(case, "reassign", ordered_by=world.code("kasi"), reason="x", served_on=date(2024, 10, 7))
    assert "ordered_by" in refused.value.fields


def test_the_line_is_passed_over_upwards_with_a_transfer_order(world: World) -> None:
    event = world.incident()
    world.case("kasi", incident=event)
    case = world.case("pelaksana", incident=event)
    world.do(case, "assign")
    case.refresh_from_db()
    assert case.holder == world.tree.position("kabid")
    letter = OfficialDocument.objects.get(owner_code=case.code)
    assert letter.kind == "P17_PERINTAH_PENGALIHAN"
    assert letter.context["alasan"] if "alasan" in letter.context else letter.paragraphs["alasan"]


def test_a_village_matter_is_forwarded_and_followed(world: World) -> None:
    from tests.factories import make_person

    case = world.case(make_person(world.agency, "KEPALA_DESA"), "PP94-N-06")
    for move in ("forward", "await_answer", "record_answer"):
        world.do(case, move)
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("answered", date(2024, 10, 7))
    assert CaseMove.objects.filter(case=case).count() == 3
