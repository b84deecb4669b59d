"""Decisions of the other tracks, and the dismissal on which two laws differ: through the moves, with the letter of each."""

from datetime import date
from typing import Any

import pytest

from cases.models import Case
from cases.transitions import find
from neutrality.documents.models import OfficialDocument
from neutrality.errors import Refusal
from neutrality.organization.models import PersonKindPeriod, Position
from neutrality.workdays import today
from sanctions.actions import drafting
from sanctions.actions.issuing import decide_guard, reassess
from sanctions.check import legal_check
from sanctions.models import Decision
from tests.cases.procedure.world import scan
from tests.sanctions.test_positions import signed, take
from tests.sanctions.world import World

TEAM = {
    "kasi": ("atasan_langsung", "anggota"), "auditor": ("pengawasan", "anggota"), "kabid_disiplin": ("kepegawaian", "ketua"),
}  # fmt: skip


def become(world: World, key: str, kind: str) -> None:
    PersonKindPeriod.objects.filter(person=world.tree.person(key)).update(kind=kind)


def examined(world: World, violation: str, *, team: bool = True) -> Case:
    """A case of the staff member, examined by a team, whose report reached the mayor."""
    case = world.case("pelaksana", violation)
    world.do(case, "assign")
    examiner = "kasi"
    if team:
        world.team_keys = TEAM
        world.for_official(case, "form_team", "ppk", **world.input(case, "form_team"))
        examiner = "kabid_disiplin"
    world.do(case, "summon", examiner)
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    for move in ("examine", "record_minutes", "submit_report"):
        world.do(case, move, examiner)
    if not team:
        world.do(world.fresh(case), "escalate", examiner)
    return world.fresh(case)


def letter_of(decision: Decision) -> dict[str, Any]:
    assert decision.document is not None
    return decision.document.context | decision.document.paragraphs


CASES = [
    # kind, violation, sanction, typed on the draft, the form
    ("PPPK", "PP94-N-06", "K_PHK_DHTAPS", {"perjanjian_kerja": "800/PK/17/2023"}, "L04_KEP_PHK_PPPK"),
    ("PNS", "SKB-D-05", "X_PTDH_PARPOL",
     {"bukti_keanggotaan": "Data SIPOL 1 Agustus 2024\nKTA nomor 12", "bantahan_ditanggapi": "Bantahan tidak didukung bukti"},
     "L03_KEP_PTDH"),
    ("PPPK", "SKB-D-05", "K_PHK_TDH_PARPOL", {"perjanjian_kerja": "800/PK/17/2023"}, "L04_KEP_PHK_PPPK"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "violation", "sanction", "typed", "form"), CASES)
def test_the_other_tracks_reach_their_letter(
    world: World, kind: str, violation: str, sanction: str, typed: dict[str, str], form: str
) -> None:
    become(world, "pelaksana", kind)
    case = examined(world, violation)
    decision = world.draft(case, sanction, starts_on=None)
    asked = {line.field for line in legal_check(decision, today()).blocking if line.code == "letter_incomplete"}
    assert asked == {f"detail-{name}" for name in typed} | {"starts_on"}

    changes = {"detail": typed, "starts_on": date(2024, 12, 1)}
    drafting.change_decision(code=decision.code, actor=world.desk, changes=changes)
    issued = signed(world, world.reasons(world.proposed(case, sanction, **changes)))

    assert issued.document is not None
    assert issued.document.kind == form
    letter = letter_of(issued)
    assert letter["tmt"] == "1 Desember 2024"
    assert "hukuman disiplin" not in str(letter["menimbang"][-1])
    assert reassess(issued) == issued.assessment
    assert issued.register_entry.sanction == sanction
    served = world.served(issued.case)
    assert served.status == "remedy_window"
    assert served.deadlines.filter(rule="D-BANDING").exists()


def test_a_pppk_is_sanctioned_by_the_agencys_own_rule(world: World) -> None:
    become(world, "pelaksana", "PPPK")
    take(world, "Q-PPPK", "local")
    case = examined(world, "PP94-N-02", team=False)
    typed = {"aturan_instansi": "Peraturan Wali Kota 12/2023", "jenis": "teguran tertulis"}
    issued = signed(world, world.reasons(world.proposed(case, "K_LOCAL", detail=typed)))

    letter = letter_of(issued)
    assert (letter["jenis"], letter["aturan_instansi"]) == ("teguran tertulis", "Peraturan Wali Kota 12/2023")
    assert "menjatuhkan hukuman disiplin berupa teguran tertulis" in str(letter["menimbang"])


def test_what_only_a_person_knows_is_told_on_the_draft(world: World) -> None:
    become(world, "pelaksana", "PPPK")
    case = examined(world, "PP94-N-02", team=False)
    decision = world.draft(case, "")
    assert decision.assessment["permitted"] == []

    decision = drafting.change_decision(
        code=decision.code, actor=world.desk, changes={"told": {"pppk_local_rule": True}}
    )
    assert [row["sanction"] for row in decision.assessment["permitted"]] == ["K_LOCAL"]
    assert decision.facts["pppk_local_rule"] is True


# --- honourable or not (Q-PDHTAPS) -------------------------------------------------------
def test_a_dismissal_under_the_later_law_has_a_letter_of_its_own(world: World) -> None:
    take(world, "Q-PDHTAPS", "ptdh")
    case = examined(world, "PP94-N-06")
    decision = world.proposed(case, "B3")
    lines = {line.code: line for line in legal_check(decision, today()).lines}
    assert lines["local_form"].state == "warn"
    assert lines["local_form"].rule == "L06_KEP_PTDH_DISIPLIN"

    with pytest.raises(Refusal) as refused:
        signed(world, decision)
    assert "reason_missing:local_form" in {row["code"] for row in refused.value.missing}
    issued = signed(world, world.reasons(decision))

    assert issued.document is not None
    assert issued.document.kind == "L06_KEP_PTDH_DISIPLIN"
    letter = letter_of(issued)
    assert "dengan hormat" not in str(letter).replace("tidak dengan hormat", "")
    assert "Pasal 52 ayat (3) huruf g, ayat (4)" in str(letter["menimbang_d"])
    assert "berupa pemberhentian tidak dengan hormat sebagai Pegawai Negeri Sipil" in str(letter["menimbang_c_perlu"])
    assert reassess(issued) == issued.assessment


def test_the_earlier_law_keeps_its_official_form(world: World) -> None:
    take(world, "Q-PDHTAPS", "pdhtaps")
    decision = world.draft(examined(world, "PP94-N-06"), "B3")

    assert "local_form" not in {line.code for line in legal_check(decision, today()).lines}
    assert next(row for row in decision.assessment["permitted"] if row["sanction"] == "B3")["citation"] == (
        "PP 94/2021 Pasal 8 ayat (4) huruf c"
    )


def test_a_heavy_decision_keeps_its_team_and_assesses_again(world: World) -> None:
    take(world, "Q-PDHTAPS", "pdhtaps")
    typed = {"kelas_lama": "5", "kelas_baru": "4"}
    decision = world.proposed(examined(world, "PP94-N-06"), "B1", detail=typed)
    issued = signed(world, world.reasons(decision))

    assert issued.facts["examination"] == {"team": True, "minutes": True, "report": True}
    assert (issued.assessment["level"], issued.assessment["team"]) == ("berat", "required")
    assert issued.document is not None
    assert issued.document.kind == "F15_KEP_TURUN_KELAS_JABATAN"
    assert reassess(issued) == issued.assessment


def test_a_heavy_decision_without_a_team_is_refused(world: World) -> None:
    decision = world.draft(examined(world, "PP94-N-06"), "B3")
    decision.case.team.all().delete()

    assert "team_missing" in {line.code for line in legal_check(decision, today()).blocking}


# --- approvals in writing --------------------------------------------------------------------
def test_consent_for_an_acting_official_is_another_paper_than_the_approval_of_a_move(world: World) -> None:
    take(world, "Q-ACTING", "with_consent")
    decision = world.draft(examined(world, "PP94-N-06"), "B3")  # the tree's mayor is a Pj
    asked = {row["path"] for row in decision.assessment["findings"] if row["code"] == "fact_missing"}
    assert "acting_consent" in asked

    def told(**facts: object) -> set[str]:
        found = drafting.change_decision(code=decision.code, actor=world.desk, changes={"told": facts})
        return {row["path"] for row in found.assessment["findings"] if row["severity"] in ("error", "question")}

    assert "acting_consent" in told(mendagri_approval=True, mendagri_approval_ground="100.2/1 tanggal 2 Oktober 2024")
    assert not {"acting_consent", "proposed.acting"} & told(
        acting_consent=True, acting_consent_ground="821/2 tanggal 3 Oktober"
    )
    assert "proposed.acting" in told(acting_consent=False)


# --- the President decides (PP 94/2021 Pasal 17) ----------------------------------------------------
def test_the_dismissal_of_a_functional_official_of_the_highest_grade_is_the_presidents(world: World) -> None:
    take(world, "Q-PDHTAPS", "pdhtaps")
    post = world.tree.position("kabid")
    Position.objects.filter(pk=post.pk).update(level="fungsional", functional_grade="ahli_utama")
    world.team_keys = {
        "kadis": ("atasan_langsung", "anggota"), "inspektur": ("pengawasan", "anggota"),
        "kepala_bkpsdm": ("kepegawaian", "ketua"),
    }  # fmt: skip
    case = world.case("kabid", "PP94-N-06")
    world.do(case, "assign")
    world.for_official(case, "form_team", "ppk", **world.input(case, "form_team"))
    world.do(case, "summon", "kepala_bkpsdm")
    world.serve(case)
    world.on(case.summonses.get().exam_date)
    for move in ("examine", "record_minutes", "submit_report"):
        told = world.input(case, move) | ({"recommended": "B3"} if move == "submit_report" else {})
        world.do(case, move, "kepala_bkpsdm", **told)
    decision = world.proposed(world.fresh(case), "B3")
    assert (decision.authority, decision.decider) == ("presiden", None)
    decision = world.reasons(decision)

    world.for_official(case, "propose_to_president", "ppk", proposal="PDHTAPS")
    told = {"decision": decision.code, "number": "17/K Tahun 2024"}
    with pytest.raises(Refusal) as refused:
        world.do(world.fresh(case), "decide", **told)
    assert "scan" in refused.value.fields
    world.do(world.fresh(case), "decide", scan=scan(), **told)

    decision.refresh_from_db()
    assert decision.document is not None
    assert (decision.document.source, decision.document.number) == ("uploaded", "17/K Tahun 2024")
    assert decision.document.state == "draft"  # a second person confirms it
    assert decision.register_entry.number == "17/K Tahun 2024"
    assert reassess(decision) == decision.assessment


def test_what_is_the_presidents_is_not_decided_before_it_is_proposed(world: World) -> None:
    case = examined(world, "PP94-N-06")
    decision = world.proposed(case, "B3")
    Decision.objects.filter(pk=decision.pk).update(authority="presiden", decider=None, decider_position=None)
    move = find("discipline", "decide", "reported")
    assert move is not None

    assert [one.code for one in decide_guard(case, move, world.desk, today())] == ["president_decides"]


def test_the_ppk_answers_an_appeal_by_letter(world: World) -> None:
    become(world, "pelaksana", "PPPK")
    typed = {"detail": {"perjanjian_kerja": "800/PK/17/2023"}, "starts_on": date(2024, 12, 1)}
    case = examined(world, "PP94-N-06")
    case = world.served(signed(world, world.reasons(world.proposed(case, "K_PHK_DHTAPS", **typed))).case)
    world.do(case, "file_appeal", filed_on=today(), grounds="Tidak dipanggil secara sah.")
    world.for_official(
        case, "answer_appeal", "ppk", answered_on=today(), appeal_number="12/B/2024", answer="Dua panggilan diterima."
    )
    letter = OfficialDocument.objects.get(kind="P11_TANGGAPAN_BPASN")

    assert letter.number
    assert letter.context["nomor_banding"] == "12/B/2024"
    claim = {"dalil": "Tidak dipanggil secara sah.", "tanggapan": "Dua panggilan diterima."}
    assert letter.context["tanggapan_per_dalil"] == [claim]
    assert letter.context["bukti"][0].startswith("Keputusan ")
    assert len(letter.context["bukti"]) == 3
